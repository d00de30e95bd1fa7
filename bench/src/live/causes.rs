//! What makes the servers tell something: events appended to our log, rows handed to the peer.

use std::net::SocketAddr;
use std::time::Instant;

use anyhow::{Context as _, Result, ensure};
use hustings_events::Append as _;
use hustings_kernel::{OrgId, Scope, Sources};
use hustings_store::{Keys, Store, StoreSettings};
use hustings_vocabulary::member::MemberChanged;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use super::frames::id_at;

/// How things come to happen at a server.
#[derive(Clone)]
pub(super) enum Cause {
    /// By a transaction of this process, a neighbour of the server's on the same database.
    Log { url: String, org: String },
    /// By a request to the server, which writes the row itself.
    Request { address: SocketAddr, org: String },
}

/// One who makes things happen, one after the other.
pub(super) enum Teller {
    Log(Box<Appender>),
    Request(Requester),
}

pub(super) struct Appender {
    store: Store,
    scope: Scope,
}

pub(super) struct Requester {
    stream: TcpStream,
    org: String,
}

impl Cause {
    /// So many of them, and what runs beside them until it is dropped.
    pub(super) async fn tellers(&self, count: usize) -> Result<(Vec<Teller>, JoinSet<()>)> {
        let mut beside = JoinSet::new();
        match self {
            Self::Log { url, org } => {
                let sources = Sources::system();
                let keys = Keys::from_bytes(sources.bytes());
                let (store, wakes) = Store::connect(url, &StoreSettings::default(), sources, keys)?;
                beside.spawn(wakes.run(CancellationToken::new()));
                let org: OrgId = org.parse().ok().context("the server's organisation has no id")?;
                let teller = || {
                    Teller::Log(Box::new(Appender {
                        scope: Scope::system_in(org, store.sources().id()),
                        store: store.clone(),
                    }))
                };
                Ok(((0..count).map(|_| teller()).collect(), beside))
            }
            Self::Request { address, org } => {
                let mut tellers = Vec::with_capacity(count);
                for _ in 0..count {
                    let stream = TcpStream::connect(address).await?;
                    stream.set_nodelay(true)?;
                    let org = org.clone();
                    tellers.push(Teller::Request(Requester { stream, org }));
                }
                Ok((tellers, beside))
            }
        }
    }
}

impl Teller {
    /// Makes something happen, durably. Its id says when this was asked for: what is measured from there includes the
    /// commit.
    pub(super) async fn tell(&mut self, start: Instant) -> Result<()> {
        let id = id_at(start.elapsed())?;
        match self {
            Self::Log(appender) => {
                let mut tx = appender.store.begin(&appender.scope).await?;
                tx.append(&MemberChanged {
                    member: id.into(),
                    fields: vec!["name".to_owned()],
                })
                .await?;
                tx.commit().await?;
                Ok(())
            }
            Self::Request(requester) => {
                let org = &requester.org;
                let request = format!(
                    "POST /happened?org={org}&id={id} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n"
                );
                requester.stream.write_all(request.as_bytes()).await?;
                let mut answer = Vec::with_capacity(512);
                while !answer.ends_with(b"\r\n\r\n") {
                    let read = requester.stream.read_buf(&mut answer).await?;
                    ensure!(read > 0, "the peer closed the connection");
                }
                ensure!(answer.starts_with(b"HTTP/1.1 204"), "the peer wrote no row");
                Ok(())
            }
        }
    }
}
