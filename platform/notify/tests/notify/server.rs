//! A mail server that fails on purpose, at whichever word a test wants it to.
//!
//! A real one can't be made to break off between a letter's last byte and its answer. That ours gets along with a real
//! one is shown by the browser's tests.

use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinHandle, JoinSet};

/// How the server treats the next letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mood {
    /// It takes them.
    Kind,
    /// It knows no such reader.
    NoSuchReader,
    /// It wants to be asked again later.
    Busy,
    /// It does not like what they say.
    Picky,
    /// It hangs up at the word DATA.
    HangsUpBefore,
    /// It hangs up once it has the whole letter.
    HangsUpAfter,
    /// It hangs up on whoever comes back with a second letter.
    HangsUpOnSecond,
}

#[derive(Debug)]
struct State {
    mood: Mood,
    letters: Vec<String>,
    connections: usize,
}

/// The server.
#[derive(Debug)]
pub(crate) struct MailServer {
    pub(crate) port: u16,
    state: Arc<Mutex<State>>,
    running: JoinHandle<()>,
}

impl MailServer {
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let state = Arc::new(Mutex::new(State {
            mood: Mood::Kind,
            letters: Vec::new(),
            connections: 0,
        }));
        let shared = Arc::clone(&state);
        let running = tokio::spawn(async move {
            // They end with it.
            let mut conversations = JoinSet::new();
            while let Ok((stream, _)) = listener.accept().await {
                shared.lock().unwrap().connections += 1;
                conversations.spawn(converse(stream, Arc::clone(&shared)));
            }
        });
        Self { port, state, running }
    }

    pub(crate) fn be(&self, mood: Mood) {
        self.state.lock().unwrap().mood = mood;
    }

    /// Every letter it has been given whole, whether it said so or not.
    pub(crate) fn letters(&self) -> Vec<String> {
        self.state.lock().unwrap().letters.clone()
    }

    pub(crate) fn connections(&self) -> usize {
        self.state.lock().unwrap().connections
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        self.running.abort();
    }
}

async fn converse(stream: TcpStream, state: Arc<Mutex<State>>) {
    let mut stream = BufReader::new(stream);
    let mut taken = 0;
    say(&mut stream, "220 mail.example ESMTP").await;
    let mut line = String::new();
    loop {
        line.clear();
        if stream.read_line(&mut line).await.unwrap_or(0) == 0 {
            return;
        }
        let mood = state.lock().unwrap().mood;
        let word = line.get(..4).unwrap_or_default().to_ascii_uppercase();
        match word.as_str() {
            "EHLO" => say(&mut stream, "250-mail.example\r\n250-8BITMIME\r\n250 SMTPUTF8").await,
            "MAIL" if mood == Mood::HangsUpOnSecond && taken > 0 => return,
            "RCPT" if mood == Mood::NoSuchReader => {
                let reader = line.trim().trim_start_matches("RCPT TO:");
                say(&mut stream, &format!("550 5.1.1 {reader}: no such mailbox")).await;
            }
            "RCPT" if mood == Mood::Busy => say(&mut stream, "450 4.2.0 greylisted, come back later").await,
            "DATA" if mood == Mood::HangsUpBefore => return,
            "DATA" => {
                say(&mut stream, "354 go ahead").await;
                let Some(letter) = letter(&mut stream).await else {
                    return;
                };
                state.lock().unwrap().letters.push(letter);
                match mood {
                    Mood::HangsUpAfter => return,
                    Mood::Picky => say(&mut stream, "554 5.7.1 this looks like spam").await,
                    _ => say(&mut stream, "250 2.0.0 queued as 4711").await,
                }
                taken += 1;
            }
            "QUIT" => {
                say(&mut stream, "221 bye").await;
                return;
            }
            _ => say(&mut stream, "250 ok").await,
        }
    }
}

async fn say(stream: &mut BufReader<TcpStream>, text: &str) {
    let _ = stream.write_all(format!("{text}\r\n").as_bytes()).await;
}

/// The lines up to the one with nothing but a dot.
async fn letter(stream: &mut BufReader<TcpStream>) -> Option<String> {
    let mut letter = String::new();
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await.ok()? == 0 {
            return None;
        }
        if line == ".\r\n" {
            return Some(letter);
        }
        letter.push_str(&line);
    }
}
