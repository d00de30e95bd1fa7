//! The reference: one page for people, made from the OpenAPI document. No scripts, nothing from elsewhere.

use std::fmt::Write;

use serde_json::{Map, Value};

/// The page. Writing to a string does not fail, so the results of `write!` are let go.
pub(crate) fn page(document: &Value) -> String {
    let mut html = String::from(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\">\
         <title>Hustings API</title><link rel=\"stylesheet\" href=\"/reference.css\"></head><body>\
         <h1>Hustings API</h1>",
    );
    let info = &document["info"];
    let _ = write!(
        html,
        "<p>{}</p><p>Version {} · <a href=\"/openapi.json\">OpenAPI document</a></p>",
        text(&info["description"]),
        text(&info["version"])
    );
    let operations = operations(document);
    contents(&mut html, &operations);
    let mut tag = "";
    for operation in &operations {
        if operation.tag != tag {
            tag = operation.tag;
            let _ = write!(html, "<h2>{}</h2>", escape(tag));
        }
        article(&mut html, operation);
    }
    problems(&mut html, &operations);
    schemas(&mut html, document);
    html.push_str("</body></html>");
    html
}

struct Described<'a> {
    method: &'a str,
    path: &'a str,
    tag: &'a str,
    id: &'a str,
    value: &'a Value,
}

fn operations(document: &Value) -> Vec<Described<'_>> {
    let mut found: Vec<Described<'_>> = entries(&document["paths"])
        .flat_map(|(path, item)| {
            entries(item).map(move |(method, value)| Described {
                method,
                path,
                tag: value["tags"][0].as_str().unwrap_or_default(),
                id: value["operationId"].as_str().unwrap_or_default(),
                value,
            })
        })
        .collect();
    found.sort_by_key(|operation| operation.tag);
    found
}

