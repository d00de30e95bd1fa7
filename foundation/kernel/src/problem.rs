//! Problems: what goes wrong, in a form that people and programs both understand.
//!
//! An operation refuses with a typed enum declared by [`refusals!`](crate::refusals). The edge turns it once into an
//! RFC 9457 `application/problem+json`. A cause that is not the caller's business is logged there and never sent.

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// One field of the input that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct FieldProblem {
    /// Where, as a path into the input: `members[3].email`.
    pub field: String,
    /// A stable code for programs: `too-long`.
    pub code: String,
    /// A sentence for people.
    pub message: String,
}

impl FieldProblem {
    /// Names a wrong field.
    pub fn new(field: impl Into<String>, code: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            field: field.into(),
            code: code.into(),
            message: message.into(),
        }
    }
}

/// What went wrong, before it takes the shape of a response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// HTTP status.
    pub status: u16,
    /// Stable code for programs: `no-such-topic`.
    pub code: &'static str,
    /// One sentence for people, the same for every occurrence.
    pub title: &'static str,
    /// What is particular to this occurrence.
    pub detail: Option<String>,
    /// The fields at fault.
    pub fields: Vec<FieldProblem>,
    /// When it is worth trying again.
    pub retry_after: Option<Duration>,
}

impl Problem {
    /// A problem without particulars.
    pub const fn new(status: u16, code: &'static str, title: &'static str) -> Self {
        Self {
            status,
            code,
            title,
            detail: None,
            fields: Vec::new(),
            retry_after: None,
        }
    }

    /// Adds what is particular to this occurrence.
    #[must_use]
    pub fn with_detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    /// Adds the fields at fault.
    #[must_use]
    pub fn with_fields(mut self, fields: impl IntoIterator<Item = FieldProblem>) -> Self {
        self.fields.extend(fields);
        self
    }

    /// Says when it is worth trying again.
    #[must_use]
    pub fn with_retry_after(mut self, after: Duration) -> Self {
        self.retry_after = Some(after);
        self
    }
}

/// One way an operation refuses, as documentation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RefusalCase {
    /// HTTP status.
    pub status: u16,
    /// Stable code.
    pub code: &'static str,
    /// One sentence.
    pub title: &'static str,
}

/// The ways one operation refuses.
pub trait Refusal {
    /// All of them, for the API's documentation.
    const CASES: &'static [RefusalCase];

    /// This one as a problem.
    fn problem(&self) -> Problem;
}

/// An error that is not the caller's business: a lost connection, a broken row. The edge logs it once with its
/// causes and answers 500, or 503 when trying again helps; nothing of it is sent.
///
/// A refusal is never a fault, so `?` cannot turn a forgotten refusal into a 500 by accident.
pub trait Fault: std::error::Error + Send + Sync + 'static {
    /// When it is worth trying again, for what passes by itself: overload, a database that restarts.
    fn retry_after(&self) -> Option<Duration> {
        None
    }
}

/// Declares how an operation refuses:
///
/// ```
/// hustings_kernel::refusals! {
///     /// Why a post was not published.
///     pub enum PublishRefusal {
///         NoSuchTopic = 404 "no-such-topic": "There is no such topic.",
///         TopicClosed = 409 "topic-closed": "The topic is closed.",
///     }
/// }
/// use hustings_kernel::Refusal;
/// assert_eq!(PublishRefusal::TopicClosed.problem().status, 409);
/// ```
///
/// A case may carry the fields at fault, `BadInput(Vec<FieldProblem>)`, written
/// `BadInput(fields) = 422 "bad-input": "…"`, or the time after which to try again,
/// `Locked[after] = 429 "locked": "…"`.
#[macro_export]
macro_rules! refusals {
    (
        $(#[$meta:meta])*
        $visibility:vis enum $name:ident {
            $($case:ident $(($fields:ident))? $([$after:ident])? = $status:literal $code:literal : $title:literal),+ $(,)?
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        $visibility enum $name {
            $(
                #[doc = $title]
                $case $(($crate::refusals!(@fields $fields)))? $(($crate::refusals!(@after $after)))?,
            )+
        }

        impl $crate::Refusal for $name {
            const CASES: &'static [$crate::RefusalCase] = &[
                $($crate::RefusalCase { status: $status, code: $code, title: $title }),+
            ];

            fn problem(&self) -> $crate::Problem {
                match self {
                    $(
                        Self::$case $(($fields))? $(($after))? => {
                            $crate::Problem::new($status, $code, $title)
                                $(.with_fields($fields.iter().cloned()))?
                                $(.with_retry_after(*$after))?
                        }
                    )+
                }
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                formatter.write_str($crate::Refusal::problem(self).title)
            }
        }

        impl ::std::error::Error for $name {}
    };
    (@fields $name:ident) => { ::std::vec::Vec<$crate::FieldProblem> };
    (@after $name:ident) => { ::std::time::Duration };
}

#[cfg(test)]
mod tests {
    use super::*;

    crate::refusals! {
        /// Why nothing was done.
        enum TryRefusal {
            Gone = 404 "gone": "It is gone.",
            BadInput(fields) = 422 "bad-input": "Some fields are wrong.",
            Locked[after] = 429 "locked": "Too many attempts.",
        }
    }

    #[test]
    fn a_refusal_becomes_the_problem_it_declares() {
        assert_eq!(
            TryRefusal::Gone.problem(),
            Problem::new(404, "gone", "It is gone.")
        );
        let fields = vec![FieldProblem::new("name", "empty", "A name is needed.")];
        assert_eq!(TryRefusal::BadInput(fields.clone()).problem().fields, fields);
        let wait = Duration::from_secs(4);
        assert_eq!(TryRefusal::Locked(wait).problem().retry_after, Some(wait));
        assert_eq!(TryRefusal::Gone.to_string(), "It is gone.");
        assert_eq!(TryRefusal::CASES.len(), 3);
    }
}
