//! What may be allowed in matters of running things.

hustings_kernel::permissions! {
    /// See the background jobs of the organisation, and why they failed.
    ReadJobs = "jobs.read", from Admin, also Operator;
    /// Retry, cancel and discard background jobs of the organisation.
    ManageJobs = "jobs.manage", from Admin, also Operator;
    /// See which events of the organisation agents could not handle.
    ReadDeadLetters = "dead-letters.read", from Admin, also Operator;
    /// See what the organisation has set, who changed it and when.
    ReadConfiguration = "configuration.read", from Leader, also Viewer Operator;
    /// Change settings, switch features, run experiments.
    ChangeConfiguration = "configuration.change", from Admin;
    /// Know which features one has, and take part in experiments.
    UseFeatures = "features.use", from Guest, also Viewer Operator;
    /// Be told what needs one's attention.
    ReadNotices = "notices.read", from Guest, also Viewer Operator;

    /// See how the installation is doing: its agents, its own jobs, its health.
    WatchInstallation = "installation.watch", from PlatformAdmin;
    /// Steer the installation's agents and its own jobs.
    OperateInstallation = "installation.operate", from PlatformAdmin;
}
