//! What a person is told about the safety of their account.

use hustings_notify::Letter;
use serde::{Deserialize, Serialize};

use crate::values::Language;

/// Something that its owner should know of, in case it was not them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "kebab-case")]
pub(crate) enum Notice {
    /// The password was changed.
    PasswordChanged,
    /// A session was ended because its token was copied.
    SessionStolen,
    /// The account has a second factor now, or another one.
    SecondFactorAdded,
    /// The account has no second factor any more.
    SecondFactorRemoved,
    /// An admin asked for the second factor to be taken away, because it is lost.
    FactorResetRequested,
    /// A recovery code was used.
    RecoveryCodeUsed {
        /// How many are left.
        left: u32,
    },
    /// Somebody with the right password gave too many wrong codes.
    SecondFactorLocked,
}

impl Notice {
    /// What the letter is for, as the record of deliveries names it.
    pub(super) const fn purpose(self) -> &'static str {
        match self {
            Self::PasswordChanged => "password-changed",
            Self::SessionStolen => "session-stolen",
            Self::SecondFactorAdded => "second-factor-added",
            Self::SecondFactorRemoved => "second-factor-removed",
            Self::FactorResetRequested => "second-factor-reset-requested",
            Self::RecoveryCodeUsed { .. } => "recovery-code-used",
            Self::SecondFactorLocked => "second-factor-locked",
        }
    }

    /// The page of the web client where something can be done about it.
    pub(super) const fn page(self) -> &'static str {
        match self {
            Self::PasswordChanged | Self::SessionStolen | Self::SecondFactorLocked => "account/sessions",
            Self::SecondFactorAdded
            | Self::SecondFactorRemoved
            | Self::FactorResetRequested
            | Self::RecoveryCodeUsed { .. } => "account/security",
        }
    }

    /// In this language, or in English.
    pub(super) fn written_in<'a>(self, language: &Language, link: &'a str) -> Letter<'a> {
        if language.as_str() == "de" || language.as_str().starts_with("de-") {
            self.in_german(link)
        } else {
            self.in_english(link)
        }
    }

    fn in_english(self, link: &str) -> Letter<'_> {
        let (subject, text, action, closing) = match self {
            Self::PasswordChanged => (
                "Your password was changed",
                "The password of your account was changed just now, and you were signed out everywhere else.".into(),
                "See your sessions",
                "If it was not you, ask for a new password at once.",
            ),
            Self::SessionStolen => (
                "We ended one of your sessions",
                "One of your sessions was used from two places with the same secret. That happens when somebody has copied it, so we ended the session.".into(),
                "See your sessions",
                "Sign in again, and if you do not recognise every session in the list, change your password.",
            ),
            Self::SecondFactorAdded => (
                "Your account has a second factor",
                "An authenticator app was set up for your account just now. From now on, signing in asks for a code of it.".into(),
                "See how your account is guarded",
                "Keep the recovery codes where you find them without your phone. If it was not you, change your password at once and turn to whoever runs this installation.",
            ),
            Self::SecondFactorRemoved => (
                "Your account has no second factor any more",
                "The authenticator app of your account was taken away just now. From now on the password alone is enough to sign in.".into(),
                "See how your account is guarded",
                "If it was not you, change your password at once.",
            ),
            Self::FactorResetRequested => (
                "Your second factor shall be taken away",
                "An admin of one of your organisations said that you have lost your second factor and asked for it to be taken away. Another admin has to approve; then a letter with a link comes to you.".into(),
                "See how your account is guarded",
                "If it is not lost, sign in with it once: that ends the matter.",
            ),
            Self::RecoveryCodeUsed { left } => (
                "A recovery code was used",
                format!("A recovery code took the place of your second factor just now. Recovery codes left: {left}.").into(),
                "See how your account is guarded",
                "When there are few left, have new ones made. If it was not you, change your password at once.",
            ),
            Self::SecondFactorLocked => (
                "Somebody may know your password",
                "Somebody gave the right password of your account and then several wrong codes. They were not let in.".into(),
                "See your sessions",
                "If it was not you, change your password: somebody knows it.",
            ),
        };
        Letter {
            language: "en",
            subject: subject.into(),
            greeting: "Hello,",
            text,
            action: (action, link),
            closing: closing.into(),
        }
    }

    fn in_german(self, link: &str) -> Letter<'_> {
        let (subject, text, action, closing) = match self {
            Self::PasswordChanged => (
                "Ihr Passwort wurde geändert",
                "Das Passwort Ihres Kontos wurde soeben geändert, und Sie wurden überall sonst abgemeldet.".into(),
                "Sitzungen ansehen",
                "Waren Sie es nicht, fordern Sie sofort ein neues Passwort an.",
            ),
            Self::SessionStolen => (
                "Wir haben eine Ihrer Sitzungen beendet",
                "Eine Ihrer Sitzungen wurde von zwei Stellen aus mit demselben Geheimnis benutzt. Das geschieht, wenn jemand es kopiert hat; deshalb haben wir die Sitzung beendet.".into(),
                "Sitzungen ansehen",
                "Melden Sie sich neu an. Erkennen Sie nicht jede Sitzung in der Liste wieder, ändern Sie Ihr Passwort.",
            ),
            Self::SecondFactorAdded => (
                "Ihr Konto hat einen zweiten Faktor",
                "Für Ihr Konto wurde soeben eine Authentifizierungs-App eingerichtet. Beim Anmelden wird künftig nach einem Code gefragt, den sie anzeigt.".into(),
                "Schutz des Kontos ansehen",
                "Bewahren Sie die Wiederherstellungscodes dort auf, wo Sie sie ohne Ihr Telefon finden. Waren Sie es nicht, ändern Sie sofort Ihr Passwort und wenden Sie sich an den Betreiber dieser Installation.",
            ),
            Self::SecondFactorRemoved => (
                "Ihr Konto hat keinen zweiten Faktor mehr",
                "Die Authentifizierungs-App Ihres Kontos wurde soeben entfernt. Zum Anmelden genügt künftig das Passwort.".into(),
                "Schutz des Kontos ansehen",
                "Waren Sie es nicht, ändern Sie sofort Ihr Passwort.",
            ),
            Self::FactorResetRequested => (
                "Ihr zweiter Faktor soll entfernt werden",
                "Jemand aus der Leitung einer Ihrer Organisationen gibt an, dass Sie Ihren zweiten Faktor verloren haben, und möchte ihn entfernen lassen. Eine zweite Person muss zustimmen; dann kommt ein Brief mit einem Link zu Ihnen.".into(),
                "Schutz des Kontos ansehen",
                "Ist er nicht verloren, melden Sie sich einmal damit an: Das beendet die Sache.",
            ),
            Self::RecoveryCodeUsed { left } => (
                "Ein Wiederherstellungscode wurde benutzt",
                format!("Ein Wiederherstellungscode ist soeben an die Stelle Ihres zweiten Faktors getreten. Übrige Wiederherstellungscodes: {left}.").into(),
                "Schutz des Kontos ansehen",
                "Sind nur noch wenige übrig, lassen Sie neue erzeugen. Waren Sie es nicht, ändern Sie sofort Ihr Passwort.",
            ),
            Self::SecondFactorLocked => (
                "Vielleicht kennt jemand Ihr Passwort",
                "Jemand hat das richtige Passwort Ihres Kontos und danach mehrere falsche Codes eingegeben. Angemeldet wurde niemand.".into(),
                "Sitzungen ansehen",
                "Waren Sie es nicht, ändern Sie Ihr Passwort: Jemand kennt es.",
            ),
        };
        Letter {
            language: "de",
            subject: subject.into(),
            greeting: "Guten Tag,",
            text,
            action: (action, link),
            closing: closing.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mail::letter::as_text;

    #[test]
    fn every_notice_in_every_language_reads_like_this() {
        let notices = [
            Notice::PasswordChanged,
            Notice::SessionStolen,
            Notice::SecondFactorAdded,
            Notice::SecondFactorRemoved,
            Notice::FactorResetRequested,
            Notice::RecoveryCodeUsed { left: 3 },
            Notice::SecondFactorLocked,
        ];
        let mut all = String::new();
        for notice in notices {
            let link = format!("https://hustings.example/{}", notice.page());
            for language in ["en", "de"] {
                let language = Language::parse(language).unwrap();
                all.push_str(&as_text(&notice.written_in(&language, &link)));
            }
        }
        insta::assert_snapshot!("notices", all);
    }
}
