//! The `OpenAPI` document of a set of frontends.

use std::sync::Arc;

use idiolect::dialect::{Dialect as _, DialectExt as _, Settings, built_in, legacy::Legacy};
use idiolect::gateway::{Frontend, Frontends, Gateway, Upstream};
use serde_json::{Value, json};

use crate::routing_by_media_type::{MINE_TYPE, Mine};
use crate::support::dialect;

const VENDORS: [&str; 5] = ["json-api", "flat-roles", "legacy", "upsun", "textus"];

fn document(frontends: &Frontends) -> Value {
    serde_json::from_str(&frontends.openapi("Users", "1.2.3")).unwrap()
}

#[test]
fn each_operation_has_an_id_of_its_own() {
    let frontends = ["/a", "/b", "/c"]
        .map(|prefix| Frontend::shared(Arc::from(dialect("legacy"))).with_prefix(prefix));
    let document = document(&Frontends::new(frontends).unwrap());
    let paths = document["paths"].as_object().unwrap().values();
    let ids: Vec<&str> = paths.map(|path| path["put"]["operationId"].as_str().unwrap()).collect();
    assert_eq!(ids, ["update-legacy", "update-legacy-2", "update-legacy-3"]);
}

#[test]
fn each_frontend_has_its_path_method_types_and_schemas() {
    let frontends = Frontends::new(VENDORS.map(|vendor| {
        Frontend::shared(Arc::from(dialect(vendor))).with_prefix(format!("/{vendor}"))
    }));
    let document = document(&frontends.unwrap());
    assert_eq!(document["openapi"], "3.1.0");
    assert_eq!(document["info"], json!({"title": "Users", "version": "1.2.3"}));
    assert_eq!(document["paths"].as_object().unwrap().len(), VENDORS.len());
    for vendor in VENDORS {
        let dialect = dialect(vendor);
        let update = dialect.update_operation();
        let path = &document["paths"][format!("/{vendor}{}", update.path)];
        let operation = &path[update.method.to_lowercase()];
        let schema = &operation["requestBody"]["content"][update.request_type]["schema"];
        assert_eq!(schema["title"], format!("{vendor} update"));
        let responses = &operation["responses"];
        for media_type in update.response_types {
            let schema = &responses["200"]["content"][media_type]["schema"];
            assert_eq!(schema["title"], format!("{vendor} user"));
        }
        for media_type in update.failure_types {
            let schema = &responses["4XX"]["content"][media_type]["schema"];
            assert_eq!(schema["title"], format!("{vendor} failure"));
        }
        assert_eq!(operation["security"].as_array().unwrap().len(), update.credentials.len());
        assert_eq!(path["parameters"][0]["name"], "id");
        assert_eq!(path["parameters"][0]["required"], true);
    }
}

/// Each credential of an operation is defined.
#[test]
fn credentials_are_defined_once() {
    let all = built_in(Settings::default()).into_iter().map(|one| {
        let prefix = format!("/{}", one.id());
        Frontend::shared(Arc::from(one)).with_prefix(prefix)
    });
    let document = document(&Frontends::new(all).unwrap());
    let defined = document["components"]["securitySchemes"].as_object().unwrap();
    for path in document["paths"].as_object().unwrap().values() {
        let operations = path.as_object().unwrap().iter().filter(|(name, _)| *name != "parameters");
        for one in operations.flat_map(|(_, one)| one["security"].as_array().unwrap()) {
            let name = one.as_object().unwrap().keys().next().unwrap();
            assert!(defined.contains_key(name), "{name}");
        }
    }
    assert_eq!(defined["basic"], json!({"type": "http", "scheme": "basic"}));
    assert_eq!(defined["X-Session-Token"]["type"], "apiKey");
}

/// `OpenAPI` has one operation for each path and method, whichever frontends share them.
#[test]
fn frontends_at_one_path_are_one_operation_with_two_contents() {
    let frontends =
        Frontends::new([Frontend::new(Legacy::default()), Frontend::new(Mine::default())]);
    let document = document(&frontends.unwrap());
    assert_eq!(document["paths"].as_object().unwrap().len(), 1);
    let operation = &document["paths"]["/users/{id}"]["put"];
    assert_eq!(operation["tags"], json!(["legacy", "mine"]));
    let content = &operation["requestBody"]["content"];
    assert_eq!(content["application/json"]["schema"]["title"], "legacy update");
    assert_eq!(content[MINE_TYPE]["schema"]["title"], "mine update");
}

/// The ids before an upstream are the upstream's, or mapped to its.
#[test]
fn only_an_application_of_its_own_has_the_ids_of_the_dialect() {
    let frontends = || {
        let vendors = ["upsun", "flat-roles", "json-api"].map(|vendor| Arc::from(dialect(vendor)));
        Frontends::new(vendors.map(Frontend::shared)).unwrap()
    };
    let upstream = Upstream::new(dialect("textus"), "https://upstream.example").unwrap();
    let gateway = Gateway::new(frontends(), upstream).unwrap().openapi("Users", "1");
    let own = document(&frontends());
    let before = serde_json::from_str(&gateway).unwrap();
    let formats = |document: &Value| {
        let operations = [
            ("/users/{id}", "patch", "/properties/id"),
            ("/api/users/{id}", "put", "/properties/id"),
            ("/v3/users/{id}", "put", "/properties/data/properties/id"),
        ];
        operations.map(|(path, method, pointer)| {
            let item = &document["paths"][path];
            let content = &item[method]["requestBody"]["content"]["application/json"];
            let of_body = content["schema"].pointer(pointer).unwrap().to_string();
            let of_path = item["parameters"][0]["schema"].to_string();
            (of_path.contains("uuid"), of_body.contains("uuid"))
        })
    };
    assert_eq!(formats(&own), [(true, true); 3]);
    assert_eq!(formats(&before), [(false, false); 3]);
}

#[test]
fn a_gateway_lists_what_each_frontend_loses() {
    let upstream = Upstream::new(dialect("upsun"), "https://upstream.example").unwrap();
    let frontends = Frontends::new([Frontend::new(Legacy::default())]).unwrap();
    let json = Gateway::new(frontends, upstream).unwrap().openapi("Users", "1");
    let document: Value = serde_json::from_str(&json).unwrap();
    let lost = &document["paths"]["/users/{id}"]["put"]["x-dropped"][0];
    assert_eq!(lost["dialect"], "legacy");
    let of = |attribute: &str| {
        let updates = lost["updates"].as_array().unwrap();
        updates.iter().find(|one| one["attribute"] == attribute).map(|one| one["reason"].clone())
    };
    assert_eq!(of("mobile"), Some(json!("unsupported")));
    assert_eq!(of("company"), None);
}
