//! What an encrypted column costs for each row that is written and read: the same thousand people in one statement,
//! once in the clear and once sealed with a key for each of them. Commits are left out, which cost both the same.

mod rows;

use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use hustings_kernel::{OrgId, Scope, Sources};
use hustings_store::{Keys, Opened, Store, StoreSettings};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::cluster::BenchCluster;
use crate::report::Figure;

const DATABASE: &str = "crypto";
const PEOPLE: u32 = 1000;
const ROUNDS: usize = 50;
/// The first rounds, while caches fill, do not count.
const WARM_UP: usize = 10;

pub(crate) fn bench() -> Result<Vec<Figure>> {
    let cluster = BenchCluster::start(DATABASE)?;
    tokio::runtime::Runtime::new()?.block_on(measure(&cluster.cluster().url(DATABASE)))
}

async fn measure(url: &str) -> Result<Vec<Figure>> {
    let migrations = [hustings_store::MIGRATIONS, rows::MIGRATIONS].concat();
    hustings_store::migrate(url, &migrations).await?;
    let sources = Sources::system();
    let keys = Keys::from_bytes(sources.bytes());
    let (store, wakes) = Store::connect(url, &StoreSettings::default(), sources, keys)?;
    // Keys are remembered only while somebody watches whether they are deleted.
    let stop = CancellationToken::new();
    let mut watching = JoinSet::new();
    watching.spawn(wakes.run(stop.clone()));

    let people = People::new(&store);
    let first = Instant::now();
    store.vault().for_sealing(&people.ids).await?;
    let making = first.elapsed();
    let mut rounds = Rounds::default();
    for round in 0..ROUNDS {
        let times = round_of(&store, &people).await?;
        if round >= WARM_UP {
            rounds.add(&times);
        }
    }
    stop.cancel();
    watching.join_all().await;
    store.close().await;

    let [write_clear, write_sealed, read_clear, read_sealed] = rounds.medians();
    let clear = "in the clear";
    let each = |time: Duration| time.as_secs_f64() * 1e6 / f64::from(PEOPLE);
    Ok(vec![
        Figure::new("a row written, sealed", each(write_sealed), "us").beside(clear, each(write_clear)),
        Figure::new("a row read, sealed", each(read_sealed), "us").beside(clear, each(read_clear)),
        Figure::new("a person's key made, once", each(making), "us"),
    ])
}

/// Who is written and read.
struct People {
    ids: Vec<Uuid>,
    emails: Vec<String>,
}

impl People {
    fn new(store: &Store) -> Self {
        Self {
            ids: (0..PEOPLE).map(|_| store.sources().id()).collect(),
            emails: (0..PEOPLE)
                .map(|number| format!("person{number}@example.org"))
                .collect(),
        }
    }
}

/// How long it took to write and to read: clear, sealed; clear, sealed.
type Times = [Duration; 4];

/// Writes and reads everybody both ways, and leaves nothing behind.
async fn round_of(store: &Store, people: &People) -> Result<Times> {
    let org: OrgId = store.sources().id();
    let scope = Scope::system_in(org, store.sources().id());
    let mut tx = store.begin(&scope).await?;

    let start = Instant::now();
    rows::insert_clear(&mut tx, org.uuid(), &people.ids, &people.emails).await?;
    let write_clear = start.elapsed();

    let start = Instant::now();
    let keys = store.vault().for_sealing(&people.ids).await?;
    let sealed = people.ids.iter().zip(&people.emails);
    let sealed = sealed
        .map(|(id, email)| keys.seal(*id, email.as_bytes()))
        .collect::<Result<Vec<_>, _>>()?;
    rows::insert_sealed(&mut tx, org.uuid(), &people.ids, &sealed).await?;
    let write_sealed = start.elapsed();

    let start = Instant::now();
    let clear = rows::all_clear(&mut tx, org.uuid()).await?;
    let read_clear = start.elapsed();

    let start = Instant::now();
    let found = rows::all_sealed(&mut tx, org.uuid()).await?;
    let ids: Vec<Uuid> = found.iter().map(|(id, _)| *id).collect();
    let keys = store.vault().for_opening(&ids).await?;
    let mut opened = Vec::with_capacity(found.len());
    for (id, sealed) in &found {
        if let Opened::Clear(email) = keys.open(*id, sealed)? {
            opened.push((*id, String::from_utf8(email)?));
        }
    }
    let read_sealed = start.elapsed();

    opened.sort_unstable();
    let mut clear = clear;
    clear.sort_unstable();
    ensure!(
        opened == clear && opened.len() == people.ids.len(),
        "not everybody came back"
    );
    Ok([write_clear, write_sealed, read_clear, read_sealed])
}

/// The times of all rounds.
#[derive(Default)]
struct Rounds([Vec<Duration>; 4]);

impl Rounds {
    fn add(&mut self, times: &Times) {
        for (all, time) in self.0.iter_mut().zip(times) {
            all.push(*time);
        }
    }

    fn medians(mut self) -> Times {
        self.0.each_mut().map(|all| {
            all.sort_unstable();
            all[all.len() / 2]
        })
    }
}
