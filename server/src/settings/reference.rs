//! The annotated reference of all settings, generated from the types and their documentation.

use std::fmt::Write as _;

use schemars::SchemaGenerator;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value};

use super::Settings;

/// A `hustings.toml` in which every setting stands with its meaning and its default, commented out.
pub fn reference() -> String {
    let schema = SchemaGenerator::new(SchemaSettings::draft2020_12().with(|settings| {
        settings.inline_subschemas = true;
    }))
    .into_root_schema_for::<Settings>();
    // The defaults are values we can serialise, and a schema is JSON: neither fails.
    let defaults = serde_json::to_value(Settings::default()).unwrap_or_default();
    let mut text = String::from(
        "# Every setting of Hustings with its default. Each can also be set in the environment:\n\
         # `database.pool.url` is HUSTINGS__DATABASE__POOL__URL.\n",
    );
    section(
        &mut text,
        "",
        schema.as_object().unwrap_or(&Map::new()),
        &defaults,
    );
    text
}

fn section(text: &mut String, path: &str, schema: &Map<String, Value>, defaults: &Value) {
    let Some(properties) = schema.get("properties").and_then(Value::as_object) else {
        return;
    };
    let (tables, values): (Vec<_>, Vec<_>) = properties
        .iter()
        .partition(|(_, property)| property.get("properties").is_some());
    for (key, property) in values {
        text.push('\n');
        describe(text, property);
        let allowed = choices(property);
        if !allowed.is_empty() {
            let _ = writeln!(text, "# One of: {}.", allowed.join(", "));
        }
        match defaults.get(key) {
            None | Some(Value::Null) => {
                let _ = writeln!(text, "# {key} =");
            }
            Some(default) => {
                let _ = writeln!(text, "# {key} = {}", as_toml(default));
            }
        }
    }
    for (key, property) in tables {
        let path = if path.is_empty() {
            key.clone()
        } else {
            format!("{path}.{key}")
        };
        text.push('\n');
        describe(text, property);
        let _ = writeln!(text, "[{path}]");
        if let Some(schema) = property.as_object() {
            section(text, &path, schema, defaults.get(key).unwrap_or(&Value::Null));
        }
    }
}

fn describe(text: &mut String, property: &Value) {
    for line in property
        .get("description")
        .and_then(Value::as_str)
        .unwrap_or_default()
        .lines()
    {
        let _ = writeln!(text, "# {line}");
    }
}

/// The texts a setting, or each item of it, may be.
fn choices(property: &Value) -> Vec<String> {
    let items = property.get("items").unwrap_or(property);
    let listed = items.get("enum").and_then(Value::as_array).into_iter().flatten();
    let described = items.get("oneOf").and_then(Value::as_array).into_iter().flatten();
    listed
        .chain(described.filter_map(|choice| choice.get("const")))
        .map(as_toml)
        .collect()
}

/// JSON as TOML, which write plain values and lists alike.
fn as_toml(value: &Value) -> String {
    value.to_string().replace("\",\"", "\", \"")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::load_from;

    #[test]
    fn the_reference_with_its_comments_removed_is_the_default() {
        let text: String = reference()
            .lines()
            .map(|line| match line.strip_prefix("# ") {
                Some(setting) if setting.contains(" = ") && !setting.contains('`') => setting,
                Some(_) => "",
                None => line,
            })
            .fold(String::new(), |all, line| all + line + "\n");
        let settings = load_from(
            Some((std::path::Path::new("reference"), &text)),
            &std::collections::BTreeMap::new(),
        );
        assert_eq!(settings, Ok(Settings::default()), "{text}");
    }

    #[test]
    fn every_setting_is_described() {
        let text = reference();
        for line in text.lines().zip(text.lines().skip(1)) {
            if line.1.starts_with("# ") && line.1.contains(" =") && !line.1.contains('`') {
                assert!(line.0.starts_with("# "), "{} has no description", line.1);
            }
        }
    }
}
