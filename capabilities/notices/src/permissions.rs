//! What may be allowed in matters of notices.

hustings_kernel::permissions! {
    /// Read what one is told, and choose how to be told.
    OwnInbox = "inbox.own", from Guest, also Viewer Operator;
}
