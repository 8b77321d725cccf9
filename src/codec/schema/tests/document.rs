//! Schemas as JSON, and what they accept.

use super::super::{AdditionalMembers, MemberSchema};
use super::*;
use crate::json::{Limits, Pointer, parse};

fn everything() -> Schema {
    let code = country_code().with_title("Country");
    let settings = Schema::any_of([Schema::text().with_min_length(2), Schema::null()]);
    let settings = Schema::object([], settings.into())
        .with_member_names(Schema::text().with_pattern("^[a-z]+$"));
    let tags = Schema::array(Schema::text_enum(["a", "b"]).with_rule("own-rule"));
    Schema::object(
        [
            MemberSchema::required("country", code),
            MemberSchema::required("type", Schema::text_constant("users")),
            MemberSchema::optional("id", uuid().read_only()),
            MemberSchema::optional("password", Password::schema()),
            MemberSchema::optional("limit", u64::schema()),
            MemberSchema::optional("below", Schema::whole_number().with_minimum(-3)),
            MemberSchema::optional("on", Schema::boolean_enum([true])),
            MemberSchema::optional("any", Schema::any()),
            MemberSchema::optional("settings", settings),
            MemberSchema::optional("tags", tags),
            MemberSchema::optional("open", Schema::object([], AdditionalMembers::Allowed)),
        ],
        AdditionalMembers::Forbidden,
    )
}

#[test]
fn a_schema_is_json_in_a_fixed_order() {
    let json = concat!(
        r#"{"type":"object","properties":{"#,
        r#""country":{"title":"Country","type":"string","#,
        r#""pattern":"^[A-Za-z]{2}$","maxLength":2,"examples":["GB"]},"#,
        r#""type":{"type":"string","const":"users"},"#,
        r#""id":{"type":"string","format":"uuid","pattern":"^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-"#,
        r#"[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}$","maxLength":36,"readOnly":true,"#,
        r#""examples":["3c90c3cc-0d44-4b50-8888-8dd25736052a"]},"#,
        r#""password":{"type":"string","format":"password","minLength":1,"writeOnly":true},"#,
        r#""limit":{"type":"integer","minimum":0,"x-rules":["unsigned-64-bit"]},"#,
        r#""below":{"type":"integer","minimum":-3},"#,
        r#""on":{"type":"boolean","const":true},"any":{},"#,
        r#""settings":{"type":"object","additionalProperties":{"anyOf":["#,
        r#"{"type":"string","minLength":2},{"type":"null"}]},"#,
        r#""propertyNames":{"type":"string","pattern":"^[a-z]+$"}},"#,
        r#""tags":{"type":"array","items":{"type":"string","enum":["a","b"],"#,
        r#""x-rules":["own-rule"]}},"open":{"type":"object"}},"#,
        r#""required":["country","type"],"additionalProperties":false}"#,
    );
    assert_eq!(everything().to_json(), json);
    assert_eq!(everything(), everything().clone());
}

#[test]
fn each_keyword_rejects_at_its_place() {
    let schema = everything();
    let checker = SchemaChecker::new(schema.clone());
    let check = |json: &str| -> Vec<(String, &str)> {
        let node = parse(json.as_bytes(), &Limits::DEFAULT).unwrap();
        let violations = checker.check(&node).into_iter();
        violations.map(|one| (one.pointer.to_string(), one.keyword)).collect()
    };
    let with = |member: &str| check(&format!(r#"{{"country":"GB","type":"users",{member}}}"#));
    let valid = concat!(
        r#""id":"3c90c3cc-0d44-4b50-8888-8dd25736052a","password":"\n","limit":1.0e1,"below":-3,"#,
        r#""on":true,"any":[1],"settings":{"a":"xy","b":null},"tags":["a","b"],"open":{"x":{}}"#
    );
    assert_eq!(with(valid), []);
    assert_eq!(check("[]"), [(String::new(), "type")]);
    assert_eq!(
        check("{}"),
        [("/country".to_owned(), "required"), ("/type".to_owned(), "required")]
    );
    for (member, pointer, keyword) in [
        (r#""type":"user""#, "/type", "const"),
        (r#""x~/":1"#, "/x~0~1", "additionalProperties"),
        (r#""id":"3c90c3cc""#, "/id", "pattern"),
        (r#""id":null"#, "/id", "type"),
        (r#""password":"""#, "/password", "minLength"),
        (r#""limit":-1"#, "/limit", "minimum"),
        (r#""limit":-1e999"#, "/limit", "minimum"),
        (r#""limit":1.5"#, "/limit", "type"),
        (r#""below":-4"#, "/below", "minimum"),
        (r#""on":false"#, "/on", "const"),
        (r#""settings":{"a":"x"}"#, "/settings/a", "anyOf"),
        (r#""settings":{"A":null}"#, "/settings/A", "propertyNames"),
        (r#""tags":["a","c"]"#, "/tags/1", "enum"),
    ] {
        assert_eq!(with(member), [(pointer.to_owned(), keyword)], "{member}");
    }
    assert_eq!(
        check(r#"{"country":"GBR","type":"users"}"#),
        [("/country".to_owned(), "pattern"), ("/country".to_owned(), "maxLength")]
    );
    let never = Schema::text().with_pattern("(");
    assert_eq!(never.check(&Node::text("("))[0].keyword, "pattern");
}

#[test]
fn rules_are_found_by_pointer() {
    let schema = Schema::any_of([everything(), Schema::array(Date::schema())]);
    let rules = |pointer| Vec::from_iter(schema.rules_at(&Pointer::parse(pointer).unwrap()));
    assert_eq!(rules("/limit"), ["unsigned-64-bit"]);
    assert_eq!(rules("/tags/1"), ["own-rule"]);
    assert_eq!(rules("/0"), ["calendar-date", "leap-second"]);
    assert_eq!(rules("/settings/x"), [""; 0]);
    assert_eq!(rules("/nowhere"), [""; 0]);
    assert_eq!(rules(""), [""; 0]);
}

#[test]
fn the_module_docs_have_a_row_for_each_rule() {
    let page = include_str!("../mod.rs");
    for rule in Rule::ALL {
        let row = format!("//! | `{}` | {} |\n", rule.name(), rule.description());
        assert!(page.contains(&row), "{row}");
    }
}

#[test]
fn half_a_surrogate_pair_is_rejected_by_every_schema() {
    let half = parse(br#""\ud83d""#, &Limits::NONE).unwrap();
    let name = parse(br#"{"\ud83d":1}"#, &Limits::NONE).unwrap();
    let keywords = |schema: &Schema, value| -> Vec<_> {
        schema.check(value).into_iter().map(|one| one.keyword).collect()
    };
    for schema in [Schema::any(), Schema::text(), Schema::null()] {
        assert_eq!(keywords(&schema, &half), ["type"]);
    }
    for additional in [
        AdditionalMembers::Allowed,
        AdditionalMembers::Forbidden,
        AdditionalMembers::Of(Box::new(Schema::any())),
    ] {
        assert_eq!(keywords(&Schema::object([], additional), &name), ["propertyNames"]);
    }
}
