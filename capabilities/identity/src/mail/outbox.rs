//! The outbox: letters as files, for whoever carries them on.

use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

use chrono::{DateTime, Utc};
use hustings_jobs::{JobContext, JobFailure};
use mail_builder::MessageBuilder;
use mail_builder::mime::MimePart;

use super::letter::{Letter, Written};
use crate::Identity;
use crate::values::{EmailAddress, Language};

/// Writes a letter and puts it into the outbox. `part` tells apart the letters of one job; the same job run again
/// replaces its letter instead of sending two.
pub(crate) async fn deliver(
    identity: &Identity,
    ctx: &JobContext,
    part: &str,
    to: &EmailAddress,
    language: &Language,
    letter: &Letter,
) -> Result<(), JobFailure> {
    deliver_written(identity, ctx, part, to, &letter.written_in(language)).await
}

/// The same for a letter that is written already.
pub(crate) async fn deliver_written(
    identity: &Identity,
    ctx: &JobContext,
    part: &str,
    to: &EmailAddress,
    written: &Written<'_>,
) -> Result<(), JobFailure> {
    let host = host(identity.public_url.as_str());
    let name = format!("{}-{part}", ctx.id());
    let envelope = Envelope {
        from: format!("no-reply@{host}"),
        to: to.as_str(),
        message_id: format!("{name}@{host}"),
        date: ctx.sources().now(),
    };
    let message = compose(&envelope, written).map_err(JobFailure::permanent)?;
    let folder = identity.outbox.clone();
    tokio::task::spawn_blocking(move || put(&folder, &name, &message))
        .await
        .map_err(JobFailure::retry)?
        .map_err(JobFailure::retry)
}

/// What stands on the outside.
struct Envelope<'a> {
    from: String,
    to: &'a str,
    message_id: String,
    date: DateTime<Utc>,
}

/// The letter as text and as a page, from one source.
fn compose(envelope: &Envelope<'_>, written: &Written<'_>) -> std::io::Result<Vec<u8>> {
    let alternatives = vec![
        MimePart::new("text/plain", plain(written)),
        MimePart::new("text/html", page(written)),
    ];
    MessageBuilder::new()
        .from(("Hustings", envelope.from.as_str()))
        .to(envelope.to)
        .subject(written.subject.as_ref())
        .date(envelope.date.timestamp())
        .message_id(envelope.message_id.as_str())
        // Answering machines leave such letters alone.
        .header(
            "Auto-Submitted",
            mail_builder::headers::raw::Raw::new("auto-generated"),
        )
        .header(
            "Content-Language",
            mail_builder::headers::raw::Raw::new(written.language),
        )
        .body(MimePart::new("multipart/alternative", alternatives))
        .write_to_vec()
}

fn plain(written: &Written<'_>) -> String {
    let Written {
        greeting,
        text,
        closing,
        action,
        ..
    } = written;
    format!(
        "{greeting}\r\n\r\n{text}\r\n\r\n{}:\r\n{}\r\n\r\n{closing}\r\n",
        action.0, action.1
    )
}

