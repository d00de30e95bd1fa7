//! What identity counts.

hustings_telemetry::metrics! {
    /// Attempts to sign in, by outcome: done, challenged, wrong, wrong-code, locked.
    SIGN_INS: counter "hustings_sign_ins_total" Count;
    /// Times the database was asked at the door because memory did not know or could not be trusted.
    LOOKUPS: counter "hustings_door_lookups_total" Count;
    /// What identity has forgotten because its time was over, by what it was.
    FORGOTTEN: counter "hustings_identity_forgotten_total" Count;
}

/// What came of an attempt to sign in.
#[derive(Debug, Clone, Copy)]
pub(crate) enum SignInOutcome {
    /// Signed in.
    Done,
    /// The password was right, and the second factor is asked for.
    Challenged,
    /// The address or the password was wrong.
    Wrong,
    /// The code of the second factor was wrong.
    WrongCode,
    /// The door was locked.
    Locked,
}

pub(crate) fn sign_in(outcome: SignInOutcome) {
    let outcome = match outcome {
        SignInOutcome::Done => "done",
        SignInOutcome::Challenged => "challenged",
        SignInOutcome::Wrong => "wrong",
        SignInOutcome::WrongCode => "wrong-code",
        SignInOutcome::Locked => "locked",
    };
    SIGN_INS.with(&[("outcome", outcome)]).increment(1);
}

/// The database was asked who somebody is.
pub(crate) fn door_lookup(what: &'static str) {
    LOOKUPS.with(&[("what", what)]).increment(1);
}

/// So many of these were forgotten.
pub(crate) fn forgotten(what: &'static str, how_many: usize) {
    FORGOTTEN.with(&[("what", what)]).increment(how_many as u64);
}
