//! How it happens: each deed by the request a person's browser would send.

use anyhow::{Context, Result, bail, ensure};
use chrono::TimeDelta;
use futures::FutureExt as _;
use futures::future::BoxFuture;
use http::{Method, StatusCode};
use hustings_identity::values::{EmailAddress, Language, PersonName, TimeZone};
use hustings_identity::{AccountByHand, create_account, mark_as_demo};
use serde_json::{Value, json};

use super::{Deed, Part};
use crate::demo::cast::{OPERATOR, Who};
use crate::demo::chapters::Act;
use crate::demo::performance::{Performance, text};
use crate::demo::stage::Ask;
use crate::demo::{LOCAL_TIME_ZONE, NAME};

impl Act for Deed {
    fn play<'a>(&'a self, on: &'a mut Performance) -> BoxFuture<'a, Result<()>> {
        async move {
            match self {
                Self::Found => found(on).await,
                Self::MakeRole { .. } | Self::ChangeRole { .. } | Self::Settle { .. } => self.order(on).await,
                Self::Invite { .. }
                | Self::Import { .. }
                | Self::Resend { .. }
                | Self::HandOver { .. }
                | Self::TakeBack { .. } => self.invite(on).await,
                Self::Decline { who } => {
                    let token = on.token(*who)?;
                    on.knock(*who, "/v1/invitations/decline", json!({ "token": token }))
                        .await?;
                    Ok(())
                }
                Self::Join { who } => join(on, *who).await,
                Self::JoinByLink { who } => {
                    let token = on.token(*who)?;
                    sign_up(on, *who, Some(token)).await
                }
                Self::SignUp { who } => sign_up(on, *who, None).await,
                Self::SignIn { who, device } => on.sign_in(*who, *device).await,
                Self::Mistype { who } => mistype(on, *who).await,
                Self::ForgetPassword { who } => forget_password(on, *who).await,
                Self::MakeKey { .. } | Self::UseKey { .. } | Self::RevokeKey { .. } => {
                    self.handle_key(on).await
                }
                _ => self.change_membership(on).await,
            }
        }
        .boxed()
    }
}

/// The operator gets an account at the command line, chooses a password, and founds the organisation.
async fn found(on: &mut Performance) -> Result<()> {
    let person = on.person(OPERATOR)?;
    let account = AccountByHand {
        email: EmailAddress::parse(&person.email)?,
        name: PersonName::parse(&person.name)?,
        language: Language::english(),
        time_zone: TimeZone::parse(LOCAL_TIME_ZONE)?,
        platform_admin: true,
    };
    let (_, link) = create_account(&on.stage.identity, &account).await??;
    let (_, token) = link.split_once("#token=").context("the link has no token")?;
    let password = on.new_password(OPERATOR);
    let chosen = json!({ "token": token, "password": password.as_str() });
    on.knock(OPERATOR, "/v1/password-resets/confirm", chosen).await?;
    on.read_letters(&[]).await?;
    let new = json!({
        "organisation": { "name": NAME, "slug": on.slug, "language": "en", "time_zone": LOCAL_TIME_ZONE },
        "name": person.name,
    });
    let founded = on.act(OPERATOR, Method::POST, "/v1/orgs", Some(new)).await?;
    on.org = text(&founded, "/organisation/id")?;
    on.is_member(OPERATOR, text(&founded, "/member")?);
    mark_as_demo(&on.stage.identity, on.org.parse()?).await?;
    Ok(())
}

/// Accepts an invitation by the letter's link, and gets an account with it.
async fn join(on: &mut Performance, who: Who) -> Result<()> {
    let person = on.person(who)?;
    let (token, password) = (on.token(who)?, on.new_password(who));
    let body = json!({
        "token": token,
        "name": person.name,
        "password": password.as_str(),
        "language": person.language,
        "time_zone": person.time_zone,
    });
    let joined = on.knock(who, "/v1/invitations/join", body).await?;
    on.is_member(who, text(&joined, "/member")?);
    Ok(())
}

/// Signs up, confirms the address, signs in, and is a member.
async fn sign_up(on: &mut Performance, who: Who, invitation: Option<String>) -> Result<()> {
    let (person, password) = (on.person(who)?, on.new_password(who));
    let body = json!({
        "email": person.email,
        "name": person.name,
        "password": password.as_str(),
        "organisation": on.org,
        "invitation": invitation,
        "language": person.language,
        "time_zone": person.time_zone,
    });
    on.knock(who, "/v1/sign-ups", body).await?;
    on.read_letters(&[who]).await?;
    let token = on.token(who)?;
    on.knock(who, "/v1/sign-ups/confirm", json!({ "token": token }))
        .await?;
    let path = on.below_org("membership");
    let own = on.act(who, Method::GET, &path, None).await?;
    on.is_member(who, text(&own, "/id")?);
    Ok(())
}

