//! What is counted of letters and notices.

hustings_telemetry::metrics! {
    /// Letters handed over, by how that ended: sent, refused, waiting, unknown, withheld.
    LETTERS: counter "hustings_mail_letters_total" Count;
    /// Notices given to members, by kind.
    NOTICES: counter "hustings_notices_total" Count;
    /// Time from the first word to the mail server to its last answer about a letter.
    HANDED_OVER: histogram "hustings_mail_handover_seconds" Seconds [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0];
}
