//! Letters, as whoever gets them reads them.

use std::path::Path;

use super::TestApp;

/// A letter from the outbox.
#[derive(Debug, Clone)]
pub struct Letter {
    /// To whom.
    pub to: String,
    /// What about.
    pub subject: String,
    /// What it says, as plain text.
    pub text: String,
}

impl Letter {
    pub(super) fn read(bytes: &[u8]) -> Self {
        let message = mail_parser::MessageParser::default().parse(bytes).unwrap();
        let to = message.to().unwrap().first().unwrap();
        let html = message.body_html(0).unwrap().into_owned();
        let text = message.body_text(0).unwrap().into_owned();
        assert!(
            html.contains(find_token(&text).unwrap_or_default()),
            "page and text have the same link"
        );
        Self {
            to: to.address().unwrap().to_owned(),
            subject: message.subject().unwrap().to_owned(),
            text,
        }
    }

    /// The token of the link in it.
    #[track_caller]
    pub fn token(&self) -> String {
        token_in(&self.text)
    }
}

/// The token in a link, or in a text with one.
#[track_caller]
pub fn token_in(text: &str) -> String {
    let Some(token) = find_token(text) else {
        panic!("no token in {text}");
    };
    token.to_owned()
}

fn find_token(text: &str) -> Option<&str> {
    let (_, rest) = text.split_once("#token=")?;
    rest.split_whitespace().next()
}

impl TestApp {
    /// Does the work that waits, and takes the letters out of the outbox, ordered by whom they go to.
    pub async fn letters(&self) -> Vec<Letter> {
        self.work().await;
        let mut letters: Vec<Letter> = std::fs::read_dir(self.outbox.path())
            .unwrap()
            .map(|entry| take(&entry.unwrap().path()))
            .collect();
        letters.sort_by(|one, other| (&one.to, &one.subject).cmp(&(&other.to, &other.subject)));
        letters
    }

    /// The same, if there is exactly one.
    pub async fn letter(&self) -> Letter {
        let mut letters = self.letters().await;
        assert_eq!(letters.len(), 1, "{letters:?}");
        letters.remove(0)
    }
}

fn take(path: &Path) -> Letter {
    assert_eq!(path.extension().unwrap(), "eml", "{}", path.display());
    let letter = Letter::read(&std::fs::read(path).unwrap());
    std::fs::remove_file(path).unwrap();
    letter
}
