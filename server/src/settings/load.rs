//! Reading settings from a file and the environment, and finding every problem in one go.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use toml::{Table, Value};

use super::Settings;

/// `HUSTINGS__DATABASE__POOL__URL` sets `database.pool.url`.
pub const ENVIRONMENT_PREFIX: &str = "HUSTINGS__";

/// Where a value came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A line of the file.
    File(PathBuf),
    /// A variable of the environment.
    Variable(String),
}

impl fmt::Display for Source {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => write!(formatter, "{}", path.display()),
            Self::Variable(name) => write!(formatter, "the environment variable {name}"),
        }
    }
}

/// What is wrong with one setting, or with the whole file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingProblem {
    /// Where it stands.
    pub source: Source,
    /// The key, `database.pool.url`; empty for the file as a whole.
    pub key: String,
    /// What is wrong, for the person who wrote it.
    pub message: String,
}

impl fmt::Display for SettingProblem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.key.as_str() {
            "" => write!(formatter, "{}: {}", self.source, self.message),
            key => write!(formatter, "{}: `{key}`: {}", self.source, self.message),
        }
    }
}

/// Reads `file` (if there is one) and the process's environment.
pub fn load(file: Option<&Path>) -> Result<Settings, Vec<SettingProblem>> {
    let text = match file {
        None => None,
        Some(path) => match std::fs::read_to_string(path) {
            Ok(text) => Some((path, text)),
            Err(error) => return Err(vec![of_file(path, format!("cannot be read: {error}"))]),
        },
    };
    #[expect(clippy::disallowed_methods, reason = "this is the configuration")]
    let environment = std::env::vars()
        .filter(|(name, _)| name.starts_with(ENVIRONMENT_PREFIX))
        .collect();
    load_from(
        text.as_ref().map(|(path, text)| (*path, text.as_str())),
        &environment,
    )
}

