//! Where letters go: to a mail server, or into the outbox.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use futures::FutureExt as _;
use futures::future::BoxFuture;
use hustings_jobs::describe;
use lettre::Address;

use crate::compose::{Heading, compose};
use crate::smtp::Smtp;
use crate::{Letter, MailSettings, Outcome, outbox};

/// Why letters cannot leave as the settings say.
#[derive(Debug, thiserror::Error)]
pub enum PostError {
    /// A name without a password, or the other way round.
    #[error("`mail.smtp.username` and `mail.smtp.password` belong together")]
    HalfACredential,
    /// The certificate cannot be read.
    #[error("`mail.smtp.certificate`: {} cannot be read", .0.display())]
    Certificate(PathBuf, #[source] std::io::Error),
    /// The connection cannot be secured.
    #[error("`mail.smtp`: the connection cannot be secured")]
    Tls(#[source] lettre::transport::smtp::Error),
    /// The address letters should come from is none.
    #[error("`mail.from`: `{0}` is not an e-mail address")]
    From(String),
    /// And where answers should go.
    #[error("`mail.reply_to`: `{0}` is not an e-mail address")]
    ReplyTo(String),
}

/// Carries letters. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Post(Arc<Parts>);

#[derive(Debug)]
struct Parts {
    from: Address,
    from_name: String,
    reply_to: Option<Address>,
    /// Our host, in ids of messages.
    host: String,
    way: Way,
}

#[derive(Debug)]
enum Way {
    Outbox(PathBuf),
    Server(Smtp),
}

impl Post {
    /// As the settings say; into this outbox if they name no mail server.
    pub fn new(settings: &MailSettings, public_url: &str, outbox: PathBuf) -> Result<Self, PostError> {
        let host = host(public_url);
        let from = settings
            .from
            .clone()
            .unwrap_or_else(|| format!("no-reply@{host}"));
        let from = address(&from).ok_or(PostError::From(from))?;
        let reply_to = match &settings.reply_to {
            Some(to) => Some(address(to).ok_or_else(|| PostError::ReplyTo(to.clone()))?),
            None => None,
        };
        let way = Smtp::new(&settings.smtp, host)?.map_or(Way::Outbox(outbox), Way::Server);
        Ok(Self(Arc::new(Parts {
            from,
            from_name: settings.from_name.clone(),
            reply_to,
            host: host.to_owned(),
            way,
        })))
    }

    /// The mail server, if there is one. Without it nobody gets the letters.
    pub fn server(&self) -> Option<String> {
        match &self.0.way {
            Way::Outbox(_) => None,
            Way::Server(server) => Some(server.address()),
        }
    }

    /// Does the mail server let us in?
    pub async fn knock(&self) -> Result<(), String> {
        match &self.0.way {
            Way::Outbox(_) => Ok(()),
            Way::Server(server) => server.knock().await,
        }
    }

    /// Is it harmless to carry the same letter again? A file is replaced; what a server took is on its way.
    pub(crate) fn may_repeat(&self) -> bool {
        matches!(self.0.way, Way::Outbox(_))
    }

    /// Carries a letter now. `name` is the letter's own, the same in every attempt. Whoever sends on behalf of somebody
    /// goes through [`open`](Self::open), which records what becomes of it.
    pub async fn carry(&self, name: &str, to: &str, letter: &Letter<'_>, date: DateTime<Utc>) -> Outcome {
        let cover = Cover {
            name,
            to,
            date,
            unsubscribe: None,
        };
        self.carry_through(&AlwaysOpen, &cover, letter).await
    }

    /// The same, if the gate is still open when the letter is about to go.
    pub(crate) async fn carry_through(
        &self,
        gate: &dyn Gate,
        cover: &Cover<'_>,
        letter: &Letter<'_>,
    ) -> Outcome {
        let Some(reader) = address(cover.to) else {
            return Outcome::Refused("not an address that mail can reach".to_owned());
        };
        let parts = &*self.0;
        let heading = Heading {
            from: (&parts.from_name, parts.from.as_ref()),
            reply_to: parts.reply_to.as_ref().map(AsRef::as_ref),
            to: cover.to,
            message_id: format!("{}@{}", cover.name, parts.host),
            date: cover.date,
            unsubscribe: cover.unsubscribe,
        };
        let message = match compose(&heading, letter) {
            Ok(message) => message,
            Err(error) => return Outcome::Waiting(describe(&error)),
        };
        match &parts.way {
            Way::Server(server) => server.hand_over(gate, &parts.from, &reader, &message).await,
            Way::Outbox(folder) => {
                if let Err(closed) = gate.pass().await {
                    return closed;
                }
                let (folder, name) = (folder.clone(), cover.name.to_owned());
                let put = tokio::task::spawn_blocking(move || outbox::put(&folder, &name, &message));
                match put.await {
                    Ok(Ok(())) => Outcome::Sent("captured in the outbox".to_owned()),
                    Ok(Err(error)) => Outcome::Waiting(describe(&error)),
                    Err(error) => Outcome::Waiting(describe(&error)),
                }
            }
        }
    }
}

/// What stands on a letter, besides whom it is from.
#[derive(Debug)]
pub(crate) struct Cover<'a> {
    /// The letter's own name, the same in every attempt.
    pub(crate) name: &'a str,
    pub(crate) to: &'a str,
    pub(crate) date: DateTime<Utc>,
    /// Where a mail program says that its reader wants no more of these.
    pub(crate) unsubscribe: Option<&'a str>,
}

/// Asked right before a letter goes, when everything else is ready.
pub(crate) trait Gate: Sync {
    /// May it go? Else how it ended.
    fn pass(&self) -> BoxFuture<'_, Result<(), Outcome>>;
}

struct AlwaysOpen;

impl Gate for AlwaysOpen {
    fn pass(&self) -> BoxFuture<'_, Result<(), Outcome>> {
        std::future::ready(Ok(())).boxed()
    }
}

