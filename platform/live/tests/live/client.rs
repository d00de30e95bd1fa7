//! A Socket.IO client, as small as can be, over polling, over websocket, and upgrading from one to the other.

use std::collections::VecDeque;
use std::time::Duration;

use futures::{SinkExt, StreamExt};
use hustings_testkit::{Pass, TestApp, TestNode};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio::sync::mpsc;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::{Error as WsError, Message};

/// Generous: only a test that fails waits so long.
const PATIENCE: Duration = Duration::from_secs(30);

/// How a client talks to the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Transport {
    Polling,
    Websocket,
    Upgrade,
}

pub(crate) const TRANSPORTS: [Transport; 3] = [Transport::Polling, Transport::Websocket, Transport::Upgrade];

/// A socket that was let in.
#[derive(Debug)]
pub(crate) struct Live {
    said: mpsc::UnboundedReceiver<String>,
    say: mpsc::UnboundedSender<String>,
    events: VecDeque<(String, Value)>,
    asked: u64,
}

/// What somebody brings to the handshake.
#[derive(Debug, Clone, Default)]
pub(crate) struct Brings {
    pub(crate) auth: Option<Value>,
    pub(crate) headers: Vec<(&'static str, String)>,
}

impl Brings {
    pub(crate) fn pass(pass: &Pass) -> Self {
        Self {
            auth: None,
            headers: vec![("authorization", format!("Bearer {}", pass.access))],
        }
    }

    pub(crate) fn key(pass: &Pass) -> Self {
        Self {
            auth: Some(json!({ "key": pass.access })),
            headers: Vec::new(),
        }
    }
}

/// Waits until this node has told everything that happened so far: what happens next is heard next.
pub(crate) async fn settle(app: &TestApp, node: &TestNode, org: &str, admin: &Pass) {
    let mut live = connect(node, admin).await;
    live.granted("subscribe", json!({ "org": org, "topic": "roles" }))
        .await;
    let role = app.role(org, admin, "Settler", &["members.read"]).await;
    while live.hear("changed").await["id"] != json!(role) {}
}

/// Connects as whoever holds this pass.
pub(crate) async fn connect(node: &TestNode, pass: &Pass) -> Live {
    try_connect(node, Transport::Websocket, &Brings::pass(pass))
        .await
        .unwrap()
}

/// Connects, or says why not: the problem of a refused handshake.
pub(crate) async fn try_connect(
    node: &TestNode,
    transport: Transport,
    brings: &Brings,
) -> Result<Live, Value> {
    let (say, to_send) = mpsc::unbounded_channel();
    let (hear, mut said) = mpsc::unbounded_channel();
    let base = node.base();
    match transport {
        Transport::Websocket => {
            let stream = websocket(&base, None, &brings.headers)
                .await
                .map_err(problem_of)?;
            tokio::spawn(over_websocket(stream, to_send, hear));
        }
        Transport::Polling | Transport::Upgrade => {
            let polling = Polling::open(&base, &brings.headers).await?;
            let upgrades = transport == Transport::Upgrade;
            tokio::spawn(polling.run(to_send, hear, upgrades));
        }
    }
    let auth = brings.auth.as_ref().map(Value::to_string);
    say.send(format!("0{}", auth.unwrap_or_default())).unwrap();
    let answer = tokio::time::timeout(PATIENCE, said.recv()).await.unwrap();
    let answer = answer.expect("the connection closed before the handshake was answered");
    let (kind, payload) = answer.split_at(1);
    let payload: Value = serde_json::from_str(payload).unwrap();
    match kind {
        "0" if payload["sid"].is_string() => Ok(Live {
            said,
            say,
            events: VecDeque::new(),
            asked: 0,
        }),
        "4" => {
            assert_eq!(payload["message"], payload["data"]["title"]);
            Err(payload["data"].clone())
        }
        _ => panic!("neither let in nor refused: {answer}"),
    }
}

impl Live {
    /// Asks for something and waits for the answer.
    pub(crate) async fn ask(&mut self, event: &str, body: Value) -> Value {
        let number = self.asked;
        self.asked += 1;
        self.send(&format!("2{number}{}", json!([event, body])));
        let prefix = format!("3{number}[");
        loop {
            let packet = self.packet().await.expect("closed instead of answered");
            if packet.starts_with(&prefix) {
                let answers: Vec<Value> = serde_json::from_str(&packet[prefix.len() - 1..]).unwrap();
                return answers.into_iter().next().unwrap();
            }
            self.note(&packet);
        }
    }

