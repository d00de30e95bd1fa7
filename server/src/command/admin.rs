//! `hustings admin`: what an operator does for people from the command line. No command ever sees a password.

use anyhow::{Context, Result, bail};
use clap::Subcommand;
use hustings_identity::values::{EmailAddress, Language, PersonName, TimeZone};
use hustings_identity::{
    AccountByHand, FactorRemoved, create_account, password_reset_link, reset_second_factor,
};

use super::say;
use crate::composition;
use crate::settings::Settings;
use crate::workbench::Workbench;

/// What to do for somebody.
#[derive(Debug, Subcommand)]
pub enum AdminCommand {
    /// Make an account that runs the installation, and print a link with which the person chooses a password
    Create {
        /// The address the person is reached at
        email: String,
        /// What the person is called
        #[arg(long)]
        name: String,
        /// The language they read
        #[arg(long, default_value = "en")]
        language: String,
        /// The time zone they live by
        #[arg(long, default_value = "UTC")]
        time_zone: String,
    },
    /// Print a link with which a person chooses a new password
    ResetPassword {
        /// The address of their account
        email: String,
    },
    /// Take the second factor of a person away who has lost it; they are told by letter
    ResetSecondFactor {
        /// The address of their account
        email: String,
    },
}

/// Does it.
pub async fn run(settings: &Settings, command: AdminCommand) -> Result<()> {
    Workbench::work(settings, async |bench: &Workbench| {
        let identity = composition::compose(settings, &bench.folder, &bench.store)?.identity;
        match command {
            AdminCommand::Create { email, name, language, time_zone } => {
                let new = AccountByHand {
                    email: EmailAddress::parse(&email).context("the e-mail address")?,
                    name: PersonName::parse(&name).context("the name")?,
                    language: Language::parse(&language).context("the language")?,
                    time_zone: TimeZone::parse(&time_zone).context("the time zone")?,
                    platform_admin: true,
                };
                let (account, link) = create_account(&identity, &new).await?.context(email)?;
                say(&format!("account {account} was made; its password is chosen once, within a day, at\n\n    {link}\n"));
            }
            AdminCommand::ResetPassword { email } => {
                let address = EmailAddress::parse(&email).context("the e-mail address")?;
                let Some(link) = password_reset_link(&identity, &address).await? else {
                    bail!("there is no account with the address {email}");
                };
                say(&format!("a new password is chosen once, within a day, at\n\n    {link}\n"));
            }
            AdminCommand::ResetSecondFactor { email } => {
                let address = EmailAddress::parse(&email).context("the e-mail address")?;
                match reset_second_factor(&identity, &address).await? {
                    FactorRemoved::Done => say(&format!(
                        "{email} signs in with the password alone from now on, and is told so by letter\n"
                    )),
                    FactorRemoved::HadNone => bail!("the account of {email} has no second factor"),
                    FactorRemoved::NoSuchAccount => bail!("there is no account with the address {email}"),
                }
            }
        }
        Ok(())
    })
    .await
}
