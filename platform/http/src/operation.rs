//! Operations: what a program or a person can ask for, each declared in one place.
//!
//! An operation's file holds its input, its refusals, its handler and a function that returns its [`Operation`]; the
//! documentation follows from the handler's types. A capability gathers its operations in [`Operations`] and hands
//! them over as [`Routes`], which no longer know its state.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use aide::generate::GenContext;
use aide::openapi::{OpenApi, Parameter, PathItem, ReferenceOr};
use aide::operation::{OperationHandler, OperationInput, OperationOutput};
use axum::Router;
use axum::extract::Request;
use axum::handler::Handler;
use axum::routing::{MethodFilter, MethodRouter, on};
use http::Method;
use schemars::Schema;

use crate::context::Context;
use crate::document;
use crate::limits::Act;
use crate::measures::Measured;
use crate::path::ORG;
use crate::refusal::EdgeRefusal;

/// Every operation lives below this.
const ROOT: &str = "/v1";

/// What the edge knows about an operation while it runs.
#[derive(Debug, Clone)]
pub struct OperationInfo {
    /// Its stable id: `publish_post`.
    pub id: &'static str,
    /// Its method.
    pub method: Method,
    /// Its path with the names of its parameters.
    pub path: String,
    /// Its body may have this many bytes, if not as many as the settings say.
    pub body_limit: Option<usize>,
    /// It may take this long, if not as long as the settings say.
    pub timeout: Option<Duration>,
    /// It is an act with a limit of its own.
    pub act: Option<Act>,
    /// Where its requests are counted.
    pub(crate) measured: Measured,
    /// Why it does not look at an idempotency key, if it does not.
    pub without_idempotency_key: Option<&'static str>,
    /// Which part of the path, counted in segments, names the organisation.
    pub(crate) org_segment: Option<usize>,
}

type Document = fn(&mut GenContext) -> aide::openapi::Operation;
type Route<S> = Box<dyn FnOnce(MethodFilter, Arc<OperationInfo>) -> MethodRouter<S> + Send>;

/// One operation: where it is, what it is called, what it does.
pub struct Operation<S> {
    info: OperationInfo,
    summary: &'static str,
    document: Document,
    route: Route<S>,
}

impl<S> fmt::Debug for Operation<S> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Operation").field(&self.info).finish()
    }
}

macro_rules! methods {
    ($($(#[$doc:meta])+ $name:ident => $method:ident;)+) => {
        $(
            $(#[$doc])+
            pub fn $name<H, I, O, T>(path: &str, id: &'static str, summary: &'static str, handler: H) -> Self
            where
                H: Handler<T, S> + OperationHandler<I, O>,
                I: OperationInput,
                O: OperationOutput,
                T: 'static,
            {
                Self::new(Method::$method, path, id, summary, handler)
            }
        )+
    };
}

impl<S: Clone + Send + Sync + 'static> Operation<S> {
    methods! {
        /// Reads something; safe to repeat, and to follow from anywhere.
        get => GET;
        /// Makes something, or starts something.
        post => POST;
        /// Puts something into a stated form; safe to repeat.
        put => PUT;
        /// Changes a part of something.
        patch => PATCH;
        /// Removes something; safe to repeat.
        delete => DELETE;
    }

    fn new<H, I, O, T>(
        method: Method,
        path: &str,
        id: &'static str,
        summary: &'static str,
        handler: H,
    ) -> Self
    where
        H: Handler<T, S> + OperationHandler<I, O>,
        I: OperationInput,
        O: OperationOutput,
        T: 'static,
    {
        let path = format!("{ROOT}{path}");
        let org_segment = path.split('/').position(|segment| segment == "{org}");
        Self {
            info: OperationInfo {
                id,
                method,
                path,
                body_limit: None,
                timeout: None,
                act: None,
                measured: Measured::default(),
                without_idempotency_key: None,
                org_segment,
            },
            summary,
            document: document_types::<I, O>,
            route: Box::new(move |filter, info| on(filter, Known { info, handler })),
        }
    }

    /// Lets the body have this many bytes, whatever the settings say.
    #[must_use]
    pub fn with_body_limit(mut self, bytes: usize) -> Self {
        self.info.body_limit = Some(bytes);
        self
    }

    /// Lets an unsafe operation do without `Once`, and says why a repeat does no harm: half a sentence, for the
    /// documentation.
    #[must_use]
    pub fn without_idempotency_key(mut self, because: &'static str) -> Self {
        self.info.without_idempotency_key = Some(because);
        self
    }

    /// Limits how often it is done.
    #[must_use]
    pub fn limited(mut self, act: Act) -> Self {
        self.info.act = Some(act);
        self
    }

    /// Lets it take this long, whatever the settings say.
    #[must_use]
    pub fn with_timeout(mut self, timeout: Duration) -> Self {
        self.info.timeout = Some(timeout);
        self
    }
}

/// The operations of one part of the system, while they still need its state.
#[derive(Debug)]
pub struct Operations<S> {
    tag: &'static str,
    operations: Vec<Operation<S>>,
}

impl<S: Clone + Send + Sync + 'static> Operations<S> {
    /// No operations yet; the tag groups them in the documentation.
    pub fn new(tag: &'static str) -> Self {
        Self {
            tag,
            operations: Vec::new(),
        }
    }

    /// Adds one.
    #[must_use]
    #[expect(
        clippy::should_implement_trait,
        reason = "one adds an operation to a list of them; nothing is summed"
    )]
    pub fn add(mut self, operation: Operation<S>) -> Self {
        self.operations.push(operation);
        self
    }

    /// Gives them their state.
    ///
    /// # Panics
    /// If an operation is declared for a method that cannot be routed, which no constructor allows.
    #[must_use]
    pub fn with_state(self, state: S) -> Routes {
        let mut router = Router::new();
        let mut documented = Vec::with_capacity(self.operations.len());
        for operation in self.operations {
            let info = Arc::new(operation.info);
            let filter = MethodFilter::try_from(info.method.clone())
                .unwrap_or_else(|_| panic!("{} has a method that cannot be routed", info.id));
            router = router.route(&info.path, (operation.route)(filter, Arc::clone(&info)));
            documented.push(Documented {
                info,
                tag: self.tag,
                summary: operation.summary,
                document: operation.document,
            });
        }
        Routes {
            router: router.with_state(state),
            documented,
        }
    }
}

