//! The TypeScript declarations say what the documents hold: each declared interface has the
//! fields of its document's JSON Schema, optional where they are, and null where they may be.

use std::collections::BTreeMap;

use limbeck_planner::document::{
    DiagnosticDocument, ErrorDocument, LocationDocument, PlanDocument, RelatedDocument,
    RevisionDocument, StatementDocument, StepDocument, VersionOperationDocument,
};
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde_json::Value;

const DECLARATIONS: &str = include_str!("../src/wasm/declarations.ts");

#[test]
fn the_interfaces_have_the_fields_of_the_documents() {
    compare::<RevisionDocument>("Revision");
    compare::<DiagnosticDocument>("Diagnostic");
    compare::<LocationDocument>("Location");
    compare::<RelatedDocument>("Related");
    compare::<PlanDocument>("Plan");
    compare::<StepDocument>("Step");
    compare::<StatementDocument>("Statement");
    compare::<ErrorDocument>("PlannerError");
}

#[test]
fn the_version_operations_have_the_fields_of_theirs() {
    let schema = schema::<VersionOperationDocument>();
    let variants = schema.as_value()["oneOf"]
        .as_array()
        .expect("an enum has variants");
    let declared = DECLARATIONS
        .split_once("export type VersionOperation =")
        .and_then(|(_, rest)| rest.split_once("\n\n"))
        .map(|(union, _)| union.trim_end_matches(';').split('|').skip(1))
        .expect("the union is declared");
    let declared: Vec<BTreeMap<String, String>> = declared
        .map(|variant| fields(variant.trim().trim_matches(['{', '}', ' '])))
        .collect();
    let expected: Vec<BTreeMap<String, String>> = variants.iter().map(expected_fields).collect();
    assert_eq!(declared, expected);
}

/// The schema of what a document is written as, in which fields that can be absent are optional.
fn schema<Document: JsonSchema>() -> Schema {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    settings.into_generator().into_root_schema_for::<Document>()
}

fn compare<Document: JsonSchema>(interface: &str) {
    let schema = schema::<Document>();
    let head = format!("export interface {interface} ");
    let (_, rest) = DECLARATIONS
        .split_once(&head)
        .unwrap_or_else(|| panic!("{interface} is not declared"));
    let (_, body) = rest.split_once('{').expect("an interface has a body");
    let (body, _) = body.split_once("\n}").expect("an interface ends");
    let declared = fields(body);
    let expected = expected_fields(schema.as_value());
    assert_eq!(declared, expected, "{interface}");
}

/// The declared fields: their names with `?` where they are optional, and their types, in which
/// the names of interfaces and unions are replaced by what they are in JSON.
fn fields(body: &str) -> BTreeMap<String, String> {
    let mut code = String::new();
    let mut rest = body;
    while let Some((before, comment)) = rest.split_once("/*") {
        code += before;
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    code += rest;
    code.split(';')
        .filter_map(|field| field.trim().split_once(": "))
        .map(|(name, declared)| (name.to_owned(), json_type(declared)))
        .collect()
}

fn json_type(declared: &str) -> String {
    if let Some(inner) = declared.strip_suffix(" | null") {
        return format!("{} | null", json_type(inner));
    }
    if let Some(item) = declared.strip_suffix("[]") {
        return format!("{}[]", json_type(item));
    }
    match declared {
        "string" | "number" | "boolean" => declared.to_owned(),
        "Dialect" | "Direction" => "string".to_owned(),
        literals if literals.starts_with('"') => "string".to_owned(),
        _ => "object".to_owned(),
    }
}

/// The same for a JSON Schema.
fn expected_fields(schema: &Value) -> BTreeMap<String, String> {
    let required: Vec<&str> = schema["required"]
        .as_array()
        .map(|names| names.iter().filter_map(Value::as_str).collect())
        .unwrap_or_default();
    let properties = schema["properties"]
        .as_object()
        .expect("a document has fields");
    properties
        .iter()
        .map(|(name, property)| {
            let found = schema_type(property);
            if required.contains(&name.as_str()) {
                (name.clone(), found)
            } else {
                let present = found.trim_end_matches(" | null").to_owned();
                (format!("{name}?"), present)
            }
        })
        .collect()
}

fn schema_type(schema: &Value) -> String {
    if let Some(alternatives) = schema["anyOf"].as_array() {
        let types: Vec<String> = alternatives.iter().map(schema_type).collect();
        return types.join(" | ");
    }
    if schema.get("$ref").is_some() {
        return "object".to_owned();
    }
    match &schema["type"] {
        Value::Array(types) => types
            .iter()
            .filter_map(Value::as_str)
            .map(primitive)
            .collect::<Vec<_>>()
            .join(" | "),
        Value::String(name) if name == "array" => {
            format!("{}[]", schema_type(&schema["items"]))
        }
        Value::String(name) => primitive(name).to_owned(),
        _ => "string".to_owned(),
    }
}

fn primitive(name: &str) -> &str {
    match name {
        "integer" => "number",
        name => name,
    }
}