/// Types a wrong password, then the right one.
async fn mistype(on: &mut Performance, who: Who) -> Result<()> {
    let person = on.person(who)?;
    let body = json!({ "email": person.email, "password": "was it the river?", "tokens": "body" });
    let ask = Ask::new(Method::POST, "/v1/session")
        .saying(body)
        .from(&person, 0);
    let (status, _) = on.stage.answer(ask).await?;
    ensure!(
        status == StatusCode::UNAUTHORIZED,
        "a wrong password was answered with {status}"
    );
    on.sign_in(who, 0).await
}

async fn forget_password(on: &mut Performance, who: Who) -> Result<()> {
    let person = on.person(who)?;
    on.knock(who, "/v1/password-resets", json!({ "email": person.email }))
        .await?;
    on.read_letters(&[who]).await?;
    let (token, password) = (on.token(who)?, on.new_password(who));
    let body = json!({ "token": token, "password": password.as_str() });
    on.knock(who, "/v1/password-resets/confirm", body).await?;
    on.forget_pass(who);
    on.read_letters(&[]).await
}

impl Part {
    fn value(self, on: &Performance) -> Result<String> {
        Ok(match self {
            Self::BuiltIn(role) => role.to_owned(),
            Self::Own(name) => on.made(name)?.to_owned(),
        })
    }
}

impl Deed {
    /// What the operator sets in order: roles and settings.
    async fn order(&self, on: &mut Performance) -> Result<()> {
        match self {
            Self::MakeRole {
                name,
                purpose,
                beyond_member,
            } => {
                let permissions = member_and(on, beyond_member).await?;
                let body = json!({ "name": name, "description": purpose, "permissions": permissions });
                let made = on
                    .act(OPERATOR, Method::POST, &on.below_org("roles"), Some(body))
                    .await?;
                on.keep_made(name, text(&made, "/role")?);
            }
            Self::ChangeRole {
                name,
                purpose,
                beyond_member,
            } => {
                let permissions = member_and(on, beyond_member).await?;
                let path = on.below_org(&format!("roles/{}", on.made(name)?));
                let body = json!({ "name": name, "description": purpose, "permissions": permissions });
                on.act(OPERATOR, Method::PUT, &path, Some(body)).await?;
            }
            Self::Settle { field, value } => {
                let path = format!("/v1/orgs/{}", on.org);
                on.act(OPERATOR, Method::PATCH, &path, Some(json!({ *field: value })))
                    .await?;
            }
            _ => bail!("{self:?} is nothing to set in order"),
        }
        Ok(())
    }

    async fn invite(&self, on: &mut Performance) -> Result<()> {
        match self {
            Self::Invite { by, who, part, days } => {
                let person = on.person(*who)?;
                let role = part.value(on)?;
                let language = person.language;
                let body = json!({ "email": person.email, "name": person.name, "role": role, "language": language, "days": days });
                let made = on
                    .act(*by, Method::POST, &on.below_org("invitations"), Some(body))
                    .await?;
                on.is_invited(*who, text(&made, "/id")?);
                on.read_letters(&[*who]).await
            }
            Self::Import { by, whom } => import(on, *by, whom).await,
            Self::Resend { by, who } => {
                let path = on.below_org(&format!("invitations/{}/letters", on.invitation(*who)?));
                on.act(*by, Method::POST, &path, None).await?;
                on.read_letters(&[*who]).await
            }
            Self::HandOver { by, who } => {
                let path = on.below_org(&format!("invitations/{}/links", on.invitation(*who)?));
                let handed = on.act(*by, Method::POST, &path, None).await?;
                let link = text(&handed, "/link")?;
                let (_, token) = link.split_once("#token=").context("the link has no token")?;
                on.has_token(*who, token.to_owned());
                Ok(())
            }
            Self::TakeBack { by, who } => {
                let path = on.below_org(&format!("invitations/{}", on.invitation(*who)?));
                on.act(*by, Method::DELETE, &path, None).await?;
                Ok(())
            }
            _ => bail!("{self:?} has nothing to do with invitations"),
        }
    }