/// An address as mail servers want it: its domain in ASCII, so that only a name before the @ with other letters needs a
/// server that knows them.
fn address(text: &str) -> Option<Address> {
    let (user, domain) = text.rsplit_once('@')?;
    if domain.is_ascii() {
        return Address::new(user, domain).ok();
    }
    Address::new(user, idna::domain_to_ascii(domain).ok()?).ok()
}

/// The host of the public URL, which is also where letters say they come from.
fn host(public_url: &str) -> &str {
    let rest = public_url.split_once("://").map_or(public_url, |(_, rest)| rest);
    match rest.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => host,
        _ => rest,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_come_from_the_host_of_the_public_url() {
        assert_eq!(host("https://hustings.example"), "hustings.example");
        assert_eq!(host("http://localhost:8080"), "localhost");
        assert_eq!(host("http://[::1]:8080"), "[::1]");
    }

    #[test]
    fn domains_are_written_for_mail_servers() {
        let written = |text| address(text).map(|address| address.to_string());
        assert_eq!(
            written("ada@bücher.example").as_deref(),
            Some("ada@xn--bcher-kva.example")
        );
        assert_eq!(
            written("jürgen@example.org").as_deref(),
            Some("jürgen@example.org")
        );
        assert_eq!(written("nobody"), None);
    }

    #[test]
    fn settings_that_cannot_work_are_refused_at_the_start() {
        let with = |change: fn(&mut MailSettings)| {
            let mut settings = MailSettings::default();
            settings.smtp.host = Some("mail.example.org".to_owned());
            change(&mut settings);
            let post = Post::new(&settings, "https://hustings.example", PathBuf::new());
            post.map(|_| ()).map_err(|error| error.to_string())
        };
        assert_eq!(with(|_| ()), Ok(()));
        assert!(with(|settings| settings.from = Some("nobody".to_owned())).is_err());
        assert!(with(|settings| settings.reply_to = Some("no body@".to_owned())).is_err());
        assert!(with(|settings| settings.smtp.username = Some("us".to_owned())).is_err());
        assert!(with(|settings| settings.smtp.certificate = Some("/nowhere".into())).is_err());
    }
}
