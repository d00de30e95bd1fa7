//! A few operations that show every shape, behind a door whose answers are fixed.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::response::{Html, IntoResponse as _};
use chrono::DateTime;
use http::header::{AUTHORIZATION, CONTENT_TYPE};
use http::{HeaderMap, Method, Request};
use http_body_util::BodyExt;
use hustings_http::{
    AccessClaims, Act, Answer, Anyone, Assurance, Caller, Created, Door, DoorAnswer, Edge, EdgeParts,
    Entrance, Entry, Failure, HttpSettings, IfMatch, Json, KeyCaller, NoContent, Operation, Operations, Page,
    PageRequest, Path, Proof, Proving, Query, ReadinessCheck, Routes, Secret, SessionCaller, SessionStanding,
    SignedIn, State, TokenKey, Tokens, Trust, Versioned,
};
use hustings_kernel::{
    AccountId, Clock, Fault, ManualClock, MemberId, OrgId, PermissionSet, SeededRandomness, SessionId,
    Sources,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tokio::sync::Notify;
use uuid::Uuid;
use zeroize::Zeroizing;

hustings_kernel::permissions! {
    /// Read notes.
    ReadNotes = "notes.read", from Guest;
    /// Write notes.
    WriteNotes = "notes.write", from Member;
}

hustings_kernel::id!(
    /// Names a note.
    NoteId,
    "note"
);

hustings_http::refusals! {
    /// Why a note was not written.
    pub(crate) enum WriteRefusal {
        Full = 409 "notebook-full": "The notebook is full.",
        NoSuchPage = 404 "no-such-page": "There is no such page.",
    }
}

#[derive(Debug, thiserror::Error)]
#[error("the notebook burned")]
pub(crate) struct Burned;

impl Fault for Burned {}

#[derive(Debug, thiserror::Error)]
#[error("the notebook is in use")]
pub(crate) struct InUse;

impl Fault for InUse {
    fn retry_after(&self) -> Option<Duration> {
        Some(Duration::from_millis(1500))
    }
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct WriteNote {
    pub(crate) title: String,
    #[serde(default)]
    pub(crate) weight: u8,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Note {
    pub(crate) id: NoteId,
    pub(crate) title: String,
    pub(crate) weight: u8,
    pub(crate) member: MemberId,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Filter {
    #[serde(default)]
    pub(crate) heavier_than: u8,
}

#[derive(Clone, Default)]
pub(crate) struct Notes {
    pub(crate) begun: Arc<Notify>,
    pub(crate) go_on: Arc<Notify>,
}

async fn write_note(
    may: Proof<WriteNotes>,
    Json(input): Json<WriteNote>,
) -> Result<Created<Note>, Failure<WriteRefusal>> {
    match input.title.as_str() {
        "full" => return Err(WriteRefusal::Full.into()),
        "burn" => return Err(Burned.into()),
        "busy" => return Err(InUse.into()),
        "panic" => panic!("the pen slipped"),
        _ => {}
    }
    let id = NoteId::from(Uuid::from_u128(77));
    let note = Note {
        id,
        title: input.title,
        weight: input.weight,
        member: may.member(),
    };
    Ok(Created::at(format!("/v1/orgs/{}/notes/{id}", may.org()), note))
}

async fn read_note(may: Proof<ReadNotes>, Path(id): Path<NoteId>) -> Result<Json<Note>, Failure> {
    let title = if may.has::<WriteNotes>() {
        "writer"
    } else {
        "reader"
    };
    Ok(Json(Note {
        id,
        title: title.to_owned(),
        weight: 0,
        member: may.member(),
    }))
}

async fn find_notes(_: Proof<ReadNotes>, Query(filter): Query<Filter>) -> Result<Json<u8>, Failure> {
    Ok(Json(filter.heavier_than))
}

async fn read_page(
    _: Proof<ReadNotes>,
    Path((id, page)): Path<(NoteId, u16)>,
) -> Result<Json<String>, Failure> {
    Ok(Json(format!("{id}/{page}")))
}

async fn list_notes(_: Proof<ReadNotes>, page: PageRequest<u32, Filter>) -> Result<Page<Note>, Failure> {
    let after = page.after().copied().unwrap_or(0);
    let heavier_than = u32::from(page.filter().heavier_than);
    let rows: Vec<u32> = (after + 1..=250)
        .filter(|number| *number > heavier_than)
        .collect();
    let rows = rows
        .into_iter()
        .take(usize::try_from(page.rows()).unwrap())
        .collect();
    Ok(page.page(
        rows,
        |number| *number,
        |number| Note {
            id: Uuid::from_u128(number.into()).into(),
            title: format!("note {number}"),
            weight: 0,
            member: Uuid::from_u128(40).into(),
        },
    ))
}

async fn read_cover(_: Proof<ReadNotes>) -> Result<Versioned<String>, Failure> {
    Ok(Versioned {
        version: 7,
        value: "a cover".to_owned(),
    })
}

async fn change_cover(_: Proof<WriteNotes>, read: IfMatch) -> Result<NoContent, Failure> {
    read.check(7)?;
    Ok(NoContent)
}

async fn long_note(_: Proof<ReadNotes>) -> Result<Json<String>, Failure> {
    Ok(Json("long ".repeat(1_000)))
}

async fn secret_note(_: Proof<ReadNotes>) -> Result<Secret<Json<String>>, Failure> {
    Ok(Secret(Json("secret ".repeat(1_000))))
}

async fn slow_note(_: Proof<ReadNotes>, State(notes): State<Notes>) -> Result<Json<String>, Failure> {
    notes.begun.notify_one();
    notes.go_on.notified().await;
    Ok(Json("slow".to_owned()))
}

async fn post_seldom(_: Proof<ReadNotes>) -> Result<NoContent, Failure> {
    Ok(NoContent)
}

async fn whoami(me: SignedIn) -> Result<Json<AccountId>, Failure> {
    Ok(Json(me.account()))
}

async fn knock(_: Anyone, Json(text): Json<String>) -> Result<Json<String>, Failure> {
    Ok(Json(text))
}

/// Why the examples do without a key.
const EXAMPLE: &str = "nothing is kept";

#[expect(clippy::too_many_lines, reason = "a list")]
pub(crate) fn routes(notes: Notes) -> Routes {
    Operations::new("notes")
        .add(
            Operation::post("/orgs/{org}/notes", "write_note", "Write a note", write_note)
                .without_idempotency_key(EXAMPLE),
        )
        .add(Operation::get(
            "/orgs/{org}/notes",
            "find_notes",
            "Find notes",
            find_notes,
        ))
        .add(Operation::get(
            "/orgs/{org}/notes/{note}",
            "read_note",
            "Read a note",
            read_note,
        ))
        .add(Operation::get(
            "/orgs/{org}/notes/{note}/pages/{page}",
            "read_page",
            "Read a page",
            read_page,
        ))
        .add(Operation::get(
            "/orgs/{org}/list",
            "list_notes",
            "List notes",
            list_notes,
        ))
        .add(Operation::get(
            "/orgs/{org}/cover",
            "read_cover",
            "Read the cover",
            read_cover,
        ))
        .add(
            Operation::put(
                "/orgs/{org}/cover",
                "change_cover",
                "Change the cover",
                change_cover,
            )
            .without_idempotency_key(EXAMPLE),
        )
        .add(Operation::get(
            "/orgs/{org}/long",
            "long_note",
            "Read a long note",
            long_note,
        ))
        .add(Operation::get(
            "/orgs/{org}/secret",
            "secret_note",
            "Read a secret",
            secret_note,
        ))
        .add(Operation::get(
            "/orgs/{org}/slow",
            "slow_note",
            "Wait for a note",
            slow_note,
        ))
        .add(
            Operation::get("/orgs/{org}/hasty", "hasty_note", "Wait in vain", slow_note)
                .with_timeout(Duration::from_millis(20)),
        )
        .add(
            Operation::post(
                "/orgs/{org}/seldom",
                "post_seldom",
                "Post, but seldom",
                post_seldom,
            )
            .without_idempotency_key(EXAMPLE)
            .limited(Act {
                name: "seldom",
                per_hour: 2,
            }),
        )
        .add(Operation::get("/me", "whoami", "Who am I", whoami))
        .add(Operation::post("/knock", "knock", "Knock", knock).without_idempotency_key(EXAMPLE))
        .with_state(notes)
}

pub(crate) const ORG: Uuid = Uuid::from_u128(1);
pub(crate) const OTHER_ORG: Uuid = Uuid::from_u128(2);
pub(crate) const STRICT_ORG: Uuid = Uuid::from_u128(3);
pub(crate) const SUSPENDING_ORG: Uuid = Uuid::from_u128(4);
pub(crate) const WRITER: Uuid = Uuid::from_u128(10);
pub(crate) const READER: Uuid = Uuid::from_u128(11);
pub(crate) const SESSION: Uuid = Uuid::from_u128(20);
pub(crate) const ENDED_SESSION: Uuid = Uuid::from_u128(21);
pub(crate) const KEY: &str = "hk_0123456789abcdefghijklmnopqrstuv";

pub(crate) struct FixedDoor;

impl Door for FixedDoor {
    fn session<'a>(&'a self, claims: &'a AccessClaims) -> DoorAnswer<'a, SessionStanding> {
        Answer::Now(Ok(if claims.session.uuid() == ENDED_SESSION {
            SessionStanding::Ended
        } else {
            SessionStanding::Live
        }))
    }

    fn key<'a>(&'a self, secret: &'a str) -> DoorAnswer<'a, Option<KeyCaller>> {
        Answer::Later(Box::pin(async move {
            Ok((secret == KEY).then(|| KeyCaller {
                org: ORG.into(),
                key: Uuid::from_u128(30).into(),
                permissions: ["notes.read"].into_iter().collect(),
                expires_at: None,
            }))
        }))
    }

    fn enter<'a>(&'a self, caller: &'a Caller, org: OrgId) -> DoorAnswer<'a, Entrance> {
        let permissions: PermissionSet = match caller {
            Caller::Session(session) if session.account.uuid() == WRITER => {
                ["notes.read", "notes.write"].into_iter().collect()
            }
            Caller::Session(_) => ["notes.read"].into_iter().collect(),
            Caller::Key(key) => key.permissions.clone(),
        };
        let entry = Entry {
            member: Uuid::from_u128(40).into(),
            role: "member".into(),
            permissions,
            trust: Trust::Ordinary,
        };
        Answer::Now(Ok(match org.uuid() {
            ORG => Entrance::Entered(entry),
            STRICT_ORG => Entrance::AssuranceNeeded,
            SUSPENDING_ORG => Entrance::Suspended,
            _ => Entrance::Stranger,
        }))
    }

    fn proving<'a>(&'a self, _: &'a SessionCaller) -> DoorAnswer<'a, Proving> {
        Answer::Now(Ok(Proving::Recent))
    }

    fn installation(&self, _: AccountId) -> DoorAnswer<'_, PermissionSet> {
        Answer::Now(Ok(PermissionSet::default()))
    }
}

pub(crate) struct Example {
    pub(crate) edge: Edge,
    pub(crate) tokens: Arc<Tokens>,
    pub(crate) clock: ManualClock,
    pub(crate) notes: Notes,
}

impl Example {
    pub(crate) fn new() -> Self {
        Self::with(HttpSettings::default())
    }

    pub(crate) fn with(settings: HttpSettings) -> Self {
        let notes = Notes::default();
        let mut example = Self::serving(settings, routes(notes.clone()));
        example.notes = notes;
        example
    }

    pub(crate) fn serving(settings: HttpSettings, served: Routes) -> Self {
        let clock = ManualClock::at(DateTime::from_timestamp(1_800_000_000, 0).unwrap());
        let key = TokenKey {
            id: "k1".to_owned(),
            secret: Zeroizing::new(vec![3; 32]),
        };
        let tokens = Arc::new(Tokens::new(&[key]).unwrap());
        let edge = Edge::new(EdgeParts {
            sockets: None,
            settings,
            sources: Sources::new(clock.clone(), SeededRandomness::new(1)),
            door: Arc::new(FixedDoor),
            tokens: Arc::clone(&tokens),
            secret: Zeroizing::new([9; 32]),
            routes: served,
            files: axum::Router::new(),
            landing: Some(Arc::new(|_| Html("<title>The client</title>").into_response())),
            checks: vec![ReadinessCheck::new("paper", async || true)],
            metrics: Some(Arc::new(|| "hustings_example 1\n".to_owned())),
        });
        Self {
            edge,
            tokens,
            clock,
            notes: Notes::default(),
        }
    }

    pub(crate) fn token(&self, account: Uuid, session: Uuid) -> String {
        let now = self.clock.now().timestamp();
        let claims = AccessClaims {
            account: account.into(),
            session: SessionId::from(session),
            assurance: Assurance::Single,
            issued_at: now,
            expires_at: now + 3_600,
        };
        self.tokens.issue(&claims).unwrap().to_string()
    }

    pub(crate) async fn send(&self, request: Request<Body>) -> Reply {
        let response = self
            .edge
            .answer(request, SocketAddr::from(([127, 0, 0, 1], 5000)))
            .await;
        let (parts, body) = response.into_parts();
        let body = body.collect().await.unwrap().to_bytes();
        Reply {
            status: parts.status.as_u16(),
            headers: parts.headers,
            body: body.to_vec(),
        }
    }

    /// As the writer, with a bearer token.
    pub(crate) async fn call(&self, method: Method, path: &str, body: &str) -> Reply {
        let bearer = format!("Bearer {}", self.token(WRITER, SESSION));
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(AUTHORIZATION, bearer);
        if !body.is_empty() {
            request = request.header(CONTENT_TYPE, "application/json");
        }
        self.send(request.body(Body::from(body.to_owned())).unwrap())
            .await
    }
}

#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Reply {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    #[track_caller]
    pub(crate) fn expect_problem(&self, status: u16, code: &str) -> Value {
        assert_eq!(self.status, status, "{self:?}");
        assert_eq!(self.headers[CONTENT_TYPE], "application/problem+json");
        let body = self.json();
        assert_eq!(body["code"], code, "{body}");
        assert_eq!(body["status"], status);
        assert_eq!(body["request_id"], self.headers["x-request-id"].to_str().unwrap());
        body
    }
}
