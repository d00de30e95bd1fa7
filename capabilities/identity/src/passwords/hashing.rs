//! Hashing and comparing passwords with argon2id, a bounded number at a time.
//!
//! Each takes tens of milliseconds of a core and 19 MiB, so that guessing is dear. A flood of sign-ins must not get
//! every core and all the memory: a few run at once, a few dozen wait, the rest are told to come back.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::Duration;

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use argon2::{Algorithm, Argon2, Params, Version};
use hustings_kernel::{Fault, Sources};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use tokio::sync::Semaphore;

use super::Password;
use super::policy::{self, Weakness};

/// How dear a password is to check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PasswordSettings {
    /// Memory for each check, in KiB. Passwords hashed with another amount are hashed anew at the next sign-in.
    pub memory_kib: u32,
    /// Passes over that memory.
    pub passes: u32,
    /// How many checks run at once; 0 means half the processor's cores.
    pub at_once: usize,
    /// How many more may wait.
    pub waiting: usize,
}

impl Default for PasswordSettings {
    fn default() -> Self {
        // What OWASP recommends for argon2id.
        Self {
            memory_kib: 19 * 1024,
            passes: 2,
            at_once: 0,
            waiting: 64,
        }
    }
}

/// Why a password could not be hashed or compared.
#[derive(Debug, thiserror::Error)]
pub enum PasswordFault {
    /// More are waiting than may wait.
    #[error("too many passwords are being checked")]
    Busy,
    /// The settings or a stored hash make no sense.
    #[error("a password could not be hashed")]
    Hashing(#[source] argon2::password_hash::Error),
    /// The settings make no sense.
    #[error("the password settings are out of range: {0}")]
    Settings(argon2::Error),
    /// The worker went away.
    #[error("the hashing of a password was interrupted")]
    Interrupted,
}

impl Fault for PasswordFault {
    fn retry_after(&self) -> Option<Duration> {
        matches!(self, Self::Busy).then_some(Duration::from_secs(2))
    }
}

/// What came of comparing a password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It is the right one.
    Right {
        /// A new hash to keep, if the settings have changed since the old one was made.
        renewed: Option<String>,
    },
    /// It is not, or there is nothing to compare with.
    Wrong,
}

/// Hashes and compares passwords. Cheap to clone.
#[derive(Clone)]
pub struct Passwords(Arc<Inner>);

struct Inner {
    params: Params,
    sources: Sources,
    running: Semaphore,
    admitted: AtomicUsize,
    most_admitted: usize,
    computed: AtomicU64,
    nobody: String,
}

impl std::fmt::Debug for Passwords {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Passwords(…)")
    }
}

impl Passwords {
    /// Passwords as dear as the settings say.
    pub fn new(settings: &PasswordSettings, sources: Sources) -> Result<Self, PasswordFault> {
        let params =
            Params::new(settings.memory_kib, settings.passes, 1, None).map_err(PasswordFault::Settings)?;
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let at_once = if settings.at_once == 0 {
            (cores / 2).max(1)
        } else {
            settings.at_once
        };
        let mut inner = Inner {
            params,
            sources,
            running: Semaphore::new(at_once),
            admitted: AtomicUsize::new(0),
            most_admitted: at_once + settings.waiting,
            computed: AtomicU64::new(0),
            nobody: String::new(),
        };
        // Compared with where there is no account, so that knocking at a stranger's door takes as long. Nobody knows
        // the password it belongs to.
        inner.nobody = inner.hash(&inner.sources.bytes::<32>())?;
        Ok(Self(Arc::new(inner)))
    }

    /// Judges a new password of somebody of whom `about` is known, and hashes it if it is accepted.
    pub async fn accept(
        &self,
        password: &Password,
        about: Vec<String>,
    ) -> Result<Result<String, Weakness>, PasswordFault> {
        let password = password.clone();
        self.run(move |inner| {
            if let Some(weakness) = policy::judge(&password, &about) {
                return Ok(Err(weakness));
            }
            inner.hash(password.as_str().as_bytes()).map(Ok)
        })
        .await
    }

    /// Compares a password with the hash kept. Without one the answer is no, after the same work.
    pub async fn compare(&self, password: &Password, kept: Option<String>) -> Result<Verdict, PasswordFault> {
        let password = password.clone();
        self.run(move |inner| inner.compare(password.as_str().as_bytes(), kept.as_deref()))
            .await
    }

    /// How many hashes were computed so far.
    pub fn computed(&self) -> u64 {
        self.0.computed.load(Ordering::Relaxed)
    }

    /// Runs `work` on a thread where it may take its time, once it is its turn.
    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Inner) -> Result<T, PasswordFault> + Send + 'static,
    ) -> Result<T, PasswordFault> {
        let _admission = Admission::to(&self.0)?;
        let _turn = self
            .0
            .running
            .acquire()
            .await
            .map_err(|_| PasswordFault::Interrupted)?;
        let inner = Arc::clone(&self.0);
        tokio::task::spawn_blocking(move || work(&inner))
            .await
            .map_err(|_| PasswordFault::Interrupted)?
    }
}

/// A place among those who wait or run; given back when dropped.
struct Admission<'a>(&'a Inner);

