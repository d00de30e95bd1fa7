//! Who is at the other end: believed from the socket, and from proxies only as far as they are trusted.

use std::net::IpAddr;

use http::{HeaderMap, HeaderName};
use hustings_kernel::CorrelationId;
use ipnet::IpNet;

use crate::edge::REQUEST_ID;

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// What the edge believes about the other end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Origin {
    /// The client's address.
    pub(crate) address: IpAddr,
    /// The id that a trusted proxy gave the request.
    pub(crate) correlation: Option<CorrelationId>,
}

/// Finds the client: the nearest address in the chain of proxies that is not one of ours.
pub(crate) fn origin(peer: IpAddr, headers: &HeaderMap, trusted: &[IpNet]) -> Origin {
    let peer = peer.to_canonical();
    let is_trusted = |address: &IpAddr| trusted.iter().any(|network| network.contains(address));
    if trusted.is_empty() || !is_trusted(&peer) {
        return Origin {
            address: peer,
            correlation: None,
        };
    }
    let mut address = peer;
    // Each proxy appends the address it saw, so the chain is read from its end; what stands before the first
    // stranger could have been written by anybody.
    let chain = headers
        .get_all(FORWARDED_FOR)
        .iter()
        .filter_map(|value| value.to_str().ok());
    let hops: Vec<&str> = chain.flat_map(|value| value.split(',')).collect();
    for hop in hops.into_iter().rev() {
        let Ok(hop) = hop.trim_ascii().parse::<IpAddr>() else {
            break;
        };
        address = hop.to_canonical();
        if !is_trusted(&address) {
            break;
        }
    }
    let correlation = headers
        .get(REQUEST_ID)
        .and_then(|value| value.to_str().ok())
        .and_then(|text| text.parse().ok());
    Origin { address, correlation }
}

/// Did the request come through a proxy, trusted or not?
pub(crate) fn is_forwarded(headers: &HeaderMap) -> bool {
    headers.contains_key(FORWARDED_FOR) || headers.contains_key(http::header::FORWARDED)
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    #[track_caller]
    fn check(peer: &str, forwarded: &[&'static str], expected: &str) {
        let trusted: Vec<IpNet> = vec!["10.0.0.0/8".parse().unwrap(), "2001:db8::/32".parse().unwrap()];
        let mut headers = HeaderMap::new();
        for value in forwarded {
            headers.append(FORWARDED_FOR, HeaderValue::from_static(value));
        }
        let origin = origin(peer.parse().unwrap(), &headers, &trusted);
        assert_eq!(origin.address, expected.parse::<IpAddr>().unwrap());
    }

    #[test]
    fn only_a_trusted_proxy_names_the_client() {
        check("192.0.2.9", &["198.51.100.1"], "192.0.2.9");
        check("10.0.0.1", &["198.51.100.1"], "198.51.100.1");
        check("::ffff:10.0.0.1", &["198.51.100.1"], "198.51.100.1");
        check("2001:db8::1", &["2001:dead::7"], "2001:dead::7");
    }

    #[test]
    fn a_chain_is_believed_up_to_the_first_stranger() {
        check("10.0.0.1", &["1.1.1.1, 198.51.100.1, 10.0.0.2"], "198.51.100.1");
        check("10.0.0.1", &["1.1.1.1", "198.51.100.1,10.0.0.2"], "198.51.100.1");
        check("10.0.0.1", &["10.0.0.3, 10.0.0.2"], "10.0.0.3");
        check("10.0.0.1", &["nonsense"], "10.0.0.1");
        check("10.0.0.1", &["198.51.100.1, nonsense"], "10.0.0.1");
        check("10.0.0.1", &[], "10.0.0.1");
    }

    #[test]
    fn a_request_id_is_taken_from_a_trusted_proxy_only() {
        let id = "01900000-0000-7000-8000-000000000001";
        let headers = HeaderMap::from_iter([(REQUEST_ID, HeaderValue::from_static(id))]);
        let trusted: Vec<IpNet> = vec!["10.0.0.0/8".parse().unwrap()];
        let from = |peer: &str| origin(peer.parse().unwrap(), &headers, &trusted).correlation;
        assert_eq!(from("10.0.0.1").map(|id| id.to_string()).as_deref(), Some(id));
        assert_eq!(from("192.0.2.1"), None);
    }
}
