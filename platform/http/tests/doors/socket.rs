//! A real listener and real sockets.

use std::net::SocketAddr;
use std::time::Duration;

use http::Method;
use hustings_http::HttpSettings;
use hustings_telemetry::Tasks;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::example::{Example, ORG, SESSION, WRITER};

const GENEROUS: Duration = Duration::from_secs(30);

async fn listening(example: &Example) -> (SocketAddr, Tasks) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let tasks = Tasks::new();
    example.edge.serve(listener, &tasks);
    (address, tasks)
}

/// Sends bytes and reads until the server closes.
async fn exchange(address: SocketAddr, sent: &[u8]) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(sent).await.unwrap();
    let mut answer = Vec::new();
    let read = stream.read_to_end(&mut answer);
    // A reset after the answer is an end as well.
    let _ = tokio::time::timeout(GENEROUS, read).await.unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

fn slow(example: &Example) -> Vec<u8> {
    let token = example.token(WRITER, SESSION);
    format!("GET /v1/orgs/{ORG}/slow HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {token}\r\n\r\n")
        .into_bytes()
}

#[tokio::test]
async fn requests_are_answered_over_one_connection_one_after_another() {
    let example = Example::new();
    let (address, tasks) = listening(&example).await;
    let two = b"GET /healthz HTTP/1.1\r\nhost: x\r\n\r\nGET /nothing HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";
    let answer = exchange(address, two).await;
    assert!(answer.starts_with("HTTP/1.1 200 OK"), "{answer}");
    assert!(
        answer.contains("HTTP/1.1 404 Not Found") && answer.contains("\"code\":\"not-found\""),
        "{answer}"
    );
    assert!(tasks.shutdown(GENEROUS).await.is_empty());
}

#[tokio::test]
async fn what_is_no_http_is_refused() {
    let example = Example::new();
    let (address, tasks) = listening(&example).await;
    for (sent, status) in [
        ("nonsense\r\n\r\n".to_owned(), "400"),
        ("GET / HTTP/1.1\r\nbad header\r\n\r\n".to_owned(), "400"),
        (
            format!("GET /{} HTTP/1.1\r\nhost: x\r\n\r\n", "a".repeat(70_000)),
            "4",
        ),
        (
            format!("GET / HTTP/1.1\r\nhost: x\r\nbig: {}\r\n\r\n", "a".repeat(70_000)),
            "431",
        ),
        (format!("GET / HTTP/1.1\r\n{}\r\n", "h: x\r\n".repeat(200)), "431"),
        (
            "POST / HTTP/1.1\r\nhost: x\r\ncontent-length: x\r\n\r\n".to_owned(),
            "400",
        ),
    ] {
        let answer = exchange(address, sent.as_bytes()).await;
        assert!(
            answer.starts_with(&format!("HTTP/1.1 {status}")),
            "{}: {answer}",
            &sent[..20.min(sent.len())]
        );
    }
    assert_eq!(example.call(Method::GET, "/healthz", "").await.status, 200);
    assert!(tasks.shutdown(GENEROUS).await.is_empty());
}

#[tokio::test]
async fn who_sends_headers_for_ever_is_cut_off() {
    let settings = HttpSettings {
        header_timeout_seconds: 1,
        ..HttpSettings::default()
    };
    let example = Example::with(settings);
    let (address, tasks) = listening(&example).await;
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(b"GET / HTTP/1.1\r\nhost: x\r\n").await.unwrap();
    let mut rest = Vec::new();
    let ended = tokio::time::timeout(GENEROUS, stream.read_to_end(&mut rest)).await;
    assert!(ended.is_ok(), "the connection stayed open");
    assert!(tasks.shutdown(GENEROUS).await.is_empty());
}

#[tokio::test]
async fn connections_beyond_the_limit_wait_their_turn() {
    let settings = HttpSettings {
        max_connections: 1,
        ..HttpSettings::default()
    };
    let example = Example::with(settings);
    let (address, tasks) = listening(&example).await;
    let mut first = TcpStream::connect(address).await.unwrap();
    first.write_all(&slow(&example)).await.unwrap();
    example.notes.begun.notified().await;
    let second = exchange(
        address,
        b"GET /healthz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n",
    );
    let mut second = std::pin::pin!(second);
    assert!(futures::poll!(second.as_mut()).is_pending());
    example.notes.go_on.notify_one();
    drop(first);
    assert!(second.await.starts_with("HTTP/1.1 200 OK"));
    assert!(tasks.shutdown(GENEROUS).await.is_empty());
}

#[tokio::test]
async fn a_request_that_was_begun_is_finished_when_the_server_stops() {
    let example = Example::new();
    let (address, tasks) = listening(&example).await;
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(&slow(&example)).await.unwrap();
    example.notes.begun.notified().await;
    let mut stopping = std::pin::pin!(tasks.shutdown(GENEROUS));
    assert!(futures::poll!(stopping.as_mut()).is_pending());
    let answer = async {
        // Stopping has begun when readiness is red.
        while example.call(Method::GET, "/readyz", "").await.status == 200 {
            tokio::task::yield_now().await;
        }
        example.notes.go_on.notify_one();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await.unwrap();
        String::from_utf8(answer).unwrap()
    };
    let (left, answer) = futures::join!(stopping, answer);
    assert!(left.is_empty());
    assert!(
        answer.starts_with("HTTP/1.1 200 OK") && answer.ends_with("\"slow\""),
        "{answer}"
    );
    assert!(TcpStream::connect(address).await.is_err());
}

#[tokio::test]
async fn what_does_not_end_in_time_is_ended() {
    let example = Example::new();
    let (address, tasks) = listening(&example).await;
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(&slow(&example)).await.unwrap();
    example.notes.begun.notified().await;
    tasks.shutdown(Duration::from_millis(50)).await;
    // The listener is gone even though a connection was left to itself.
    assert!(TcpStream::connect(address).await.is_err());
}