fn page(written: &Written<'_>) -> String {
    let Written {
        language,
        subject,
        greeting,
        text,
        closing,
        action,
    } = written;
    // Names of people and organisations stand in some of it.
    let (subject, text, closing) = (escape(subject), escape(text), escape(closing));
    let (label, link) = (action.0, escape(action.1));
    format!(
        "<!doctype html>\r\n<html lang=\"{language}\"><head><meta charset=\"utf-8\"><title>{subject}</title></head>\r\n\
         <body style=\"font-family:sans-serif;line-height:1.5;max-width:36em;margin:auto;padding:1em\">\r\n\
         <p>{greeting}</p>\r\n<p>{text}</p>\r\n\
         <p><a href=\"{link}\" style=\"display:inline-block;padding:.6em 1em;background:#1d4ed8;color:#fff;\
         text-decoration:none;border-radius:.3em\">{label}</a></p>\r\n\
         <p style=\"color:#555\">{link}</p>\r\n<p>{closing}</p>\r\n</body></html>\r\n"
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// The host of the public URL, which is also where letters say they come from.
fn host(public_url: &str) -> &str {
    let rest = public_url.split_once("://").map_or(public_url, |(_, rest)| rest);
    match rest.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => host,
        _ => rest,
    }
}

/// Puts a file into the folder whole or not at all, for nobody else to read.
fn put(folder: &Path, name: &str, content: &[u8]) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let unfinished = folder.join(format!(".{name}.part"));
    let mut file = std::fs::OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(&unfinished)?;
    file.write_all(content)?;
    file.sync_all()?;
    std::fs::rename(&unfinished, folder.join(format!("{name}.eml")))
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;

    fn letters() -> Vec<Letter> {
        let link = "https://hustings.example/page#token=abc".to_owned();
        vec![
            Letter::ConfirmSignUp { link: link.clone() },
            Letter::AccountExists { link: link.clone() },
            Letter::ResetPassword { link: link.clone() },
            Letter::PasswordChanged { link: link.clone() },
            Letter::ConfirmOldAddress { link: link.clone() },
            Letter::ConfirmNewAddress { link: link.clone() },
            Letter::SessionStolen { link },
        ]
    }

    #[test]
    fn every_letter_in_every_language_reads_like_this() {
        let mut all = String::new();
        for letter in letters() {
            for language in ["en", "de"] {
                let language = Language::parse(language).unwrap();
                let written = letter.written_in(&language);
                let text = plain(&written).replace("\r\n", "\n");
                writeln!(all, "# {}\n{text}", written.subject).unwrap();
            }
        }
        insta::assert_snapshot!("letters", all);
    }

    #[test]
    fn a_letter_is_text_and_page_and_survives_the_journey() {
        let envelope = Envelope {
            from: "no-reply@hustings.example".to_owned(),
            to: "jürgen@bücher.example",
            message_id: "1-a@hustings.example".to_owned(),
            date: DateTime::from_timestamp(1_800_000_000, 0).unwrap(),
        };
        let letter = Letter::ResetPassword {
            link: "https://hustings.example/a?b=1&c=\"2\"#token=x".to_owned(),
        };
        let language = Language::parse("de-AT").unwrap();
        let bytes = compose(&envelope, &letter.written_in(&language)).unwrap();
        let message = mail_parser::MessageParser::default().parse(&bytes).unwrap();
        assert_eq!(message.subject(), Some("Wählen Sie ein neues Passwort"));
        assert!(message.body_text(0).unwrap().contains("a?b=1&c=\"2\"#token=x"));
        assert!(
            message
                .body_html(0)
                .unwrap()
                .contains("a?b=1&amp;c=&quot;2&quot;#token=x")
        );
        assert_eq!(message.message_id(), Some("1-a@hustings.example"));
    }

    #[test]
    fn letters_come_from_the_host_of_the_public_url() {
        assert_eq!(host("https://hustings.example"), "hustings.example");
        assert_eq!(host("http://localhost:8080"), "localhost");
        assert_eq!(host("http://[::1]:8080"), "[::1]");
    }

    #[test]
    fn the_outbox_holds_whole_files_for_its_owner_only() {
        use std::os::unix::fs::PermissionsExt as _;

        let folder = tempfile::tempdir().unwrap();
        let outbox = folder.path().join("outbox");
        put(&outbox, "a", b"one").unwrap();
        put(&outbox, "a", b"two").unwrap();
        let file = outbox.join("a.eml");
        assert_eq!(std::fs::read(&file).unwrap(), b"two");
        assert_eq!(
            std::fs::metadata(&file).unwrap().permissions().mode() & 0o777,
            0o600
        );
        assert_eq!(std::fs::read_dir(&outbox).unwrap().count(), 1);
    }
}
