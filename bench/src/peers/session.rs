//! The signed session the HTTP peers check: a JWT with HS256 in a cookie.

use anyhow::Result;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use super::database::ORGANISATION;

/// Signs nothing but this benchmark's sessions.
pub(super) const SECRET: &str = "a secret of 32 bytes or more that only benchmarks use";

/// The header of a request with a session.
pub(super) fn header() -> Result<String> {
    let claims = serde_json::json!({
        "sub": "00000000-0000-7000-9000-000000000003",
        "org": ORGANISATION,
        "sid": "00000000-0000-7000-a000-000000000001",
        // The year 2100.
        "exp": 4_102_444_800_u64,
    });
    let encode = |json: serde_json::Value| URL_SAFE_NO_PAD.encode(json.to_string());
    let signed = format!(
        "{}.{}",
        encode(serde_json::json!({ "alg": "HS256", "typ": "JWT" })),
        encode(claims)
    );
    let mut mac = Hmac::<Sha256>::new_from_slice(SECRET.as_bytes())?;
    mac.update(signed.as_bytes());
    let signature = URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes());
    Ok(format!("Cookie: session={signed}.{signature}"))
}
