//! What answers the gateway's path: new sockets, polls, and connections that are upgraded.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::body::Body;
use axum::response::{IntoResponse, Response};
use engineioxide::service::EngineIoService;
use engineioxide::socket::Sid;
use futures::future::BoxFuture;
use http::header::{
    CONNECTION, CONTENT_LENGTH, CONTENT_TYPE, SEC_WEBSOCKET_ACCEPT, SEC_WEBSOCKET_KEY, SEC_WEBSOCKET_VERSION,
    UPGRADE,
};
use http::{Extensions, HeaderValue, Method, Request, StatusCode, Uri};
use hustings_http::{Refused, Sockets, Visitor};
use hustings_kernel::{Problem, Refusal};
use hyper::upgrade::{OnUpgrade, Upgraded};
use hyper_util::rt::TokioIo;
use tokio_tungstenite::tungstenite::handshake::derive_accept_key;
use tokio_util::sync::CancellationToken;
use tower::Service;

use crate::gateway::Gateway;
use crate::guests::Counted;
use crate::metric;
use crate::refusal::LiveRefusal;
use crate::seat::Arriving;
use crate::session::Session;
use crate::wire::Wire;

/// Where the gateway is.
const PATH: &str = "/socket.io";

/// Somebody on their way in, from a request through the library to their seat.
#[derive(Clone)]
pub(crate) struct Arrival(Arc<Mutex<Option<Arriving>>>);

impl Arrival {
    fn new(arriving: Arriving) -> Self {
        Self(Arc::new(Mutex::new(Some(arriving))))
    }

    /// Whoever comes with this request.
    pub(crate) fn take(extensions: &Extensions) -> Option<Arriving> {
        let arrival: &Self = extensions.get()?;
        arrival.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// Answers the gateway's path.
pub(crate) struct LiveService {
    gateway: Arc<Gateway>,
    engine: EngineIoService<Gateway>,
}

/// What a request asks of the transports.
struct Asked {
    sid: Option<Sid>,
    opens: bool,
    is_websocket: bool,
}

impl Asked {
    fn of(uri: &Uri) -> Self {
        let pairs = || {
            let query = uri.query().unwrap_or_default();
            query.split('&').filter_map(|pair| pair.split_once('='))
        };
        let value = |wanted| pairs().find(|(name, _)| *name == wanted).map(|(_, value)| value);
        Self {
            sid: value("sid").and_then(|sid| sid.parse().ok()),
            opens: value("sid").is_none() && value("EIO") == Some("4"),
            is_websocket: value("transport") == Some("websocket"),
        }
    }
}

impl Sockets for LiveService {
    fn path(&self) -> &'static str {
        PATH
    }

    fn answer(&self, request: Request<Body>) -> BoxFuture<'static, Response> {
        let asked = Asked::of(request.uri());
        if request.method() == Method::OPTIONS {
            return ready(StatusCode::NO_CONTENT.into_response());
        }
        let arriving = match asked.opens.then(|| self.arrive(&request)).transpose() {
            Ok(arriving) => arriving,
            Err(refused) => return ready(refused.into_response()),
        };
        match (arriving, asked.sid) {
            (Some(arriving), _) if asked.is_websocket => ready(self.open(request, arriving)),
            (None, Some(sid)) if asked.is_websocket => ready(self.upgrade(request, sid)),
            (arriving, _) => self.poll(request, arriving),
        }
    }
}

impl LiveService {
    pub(crate) fn new(gateway: Arc<Gateway>) -> Self {
        let config = gateway.settings.transports(PATH);
        let engine = EngineIoService::with_config(Arc::clone(&gateway), config);
        Self { gateway, engine }
    }

    /// Counts somebody new, unless there are too many or they come from a foreign site.
    fn arrive(&self, request: &Request<Body>) -> Result<Arriving, Refused> {
        let refuse = |problem: Problem| {
            metric::REFUSED.with(&[("code", problem.code)]).increment(1);
            Refused::from(problem)
        };
        if self.gateway.is_leaving() {
            let soon = LiveRefusal::Restarting.problem();
            return Err(refuse(soon.with_retry_after(Duration::from_secs(1))));
        }
        let visitor = Visitor::of(request).map_err(|refused| refuse(refused.problem().clone()))?;
        let settings = &self.gateway.settings;
        let bounds = [
            (Counted::Node, settings.sockets),
            (Counted::address(visitor.address()), settings.sockets_per_address),
        ];
        let mut stays = Vec::with_capacity(3);
        for (counted, at_most) in bounds {
            let full = || LiveRefusal::TooManySockets(Duration::from_secs(30)).problem();
            let stay = self.gateway.guests.admit(counted, at_most);
            stays.push(stay.ok_or_else(|| refuse(full()))?);
        }
        Ok(Arriving { visitor, stays })
    }

