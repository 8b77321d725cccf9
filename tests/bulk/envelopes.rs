//! Messages that come and go with the id of their user.

use crate::program::{Ended, rejections, run_on};

const ID: &str = "3c90c3cc-0d44-4b50-8888-8dd25736052a";
const OTHER: &str = "b72bb9a1-6d1c-4a5e-9f4c-0f3a5b7c9d11";

fn convert(from: &str, to: &str, more: &[&str], line: &str) -> Ended {
    run_on(&[&["--from", from, "--to", to, "--quiet"], more].concat(), line.as_bytes())
}

fn rejected(from: &str, to: &str, more: &[&str], line: &str) -> Vec<String> {
    let ended = run_on(&[&["--from", from, "--to", to], more].concat(), line.as_bytes());
    assert_eq!((ended.code, ended.out.as_str()), (Some(1), ""), "{line}");
    rejections(ended.err.lines().next().unwrap()).remove(0).1
}

fn document(id: &str, first_name: &str) -> String {
    let attributes = format!(r#"{{"profile":{{"personal":{{"first_name":"{first_name}"}}}}}}"#);
    format!(r#"{{"data":{{"type":"users","id":"{id}","attributes":{attributes}}}}}"#)
}

#[test]
fn the_id_of_the_body_comes_out_beside_it() {
    let ended = convert("json-api", "legacy", &["--envelope", "out"], &document(ID, "Ada"));
    assert_eq!(ended.out, format!("{{\"id\":\"{ID}\",\"body\":{{\"firstName\":\"Ada\"}}}}\n"));
    let ended = convert("json-api", "legacy", &[], &document(ID, "Ada"));
    assert_eq!(ended.out, "{\"firstName\":\"Ada\"}\n");
    let ended = convert("legacy", "legacy", &["--envelope", "out"], r#"{"firstName":"Ada"}"#);
    assert_eq!(ended.out, "{\"id\":null,\"body\":{\"firstName\":\"Ada\"}}\n");
}

#[test]
fn the_id_beside_the_body_goes_where_the_target_has_it() {
    let line = format!(r#" {{ "body" : {{"firstName":"Ada"}} , "id" : "{ID}" }} "#);
    let ended = convert("legacy", "json-api", &["--envelope", "in"], &line);
    assert_eq!(ended.out.trim_end(), document(ID, "Ada"));
    let line = format!(r#"{{"id":"anything","target_id":"{OTHER}","body":{{"firstName":"Ada"}}}}"#);
    let ended = convert("legacy", "json-api", &["--envelope", "both"], &line);
    assert_eq!(
        ended.out.trim_end(),
        format!(r#"{{"id":"{OTHER}","body":{}}}"#, document(OTHER, "Ada"))
    );
    // What an id may hold, its envelope can.
    let line = r#"{"id":"\"ü\\","body":{"firstName":"Ada"}}"#;
    let ended = convert("legacy", "legacy", &["--envelope", "both"], line);
    assert_eq!(ended.out.trim_end(), line);
}

#[test]
fn what_is_wrong_is_reported_at_its_place_in_the_line() {
    let both = &["--envelope", "both"];
    let body = r#""body":{"firstName":"Ada"}"#;
    let reported = |line: String| rejected("legacy", "json-api", both, &line);
    assert_eq!(reported(r#"{"id":null,"body":{"firstName":"Ada"}}"#.to_owned()), ["/id required"]);
    assert_eq!(reported(r#"{"id":"u1","body":{"firstName":"Ada"}}"#.to_owned()), ["/id uuid"]);
    assert_eq!(
        reported(format!(r#"{{"id":7,"target_id":"x",{body}}}"#)),
        ["/id type", "/target_id uuid"]
    );
    assert_eq!(
        reported(format!(r#"{{"id":"","target_id":"x",{body}}}"#)),
        ["/id blank", "/target_id uuid"]
    );
    assert_eq!(reported(format!(r#"{{"id":"{ID}"}}"#)), ["/body required"]);
    assert_eq!(
        reported(format!(r#"{{"id":"{ID}","id":"{OTHER}",{body}}}"#)),
        ["/id duplicate-member"]
    );
    assert_eq!(reported(format!(r#"{{"id":"{ID}","more":1,{body}}}"#)), ["/more unknown-member"]);
    assert_eq!(
        reported(format!(r#"{{"id":"{ID}","body":{{"firstName":7}}}}"#)),
        ["/body/firstName type"]
    );
    assert_eq!(
        reported(r#"{"id":"","body":{"firstName":7}}"#.to_owned()),
        ["/id blank", "/body/firstName type"]
    );
    let twice = r#"{"firstName":"Ada","firstName":"Ada"}"#;
    assert_eq!(
        reported(format!(r#"{{"id":"{ID}","body":{twice}}}"#)),
        ["/body/firstName duplicate-member"]
    );
    assert_eq!(reported("[]".to_owned()), [" type"]);
    assert_eq!(reported(format!(r#"{{"id":"{ID}",{body}"#)), [" syntax"]);
    let from_hub =
        |id: &str, of_body: &str| format!(r#"{{"id":"{id}","body":{}}}"#, document(of_body, "Ada"));
    assert_eq!(rejected("json-api", "json-api", both, &from_hub("x", ID)), ["/id uuid"]);
    assert_eq!(
        rejected("json-api", "legacy", both, &from_hub("x", ID)),
        ["/body/data/id conflict"]
    );
    assert_eq!(
        rejected("json-api", "legacy", both, &from_hub(OTHER, ID)),
        ["/body/data/id conflict"]
    );
    assert_eq!(rejected("legacy", "json-api", &[], r#"{"firstName":"Ada"}"#), [" required"]);
}
