//! `hustings mail test`: does a letter get through?

use anyhow::{Result, bail};
use clap::Subcommand;
use hustings_kernel::{JobId, Sources};
use hustings_notify::{Letter, Outcome};

use super::say;
use crate::composition;
use crate::data_folder::DataFolder;
use crate::settings::Settings;

/// What to do with mail.
#[derive(Debug, Subcommand)]
pub enum MailCommand {
    /// Send a letter, and say what the mail server answers
    Test {
        /// To which address
        to: String,
    },
}

/// Does it. The server may be running; the database is not needed.
pub async fn run(settings: &Settings, command: MailCommand) -> Result<()> {
    let MailCommand::Test { to } = command;
    let folder = DataFolder::open(settings)?;
    let post = composition::post(settings, &folder)?;
    let sources = Sources::system();
    let name = sources.id::<JobId>().to_string();
    let letter = Letter {
        language: "en",
        subject: "Letters get through".into(),
        greeting: "Hello,",
        text: "this letter was sent from the command line to see whether letters get through. They do."
            .into(),
        action: ("Open Hustings", settings.http.public_url.as_str()),
        closing: "There is nothing to do.".into(),
    };
    match (
        post.carry(&name, &to, &letter, sources.now()).await,
        post.server(),
    ) {
        (Outcome::Sent(answer), Some(server)) => say(&format!("{server} took it: {answer}")),
        (Outcome::Sent(_), None) => say(&format!(
            "there is no mail server in the settings; the letter is {}",
            folder.outbox().join(format!("{name}.eml")).display()
        )),
        (Outcome::Refused(answer), _) => bail!("refused: {answer}"),
        (Outcome::Waiting(cause), _) => bail!("not sent: {cause}"),
        (Outcome::Withheld, _) => bail!("its reader does not want it"),
        (Outcome::Unknown(cause), _) => bail!("whether it was sent is not known: {cause}"),
    }
    Ok(())
}