    /// Asks for something that must be granted.
    pub(crate) async fn granted(&mut self, event: &str, body: Value) -> Value {
        let answer = self.ask(event, body).await;
        assert_eq!(answer["ok"], true, "{answer}");
        answer
    }

    /// Asks for something that must be refused with this code.
    pub(crate) async fn refused(&mut self, event: &str, body: Value, code: &str) -> Value {
        let answer = self.ask(event, body).await;
        assert_eq!(
            (&answer["ok"], &answer["code"]),
            (&json!(false), &json!(code)),
            "{answer}"
        );
        answer
    }

    /// Sends a packet as it is.
    pub(crate) fn send(&self, packet: &str) {
        // A closed connection shows when it is read.
        let _ = self.say.send(packet.to_owned());
    }

    /// The next event, which must have this name.
    pub(crate) async fn hear(&mut self, event: &str) -> Value {
        let (name, body) = self.event().await.expect("closed instead of telling");
        assert_eq!(name, event, "{body}");
        body
    }

    /// The next events, one of each name, in whatever order they come.
    pub(crate) async fn hear_each<const COUNT: usize>(&mut self, names: [&str; COUNT]) -> [Value; COUNT] {
        let mut heard: [Option<Value>; COUNT] = std::array::from_fn(|_| None);
        while heard.iter().any(Option::is_none) {
            let (name, body) = self.event().await.expect("closed instead of telling");
            let place = names.iter().position(|one| *one == name);
            let place = place.filter(|place| heard[*place].is_none());
            let place = place.unwrap_or_else(|| panic!("{name}: {body}"));
            heard[place] = Some(body);
        }
        heard.map(Option::unwrap)
    }

    /// The next event; `None` once the connection has ended.
    pub(crate) async fn event(&mut self) -> Option<(String, Value)> {
        loop {
            if let Some(event) = self.events.pop_front() {
                return Some(event);
            }
            let packet = self.packet().await?;
            self.note(&packet);
        }
    }

    /// Waits until the server has ended the connection; everything it said until then.
    pub(crate) async fn ended(&mut self) -> Vec<(String, Value)> {
        let mut events = Vec::new();
        while let Some(event) = self.event().await {
            events.push(event);
        }
        events
    }

    async fn packet(&mut self) -> Option<String> {
        tokio::time::timeout(PATIENCE, self.said.recv())
            .await
            .expect("nothing is said")
    }

