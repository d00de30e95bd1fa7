//! What is taken from the environment: where programs, libraries and people's folders are. Settings are not.

use std::ffi::OsString;

#[expect(
    clippy::disallowed_methods,
    reason = "conventions of the system, not settings of ours"
)]
pub(crate) fn variable(name: &str) -> Option<OsString> {
    std::env::var_os(name)
}
