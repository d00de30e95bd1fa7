//! As much of HTTP/1.1 as a load generator needs: write a GET, find the end of its answer.

use std::net::SocketAddr;

use anyhow::{Context as _, Result, ensure};

/// The bytes of a GET.
pub(super) fn request(address: SocketAddr, path: &str, headers: &[String]) -> Vec<u8> {
    let mut text = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nAccept: application/json\r\n");
    for header in headers {
        text.push_str(header);
        text.push_str("\r\n");
    }
    text.push_str("\r\n");
    text.into_bytes()
}

/// How many bytes the answer at the start of the buffer has, once it is all there. Anything but a success with a
/// known length is an error: a load that measures refusals measures nothing.
pub(super) fn answer_length(buffer: &[u8]) -> Result<Option<usize>> {
    let Some(head) = buffer.windows(4).position(|window| window == b"\r\n\r\n") else {
        return Ok(None);
    };
    let text = str::from_utf8(&buffer[..head]).context("the answer's head is not text")?;
    let mut lines = text.split("\r\n");
    let status = lines.next().unwrap_or_default();
    ensure!(
        status.starts_with("HTTP/1.1 2"),
        "the server answered `{status}`: {}",
        String::from_utf8_lossy(buffer)
    );
    let length = lines
        .find_map(content_length)
        .context("the answer has no Content-Length")?;
    let whole = head + 4 + length;
    Ok((buffer.len() >= whole).then_some(whole))
}

fn content_length(line: &str) -> Option<usize> {
    let (name, value) = line.split_once(':')?;
    name.eq_ignore_ascii_case("content-length")
        .then(|| value.trim().parse().ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANSWER: &[u8] = b"HTTP/1.1 200 OK\r\nX: y\r\ncontent-length: 2\r\n\r\n{}";

    #[test]
    fn the_end_of_an_answer_is_found_once_it_is_there() -> Result<()> {
        assert_eq!(answer_length(ANSWER)?, Some(ANSWER.len()));
        assert_eq!(answer_length(&ANSWER[..ANSWER.len() - 1])?, None);
        assert_eq!(answer_length(&ANSWER[..20])?, None);
        Ok(())
    }

    #[test]
    fn a_refusal_is_an_error() {
        assert!(answer_length(b"HTTP/1.1 401 Unauthorized\r\ncontent-length: 0\r\n\r\n").is_err());
        assert!(answer_length(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n").is_err());
    }
}