impl<'a> Admission<'a> {
    fn to(inner: &'a Inner) -> Result<Self, PasswordFault> {
        let admission = Self(inner);
        if inner.admitted.fetch_add(1, Ordering::Relaxed) < inner.most_admitted {
            Ok(admission)
        } else {
            Err(PasswordFault::Busy)
        }
    }
}

impl Drop for Admission<'_> {
    fn drop(&mut self) {
        self.0.admitted.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Inner {
    fn argon2(&self) -> Argon2<'static> {
        Argon2::new(Algorithm::Argon2id, Version::V0x13, self.params.clone())
    }

    fn hash(&self, password: &[u8]) -> Result<String, PasswordFault> {
        self.computed.fetch_add(1, Ordering::Relaxed);
        let salt = self.sources.bytes::<16>();
        let hash = self
            .argon2()
            .hash_password_with_salt(password, &salt)
            .map_err(PasswordFault::Hashing)?;
        Ok(hash.to_string())
    }

    fn compare(&self, password: &[u8], kept: Option<&str>) -> Result<Verdict, PasswordFault> {
        self.computed.fetch_add(1, Ordering::Relaxed);
        let hash = PasswordHash::new(kept.unwrap_or(&self.nobody))
            .map_err(|_| PasswordFault::Hashing(argon2::password_hash::Error::EncodingInvalid))?;
        let right = self.argon2().verify_password(password, &hash).is_ok();
        if !right || kept.is_none() {
            return Ok(Verdict::Wrong);
        }
        let current = Params::try_from(&hash).is_ok_and(|params| {
            params.m_cost() == self.params.m_cost() && params.t_cost() == self.params.t_cost()
        });
        let renewed = if current { None } else { Some(self.hash(password)?) };
        Ok(Verdict::Right { renewed })
    }
}

#[cfg(test)]
mod tests {
    use hustings_kernel::{ManualClock, SeededRandomness};

    use super::*;

    fn passwords(memory_kib: u32) -> Passwords {
        let clock = ManualClock::at(chrono::DateTime::UNIX_EPOCH);
        let sources = Sources::new(clock, SeededRandomness::new(1));
        let settings = PasswordSettings {
            memory_kib,
            passes: 1,
            at_once: 1,
            waiting: 1,
        };
        Passwords::new(&settings, sources).unwrap()
    }

    fn password(typed: &str) -> Password {
        Password::new(typed).unwrap()
    }

    #[tokio::test]
    async fn only_the_right_password_is_right_and_nobody_has_one() {
        let passwords = passwords(8);
        let right = password("correct horse battery staple");
        let hash = passwords.accept(&right, Vec::new()).await.unwrap().unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=8,t=1,p=1$"), "{hash}");
        let verdict = async |typed: &Password, kept| passwords.compare(typed, kept).await.unwrap();
        assert_eq!(
            verdict(&right, Some(hash.clone())).await,
            Verdict::Right { renewed: None }
        );
        assert_eq!(verdict(&password("wrong"), Some(hash)).await, Verdict::Wrong);
        assert_eq!(verdict(&right, None).await, Verdict::Wrong);
    }

    #[tokio::test]
    async fn a_hash_made_with_other_settings_is_renewed() {
        let right = password("correct horse battery staple");
        let old = passwords(8).accept(&right, Vec::new()).await.unwrap().unwrap();
        let dearer = passwords(16);
        let Verdict::Right { renewed: Some(new) } = dearer.compare(&right, Some(old)).await.unwrap() else {
            panic!("expected a renewed hash");
        };
        let again = dearer.compare(&right, Some(new)).await.unwrap();
        assert_eq!(again, Verdict::Right { renewed: None });
    }

    #[tokio::test]
    async fn a_refused_password_is_not_hashed_and_an_absent_account_costs_the_same() {
        let passwords = passwords(8);
        let before = passwords.computed();
        let weak = passwords
            .accept(&password("1234567890"), Vec::new())
            .await
            .unwrap();
        assert_eq!(weak, Err(Weakness::Common));
        assert_eq!(passwords.computed(), before);
        passwords.compare(&password("x"), None).await.unwrap();
        assert_eq!(passwords.computed(), before + 1);
    }

    #[tokio::test]
    async fn a_flood_is_told_to_come_back() {
        let passwords = passwords(8);
        let hold = passwords.0.running.acquire().await.unwrap();
        let typed = password("x");
        let first = passwords.compare(&typed, None);
        let second = passwords.compare(&typed, None);
        let third = passwords.compare(&typed, None);
        let (mut first, mut second) = (std::pin::pin!(first), std::pin::pin!(second));
        assert!(futures_poll(first.as_mut()).await);
        assert!(futures_poll(second.as_mut()).await);
        assert!(matches!(third.await, Err(PasswordFault::Busy)));
        drop(hold);
        assert_eq!(first.await.unwrap(), Verdict::Wrong);
        assert_eq!(second.await.unwrap(), Verdict::Wrong);
    }

    /// Polls once; is it still waiting?
    async fn futures_poll<F: Future>(mut future: std::pin::Pin<&mut F>) -> bool {
        std::future::poll_fn(|context| std::task::Poll::Ready(future.as_mut().poll(context).is_pending()))
            .await
    }
}
