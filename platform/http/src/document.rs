//! The pieces of the OpenAPI document that the types of an operation contribute.

use aide::generate::GenContext;
use aide::openapi::{
    MediaType, Operation, Parameter, ParameterData, ParameterSchemaOrContent, PathStyle, QueryStyle,
    ReferenceOr, Response, SchemaObject, StatusCode,
};
use hustings_kernel::{PermissionType, RefusalCase};
use indexmap::IndexMap;
use schemars::{JsonSchema, Schema, json_schema};
use serde_json::{Value, json};

use crate::problem::ProblemBody;

/// Who may call an operation; stands in the document as `x-caller`, so that a test can enumerate it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CallerKind {
    Anyone,
    Account,
    Member,
    Installation,
}

impl CallerKind {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Anyone => "anyone",
            Self::Account => "account",
            Self::Member => "member",
            Self::Installation => "installation",
        }
    }
}

/// The header that names a request.
pub(crate) const IDEMPOTENCY_KEY: &str = "Idempotency-Key";
const X_WITHOUT_IDEMPOTENCY_KEY: &str = "x-without-idempotency-key";
pub(crate) const X_CALLER: &str = "x-caller";
pub(crate) const X_PERMISSION: &str = "x-permission";
const X_CODES: &str = "x-codes";

/// Writes down who may call the operation.
pub(crate) fn declare_caller(
    operation: &mut Operation,
    kind: CallerKind,
    permission: Option<PermissionType>,
) {
    operation
        .extensions
        .insert(X_CALLER.to_owned(), Value::from(kind.as_str()));
    if let Some(permission) = permission {
        operation
            .extensions
            .insert(X_PERMISSION.to_owned(), Value::from(permission.name));
    }
    if kind == CallerKind::Anyone {
        return;
    }
    let with = |scheme: &str| IndexMap::from([(scheme.to_owned(), Vec::new())]);
    operation.security = vec![with("session"), with("bearer")];
    if kind == CallerKind::Member {
        operation.security.push(with("key"));
    }
}

/// Does the operation take this parameter?
pub(crate) fn takes_parameter(operation: &Operation, name: &str) -> bool {
    operation
        .parameters
        .iter()
        .filter_map(ReferenceOr::as_item)
        .any(|known| known.parameter_data_ref().name == name)
}

/// Writes down why the operation does not look at an idempotency key.
pub(crate) fn declare_without_idempotency_key(operation: &mut Operation, because: &str) {
    operation
        .extensions
        .insert(X_WITHOUT_IDEMPOTENCY_KEY.to_owned(), Value::from(because));
    operation.description = Some(format!("`{IDEMPOTENCY_KEY}` is not looked at: {because}."));
}

/// Adds problems to the operation's answers, one per status, each listing its codes.
pub(crate) fn declare_problems(
    ctx: &mut GenContext,
    operation: &mut Operation,
    cases: impl IntoIterator<Item = RefusalCase>,
) {
    let responses = &mut operation.responses.get_or_insert_default().responses;
    for case in cases {
        let entry = responses
            .entry(StatusCode::Code(case.status))
            .or_insert_with(|| ReferenceOr::Item(empty_problem(ctx)));
        let ReferenceOr::Item(response) = entry else {
            continue;
        };
        let codes = response
            .extensions
            .entry(X_CODES.to_owned())
            .or_insert_with(|| json!({}));
        if let Some(codes) = codes.as_object_mut() {
            codes.insert(case.code.to_owned(), Value::from(case.title));
            response.description = codes
                .iter()
                .map(|(code, title)| format!("`{code}`: {}", title.as_str().unwrap_or_default()))
                .collect::<Vec<_>>()
                .join("\n\n");
        }
    }
}

fn empty_problem(ctx: &mut GenContext) -> Response {
    let schema = ctx.schema.subschema_for::<ProblemBody<'static>>();
    Response {
        content: IndexMap::from([("application/problem+json".to_owned(), media(schema))]),
        ..Response::default()
    }
}

fn media(json_schema: Schema) -> MediaType {
    MediaType {
        schema: Some(schema_object(json_schema)),
        ..MediaType::default()
    }
}

fn schema_object(json_schema: Schema) -> SchemaObject {
    SchemaObject {
        json_schema,
        external_docs: None,
        example: None,
    }
}

/// A JSON body of this shape.
pub(crate) fn json_content(schema: Schema) -> IndexMap<String, MediaType> {
    IndexMap::from([("application/json".to_owned(), media(schema))])
}

/// A JSON answer of this type.
pub(crate) fn json_response<T: JsonSchema>(ctx: &mut GenContext, description: &str) -> Response {
    let schema = ctx.schema.subschema_for::<T>();
    Response {
        description: description.to_owned(),
        content: json_content(schema),
        ..Response::default()
    }
}

/// Adds a header to an answer's description.
pub(crate) fn with_header(mut response: Response, name: &str, description: &str) -> Response {
    let header = aide::openapi::Header {
        description: Some(description.to_owned()),
        style: aide::openapi::HeaderStyle::Simple,
        required: false,
        deprecated: None,
        format: ParameterSchemaOrContent::Schema(schema_object(json_schema!({ "type": "string" }))),
        example: None,
        examples: IndexMap::new(),
        extensions: IndexMap::new(),
    };
    response
        .headers
        .insert(name.to_owned(), ReferenceOr::Item(header));
    response
}

fn parameter_data(name: String, description: Option<&str>, required: bool, schema: Schema) -> ParameterData {
    ParameterData {
        name,
        description: description.map(str::to_owned),
        required,
        deprecated: None,
        format: ParameterSchemaOrContent::Schema(schema_object(schema)),
        example: None,
        examples: IndexMap::new(),
        explode: None,
        extensions: IndexMap::new(),
    }
}

/// A parameter of the path.
pub(crate) fn path_parameter(name: String, schema: Schema, style: PathStyle) -> Parameter {
    Parameter::Path {
        parameter_data: parameter_data(name, None, true, schema),
        style,
    }
}

/// An optional parameter of the query.
pub(crate) fn query_parameter(name: &str, description: &str, schema: Schema) -> Parameter {
    Parameter::Query {
        parameter_data: parameter_data(name.to_owned(), Some(description), false, schema),
        allow_reserved: false,
        style: QueryStyle::Form,
        allow_empty_value: None,
    }
}

/// Adds a parameter unless it is there already (answers are documented more than once). Path parameters have no
/// names yet and are told apart by their order.
pub(crate) fn push_parameter(operation: &mut Operation, parameter: Parameter) {
    let name = &parameter.parameter_data_ref().name;
    if name.is_empty() || !takes_parameter(operation, name) {
        operation.parameters.push(ReferenceOr::Item(parameter));
    }
}

/// Documents `?fields=`, which every JSON answer understands.
pub(crate) fn offer_field_selection(operation: &mut Operation) {
    push_parameter(
        operation,
        query_parameter(
            "fields",
            "Only these fields of the answer (of each item, for a list), by dotted path, separated by commas: `id,author.name`.",
            json_schema!({ "type": "string" }),
        ),
    );
}
/// A header of the request.
pub(crate) fn header_parameter(name: &str, description: &str, required: bool) -> Parameter {
    Parameter::Header {
        parameter_data: parameter_data(
            name.to_owned(),
            Some(description),
            required,
            json_schema!({ "type": "string" }),
        ),
        style: aide::openapi::HeaderStyle::Simple,
    }
}
