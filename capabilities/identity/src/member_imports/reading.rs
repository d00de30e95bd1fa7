//! Reading a file of people: what stands between its columns, and which column is which.

use csv::{ReaderBuilder, StringRecord, Trim};

use super::{ImportRefusal, MOST_ROWS};
use crate::values::fold;

/// What may stand between two columns. The first of equals wins.
const DELIMITERS: [u8; 4] = *b",;\t|";
/// What the columns may be called, folded and without anything but letters.
const NAMES: [(Column, &[&str]); 6] = [
    (
        Column::Email,
        &[
            "email",
            "mail",
            "emailaddress",
            "mailaddress",
            "emailadresse",
            "mailadresse",
        ],
    ),
    (Column::Name, &["name", "fullname", "displayname"]),
    (Column::FirstName, &["firstname", "givenname", "vorname"]),
    (
        Column::LastName,
        &["lastname", "surname", "familyname", "nachname", "familienname"],
    ),
    (Column::Role, &["role", "rolle"]),
    (Column::Language, &["language", "lang", "sprache"]),
];
/// The columns of a file that does not name them.
const UNNAMED: [Option<Column>; 4] = [
    Some(Column::Email),
    Some(Column::Name),
    Some(Column::Role),
    Some(Column::Language),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Email,
    Name,
    FirstName,
    LastName,
    Role,
    Language,
}

/// A file, read.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Table {
    pub(super) lines: Vec<Line>,
    /// The columns that mean nothing here, by their names.
    pub(super) ignored: Vec<String>,
}

/// A row, as text. What is missing is empty.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Line {
    /// Where it begins.
    pub(super) number: u32,
    pub(super) email: String,
    pub(super) name: String,
    pub(super) role: String,
    pub(super) language: String,
}

/// Reads a file.
pub(super) fn read(text: &str) -> Result<Table, ImportRefusal> {
    // One kind of line end, so that lines can be counted.
    let text = text
        .trim_start_matches('\u{feff}')
        .replace("\r\n", "\n")
        .replace('\r', "\n");
    let mut place = Place {
        text: &text,
        at: 0,
        line: 1,
    };
    let mut records = ReaderBuilder::new()
        .delimiter(delimiter(&text))
        .flexible(true)
        .has_headers(false)
        .trim(Trim::All)
        .from_reader(text.as_bytes())
        .into_records()
        // Text and rows of any length: nothing is left that could fail.
        .filter_map(Result::ok)
        .filter(|record| record.iter().any(|cell| !cell.is_empty()))
        .peekable();
    let first = records.peek().ok_or(ImportRefusal::NoRows)?;
    let (columns, ignored) = if first.iter().any(|cell| cell.contains('@')) {
        (UNNAMED.to_vec(), Vec::new())
    } else {
        let named = columns(first)?;
        records.next();
        named
    };
    let lines: Vec<Line> = records
        .take(MOST_ROWS + 1)
        .map(|record| line(&columns, &record, &mut place))
        .collect();
    match lines.len() {
        0 => Err(ImportRefusal::NoRows),
        1..=MOST_ROWS => Ok(Table { lines, ignored }),
        _ => Err(ImportRefusal::TooManyRows),
    }
}

/// Whichever stands most often in the first row that is not empty, quoted text apart.
fn delimiter(text: &str) -> u8 {
    let mut counts = [0_usize; DELIMITERS.len()];
    let mut quoted = false;
    for byte in text.trim_start().bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => break,
            _ if quoted => {}
            _ => {
                if let Some(place) = DELIMITERS.iter().position(|known| *known == byte) {
                    counts[place] += 1;
                }
            }
        }
    }
    let most = (0..DELIMITERS.len()).rev().max_by_key(|place| counts[*place]);
    DELIMITERS[most.unwrap_or_default()]
}

type Columns = Vec<Option<Column>>;

/// What the named columns mean, and the names of those that mean nothing here.
fn columns(names: &StringRecord) -> Result<(Columns, Vec<String>), ImportRefusal> {
    let meaning = |name: &str| {
        let letters: String = fold(name)
            .chars()
            .filter(|letter| letter.is_alphanumeric())
            .collect();
        NAMES
            .iter()
            .find(|(_, names)| names.contains(&letters.as_str()))
            .map(|(column, _)| *column)
    };
    let columns: Columns = names.iter().map(meaning).collect();
    if !columns.contains(&Some(Column::Email)) {
        return Err(ImportRefusal::NoEmailColumn);
    }
    let ignored = names
        .iter()
        .zip(&columns)
        .filter(|(name, column)| column.is_none() && !name.is_empty())
        .map(|(name, _)| name.to_owned())
        .collect();
    Ok((columns, ignored))
}