/// Reads settings from a file's text and some variables.
pub fn load_from(
    file: Option<(&Path, &str)>,
    environment: &BTreeMap<String, String>,
) -> Result<Settings, Vec<SettingProblem>> {
    let mut problems = Vec::new();
    let mut merged = Table::new();
    if let Some((path, text)) = file {
        match text.parse::<Table>() {
            Ok(table) => {
                let source = Source::File(path.to_owned());
                for (key, value) in leaves(table) {
                    take(&mut merged, &source, &key, value, &mut problems);
                }
            }
            Err(error) => return Err(vec![of_file(path, format!("is not TOML: {error}"))]),
        }
    }
    for (name, text) in environment {
        let Some(path) = name.strip_prefix(ENVIRONMENT_PREFIX) else {
            continue;
        };
        let key: Vec<String> = path.split("__").map(str::to_lowercase).collect();
        let source = Source::Variable(name.clone());
        // A variable is text; what it means depends on the key. The reading that fits wins.
        let readings = [
            text.parse::<Value>().ok(),
            Some(Value::String(text.clone())),
            Some(as_list(text)),
        ];
        let fitting = readings
            .iter()
            .flatten()
            .find(|value| problem(&key, value).is_none());
        let value = fitting.cloned().unwrap_or_else(|| Value::String(text.clone()));
        take(&mut merged, &source, &key, value, &mut problems);
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    Settings::deserialize_table(merged).map_err(|error| {
        vec![SettingProblem {
            source: Source::File(PathBuf::new()),
            key: String::new(),
            message: error,
        }]
    })
}

impl Settings {
    fn deserialize_table(table: Table) -> Result<Self, String> {
        table
            .try_into()
            .map_err(|error: toml::de::Error| error.message().to_owned())
    }
}

/// `a, b` as a list of texts.
fn as_list(text: &str) -> Value {
    let items = text
        .split(',')
        .map(|item| Value::String(item.trim().to_owned()))
        .collect();
    Value::Array(items)
}

fn take(
    merged: &mut Table,
    source: &Source,
    key: &[String],
    value: Value,
    problems: &mut Vec<SettingProblem>,
) {
    match problem(key, &value) {
        Some(message) => problems.push(SettingProblem {
            source: source.clone(),
            key: key.join("."),
            message,
        }),
        None => insert(merged, key, value),
    }
}

/// What is wrong with one setting, taken alone: every setting has a default, so any one of them can be tried by itself.
fn problem(key: &[String], value: &Value) -> Option<String> {
    let mut alone = Table::new();
    insert(&mut alone, key, value.clone());
    Settings::deserialize_table(alone).err()
}

/// The values of a table with their paths. A list is one value.
fn leaves(table: Table) -> Vec<(Vec<String>, Value)> {
    let mut found = Vec::new();
    let mut open: Vec<(Vec<String>, Value)> =
        table.into_iter().map(|(key, value)| (vec![key], value)).collect();
    while let Some((path, value)) = open.pop() {
        match value {
            Value::Table(table) if !table.is_empty() => {
                open.extend(table.into_iter().map(|(key, value)| {
                    let path = path.iter().cloned().chain([key]).collect();
                    (path, value)
                }));
            }
            value => found.push((path, value)),
        }
    }
    found.sort_by(|one, other| one.0.cmp(&other.0));
    found
}

fn insert(table: &mut Table, path: &[String], value: Value) {
    match path {
        [] => {}
        [key] => {
            table.insert(key.clone(), value);
        }
        [key, rest @ ..] => {
            let below = table
                .entry(key.clone())
                .or_insert_with(|| Value::Table(Table::new()));
            if let Value::Table(below) = below {
                insert(below, rest, value);
            }
        }
    }
}

fn of_file(path: &Path, message: String) -> SettingProblem {
    SettingProblem {
        source: Source::File(path.to_owned()),
        key: String::new(),
        message,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Role;

    fn read(text: &str, variables: &[(&str, &str)]) -> Result<Settings, Vec<String>> {
        let environment = variables
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        load_from(Some((Path::new("hustings.toml"), text)), &environment)
            .map_err(|problems| problems.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn nothing_set_is_the_default() {
        assert_eq!(read("", &[]), Ok(Settings::default()));
    }

    #[test]
    fn the_environment_stands_above_the_file() {
        let text = "roles = ['http']\n[database.pool]\nmax_connections = 5\n";
        let settings = read(
            text,
            &[
                ("HUSTINGS__DATABASE__POOL__MAX_CONNECTIONS", "9"),
                ("HUSTINGS__DATA_DIR", "/srv/hustings"),
                ("HUSTINGS__ROLES", "agents, jobs"),
            ],
        )
        .unwrap();
        assert_eq!(settings.database.pool.max_connections, 9);
        assert_eq!(settings.data_dir, Some(PathBuf::from("/srv/hustings")));
        assert_eq!(settings.roles, [Role::Agents, Role::Jobs]);
    }

    #[test]
    fn every_problem_is_reported_at_once() {
        let text = "data_dri = 'x'\nroles = ['cook']\n[database]\nmemory_megabytes = 'lots'\n";
        let problems = read(text, &[("HUSTINGS__DATABASE__POOL__URI", "postgres://x")]).unwrap_err();
        assert_eq!(problems.len(), 4, "{problems:#?}");
        assert!(
            problems[0].contains("`data_dri`") && problems[0].contains("unknown"),
            "{}",
            problems[0]
        );
        assert!(
            problems[1].contains("`database.memory_megabytes`"),
            "{}",
            problems[1]
        );
        assert!(
            problems[2].contains("`roles`") && problems[2].contains("cook"),
            "{}",
            problems[2]
        );
        assert!(
            problems[3].contains("HUSTINGS__DATABASE__POOL__URI"),
            "{}",
            problems[3]
        );
    }

    #[test]
    fn a_file_that_is_not_toml_says_where() {
        let problems = read("roles = [", &[]).unwrap_err();
        assert!(
            problems[0].starts_with("hustings.toml: is not TOML"),
            "{}",
            problems[0]
        );
    }
}
