//! Asking the server whether it takes connections, in its own protocol.
//!
//! A process that exists is not a server that answers: it may be replaying its log. This speaks just enough of the
//! protocol (version 3) to open a session, see "ready for query", and leave politely.

use std::io::{self, Read, Write};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::time::Duration;

use crate::OWNER;

const PATIENCE: Duration = Duration::from_secs(5);
const PROTOCOL: i32 = 3 << 16;
/// Longer answers than this do not occur before the session is ready.
const LONGEST_MESSAGE: usize = 64 * 1024;

#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    /// It takes sessions.
    Ready,
    /// Nobody listens, or it says that it is starting up or shutting down.
    NotYet,
    /// It is up and does not want us.
    Refused { code: String, message: String },
}

/// Opens a session as the owner and closes it again.
pub(crate) fn ask(socket: &Path) -> Answer {
    converse(socket).unwrap_or(Answer::NotYet)
}

fn converse(socket: &Path) -> io::Result<Answer> {
    let mut stream = UnixStream::connect(socket)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    stream.write_all(&startup_message())?;
    loop {
        let (kind, body) = read_message(&mut stream)?;
        match kind {
            b'Z' => {
                stream.write_all(&[b'X', 0, 0, 0, 4])?;
                return Ok(Answer::Ready);
            }
            b'E' => return Ok(judge(&body)),
            b'R' if body != [0, 0, 0, 0] => {
                let message = "it asks for a password".to_owned();
                return Ok(Answer::Refused {
                    code: "28P01".to_owned(),
                    message,
                });
            }
            _ => {} // parameters, the cancellation key, notices
        }
    }
}

fn startup_message() -> Vec<u8> {
    let mut body = PROTOCOL.to_be_bytes().to_vec();
    for text in [
        "user",
        OWNER,
        "database",
        "postgres",
        "application_name",
        "hustings probe",
        "",
    ] {
        body.extend_from_slice(text.as_bytes());
        body.push(0);
    }
    let length = u32::try_from(body.len() + 4).unwrap_or(u32::MAX);
    [length.to_be_bytes().as_slice(), &body].concat()
}

fn read_message(stream: &mut impl Read) -> io::Result<(u8, Vec<u8>)> {
    let mut head = [0; 5];
    stream.read_exact(&mut head)?;
    let [kind, length @ ..] = head;
    let length = usize::try_from(u32::from_be_bytes(length))
        .unwrap_or(usize::MAX)
        .saturating_sub(4);
    if length > LONGEST_MESSAGE {
        return Err(io::Error::new(
            io::ErrorKind::InvalidData,
            "not PostgreSQL's protocol",
        ));
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body)?;
    Ok((kind, body))
}

fn judge(error: &[u8]) -> Answer {
    let field = |wanted: u8| {
        error
            .split(|byte| *byte == 0)
            .find_map(|field| field.split_first().filter(|(kind, _)| **kind == wanted))
            .map(|(_, text)| String::from_utf8_lossy(text).into_owned())
            .unwrap_or_default()
    };
    let code = field(b'C');
    match code.as_str() {
        "53300" => Answer::Ready, // every connection is taken: as alive as can be
        "57P01" | "57P02" | "57P03" => Answer::NotYet, // shutting down, crashed, starting up
        _ => Answer::Refused {
            code,
            message: field(b'M'),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_are_told_apart() {
        assert_eq!(
            judge(b"SFATAL\0C57P03\0Mthe database system is starting up\0\0"),
            Answer::NotYet
        );
        assert_eq!(
            judge(b"SFATAL\0C53300\0Msorry, too many clients already\0\0"),
            Answer::Ready
        );
        let refused = Answer::Refused {
            code: "28000".to_owned(),
            message: "no role".to_owned(),
        };
        assert_eq!(judge(b"SFATAL\0C28000\0Mno role\0\0"), refused);
    }

    #[test]
    fn the_startup_message_states_its_own_length() {
        let message = startup_message();
        assert_eq!(
            message[..4],
            u32::try_from(message.len()).unwrap_or(0).to_be_bytes()
        );
        assert!(message.ends_with(b"hustings probe\0\0"));
    }

    #[test]
    fn nobody_listening_is_not_yet() {
        assert_eq!(ask(Path::new("/nonexistent/.s.PGSQL.5432")), Answer::NotYet);
    }
}
