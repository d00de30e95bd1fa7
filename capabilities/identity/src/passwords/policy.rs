//! Which new passwords are refused: the short, the common, the ones anybody would try first.
//!
//! Length counts, kinds of characters do not. Beyond that a password is judged by how many guesses an attacker needs
//! who knows the lists of leaked passwords, words, names, keyboards, dates, and the person's own name and address. The
//! lists come with the crate `zxcvbn` (MIT) and are part of the binary.

use hustings_kernel::FieldProblem;
use zxcvbn::feedback::Warning;

use super::Password;

/// The fewest characters.
const SHORTEST: usize = 10;
/// The fewest characters besides what is known of the person.
const FEWEST_BESIDE_KNOWN: usize = 6;

/// Why a password is not accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weakness {
    /// Too few characters.
    Short,
    /// Among those that leaked so often that everybody tries them, or nearly one of them.
    Common,
    /// Made of words, names, dates, or rows of keys that are soon guessed.
    Guessable,
}

impl Weakness {
    /// As a problem of the field that holds the password.
    pub fn problem(self, field: &str) -> FieldProblem {
        let (code, message) = match self {
            Self::Short => ("too-short", "A password has at least 10 characters."),
            Self::Common => (
                "common",
                "This is one of the passwords that everybody tries first.",
            ),
            Self::Guessable => (
                "guessable",
                "This is soon guessed. Three or four words that have nothing to do with each other are better.",
            ),
        };
        FieldProblem::new(field, code, message)
    }
}

/// Judges a new password of a person about whom `about` is known (name, address).
pub(super) fn judge(password: &Password, about: &[String]) -> Option<Weakness> {
    if password.as_str().chars().count() < SHORTEST {
        return Some(Weakness::Short);
    }
    let known = known_words(about);
    if is_mostly(&known, password) {
        return Some(Weakness::Guessable);
    }
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    let judged = zxcvbn::zxcvbn(password.as_str(), &known);
    if judged.score() >= zxcvbn::Score::Three {
        return None;
    }
    let warning = judged.feedback().and_then(zxcvbn::feedback::Feedback::warning);
    Some(match warning {
        Some(
            Warning::ThisIsATop10Password
            | Warning::ThisIsATop100Password
            | Warning::ThisIsACommonPassword
            | Warning::ThisIsSimilarToACommonlyUsedPassword,
        ) => Weakness::Common,
        _ => Weakness::Guessable,
    })
}

/// The words an attacker who knows the person tries first, the longest first.
fn known_words(about: &[String]) -> Vec<String> {
    let mut words: Vec<String> = about
        .iter()
        .flat_map(|text| std::iter::once(text.as_str()).chain(text.split(|c: char| !c.is_alphanumeric())))
        .chain(["hustings"])
        .filter(|word| word.chars().count() >= 3)
        .map(str::to_lowercase)
        .collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words
}

/// Is hardly anything left of the password without these words?
fn is_mostly(known: &[String], password: &Password) -> bool {
    let whole = password.as_str().to_lowercase();
    let rest = known
        .iter()
        .fold(whole.clone(), |rest, word| rest.replace(word.as_str(), ""));
    rest != whole && rest.chars().count() < FEWEST_BESIDE_KNOWN
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(typed: &str, expected: Option<Weakness>) {
        let about = ["ada.lovelace@example.org".to_owned(), "Ada Lovelace".to_owned()];
        assert_eq!(judge(&Password::new(typed).unwrap(), &about), expected, "{typed}");
    }

    #[test]
    fn a_short_password_is_refused_whatever_it_is_made_of() {
        check("x7!Kq#2zL", Some(Weakness::Short));
        check("äöüßéèàçñ", Some(Weakness::Short));
    }

    #[test]
    fn leaked_passwords_and_their_disguises_are_refused() {
        for common in [
            "1234567890",
            "qwertyuiop",
            "password123",
            "Passw0rd123",
            "basketball",
            "q1w2e3r4t5y6",
        ] {
            let judged = judge(&Password::new(common).unwrap(), &[]);
            assert!(judged.is_some(), "{common}");
        }
        check("1234567890", Some(Weakness::Common));
    }

    #[test]
    fn a_persons_own_name_and_address_are_refused() {
        check("lovelace2024", Some(Weakness::Guessable));
        check("ada.lovelace@example.org", Some(Weakness::Guessable));
        check("AdaLovelace1!", Some(Weakness::Guessable));
        check("hustings2026", Some(Weakness::Guessable));
        check("aaaaaaaaaaaaaaaa", Some(Weakness::Guessable));
    }

    #[test]
    fn unrelated_words_are_accepted_in_any_script() {
        check("correct horse battery staple", None);
        check("Fliegenpilz über Rasenmäher", None);
        check("зелёный чайник на крыше", None);
        check("pj4-Vw9_tQz7", None);
    }
}
