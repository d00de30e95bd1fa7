//! What letters say, in every language they are written in.
//!
//! They name nobody: whoever typed the address may have typed the name too, and would make us deliver it.

use hustings_notify::Letter;

use crate::values::Language;

/// A letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum AccountLetter {
    /// Confirm that this address is yours.
    ConfirmSignUp { link: String },
    /// Somebody signed up with an address that has an account already.
    AccountExists { link: String },
    /// Choose a new password.
    ResetPassword { link: String },
    /// Take the lost second factor away.
    ResetSecondFactor { link: String },
    /// To the old address: agree to the change.
    ConfirmOldAddress { link: String },
    /// To the new address: confirm that it is yours.
    ConfirmNewAddress { link: String },
}

impl AccountLetter {
    /// In this language, or in English.
    pub(crate) fn written_in(&self, language: &Language) -> Letter<'_> {
        if language.as_str() == "de" || language.as_str().starts_with("de-") {
            self.in_german()
        } else {
            self.in_english()
        }
    }

    fn in_english(&self) -> Letter<'_> {
        let (subject, text, action, closing) = match self {
            Self::ConfirmSignUp { .. } => (
                "Confirm your e-mail address",
                "Somebody, hopefully you, wants to open an account with this address. The link below confirms that the address is yours.",
                "Confirm the address",
                "The link works once, for 24 hours. If it was not you, do nothing: without the link there is no account.",
            ),
            Self::AccountExists { .. } => (
                "You already have an account",
                "Somebody, perhaps you, tried to open an account with this address. You already have one and can simply sign in.",
                "Sign in",
                "If you have forgotten your password, you can ask for a new one there. If it was not you, there is nothing to do.",
            ),
            Self::ResetPassword { .. } => (
                "Choose a new password",
                "Somebody, hopefully you, asked for a new password for your account. The link below lets you choose one.",
                "Choose a new password",
                "The link works once, for one hour. If it was not you, do nothing: your password stays as it is.",
            ),
            Self::ResetSecondFactor { .. } => (
                "Take your lost second factor away",
                "Two admins of one of your organisations agreed that your second factor is lost. With the link below and your password you take it away; then set a new one up.",
                "Take it away",
                "The link works once, for three days. If your second factor is not lost, sign in with it once: the link is worth nothing then.",
            ),
            Self::ConfirmOldAddress { .. } => (
                "Agree to a new e-mail address",
                "Your account shall be reached at another e-mail address. It changes only if you agree here and confirm at the new address.",
                "Agree to the change",
                "The link works once, for 24 hours. If it was not you, do not follow it and change your password: somebody knows it.",
            ),
            Self::ConfirmNewAddress { .. } => (
                "Confirm your new e-mail address",
                "An account shall be reached at this address from now on. The link below confirms that the address is yours.",
                "Confirm the address",
                "The link works once, for 24 hours. If it was not you, do nothing.",
            ),
        };
        Letter {
            language: "en",
            subject: subject.into(),
            greeting: "Hello,",
            text: text.into(),
            action: (action, self.link()),
            closing: closing.into(),
        }
    }

    fn in_german(&self) -> Letter<'_> {
        let (subject, text, action, closing) = match self {
            Self::ConfirmSignUp { .. } => (
                "Bestätigen Sie Ihre E-Mail-Adresse",
                "Jemand, hoffentlich Sie, möchte mit dieser Adresse ein Konto eröffnen. Der folgende Link bestätigt, dass die Adresse Ihnen gehört.",
                "Adresse bestätigen",
                "Der Link gilt einmal und 24 Stunden lang. Waren Sie es nicht, brauchen Sie nichts zu tun: Ohne den Link entsteht kein Konto.",
            ),
            Self::AccountExists { .. } => (
                "Sie haben bereits ein Konto",
                "Jemand, vielleicht Sie, wollte mit dieser Adresse ein Konto eröffnen. Sie haben bereits eines und können sich einfach anmelden.",
                "Anmelden",
                "Haben Sie Ihr Passwort vergessen, können Sie dort ein neues anfordern. Waren Sie es nicht, brauchen Sie nichts zu tun.",
            ),
            Self::ResetPassword { .. } => (
                "Wählen Sie ein neues Passwort",
                "Jemand, hoffentlich Sie, hat für Ihr Konto ein neues Passwort angefordert. Über den folgenden Link wählen Sie eines.",
                "Neues Passwort wählen",
                "Der Link gilt einmal und eine Stunde lang. Waren Sie es nicht, brauchen Sie nichts zu tun: Ihr Passwort bleibt, wie es ist.",
            ),
            Self::ResetSecondFactor { .. } => (
                "Entfernen Sie Ihren verlorenen zweiten Faktor",
                "Zwei Personen aus der Leitung einer Ihrer Organisationen haben bestätigt, dass Ihr zweiter Faktor verloren ist. Mit dem folgenden Link und Ihrem Passwort entfernen Sie ihn; richten Sie danach einen neuen ein.",
                "Entfernen",
                "Der Link gilt einmal und drei Tage lang. Ist Ihr zweiter Faktor nicht verloren, melden Sie sich einmal damit an: Dann ist der Link wertlos.",
            ),
            Self::ConfirmOldAddress { .. } => (
                "Stimmen Sie einer neuen E-Mail-Adresse zu",
                "Ihr Konto soll über eine andere E-Mail-Adresse erreichbar sein. Das geschieht nur, wenn Sie hier zustimmen und es an der neuen Adresse bestätigen.",
                "Der Änderung zustimmen",
                "Der Link gilt einmal und 24 Stunden lang. Waren Sie es nicht, folgen Sie ihm nicht und ändern Sie Ihr Passwort: Jemand kennt es.",
            ),
            Self::ConfirmNewAddress { .. } => (
                "Bestätigen Sie Ihre neue E-Mail-Adresse",
                "Ein Konto soll künftig über diese Adresse erreichbar sein. Der folgende Link bestätigt, dass die Adresse Ihnen gehört.",
                "Adresse bestätigen",
                "Der Link gilt einmal und 24 Stunden lang. Waren Sie es nicht, brauchen Sie nichts zu tun.",
            ),
        };
        Letter {
            language: "de",
            subject: subject.into(),
            greeting: "Guten Tag,",
            text: text.into(),
            action: (action, self.link()),
            closing: closing.into(),
        }
    }

    fn link(&self) -> &str {
        match self {
            Self::ConfirmSignUp { link }
            | Self::AccountExists { link }
            | Self::ResetPassword { link }
            | Self::ResetSecondFactor { link }
            | Self::ConfirmOldAddress { link }
            | Self::ConfirmNewAddress { link } => link,
        }
    }
}

/// A letter as its snapshot shows it.
#[cfg(test)]
pub(super) fn as_text(letter: &Letter<'_>) -> String {
    let Letter {
        subject,
        greeting,
        text,
        action: (label, link),
        closing,
        ..
    } = letter;
    format!("# {subject}\n{greeting}\n\n{text}\n\n{label}:\n{link}\n\n{closing}\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_in_every_language_reads_like_this() {
        let link = "https://hustings.example/page#token=abc".to_owned();
        let letters = [
            AccountLetter::ConfirmSignUp { link: link.clone() },
            AccountLetter::AccountExists { link: link.clone() },
            AccountLetter::ResetPassword { link: link.clone() },
            AccountLetter::ResetSecondFactor { link: link.clone() },
            AccountLetter::ConfirmOldAddress { link: link.clone() },
            AccountLetter::ConfirmNewAddress { link },
        ];
        let mut all = String::new();
        for letter in letters {
            for language in ["en", "de"] {
                let language = Language::parse(language).unwrap();
                all.push_str(&as_text(&letter.written_in(&language)));
            }
        }
        insta::assert_snapshot!("letters", all);
    }
}