/// How far lines have been counted.
struct Place<'a> {
    text: &'a str,
    at: usize,
    line: u32,
}

impl Place<'_> {
    /// The line on which a record begins. The reader's own count stops before the empty lines that it skips.
    fn line_of(&mut self, record: &StringRecord) -> u32 {
        let start = record
            .position()
            .and_then(|position| usize::try_from(position.byte()).ok());
        let bytes = self.text.as_bytes();
        while self.at < bytes.len() && (start.is_some_and(|start| self.at < start) || bytes[self.at] == b'\n')
        {
            self.line += u32::from(bytes[self.at] == b'\n');
            self.at += 1;
        }
        self.line
    }
}

fn line(columns: &[Option<Column>], record: &StringRecord, place: &mut Place<'_>) -> Line {
    let mut line = Line {
        number: place.line_of(record),
        ..Line::default()
    };
    let (mut first, mut last) = ("", "");
    for (cell, column) in record.iter().zip(columns) {
        match column {
            Some(Column::Email) => cell.clone_into(&mut line.email),
            Some(Column::Name) => cell.clone_into(&mut line.name),
            Some(Column::FirstName) => first = cell,
            Some(Column::LastName) => last = cell,
            Some(Column::Role) => cell.clone_into(&mut line.role),
            Some(Column::Language) => cell.clone_into(&mut line.language),
            None => {}
        }
    }
    if line.name.is_empty() {
        format!("{first} {last}").trim().clone_into(&mut line.name);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people(text: &str) -> Vec<(u32, String, String)> {
        let lines = read(text).unwrap().lines.into_iter();
        lines.map(|line| (line.number, line.email, line.name)).collect()
    }

    fn ada(line: u32) -> (u32, String, String) {
        (line, "ada@example.org".to_owned(), "Lovelace, Ada".to_owned())
    }

    #[test]
    fn every_usual_delimiter_is_understood_with_and_without_names_of_columns() {
        for (text, line) in [
            ("ada@example.org,\"Lovelace, Ada\"", 1),
            ("\u{feff}E-Mail;Name\r\nada@example.org;Lovelace, Ada\r\n", 2),
            ("Name\tE-mail address\nLovelace, Ada\tada@example.org\n", 2),
            ("\n\nrole|email|name\n\n|ada@example.org|Lovelace, Ada", 5),
        ] {
            assert_eq!(people(text), [ada(line)], "{text:?}");
        }
        let parts = "Vorname;Nachname;E-Mail-Adresse;Schuhgröße\nAda;Lovelace;ada@example.org;38";
        let table = read(parts).unwrap();
        assert_eq!(table.lines[0].name, "Ada Lovelace");
        assert_eq!(table.ignored, ["Schuhgröße"]);
    }

    #[test]
    fn short_rows_and_empty_ones_do_no_harm() {
        let text = "email,name,role,language\nada@example.org\n,,,\n \nben@example.org,Ben,leader,de,more\n";
        let table = read(text).unwrap();
        assert_eq!(table.lines.len(), 2);
        assert_eq!(table.lines[0].name, "");
        assert_eq!(
            (
                &*table.lines[1].role,
                &*table.lines[1].language,
                table.lines[1].number
            ),
            ("leader", "de", 5)
        );
    }

    #[test]
    fn what_is_no_list_of_people_is_refused() {
        for nothing in ["", "\n \n", "email,name\n", "\u{feff}"] {
            assert_eq!(read(nothing), Err(ImportRefusal::NoRows), "{nothing:?}");
        }
        assert_eq!(read("name,role\nAda,leader"), Err(ImportRefusal::NoEmailColumn));
        let row = "a@example.org\n";
        assert!(read(&row.repeat(MOST_ROWS)).is_ok());
        assert_eq!(read(&row.repeat(MOST_ROWS + 1)), Err(ImportRefusal::TooManyRows));
    }
}
