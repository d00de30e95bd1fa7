//! Figures, as a table for people and as JSON for whoever compares runs.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use serde::Serialize;

use crate::machine::Machine;

/// One measured number, with the peer's where there is one.
#[derive(Debug, Serialize)]
pub(crate) struct Figure {
    what: String,
    value: f64,
    unit: String,
    peer: Option<String>,
    peer_value: Option<f64>,
    /// `value / peer_value`: above one is good for a rate and bad for a latency.
    ratio: Option<f64>,
}

impl Figure {
    pub(crate) fn new(what: impl Into<String>, value: f64, unit: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            value,
            unit: unit.into(),
            peer: None,
            peer_value: None,
            ratio: None,
        }
    }

    /// The same work done by a peer in the same run.
    #[must_use]
    pub(crate) fn beside(self, peer: &str, peer_value: f64) -> Self {
        let ratio = (peer_value > 0.0).then(|| self.value / peer_value);
        Self {
            peer: Some(peer.to_owned()),
            peer_value: Some(peer_value),
            ratio,
            ..self
        }
    }
}

#[derive(Serialize)]
struct Report<'figures> {
    name: &'figures str,
    machine: Machine,
    figures: &'figures [Figure],
}

/// Prints the table and writes `target/bench/NAME.json` below the current folder.
pub(crate) fn publish(name: &str, figures: &[Figure]) -> Result<()> {
    let machine = Machine::this()?;
    println!("{machine}");
    print!("{}", table(figures));
    let folder = Path::new("target/bench");
    fs::create_dir_all(folder).context("could not create target/bench")?;
    let path = folder.join(format!("{name}.json"));
    let json = serde_json::to_string_pretty(&Report {
        name,
        machine,
        figures,
    })?;
    fs::write(&path, json + "\n").with_context(|| format!("could not write {}", path.display()))?;
    println!("written to {}", path.display());
    Ok(())
}

fn table(figures: &[Figure]) -> String {
    let head = ["what", "value", "unit", "peer", "peer value", "ratio"].map(str::to_owned);
    let rows: Vec<[String; 6]> = std::iter::once(head).chain(figures.iter().map(row)).collect();
    let widths: [usize; 6] = std::array::from_fn(|column| {
        rows.iter()
            .map(|row| row[column].chars().count())
            .max()
            .unwrap_or(0)
    });
    let mut table = String::new();
    for row in &rows {
        let line: Vec<String> = row
            .iter()
            .zip(widths)
            .enumerate()
            .map(|(column, (cell, width))| {
                // Numbers line up at their right edge.
                if matches!(column, 1 | 4 | 5) {
                    format!("{cell:>width$}")
                } else {
                    format!("{cell:<width$}")
                }
            })
            .collect();
        table.push_str(line.join("  ").trim_end());
        table.push('\n');
    }
    table
}

fn row(figure: &Figure) -> [String; 6] {
    [
        figure.what.clone(),
        number(figure.value),
        figure.unit.clone(),
        figure.peer.clone().unwrap_or_default(),
        figure.peer_value.map(number).unwrap_or_default(),
        figure
            .ratio
            .map(|ratio| format!("{ratio:.2}"))
            .unwrap_or_default(),
    ]
}

/// Three figures that matter, with the thousands kept apart.
fn number(value: f64) -> String {
    if value.abs() < 100.0 {
        return format!("{value:.2}");
    }
    let digits = format!("{value:.0}");
    let (sign, digits) = digits
        .strip_prefix('-')
        .map_or(("", digits.as_str()), |digits| ("-", digits));
    let mut grouped = String::from(sign);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_grouped() {
        assert_eq!(number(0.567), "0.57");
        assert_eq!(number(123.4), "123");
        assert_eq!(number(1_234_567.0), "1,234,567");
        assert_eq!(number(-1234.0), "-1,234");
    }

    #[test]
    fn the_table_lines_up() {
        let figures = [
            Figure::new("reads", 30_000.0, "/s"),
            Figure::new("paced reads, p99", 0.9, "ms"),
        ];
        let expected = "what               value  unit  peer  peer value  ratio\n\
                        reads             30,000  /s\n\
                        paced reads, p99    0.90  ms\n";
        assert_eq!(table(&figures), expected);
    }

    #[test]
    fn the_json_has_every_key() -> Result<()> {
        let json = serde_json::to_value(Figure::new("reads", 1.0, "/s"))?;
        let expected = serde_json::json!({
            "what": "reads", "value": 1.0, "unit": "/s", "peer": null, "peer_value": null, "ratio": null,
        });
        assert_eq!(json, expected);
        Ok(())
    }
}
