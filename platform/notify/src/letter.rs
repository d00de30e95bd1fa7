//! What a letter says.

use std::borrow::Cow;

/// A letter in one language: a few sentences, and one thing to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter<'a> {
    /// The tag of the language.
    pub language: &'static str,
    /// What it is about.
    pub subject: Cow<'a, str>,
    /// How it begins.
    pub greeting: &'static str,
    /// Why it was written.
    pub text: Cow<'a, str>,
    /// What the link is called, and where it leads.
    pub action: (&'static str, &'a str),
    /// What else to know.
    pub closing: Cow<'a, str>,
}
