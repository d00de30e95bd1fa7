//! One kind of event, as the catalogue lists it.

use std::ops::RangeInclusive;

use hustings_kernel::{Audit, Event, EventDecodeError};
use serde_json::Value;

/// A kind of event: its name, its versions, and how its payload is read.
#[derive(Debug, Clone, Copy)]
pub struct EventType {
    /// The stable name: `post.published`.
    pub kind: &'static str,
    /// The newest version of the payload.
    pub version: u16,
    /// Whether it is audited.
    pub audit: Audit,
    /// What it says happened, for people.
    pub description: &'static str,
    read: fn(u16, Value) -> Result<Value, EventDecodeError>,
}

impl EventType {
    /// The entry of one payload type. [`events!`](crate::events) writes it.
    pub const fn of<E: Event>(description: &'static str) -> Self {
        Self {
            kind: E::KIND,
            version: E::VERSION,
            audit: E::AUDIT,
            description,
            read: read::<E>,
        }
    }

    /// What the events of this kind happen to.
    pub fn noun(&self) -> &'static str {
        self.kind.split_once('.').map_or(self.kind, |(noun, _)| noun)
    }

    /// The versions that can be read: every one ever written.
    pub fn readable(&self) -> RangeInclusive<u16> {
        1..=self.version
    }

    /// Reads a payload of any readable version and writes it as the newest.
    pub fn renew(&self, version: u16, payload: Value) -> Result<Value, EventDecodeError> {
        (self.read)(version, payload)
    }
}

fn read<E: Event>(version: u16, payload: Value) -> Result<Value, EventDecodeError> {
    let malformed = |cause| EventDecodeError::Malformed { kind: E::KIND, cause };
    let event: E = serde_json::from_value(E::upcast(version, payload)?).map_err(malformed)?;
    serde_json::to_value(event).map_err(malformed)
}

/// Makes events of plain structs and lists them in `EVENTS`:
///
/// ```text
/// events! {
///     /// A person became a member of the organisation.
///     MemberJoined: "member.joined" version 2 { 1 => with_role } about member, audited;
///     /// A member changed the picture others see.
///     MemberPictureChanged: "member.picture-changed" version 1 about member, everyday;
/// }
/// ```
///
/// `about` names the field with the id of the thing it happened to. In braces stands, for each older version, the
/// function (`fn(Value) -> Value`) that lifts its payload to the next.
#[macro_export]
macro_rules! events {
    (@audit audited) => { $crate::macros::Audit::Yes };
    (@audit everyday) => { $crate::macros::Audit::No };
    ($(
        $(#[doc = $description:literal])+
        $event:ident: $kind:literal version $version:literal $({ $($older:literal => $lift:path),+ $(,)? })?
            about $subject:ident, $audit:ident;
    )+) => {
        /// The kinds of events that happen to this noun.
        pub const EVENTS: &[$crate::EventType] = &[
            $($crate::EventType::of::<$event>(concat!($($description),+).trim_ascii())),+
        ];

        $(impl $crate::macros::Event for $event {
            const KIND: &'static str = $kind;
            const VERSION: u16 = $version;
            const AUDIT: $crate::macros::Audit = $crate::events!(@audit $audit);

            fn subject(&self) -> $crate::macros::uuid::Uuid {
                self.$subject.into()
            }

            $(fn upcast(
                version: u16,
                mut payload: $crate::macros::serde_json::Value,
            ) -> Result<$crate::macros::serde_json::Value, $crate::macros::EventDecodeError> {
                let mut reached = version;
                $(if reached == $older {
                    payload = $lift(payload);
                    reached += 1;
                })+
                if reached == $version {
                    Ok(payload)
                } else {
                    Err($crate::macros::EventDecodeError::UnknownVersion { kind: $kind, version })
                }
            })?
        })+
    };
}
