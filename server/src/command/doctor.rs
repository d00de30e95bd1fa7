//! `hustings doctor`: what is wrong, and what to do about it. What is judged alike while the server runs stands in
//! `hustings_operations::health`.

use anyhow::Result;
use hustings_kernel::Sources;
use hustings_operations::health::{Check, Finding, checks};
use hustings_store::migration_states;

use crate::composition;
use crate::data_folder::DataFolder;
use crate::database::Database;
use crate::settings::Settings;

/// Looks at everything there is to look at.
pub async fn examine(settings: &Settings) -> Result<Vec<Finding>> {
    let mut findings = vec![Finding::good(
        Check::Settings,
        "every key is known and every value fits",
    )];
    let folder = match DataFolder::open(settings) {
        Ok(folder) => folder,
        Err(error) => {
            let remedy = "create the folder and give it to the user who runs Hustings, or set `data_dir`";
            let found = format!("{error:#}");
            findings.push(Finding::fault(Check::DataFolder, "unusable", found, remedy));
            return Ok(findings);
        }
    };
    let path = folder.as_path();
    findings.push(Finding::good(Check::DataFolder, path.display().to_string()));
    findings.push(checks::disk(path));
    findings.push(checks::key(&folder.key_file(), &folder.key_backup_note()));
    findings.extend(checks::redis(settings.live.redis_url.as_ref()).await);
    findings.push(examine_mail(settings, &folder).await);
    match Database::visit(settings, &folder).await {
        Ok(database) => {
            findings.extend(examine_database(database.url()).await);
            database.close().await?;
        }
        Err(error) => {
            let remedy = match &settings.database.pool.url {
                Some(_) => "check `database.pool.url` and that the server is up",
                None => {
                    "the message above says what PostgreSQL needs; its log lies in the data folder under postgres/"
                }
            };
            let found = format!("{error:#}");
            findings.push(Finding::fault(Check::Database, "away", found, remedy));
        }
    }
    Ok(findings)
}

async fn examine_mail(settings: &Settings, folder: &DataFolder) -> Finding {
    let post = match composition::post(settings, folder) {
        Ok(post) => post,
        Err(error) => {
            let remedy = "`hustings config` says what each setting under `mail` means";
            return Finding::fault(Check::Mail, "unusable", error.to_string(), remedy);
        }
    };
    match post.knock().await {
        Ok(()) => checks::mail(&post),
        Err(cause) => checks::mail_server_away(&post, &cause),
    }
}

async fn examine_database(url: &str) -> Vec<Finding> {
    let facts = match hustings_store::facts(url).await {
        Ok(facts) => facts,
        Err(error) => return vec![checks::away(error.to_string())],
    };
    let states = migration_states(url, &composition::migrations()).await;
    let mut findings = vec![checks::database(&facts), checks::migrations(states)];
    findings.extend(checks::facts(&facts, Sources::system().now()));
    findings
}