/// Operations that are ready to be served.
#[derive(Debug, Clone, Default)]
pub struct Routes {
    router: Router,
    documented: Vec<Documented>,
}

#[derive(Debug, Clone)]
struct Documented {
    info: Arc<OperationInfo>,
    tag: &'static str,
    summary: &'static str,
    document: Document,
}

impl Routes {
    /// These and those.
    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        self.router = self.router.merge(other.router);
        self.documented.extend(other.documented);
        self
    }

    /// What is served, in the order of its declaration.
    pub fn operations(&self) -> impl Iterator<Item = &OperationInfo> {
        self.documented.iter().map(|documented| documented.info.as_ref())
    }

    pub(crate) fn router(&self) -> Router {
        self.router.clone()
    }

    /// The OpenAPI document of these operations.
    ///
    /// # Panics
    /// If two operations share an id, if one does not say who may call it, if an unsafe one neither takes `Once` nor
    /// says why not, or if a handler takes other path parameters than its path has: mistakes in the code that must not
    /// reach anybody.
    pub fn openapi(&self) -> OpenApi {
        let mut ids: BTreeMap<&str, &str> = BTreeMap::new();
        let mut api = crate::openapi::skeleton();
        aide::generate::in_context(|ctx| {
            // One generation, one thread, from nothing: the library keeps its schemas in a thread-local.
            ctx.schema.take_definitions(true);
            let paths = &mut api.paths.get_or_insert_default().paths;
            for documented in &self.documented {
                let info = &documented.info;
                if let Some(other) = ids.insert(info.id, &info.path) {
                    panic!("two operations are called {}: {other} and {}", info.id, info.path);
                }
                let operation = documented.complete(ctx);
                let item = paths
                    .entry(info.path.clone())
                    .or_insert_with(|| ReferenceOr::Item(PathItem::default()));
                if let ReferenceOr::Item(item) = item {
                    *slot(item, &info.method) = Some(operation);
                }
            }
            crate::openapi::add_schemas(&mut api, ctx);
        });
        api
    }
}

