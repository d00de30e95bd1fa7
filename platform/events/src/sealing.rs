//! What is personal in a payload: sealed on the way into the log, opened on the way out.
//!
//! Works on the JSON, so that no event needs code for it: every `{"$personal": {"of", "value"}}` becomes
//! `{"$sealed": {"of", "box"}}`, and comes back as it was, or as `{"$erased": {"of"}}` once the person's key is gone.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use hustings_store::{Opened, StoreError, SubjectKeys, Vault};
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

const PERSONAL: &str = "$personal";
const SEALED: &str = "$sealed";
const ERASED: &str = "$erased";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Clear {
    of: Uuid,
    value: Value,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Box {
    of: Uuid,
    r#box: String,
}

/// Seals everything personal in these payloads.
pub(crate) async fn seal(vault: &Vault, payloads: &mut [Value]) -> Result<(), StoreError> {
    let mut subjects = Vec::new();
    for payload in payloads.iter_mut() {
        tagged(payload, &mut |tag, inner| {
            if tag == SEALED {
                // It would be opened as if the log had sealed it.
                return Err(StoreError::Sealed("a payload already holds a sealed value"));
            }
            if tag == PERSONAL {
                subjects.push(clear(inner)?.of);
            }
            Ok(None)
        })?;
    }
    if subjects.is_empty() {
        return Ok(());
    }
    subjects.sort_unstable();
    subjects.dedup();
    let keys = vault.for_sealing(&subjects).await?;
    for payload in payloads {
        tagged(payload, &mut |tag, inner| {
            if tag != PERSONAL {
                return Ok(None);
            }
            let Clear { of, value } = clear(inner)?;
            let sealed = keys.seal(of, value.to_string().as_bytes())?;
            Ok(Some(
                json!({ SEALED: { "of": of, "box": STANDARD_NO_PAD.encode(sealed) } }),
            ))
        })?;
    }
    Ok(())
}

/// Opens everything sealed in these payloads, as far as the keys still exist.
pub async fn open(vault: &Vault, payloads: &mut [&mut Value]) -> Result<(), StoreError> {
    let mut subjects = Vec::new();
    for payload in payloads.iter_mut() {
        tagged(payload, &mut |tag, inner| {
            if tag == SEALED
                && let Ok(sealed) = boxed(inner)
            {
                subjects.push(sealed.of);
            }
            Ok(None)
        })?;
    }
    if subjects.is_empty() {
        return Ok(());
    }
    subjects.sort_unstable();
    subjects.dedup();
    let keys = vault.for_opening(&subjects).await?;
    for payload in payloads {
        tagged(payload, &mut |tag, inner| {
            if tag != SEALED {
                return Ok(None);
            }
            // One damaged value must not keep everybody from the rest of the log: it stays sealed, and whoever needs
            // it fails to decode it.
            let opened = boxed(inner).and_then(|sealed| open_one(&keys, sealed));
            opened.map(Some).or_else(|error| {
                tracing::error!(%error, "a sealed value in the log does not open");
                Ok(None)
            })
        })?;
    }
    Ok(())
}

fn open_one(keys: &SubjectKeys, sealed: Box) -> Result<Value, StoreError> {
    let bytes = STANDARD_NO_PAD
        .decode(sealed.r#box)
        .map_err(|_| StoreError::Sealed("not in base64"))?;
    let of = sealed.of;
    match keys.open(of, &bytes)? {
        Opened::Erased => Ok(json!({ ERASED: { "of": of } })),
        Opened::Clear(clear) => {
            let value: Value =
                serde_json::from_slice(&clear).map_err(|_| StoreError::Sealed("not JSON inside"))?;
            Ok(json!({ PERSONAL: { "of": of, "value": value } }))
        }
    }
}

fn clear(inner: &Value) -> Result<Clear, StoreError> {
    Clear::deserialize(inner).map_err(|_| StoreError::Sealed("a personal value has another shape"))
}

fn boxed(inner: &Value) -> Result<Box, StoreError> {
    Box::deserialize(inner).map_err(|_| StoreError::Sealed("a sealed value has another shape"))
}

/// Visits every object with a single key that starts with a dollar sign; what `visit` returns takes its place.
fn tagged(
    value: &mut Value,
    visit: &mut impl FnMut(&str, &Value) -> Result<Option<Value>, StoreError>,
) -> Result<(), StoreError> {
    match value {
        Value::Object(fields) => {
            if fields.len() == 1
                && let Some((tag, inner)) = fields.iter().next()
                && tag.starts_with('$')
            {
                if let Some(instead) = visit(tag, inner)? {
                    *value = instead;
                }
                // What is inside of a personal value is sealed with it.
                return Ok(());
            }
            fields.values_mut().try_for_each(|field| tagged(field, visit))
        }
        Value::Array(items) => items.iter_mut().try_for_each(|item| tagged(item, visit)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Ok(()),
    }
}