fn contents(html: &mut String, operations: &[Described<'_>]) {
    html.push_str("<nav><ul>");
    for operation in operations {
        let summary = text(&operation.value["summary"]);
        let _ = write!(
            html,
            "<li><a href=\"#{}\">{summary}</a></li>",
            escape(operation.id)
        );
    }
    html.push_str("</ul></nav>");
}

fn article(html: &mut String, operation: &Described<'_>) {
    let value = operation.value;
    let _ = write!(
        html,
        "<article id=\"{}\"><h3><span class=\"method\">{}</span> <code>{}</code></h3><p>{}</p>",
        escape(operation.id),
        operation.method.to_ascii_uppercase(),
        escape(operation.path),
        text(&value["summary"])
    );
    let _ = write!(html, "<p class=\"caller\">For: {}", text(&value["x-caller"]));
    if let Some(permission) = value["x-permission"].as_str() {
        let _ = write!(html, ", with <code>{}</code>", escape(permission));
    }
    html.push_str("</p>");
    let parameters = value["parameters"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    if !parameters.is_empty() {
        html.push_str("<table><tr><th>Parameter</th><th>In</th><th>Type</th><th></th></tr>");
        for parameter in parameters {
            let _ = write!(
                html,
                "<tr><td><code>{}</code></td><td>{}</td><td>{}</td><td>{}</td></tr>",
                text(&parameter["name"]),
                text(&parameter["in"]),
                kind(&parameter["schema"]),
                text(&parameter["description"])
            );
        }
        html.push_str("</table>");
    }
    let body = &value["requestBody"]["content"]["application/json"]["schema"];
    if !body.is_null() {
        let _ = write!(html, "<p>Body: {}</p>", kind(body));
    }
    answers(html, &value["responses"]);
    html.push_str("</article>");
}

fn answers(html: &mut String, responses: &Value) {
    html.push_str("<table><tr><th>Answer</th><th></th></tr>");
    for (status, response) in entries(responses).filter(|(status, _)| *status != "default") {
        let _ = write!(html, "<tr><td>{}</td><td>", escape(status));
        let codes = &response["x-codes"];
        for (code, title) in entries(codes) {
            let code = escape(code);
            let _ = write!(
                html,
                "<a href=\"#problem-{code}\"><code>{code}</code></a> {}<br>",
                text(title)
            );
        }
        if codes.is_null() {
            let schema = &response["content"]["application/json"]["schema"];
            let _ = write!(html, "{} {}", text(&response["description"]), kind(schema));
        }
        html.push_str("</td></tr>");
    }
    html.push_str("</table>");
}

/// Every code with its sentence and where it occurs: what the `type` of a problem leads to.
fn problems(html: &mut String, operations: &[Described<'_>]) {
    let mut codes: Map<String, Value> = Map::new();
    for operation in operations {
        for (status, response) in entries(&operation.value["responses"]) {
            for (code, title) in entries(&response["x-codes"]) {
                let sentence = format!("{} ({status})", title.as_str().unwrap_or_default());
                codes.entry(code).or_insert_with(|| sentence.into());
            }
        }
    }
    html.push_str("<h2>Problems</h2><table>");
    for (code, sentence) in &codes {
        let code = escape(code);
        let _ = write!(
            html,
            "<tr id=\"problem-{code}\"><td><code>{code}</code></td><td>{}</td></tr>",
            text(sentence)
        );
    }
    html.push_str("</table>");
}

fn schemas(html: &mut String, document: &Value) {
    html.push_str("<h2>Types</h2>");
    for (name, schema) in entries(&document["components"]["schemas"]) {
        let name = escape(name);
        let _ = write!(
            html,
            "<article id=\"type-{name}\"><h3>{name}</h3><p>{}</p>",
            text(&schema["description"])
        );
        if let Some(properties) = schema["properties"].as_object() {
            let required = schema["required"]
                .as_array()
                .map(Vec::as_slice)
                .unwrap_or_default();
            html.push_str("<table><tr><th>Field</th><th>Type</th><th></th></tr>");
            for (field, property) in properties {
                let optional = if required.iter().any(|one| one == field) {
                    ""
                } else {
                    " (optional)"
                };
                let _ = write!(
                    html,
                    "<tr><td><code>{}</code></td><td>{}{optional}</td><td>{}</td></tr>",
                    escape(field),
                    kind(property),
                    text(&property["description"])
                );
            }
            html.push_str("</table>");
        } else {
            let _ = write!(html, "<p>{}</p>", kind(schema));
        }
        html.push_str("</article>");
    }
}

/// A schema in a few words, linked where it has a name.
fn kind(schema: &Value) -> String {
    if let Some(name) = schema["$ref"]
        .as_str()
        .and_then(|reference| reference.rsplit('/').next())
    {
        let name = escape(name);
        return format!("<a href=\"#type-{name}\">{name}</a>");
    }
    if let Some(items) = schema.get("items") {
        return format!("list of {}", kind(items));
    }
    for either in ["anyOf", "oneOf", "allOf"] {
        if let Some(kinds) = schema[either].as_array() {
            let kinds: Vec<String> = kinds.iter().map(kind).collect();
            return kinds.join(" or ");
        }
    }
    if let Some(values) = schema["enum"].as_array() {
        let values: Vec<String> = values
            .iter()
            .map(|value| format!("<code>{}</code>", text(value)))
            .collect();
        return values.join(", ");
    }
    let format = schema["format"]
        .as_str()
        .map(|format| format!(" ({})", escape(format)));
    let name = match &schema["type"] {
        Value::Array(names) => {
            let names: Vec<String> = names.iter().map(text).collect();
            names.join(" or ")
        }
        other => text(other),
    };
    name + &format.unwrap_or_default()
}

fn entries(value: &Value) -> impl Iterator<Item = (&str, &Value)> {
    value
        .as_object()
        .into_iter()
        .flatten()
        .map(|(name, value)| (name.as_str(), value))
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => escape(text),
        Value::Null => String::new(),
        other => escape(&other.to_string()),
    }
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_the_document_says_cannot_become_markup() {
        let document = json!({
            "info": { "description": "<script>alert(1)</script>" },
            "paths": { "/a\"><b>": { "get": { "operationId": "x\"y", "summary": "<i>", "tags": ["t"] } } },
        });
        let html = page(&document);
        assert!(
            !html.contains("<script>") && !html.contains("<b>") && !html.contains("<i>"),
            "{html}"
        );
        assert!(html.contains("&lt;script&gt;"));
    }
}
