//! A letter as a message: text and page, from one source.

use chrono::{DateTime, Utc};
use mail_builder::MessageBuilder;
use mail_builder::headers::raw::Raw;
use mail_builder::mime::MimePart;

use crate::Letter;

/// What stands on the outside.
#[derive(Debug)]
pub(crate) struct Heading<'a> {
    /// The name and the address it comes from.
    pub(crate) from: (&'a str, &'a str),
    /// Where answers go, if not there.
    pub(crate) reply_to: Option<&'a str>,
    pub(crate) to: &'a str,
    pub(crate) message_id: String,
    pub(crate) date: DateTime<Utc>,
    /// Where a mail program says that its reader wants no more of these, if they may.
    pub(crate) unsubscribe: Option<&'a str>,
}

/// The message, encoded.
pub(crate) fn compose(heading: &Heading<'_>, letter: &Letter<'_>) -> std::io::Result<Vec<u8>> {
    let alternatives = vec![
        MimePart::new("text/plain", plain(letter)),
        MimePart::new("text/html", page(heading.from.0, letter)),
    ];
    let mut message = MessageBuilder::new()
        .from(heading.from)
        .to(heading.to)
        .subject(letter.subject.as_ref())
        .date(heading.date.timestamp())
        .message_id(heading.message_id.as_str())
        // Answering machines leave such letters alone.
        .header("Auto-Submitted", Raw::new("auto-generated"))
        .header("Content-Language", Raw::new(letter.language));
    if let Some(reply_to) = heading.reply_to {
        message = message.reply_to(reply_to);
    }
    if let Some(address) = heading.unsubscribe {
        // RFC 8058: with both of these a mail program offers a button.
        message = message
            .header("List-Unsubscribe", Raw::new(format!("<{address}>")))
            .header("List-Unsubscribe-Post", Raw::new("List-Unsubscribe=One-Click"));
    }
    message
        .body(MimePart::new("multipart/alternative", alternatives))
        .write_to_vec()
}

/// The letter without any looks.
pub(crate) fn plain(letter: &Letter<'_>) -> String {
    let Letter {
        greeting,
        text,
        closing,
        action,
        ..
    } = letter;
    format!(
        "{greeting}\r\n\r\n{text}\r\n\r\n{}:\r\n{}\r\n\r\n{closing}\r\n",
        action.0, action.1
    )
}

/// The colours of the web client. Mail programs know no variables and hardly any style sheets, so each element says its
/// own; those that do know them get a dark letter at night.
fn page(sender: &str, letter: &Letter<'_>) -> String {
    let Letter {
        language,
        subject,
        greeting,
        text,
        closing,
        action,
    } = letter;
    // Names of people and organisations stand in some of it.
    let (sender, subject) = (escape(sender), escape(subject));
    let (text, closing) = (escape(text), escape(closing));
    let (label, link) = (action.0, escape(action.1));
    format!(
        "<!doctype html>\r\n\
         <html lang=\"{language}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\">\
         <meta name=\"color-scheme\" content=\"light dark\"><title>{subject}</title>\r\n\
         <style>@media (prefers-color-scheme: dark) {{ .paper {{ background: #111822 !important }} \
         .sheet {{ background: #192330 !important; border-color: #2d3949 !important }} \
         .ink {{ color: #f2ecdf !important }} .soft {{ color: #c2c0b8 !important }} }}</style></head>\r\n\
         <body class=\"paper\" style=\"margin:0;padding:24px 12px;background:#f7f3ea;\
         font-family:'Public Sans',-apple-system,'Segoe UI',Helvetica,Arial,sans-serif\">\r\n\
         <div class=\"sheet\" style=\"max-width:34em;margin:0 auto;padding:28px;background:#fffdf8;\
         border:1px solid #ddd3c0;border-radius:10px;font-size:16px;line-height:1.55\">\r\n\
         <p class=\"soft\" style=\"margin:0 0 20px;color:#455060;font-size:14px\">{sender}</p>\r\n\
         <h1 class=\"ink\" style=\"margin:0 0 16px;color:#16202e;font-weight:600;font-size:22px;line-height:1.3;\
         font-family:Newsreader,Georgia,'Times New Roman',serif\">{subject}</h1>\r\n\
         <p class=\"ink\" style=\"margin:0 0 12px;color:#16202e\">{greeting}</p>\r\n\
         <p class=\"ink\" style=\"margin:0 0 24px;color:#16202e\">{text}</p>\r\n\
         <p style=\"margin:0 0 16px\"><a href=\"{link}\" style=\"display:inline-block;padding:12px 20px;\
         background:#98400f;color:#fffdf8;font-weight:600;text-decoration:none;border-radius:6px\">{label}</a></p>\r\n\
         <p class=\"soft\" style=\"margin:0 0 24px;color:#455060;font-size:13px;word-break:break-all\">{link}</p>\r\n\
         <p class=\"soft\" style=\"margin:0;color:#455060;font-size:14px\">{closing}</p>\r\n\
         </div></body></html>\r\n"
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_is_text_and_page_and_survives_the_journey() {
        let heading = Heading {
            from: ("Grün & Söhne", "no-reply@hustings.example"),
            reply_to: Some("office@hustings.example"),
            to: "jürgen@bücher.example",
            message_id: "1-a@hustings.example".to_owned(),
            date: DateTime::from_timestamp(1_800_000_000, 0).unwrap(),
            unsubscribe: Some("https://hustings.example/v1/unsubscriptions/abc"),
        };
        let letter = Letter {
            language: "de",
            subject: "Wählen Sie ein <neues> Passwort".into(),
            greeting: "Guten Tag,",
            text: "so geht es.".into(),
            action: ("Wählen", "https://hustings.example/a?b=1&c=\"2\"#token=x"),
            closing: "Bis bald.".into(),
        };
        let bytes = compose(&heading, &letter).unwrap();
        let message = mail_parser::MessageParser::default().parse(&bytes).unwrap();
        assert_eq!(message.subject(), Some("Wählen Sie ein <neues> Passwort"));
        assert_eq!(
            message.from().unwrap().first().unwrap().name(),
            Some("Grün & Söhne")
        );
        let answers_to = message.reply_to().unwrap().first().unwrap().address();
        assert_eq!(answers_to, Some("office@hustings.example"));
        assert!(message.body_text(0).unwrap().contains("a?b=1&c=\"2\"#token=x"));
        let page = message.body_html(0).unwrap();
        assert!(page.contains("a?b=1&amp;c=&quot;2&quot;#token=x"));
        assert!(page.contains("Wählen Sie ein &lt;neues&gt; Passwort"));
        let unsubscribe = message.header_raw("List-Unsubscribe").unwrap();
        assert_eq!(
            unsubscribe.trim(),
            "<https://hustings.example/v1/unsubscriptions/abc>"
        );
        let post = message.header_raw("List-Unsubscribe-Post").unwrap();
        assert_eq!(post.trim(), "List-Unsubscribe=One-Click");
        assert_eq!(message.message_id(), Some("1-a@hustings.example"));
    }
}