impl Documented {
    /// The operation's own document, with what only its declaration knows.
    fn complete(&self, ctx: &mut GenContext) -> aide::openapi::Operation {
        let info = &self.info;
        let mut operation = (self.document)(ctx);
        operation.operation_id = Some(info.id.to_owned());
        operation.summary = Some(self.summary.to_owned());
        operation.tags = vec![self.tag.to_owned()];
        assert!(
            operation.extensions.contains_key(document::X_CALLER),
            "{} does not say who may call it: its handler takes no Proof, SignedIn or Anyone",
            info.id
        );
        self.settle_idempotency(&mut operation);
        document::declare_problems(
            ctx,
            &mut operation,
            [EdgeRefusal::TooManyRequests(Duration::ZERO).case()],
        );
        self.name_path_parameters(ctx, &mut operation);
        if let Some(responses) = operation.responses.as_mut() {
            responses
                .responses
                .sort_by(|one, _, other, _| one.to_string().cmp(&other.to_string()));
            responses.default = Some(ReferenceOr::Reference {
                reference: "#/components/responses/Problem".to_owned(),
                summary: None,
                description: None,
            });
        }
        operation
    }

    /// Every unsafe operation honours an idempotency key or says why it need not.
    fn settle_idempotency(&self, operation: &mut aide::openapi::Operation) {
        let info = &self.info;
        let takes_key = document::takes_parameter(operation, document::IDEMPOTENCY_KEY);
        assert!(
            info.method.is_safe() || takes_key || info.without_idempotency_key.is_some(),
            "{} is unsafe: its handler takes `Once`, or it says `.without_idempotency_key(\"why not\")`",
            info.id
        );
        if let Some(because) = info.without_idempotency_key {
            assert!(
                !info.method.is_safe() && !takes_key,
                "{} says why it takes no idempotency key, but nobody asks",
                info.id
            );
            document::declare_without_idempotency_key(operation, because);
        }
    }

    /// The handler's path parameters have types, the path has names; together they make the documentation.
    fn name_path_parameters(&self, ctx: &mut GenContext, operation: &mut aide::openapi::Operation) {
        let info = &self.info;
        let names: Vec<&str> = info
            .path
            .split('/')
            .filter_map(|segment| segment.strip_prefix('{')?.strip_suffix('}'))
            .collect();
        let mut unnamed = names.iter().filter(|name| **name != ORG);
        for parameter in &mut operation.parameters {
            let ReferenceOr::Item(Parameter::Path { parameter_data, .. }) = parameter else {
                continue;
            };
            let name = unnamed
                .next()
                .unwrap_or_else(|| panic!("{} takes more path parameters than {} has", info.id, info.path));
            (*name).clone_into(&mut parameter_data.name);
        }
        assert!(
            unnamed.next().is_none(),
            "{} does not take every path parameter of {}",
            info.id,
            info.path
        );
        if names.contains(&ORG) {
            let schema: Schema = ctx.schema.subschema_for::<hustings_kernel::OrgId>();
            let parameter =
                document::path_parameter(ORG.to_owned(), schema, aide::openapi::PathStyle::Simple);
            operation.parameters.insert(0, ReferenceOr::Item(parameter));
        }
    }
}

fn slot<'a>(item: &'a mut PathItem, method: &Method) -> &'a mut Option<aide::openapi::Operation> {
    match *method {
        Method::POST => &mut item.post,
        Method::PUT => &mut item.put,
        Method::PATCH => &mut item.patch,
        Method::DELETE => &mut item.delete,
        _ => &mut item.get,
    }
}

fn document_types<I: OperationInput, O: OperationOutput>(ctx: &mut GenContext) -> aide::openapi::Operation {
    let mut operation = aide::openapi::Operation::default();
    I::operation_input(ctx, &mut operation);
    for (status, response) in O::inferred_responses(ctx, &mut operation) {
        let responses = operation.responses.get_or_insert_default();
        if let Some(status) = status {
            let status = aide::openapi::StatusCode::Code(status);
            responses.responses.insert(status, ReferenceOr::Item(response));
        }
    }
    operation
}

/// A handler that tells the request's context which operation it is. A wrapper rather than a layer: a layer would
/// box and clone a service for every request.
#[derive(Clone)]
struct Known<H> {
    info: Arc<OperationInfo>,
    handler: H,
}

impl<H: Handler<T, S>, T: 'static, S> Handler<T, S> for Known<H> {
    type Future = H::Future;

    fn call(self, request: Request, state: S) -> Self::Future {
        if let Ok(context) = Context::of(request.extensions()) {
            context.enter(self.info);
        }
        self.handler.call(request, state)
    }
}