    async fn change_membership(&self, on: &mut Performance) -> Result<()> {
        let (by, who, method, rest, body) = match self {
            Self::GiveRole { by, who, part } => {
                let body = json!({ "role": part.value(on)? });
                (by, who, Method::PUT, "/role", Some(body))
            }
            Self::Suspend { by, who, reason } => (
                by,
                who,
                Method::PUT,
                "/suspension",
                Some(json!({ "reason": reason })),
            ),
            Self::Reinstate { by, who } => (by, who, Method::DELETE, "/suspension", None),
            Self::Remove { by, who } => (by, who, Method::DELETE, "", None),
            Self::Leave { who } => {
                on.act(*who, Method::DELETE, &on.below_org("membership"), None)
                    .await?;
                return Ok(());
            }
            Self::CallOneself { who, nickname } => {
                let person = on.person(*who)?;
                let family = person.name.rsplit(' ').next().unwrap_or_default();
                let body = json!({ "name": format!("{nickname} {family}") });
                on.act(*who, Method::PUT, &on.below_org("membership"), Some(body))
                    .await?;
                return Ok(());
            }
            Self::ExportAudit { by } => {
                on.act_proved(*by, Method::POST, &on.below_org("audit/exports"), None)
                    .await?;
                return Ok(());
            }
            _ => bail!("{self:?} changes no membership"),
        };
        let path = on.below_org(&format!("members/{}{rest}", on.member(*who)?));
        on.act(*by, method, &path, body).await?;
        Ok(())
    }

    async fn handle_key(&self, on: &mut Performance) -> Result<()> {
        match self {
            Self::MakeKey {
                by,
                name,
                permissions,
                days,
            } => {
                let expires_at = days.map(|days| on.stage.now() + TimeDelta::days(days.into()));
                let body = json!({ "name": name, "permissions": permissions, "expires_at": expires_at });
                let made = on
                    .act_proved(*by, Method::POST, &on.below_org("keys"), Some(body))
                    .await?;
                on.keep_key(name, text(&made, "/key/id")?, text(&made, "/secret")?);
            }
            Self::UseKey { name } => {
                let secret = on.secret(name)?;
                let path = on.below_org("members?limit=1");
                on.stage.ask(Ask::new(Method::GET, path).with(&secret)).await?;
            }
            Self::RevokeKey { by, name } => {
                let path = on.below_org(&format!("keys/{}", on.made(name)?));
                on.act(*by, Method::DELETE, &path, None).await?;
            }
            _ => bail!("{self:?} has nothing to do with keys"),
        }
        Ok(())
    }
}

/// What a member may, and this beyond it.
async fn member_and(on: &mut Performance, beyond: &[&str]) -> Result<Vec<String>> {
    let roles = on
        .act(OPERATOR, Method::GET, &on.below_org("roles"), None)
        .await?;
    let list = roles.as_array().context("the roles are no list")?;
    let member = list
        .iter()
        .find(|role| role["role"] == "member")
        .context("there is no role member")?;
    let permissions = member["permissions"].as_array().into_iter().flatten();
    let permissions = permissions
        .filter_map(Value::as_str)
        .chain(beyond.iter().copied());
    Ok(permissions.map(str::to_owned).collect())
}

/// The list of a stall, as it was typed off: some of it is wrong, and the import says so.
async fn import(on: &mut Performance, by: Who, whom: &[Who]) -> Result<()> {
    let mut lines = vec!["E-mail,Name,Role".to_owned()];
    // The first is on it twice.
    for who in whom.iter().chain(whom.first()) {
        let person = on.person(*who)?;
        lines.push(format!("{},{},member", person.email, person.name));
    }
    lines.push("not readable,Somebody by the lock,member".to_owned());
    let csv = lines.join("\n");
    let body = json!({ "csv": csv, "role": "member" });
    let preview = on.below_org("members/imports/preview");
    on.act(by, Method::POST, &preview, Some(body.clone())).await?;
    let started = on
        .act(by, Method::POST, &on.below_org("members/imports"), Some(body))
        .await?;
    // Its job goes before the letters that it has written.
    on.read_letters(whom).await?;
    let path = on.below_org(&format!("members/imports/{}", text(&started, "/id")?));
    let ended = on.act(by, Method::GET, &path, None).await?;
    ensure!(
        ended["state"] == "finished" && ended["invited"] == whom.len(),
        "the import invited others than it should: {ended}"
    );
    Ok(())
}