    /// Hands a request to the library.
    fn poll(&self, request: Request<Body>, arriving: Option<Arriving>) -> BoxFuture<'static, Response> {
        let slim = slim(request, arriving.map(Arrival::new));
        let answer = self.engine.clone().call(slim);
        Box::pin(async move {
            match answer.await {
                Ok(response) => response.map(Body::new),
                Err(never) => match never {},
            }
        })
    }

    /// Begins a session with a websocket.
    fn open(&self, mut request: Request<Body>, arriving: Arriving) -> Response {
        let Some((upgrade, response)) = switch(&mut request) else {
            return StatusCode::BAD_REQUEST.into_response();
        };
        let gateway = Arc::clone(&self.gateway);
        self.gateway.crowd.spawn(async move {
            if let Some(connection) = settled(upgrade, gateway.settings.stall()).await {
                // In a box, because a task has room for what it begins with and for what it becomes.
                let session = Box::pin(Session::begin(Arc::clone(&gateway), connection, arriving));
                gateway.crowd.spawn(session);
            }
        });
        response
    }

    /// Lets a session that polls go on with a websocket.
    fn upgrade(&self, mut request: Request<Body>, sid: Sid) -> Response {
        let Some((upgrade, response)) = switch(&mut request) else {
            return StatusCode::BAD_REQUEST.into_response();
        };
        let slim = slim(request, None).map(|_| ());
        let (mut engine, stall) = (self.engine.clone(), self.gateway.settings.stall());
        let polled = self.gateway.polled(sid);
        self.gateway.crowd.spawn(async move {
            let Some(connection) = settled(upgrade, stall).await else {
                return;
            };
            let cut = CancellationToken::new();
            if let Some(socket) = polled {
                socket.data.moved(cut.clone());
            }
            let wire = Wire::new(connection, cut, stall);
            // What can be wrong with the request was looked at before.
            let _ = Service::<(_, Request<()>)>::call(&mut engine, (wire, slim)).await;
        });
        response
    }
}

/// Agrees to go on with a websocket, if that is what a request asks for.
fn switch(request: &mut Request<Body>) -> Option<(OnUpgrade, Response)> {
    let headers = request.headers();
    let upgrades = |to: &HeaderValue| to.as_bytes().eq_ignore_ascii_case(b"websocket");
    let is_upgrade = request.method() == Method::GET
        && headers.get(UPGRADE).is_some_and(upgrades)
        && headers
            .get(SEC_WEBSOCKET_VERSION)
            .is_some_and(|version| version == "13");
    let key = headers.get(SEC_WEBSOCKET_KEY).filter(|_| is_upgrade)?;
    let accept = HeaderValue::try_from(derive_accept_key(key.as_bytes())).ok()?;
    let switch = [
        (UPGRADE, HeaderValue::from_static("websocket")),
        (CONNECTION, HeaderValue::from_static("upgrade")),
        (SEC_WEBSOCKET_ACCEPT, accept),
    ];
    let mut response = StatusCode::SWITCHING_PROTOCOLS.into_response();
    response.headers_mut().extend(switch);
    Some((hyper::upgrade::on(request), response))
}

/// The connection, once the answer was sent.
async fn settled(upgrade: OnUpgrade, patience: Duration) -> Option<TokioIo<Upgraded>> {
    let connection = tokio::time::timeout(patience, upgrade).await.ok()?.ok()?;
    Some(TokioIo::new(connection))
}

/// The request without what the transports need not know, because it stays in memory as long as its socket.
fn slim(request: Request<Body>, arrival: Option<Arrival>) -> Request<Body> {
    let (parts, body) = request.into_parts();
    let mut slim = Request::new(body);
    *slim.method_mut() = parts.method;
    *slim.uri_mut() = parts.uri;
    for name in [CONTENT_TYPE, CONTENT_LENGTH] {
        if let Some(value) = parts.headers.get(&name) {
            slim.headers_mut().insert(name, value.clone());
        }
    }
    if let Some(arrival) = arrival {
        slim.extensions_mut().insert(arrival);
    }
    slim
}

fn ready(response: Response) -> BoxFuture<'static, Response> {
    Box::pin(std::future::ready(response))
}
