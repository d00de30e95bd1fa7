//! The documentation follows from the code.

use hustings_http::{Anyone, Failure, NoContent, Operation, Operations};
use serde_json::Value;

use crate::example::{Notes, routes};

#[test]
fn every_operation_says_who_may_call_it_and_how_it_refuses() {
    let document: Value = serde_json::to_value(routes(Notes::default()).openapi()).unwrap();
    let write = &document["paths"]["/v1/orgs/{org}/notes"]["post"];
    assert_eq!(write["operationId"], "write_note");
    assert_eq!(
        (&write["x-caller"], &write["x-permission"]),
        (&"member".into(), &"notes.write".into())
    );
    assert_eq!(
        write["responses"]["409"]["x-codes"]["notebook-full"],
        "The notebook is full."
    );
    let not_found = &write["responses"]["404"]["x-codes"];
    assert!(not_found["no-such-page"].is_string() && not_found["not-found"].is_string());
    assert_eq!(
        write["responses"]["201"]["content"]["application/json"]["schema"]["$ref"],
        "#/components/schemas/Note"
    );
    assert_eq!(
        write["requestBody"]["content"]["application/json"]["schema"]["$ref"],
        "#/components/schemas/WriteNote"
    );
    assert_eq!(
        document["components"]["schemas"]["WriteNote"]["additionalProperties"],
        false
    );
    assert_eq!(document["paths"]["/v1/me"]["get"]["x-caller"], "account");
    assert_eq!(document["paths"]["/v1/knock"]["post"]["x-caller"], "anyone");
}

#[test]
fn path_parameters_take_their_names_from_the_path_and_their_types_from_the_handler() {
    let document: Value = serde_json::to_value(routes(Notes::default()).openapi()).unwrap();
    let page = &document["paths"]["/v1/orgs/{org}/notes/{note}/pages/{page}"]["get"]["parameters"];
    let names: Vec<&str> = page
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["name"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["org", "note", "page", "fields"]);
    assert_eq!(page[1]["schema"]["$ref"], "#/components/schemas/NoteId");
    assert_eq!(page[2]["schema"]["format"], "uint16");
}

#[test]
fn the_document_is_the_same_every_time() {
    assert_eq!(
        serde_json::to_string(&routes(Notes::default()).openapi()).unwrap(),
        serde_json::to_string(&routes(Notes::default()).openapi()).unwrap()
    );
}

#[test]
fn lists_and_versions_document_their_parameters() {
    let document: Value = serde_json::to_value(routes(Notes::default()).openapi()).unwrap();
    let names = |path: &str, method: &str| -> Vec<String> {
        let parameters = document["paths"][path][method]["parameters"].as_array().unwrap();
        parameters
            .iter()
            .map(|one| one["name"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(
        names("/v1/orgs/{org}/list", "get"),
        ["org", "heavier_than", "limit", "cursor", "fields"]
    );
    assert_eq!(names("/v1/orgs/{org}/cover", "put"), ["org", "If-Match"]);
}

async fn do_something(_: Anyone) -> Result<NoContent, Failure> {
    Ok(NoContent)
}

#[test]
#[should_panic(expected = "do_something is unsafe: its handler takes `Once`, or it says")]
fn an_unsafe_operation_that_forgets_repeats_is_never_served() {
    let operation = Operation::post("/something", "do_something", "Do something", do_something);
    Operations::new("things").add(operation).with_state(()).openapi();
}

#[test]
fn an_operation_without_an_idempotency_key_says_why() {
    let document: Value = serde_json::to_value(routes(Notes::default()).openapi()).unwrap();
    let knock = &document["paths"]["/v1/knock"]["post"];
    assert_eq!(knock["x-without-idempotency-key"], "nothing is kept");
    assert_eq!(
        knock["description"],
        "`Idempotency-Key` is not looked at: nothing is kept."
    );
}