    fn note(&mut self, packet: &str) {
        if packet == "1" {
            return;
        }
        let event = packet.strip_prefix('2').unwrap_or_else(|| panic!("{packet}"));
        let (name, body): (String, Value) = serde_json::from_str(event).unwrap();
        self.events.push_back((name, body));
    }
}

type Ws = tokio_tungstenite::WebSocketStream<TcpStream>;

async fn websocket(base: &str, sid: Option<&str>, headers: &[(&'static str, String)]) -> Result<Ws, WsError> {
    let address = base.strip_prefix("http://").unwrap();
    let sid = sid.map(|sid| format!("&sid={sid}")).unwrap_or_default();
    let url = format!("ws://{address}/socket.io/?EIO=4&transport=websocket{sid}");
    let mut request = url.into_client_request().unwrap();
    for (name, value) in headers {
        request.headers_mut().insert(*name, value.parse().unwrap());
    }
    let stream = TcpStream::connect(address).await.unwrap();
    Ok(tokio_tungstenite::client_async(request, stream).await?.0)
}

fn problem_of(error: WsError) -> Value {
    match error {
        WsError::Http(response) => serde_json::from_slice(response.body().as_deref().unwrap()).unwrap(),
        other => panic!("{other}"),
    }
}

async fn over_websocket(
    mut ws: Ws,
    mut to_send: mpsc::UnboundedReceiver<String>,
    hear: mpsc::UnboundedSender<String>,
) {
    loop {
        tokio::select! {
            packet = to_send.recv() => {
                let Some(packet) = packet else { return };
                if ws.send(Message::text(format!("4{packet}"))).await.is_err() {
                    return;
                }
            }
            message = ws.next() => {
                let Some(Ok(Message::Text(text))) = message else { return };
                match text.split_at(1) {
                    ("2", _) => ws.send(Message::text("3")).await.unwrap(),
                    ("4", packet) => {
                        let _ = hear.send(packet.to_owned());
                    }
                    ("1", _) => return,
                    _ => {}
                }
            }
        }
    }
}

/// A client that polls.
struct Polling {
    client: reqwest::Client,
    url: String,
    base: String,
    sid: String,
    headers: Vec<(&'static str, String)>,
}

impl Polling {
    async fn open(base: &str, headers: &[(&'static str, String)]) -> Result<Self, Value> {
        let client = reqwest::Client::new();
        let url = format!("{base}/socket.io/?EIO=4&transport=polling");
        let mut request = client.get(&url);
        for (name, value) in headers {
            request = request.header(*name, value);
        }
        let response = request.send().await.unwrap();
        let status = response.status();
        let text = response.text().await.unwrap();
        if status != 200 {
            return Err(serde_json::from_str(&text).unwrap());
        }
        let open: Value = serde_json::from_str(text.strip_prefix('0').unwrap()).unwrap();
        assert_eq!(open["upgrades"], json!(["websocket"]));
        let sid = open["sid"].as_str().unwrap().to_owned();
        Ok(Self {
            client,
            url: format!("{url}&sid={sid}"),
            base: base.to_owned(),
            sid,
            headers: headers.to_vec(),
        })
    }

    async fn post(&self, body: String) -> bool {
        let response = self.client.post(&self.url).body(body).send().await;
        response.is_ok_and(|response| response.status() == 200)
    }

    /// The packets of one poll; `None` once the session is over.
    async fn poll(&self) -> Option<Vec<String>> {
        let response = self.client.get(&self.url).send().await.ok()?;
        if response.status() != 200 {
            return None;
        }
        let text = response.text().await.ok()?;
        Some(text.split('\u{1e}').map(str::to_owned).collect())
    }

    async fn run(
        self,
        mut to_send: mpsc::UnboundedReceiver<String>,
        hear: mpsc::UnboundedSender<String>,
        upgrades: bool,
    ) {
        // The handshake, as it polls.
        let first = to_send.recv().await.unwrap();
        if !self.post(format!("4{first}")).await {
            return;
        }
        if upgrades {
            self.poll_until(&hear, 1).await;
            let ws = self.upgrade().await;
            return over_websocket(ws, to_send, hear).await;
        }
        let sending = async {
            while let Some(packet) = to_send.recv().await {
                if !self.post(format!("4{packet}")).await {
                    return;
                }
            }
            std::future::pending::<()>().await;
        };
        tokio::select! {
            () = self.poll_until(&hear, usize::MAX) => {}
            () = sending => {}
        }
    }

    /// Polls until it has heard so many packets, or the session is over.
    async fn poll_until(&self, hear: &mpsc::UnboundedSender<String>, mut wanted: usize) {
        while let Some(packets) = self.poll().await {
            for packet in packets {
                match packet.split_at_checked(1) {
                    // A pong that comes too late ends the session, which the next poll tells.
                    Some(("2", _)) => {
                        self.post("3".to_owned()).await;
                    }
                    Some(("4", packet)) => {
                        let _ = hear.send(packet.to_owned());
                        wanted = wanted.saturating_sub(1);
                    }
                    Some(("1", _)) => return,
                    _ => {}
                }
            }
            if wanted == 0 {
                return;
            }
        }
    }

    async fn upgrade(&self) -> Ws {
        let mut ws = websocket(&self.base, Some(&self.sid), &self.headers)
            .await
            .unwrap();
        ws.send(Message::text("2probe")).await.unwrap();
        assert_eq!(ws.next().await.unwrap().unwrap(), Message::text("3probe"));
        ws.send(Message::text("5")).await.unwrap();
        ws
    }
}
