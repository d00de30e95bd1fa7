//! How a job fails, and what of that may be written down.

use std::error::Error;

use hustings_store::StoreError;
use serde_json::Value;

use crate::EnqueueError;

/// The longest error that is kept.
const LONGEST: usize = 1000;
/// Strings shorter than this are not worth hiding: they would turn the error into confetti.
const SHORTEST_SECRET: usize = 3;

/// Why a job was not done.
#[derive(Debug, thiserror::Error)]
pub enum JobFailure {
    /// It may work later.
    #[error("it may work later")]
    Retry(#[source] Box<dyn Error + Send + Sync>),
    /// It will never work.
    #[error("it will never work")]
    Permanent(#[source] Box<dyn Error + Send + Sync>),
    /// It stopped because it was asked to.
    #[error("it was asked to stop")]
    Cancelled,
}

impl JobFailure {
    /// It may work later.
    pub fn retry(cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::Retry(cause.into())
    }

    /// It will never work.
    pub fn permanent(cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::Permanent(cause.into())
    }
}

/// What the database did not do now it may do later, so that `?` does the right thing in a handler.
impl From<StoreError> for JobFailure {
    fn from(error: StoreError) -> Self {
        Self::retry(error)
    }
}

/// The same for a job that enqueues the next one.
impl From<EnqueueError> for JobFailure {
    fn from(error: EnqueueError) -> Self {
        match error {
            EnqueueError::Payload(error) => Self::permanent(error),
            EnqueueError::Store(error) => error.into(),
        }
    }
}

/// The causes of a failure in one line, for what is kept of it.
pub fn describe(cause: &(dyn Error + 'static)) -> String {
    let mut text = cause.to_string();
    let mut next = cause.source();
    while let Some(error) = next {
        let more = error.to_string();
        // Wrappers that repeat their cause are common.
        if !text.ends_with(&more) {
            text.push_str(": ");
            text.push_str(&more);
        }
        next = error.source();
    }
    text
}

/// Cuts what is too long, and takes out every text that stands in the payload: an error is written down in the clear,
/// and may quote the address that it choked on.
pub(crate) fn redact(mut error: String, payload: &Value) -> String {
    hide(&mut error, payload);
    if error.len() > LONGEST {
        let end = (0..=LONGEST)
            .rev()
            .find(|end| error.is_char_boundary(*end))
            .unwrap_or(0);
        error.truncate(end);
        error.push('…');
    }
    error
}

fn hide(error: &mut String, payload: &Value) {
    match payload {
        Value::String(secret) if secret.len() >= SHORTEST_SECRET && error.contains(secret.as_str()) => {
            *error = error.replace(secret.as_str(), "•••");
        }
        Value::Number(number) => {
            let digits = number.to_string();
            if digits.len() > SHORTEST_SECRET && error.contains(&digits) {
                *error = error.replace(&digits, "•••");
            }
        }
        Value::Array(items) => items.iter().for_each(|item| hide(error, item)),
        Value::Object(fields) => fields.values().for_each(|field| hide(error, field)),
        Value::String(_) | Value::Bool(_) | Value::Null => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_error_quotes_nothing_of_the_payload() {
        let payload = json!({"to": {"mail": "ann@example.org"}, "lines": ["Dear Ann"], "phone": 4_917_012});
        let error = redact("550 ann@example.org unknown (Dear Ann, 4917012)".into(), &payload);
        assert_eq!(error, "550 ••• unknown (•••, •••)");
    }

    #[test]
    fn a_long_error_is_cut_between_characters() {
        let error = redact("ä".repeat(2000), &Value::Null);
        assert!(error.len() <= LONGEST + '…'.len_utf8());
        assert!(error.ends_with("ä…"));
    }

    #[test]
    fn causes_are_told_once() {
        #[derive(Debug, thiserror::Error)]
        #[error("the mail was refused: {0}")]
        struct Outer(#[source] std::io::Error);
        let error = Outer(std::io::Error::other("no route"));
        assert_eq!(describe(&error), "the mail was refused: no route");
    }
}
