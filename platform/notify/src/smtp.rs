//! The conversation with a mail server.
//!
//! It is held word by word, because it matters at which word it breaks off: until the letter itself is handed over
//! nothing has happened and it can be tried again; between the letter's last byte and the server's answer nobody knows.

use std::error::Error as _;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use hustings_jobs::describe;
use lettre::Address;
use lettre::transport::smtp::Error as SmtpError;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{AsyncSmtpConnection, Certificate, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::{ClientId, Extension, MailParameter};
use lettre::transport::smtp::response::Response;
use tokio::sync::Semaphore;
use tokio::time::{error::Elapsed, timeout};

use crate::post::{Gate, PostError};
use crate::{Security, SmtpSettings};

/// How handing over a letter ended.
#[derive(Debug)]
pub enum Outcome {
    /// The server took it, and said this.
    Sent(String),
    /// The server will never take it, and said this.
    Refused(String),
    /// It was not handed over, for this reason; it may work later.
    Waiting(String),
    /// It was handed over, and for this reason no answer came.
    Unknown(String),
    /// Its reader does not want it.
    Withheld,
}

/// Why a conversation went no further.
#[derive(Debug, thiserror::Error)]
enum Broken {
    #[error("{0} failed")]
    Said(&'static str, #[source] SmtpError),
    #[error("no answer to {0}")]
    Silence(&'static str, #[source] Elapsed),
    #[error("the mail server does not offer {0}")]
    Lacking(&'static str),
}

/// A mail server.
pub(crate) struct Smtp {
    host: String,
    port: u16,
    security: Security,
    tls: TlsParameters,
    credentials: Option<Credentials>,
    hello: ClientId,
    patience: Duration,
    places: Semaphore,
    idle: Mutex<Vec<AsyncSmtpConnection>>,
}

impl Smtp {
    /// The server in the settings, if there is one. `name` is ours, as we introduce ourselves.
    pub(crate) fn new(settings: &SmtpSettings, name: &str) -> Result<Option<Self>, PostError> {
        let Some(host) = &settings.host else {
            return Ok(None);
        };
        let credentials = match (&settings.username, &settings.password) {
            (Some(name), Some(password)) => Some(Credentials::new(name.clone(), password.clone())),
            (None, None) => None,
            _ => return Err(PostError::HalfACredential),
        };
        let mut tls = TlsParameters::builder(host.clone());
        if let Some(path) = &settings.certificate {
            let pem = std::fs::read(path).map_err(|error| PostError::Certificate(path.clone(), error))?;
            tls = tls.add_root_certificate(Certificate::from_pem(&pem).map_err(PostError::Tls)?);
        }
        Ok(Some(Self {
            host: host.clone(),
            port: settings.port.get(),
            security: settings.security,
            tls: tls.build().map_err(PostError::Tls)?,
            credentials,
            hello: ClientId::Domain(name.to_owned()),
            patience: Duration::from_secs(u64::from(settings.timeout_seconds.max(1))),
            places: Semaphore::new(usize::from(settings.connections.max(1))),
            idle: Mutex::default(),
        }))
    }

    /// Where it is.
    pub(crate) fn address(&self) -> String {
        format!("{}:{}", self.host, self.port)
    }

    /// Hands over one letter to one reader.
    pub(crate) async fn hand_over(
        &self,
        gate: &dyn Gate,
        from: &Address,
        to: &Address,
        message: &[u8],
    ) -> Outcome {
        let Ok(_place) = self.places.acquire().await else {
            return Outcome::Waiting("the server is stopping".to_owned());
        };
        // A connection that lay idle may have been closed meanwhile; that shows with the first word, and costs nothing.
        let kept = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        if let Some(mut connection) = kept {
            match self.begin(&mut connection, from, to).await {
                Ok(()) => return self.finish(gate, connection, to, message).await,
                Err(broken) if broken.is_about_the_connection() => {}
                Err(broken) => return self.excuse(connection, broken).await,
            }
        }
        let mut connection = match self.connect().await {
            Ok(connection) => connection,
            Err(broken) => return Outcome::Waiting(describe(&broken)),
        };
        match self.begin(&mut connection, from, to).await {
            Ok(()) => self.finish(gate, connection, to, message).await,
            Err(broken) => self.excuse(connection, broken).await,
        }
    }

    /// Connects, secures the connection, proves who we are.
    async fn connect(&self) -> Result<AsyncSmtpConnection, Broken> {
        let wrapped = (self.security == Security::Tls).then(|| self.tls.clone());
        let address = (self.host.as_str(), self.port);
        let connecting =
            AsyncSmtpConnection::connect_tokio1(address, Some(self.patience), &self.hello, wrapped, None);
        let mut connection = self.within("the connection", connecting).await?;
        if self.security == Security::StartTls {
            if !connection.can_starttls() {
                return Err(Broken::Lacking("STARTTLS"));
            }
            self.within("STARTTLS", connection.starttls(self.tls.clone(), &self.hello))
                .await?;
        }
        if let Some(credentials) = &self.credentials {
            let ways = [Mechanism::Plain, Mechanism::Login];
            self.within("AUTH", connection.auth(&ways, credentials)).await?;
        }
        Ok(connection)
    }

    /// Says that a letter comes, from whom, and to whom.
    async fn begin(
        &self,
        connection: &mut AsyncSmtpConnection,
        from: &Address,
        to: &Address,
    ) -> Result<(), Broken> {
        let mut parameters = Vec::new();
        let is_international = !AsRef::<str>::as_ref(to).is_ascii() || !AsRef::<str>::as_ref(from).is_ascii();
        if is_international {
            if !connection.server_info().supports_feature(Extension::SmtpUtfEight) {
                return Err(Broken::Lacking("addresses with such letters (SMTPUTF8)"));
            }
            parameters.push(MailParameter::SmtpUtfEight);
        }
        let sender = Mail::new(Some(from.clone()), parameters);
        self.within("MAIL", connection.command(sender)).await?;
        self.within("RCPT", connection.command(Rcpt::new(to.clone(), Vec::new())))
            .await?;
        Ok(())
    }

    /// Hands the letter itself over, if it may still go. Whatever goes wrong after the word DATA but an answer leaves the
    /// outcome unknown.
    async fn finish(
        &self,
        gate: &dyn Gate,
        mut connection: AsyncSmtpConnection,
        to: &Address,
        message: &[u8],
    ) -> Outcome {
        if let Err(closed) = gate.pass().await {
            let _ = timeout(Duration::from_secs(1), connection.abort()).await;
            return closed;
        }
        if let Err(broken) = self.within("DATA", connection.command(Data)).await {
            return self.excuse(connection, broken).await;
        }
        let answered = timeout(self.patience * 4, connection.message(message)).await;
        let outcome = match answered {
            Ok(Ok(response)) => Outcome::Sent(said(&response)),
            Ok(Err(error)) if error.is_permanent() => Outcome::Refused(reason(&error)),
            Ok(Err(error)) if error.is_transient() => {
                Outcome::Waiting(describe(&Broken::Said("the letter", error)))
            }
            Ok(Err(error)) => return Outcome::Unknown(describe(&Broken::Said("the letter", error))),
            Err(elapsed) => return Outcome::Unknown(describe(&Broken::Silence("the letter", elapsed))),
        };
        tracing::debug!(to_domain = to.domain(), "a letter was handed over");
        self.keep(connection);
        outcome
    }

    /// The letter was not begun. The connection is of no use any more.
    async fn excuse(&self, mut connection: AsyncSmtpConnection, broken: Broken) -> Outcome {
        // Politeness; it was said already what matters.
        let _ = timeout(Duration::from_secs(1), connection.abort()).await;
        match broken {
            Broken::Said("RCPT", error) if error.is_permanent() => Outcome::Refused(reason(&error)),
            Broken::Lacking(what) if what.contains("SMTPUTF8") => {
                Outcome::Refused(format!("the mail server does not offer {what}"))
            }
            broken => Outcome::Waiting(describe(&broken)),
        }
    }

    fn keep(&self, connection: AsyncSmtpConnection) {
        if !connection.has_broken() {
            self.idle
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(connection);
        }
    }

    /// Connects and leaves again: does the server let us in?
    pub(crate) async fn knock(&self) -> Result<(), String> {
        let mut connection = self.connect().await.map_err(|broken| describe(&broken))?;
        let _ = timeout(Duration::from_secs(1), connection.quit()).await;
        Ok(())
    }

    async fn within<T>(
        &self,
        what: &'static str,
        saying: impl Future<Output = Result<T, SmtpError>>,
    ) -> Result<T, Broken> {
        timeout(self.patience, saying)
            .await
            .map_err(|elapsed| Broken::Silence(what, elapsed))?
            .map_err(|error| Broken::Said(what, error))
    }
}

impl Broken {
    /// Did the connection fail, rather than the server say no?
    fn is_about_the_connection(&self) -> bool {
        match self {
            Self::Said(_, error) => !error.is_permanent() && !error.is_transient(),
            Self::Silence(..) => true,
            Self::Lacking(_) => false,
        }
    }
}

impl std::fmt::Debug for Smtp {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Smtp")
            .field("address", &self.address())
            .finish_non_exhaustive()
    }
}

/// What the server said, in one line.
fn said(response: &Response) -> String {
    let lines: Vec<&str> = response.message().collect();
    format!("{} {}", response.code(), lines.join(" "))
}

/// Why it said no, in one line.
fn reason(error: &SmtpError) -> String {
    let code = error.status().map(|code| code.to_string()).unwrap_or_default();
    let text = error.source().map(ToString::to_string).unwrap_or_default();
    format!("{code} {text}").trim().to_owned()
}
