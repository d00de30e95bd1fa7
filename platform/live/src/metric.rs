//! What the gateway counts.

hustings_telemetry::metrics! {
    /// Open sockets.
    SOCKETS: gauge "hustings_live_sockets" Count;
    /// Rooms that somebody hears.
    ROOMS: gauge "hustings_live_rooms" Count;
    /// Messages handed to sockets, by event: changed, presence, typing.
    MESSAGES: counter "hustings_live_messages_total" Count;
    /// Sockets that were dropped because they did not keep up.
    DROPPED: counter "hustings_live_dropped_total" Count;
    /// Handshakes that were refused, by code.
    REFUSED: counter "hustings_live_handshakes_refused_total" Count;
    /// Subscribers who came back, by how they caught up: told, resync.
    CAUGHT_UP: counter "hustings_live_caught_up_total" Count;
    /// Whether this node shares presence and typing with others through Redis: 1 or 0. Not there where no Redis is set.
    REDIS_UP: gauge "hustings_live_redis_up" Count;
    /// Time from recording an event to handing its notices to the sockets.
    DELAY: histogram "hustings_live_delay_seconds" Seconds [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0];
}
