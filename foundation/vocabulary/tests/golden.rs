//! Every version of every event ever written stays readable: each has a file that shows what it looks like.

use std::collections::BTreeSet;
use std::path::Path;

use hustings_kernel::MemberId;
use hustings_vocabulary::{EventType, Personal, catalogue, events};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What is wrong with the golden files of a catalogue.
fn findings(catalogue: &[EventType], folder: &Path) -> Vec<String> {
    let mut findings = Vec::new();
    let mut expected = BTreeSet::new();
    for event in catalogue {
        let text_of = |version: u16| {
            let file = format!("{}.v{version}.json", event.kind);
            (std::fs::read_to_string(folder.join(&file)), file)
        };
        let newest = text_of(event.version).0.ok();
        let newest: Option<Value> = newest.and_then(|text| serde_json::from_str(&text).ok());
        for version in event.readable() {
            let (text, file) = text_of(version);
            expected.insert(file.clone());
            let Ok(text) = text else {
                findings.push(format!("{file} is missing: write one example of that version"));
                continue;
            };
            match serde_json::from_str(&text).map(|payload| event.renew(version, payload)) {
                Err(error) => findings.push(format!("{file} is not JSON: {error}")),
                Ok(Err(error)) => findings.push(format!("{file} cannot be read any more: {error}")),
                Ok(Ok(renewed)) if version == event.version && Some(&renewed) != newest.as_ref() => {
                    findings.push(format!("{file} is written as {renewed} today"));
                }
                Ok(Ok(_)) => {}
            }
        }
    }
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let file = entry.file_name().to_string_lossy().into_owned();
        if file != "README.md" && !expected.contains(&file) {
            findings.push(format!("{file} belongs to no version in the catalogue"));
        }
    }
    findings
}

#[test]
fn every_version_in_the_catalogue_has_a_file_and_stays_readable() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("golden");
    assert_eq!(findings(&catalogue(), &folder), [""; 0]);
}

#[test]
fn every_kind_stands_once_and_has_a_noun_and_a_description() {
    let mut seen = BTreeSet::new();
    for event in catalogue() {
        assert!(seen.insert(event.kind), "{} stands twice", event.kind);
        assert!(event.kind.contains('.'), "{} has no noun", event.kind);
        assert!(!event.description.is_empty(), "{} says nothing", event.kind);
    }
}

#[test]
fn every_module_with_events_is_in_the_catalogue() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let list = std::fs::read_to_string(source.join("lib.rs")).unwrap();
    for entry in std::fs::read_dir(source).unwrap() {
        let path = entry.unwrap().path();
        let noun = path.file_stem().unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).unwrap();
        if text.lines().any(|line| line.starts_with("events!")) {
            assert!(
                list.contains(&format!("{noun}::EVENTS")),
                "{noun} is not in NOUNS"
            );
        }
    }
}

#[derive(Serialize, Deserialize)]
struct PictureChanged {
    member: MemberId,
    caption: Personal<String>,
    width: u32,
}

#[derive(Serialize, Deserialize)]
struct Waved {
    member: MemberId,
}

fn with_width(mut payload: Value) -> Value {
    payload["width"] = 64.into();
    payload
}

events! {
    /// A member changed
    /// their picture.
    PictureChanged: "member.picture-changed" version 2 { 1 => with_width } about member, everyday;
    /// A member waved.
    Waved: "member.waved" version 1 about member, audited;
}

#[test]
fn an_older_version_is_lifted_and_a_missing_or_foreign_file_is_found() {
    assert_eq!(EVENTS[0].description, "A member changed their picture.");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let found = findings(EVENTS, &folder);
    assert_eq!(
        found,
        [
            "member.waved.v1.json is missing: write one example of that version",
            "member.left.v1.json belongs to no version in the catalogue",
        ]
    );
    let old = std::fs::read_to_string(folder.join("member.picture-changed.v1.json")).unwrap();
    let renewed = EVENTS[0].renew(1, serde_json::from_str(&old).unwrap()).unwrap();
    assert_eq!(renewed["width"], 64);
}

#[test]
fn a_version_of_the_future_is_refused() {
    assert!(EVENTS[0].renew(3, Value::Null).is_err());
    assert!(EVENTS[1].renew(2, Value::Null).is_err());
}
