//! What identity counts.

use metrics::{counter, describe_counter};

const SIGN_INS: &str = "hustings_sign_ins_total";
const LOOKUPS: &str = "hustings_door_lookups_total";

/// What came of an attempt to sign in.
#[derive(Debug, Clone, Copy)]
pub(crate) enum SignInOutcome {
    /// Signed in.
    Done,
    /// The address or the password was wrong.
    Wrong,
    /// The door was locked.
    Locked,
}

pub(crate) fn sign_in(outcome: SignInOutcome) {
    let outcome = match outcome {
        SignInOutcome::Done => "done",
        SignInOutcome::Wrong => "wrong",
        SignInOutcome::Locked => "locked",
    };
    counter!(SIGN_INS, "outcome" => outcome).increment(1);
}

/// The database was asked who somebody is.
pub(crate) fn door_lookup(what: &'static str) {
    counter!(LOOKUPS, "what" => what).increment(1);
}

/// Says what the numbers mean.
pub fn describe_metrics() {
    describe_counter!(SIGN_INS, "Attempts to sign in, by outcome: done, wrong, locked.");
    describe_counter!(
        LOOKUPS,
        "Times the database was asked at the door because memory did not know or could not be trusted."
    );
}
