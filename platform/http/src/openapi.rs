//! What the OpenAPI document says about the API as a whole.

use aide::generate::GenContext;
use aide::openapi::{
    ApiKeyLocation, Components, Info, OpenApi, ReferenceOr, Response, SchemaObject, SecurityScheme,
};
use indexmap::IndexMap;

use crate::document;
use crate::problem::ProblemBody;

/// A document without operations.
pub(crate) fn skeleton() -> OpenApi {
    OpenApi {
        info: Info {
            title: "Hustings".to_owned(),
            description: Some(
                "Everything a person can do in Hustings, a program can do here. Problems follow RFC 9457 and \
                 carry a stable `code`; lists are read page by page with `cursor`."
                    .to_owned(),
            ),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            ..Info::default()
        },
        components: Some(Components {
            security_schemes: security_schemes(),
            ..Components::default()
        }),
        ..OpenApi::default()
    }
}

fn security_schemes() -> IndexMap<String, ReferenceOr<SecurityScheme>> {
    let http = |format: &str, description: &str| {
        ReferenceOr::Item(SecurityScheme::Http {
            scheme: "bearer".to_owned(),
            bearer_format: Some(format.to_owned()),
            description: Some(description.to_owned()),
            extensions: IndexMap::new(),
        })
    };
    let session = ReferenceOr::Item(SecurityScheme::ApiKey {
        location: ApiKeyLocation::Cookie,
        name: crate::cookies::CookieKind::Access.name(crate::cookies::CookieNaming::Prefixed).to_owned(),
        description: Some(
            "The session of a browser. Unsafe requests also carry the token of `GET /v1/csrf` in X-CSRF-Token."
                .to_owned(),
        ),
        extensions: IndexMap::new(),
    });
    IndexMap::from([
        ("session".to_owned(), session),
        ("bearer".to_owned(), http("JWT", "An access token.")),
        (
            "key".to_owned(),
            http(
                "hk_…",
                "An API key of the organisation. Never sent in an address.",
            ),
        ),
    ])
}

/// Moves the schemas that the operations referred to into the document.
pub(crate) fn add_schemas(api: &mut OpenApi, ctx: &mut GenContext) {
    let problem = Response {
        description: "Anything else: a problem as well.".to_owned(),
        content: {
            let schema = ctx.schema.subschema_for::<ProblemBody<'static>>();
            let mut content = document::json_content(schema);
            content
                .swap_remove("application/json")
                .map(|media| IndexMap::from([("application/problem+json".to_owned(), media)]))
                .unwrap_or_default()
        },
        ..Response::default()
    };
    let components = api.components.get_or_insert_default();
    components
        .responses
        .insert("Problem".to_owned(), ReferenceOr::Item(problem));
    for (name, schema) in ctx.schema.take_definitions(true) {
        if let Ok(json_schema) = schema.try_into() {
            let schema = SchemaObject {
                json_schema,
                external_docs: None,
                example: None,
            };
            components.schemas.insert(name, schema);
        }
    }
    components.schemas.sort_keys();
}
