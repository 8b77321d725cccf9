//! Any bytes, as JSON: taken where `serde_json` takes them, and then the same.

use idiolect::json::Limits;
use serde_json::Value;

/// What is taken is taken by both, and means the same to both.
pub fn run(body: &[u8]) {
    let taken = idiolect::json::parse(body, &Limits::NONE).map(|node| node.to_json());
    match (taken, serde_json::from_slice::<Value>(body)) {
        (Ok(json), Ok(value)) => {
            assert_eq!(
                serde_json::from_str::<Value>(&json).unwrap(),
                value,
                "{}",
                String::from_utf8_lossy(body)
            );
        }
        // A number is a text here, however large; there it is rounded, where that can be done.
        (Ok(_), Err(error)) => {
            let is_known = error.to_string().starts_with("number out of range");
            assert!(is_known, "{error}: {}", String::from_utf8_lossy(body));
        }
        (Err(problem), Ok(_)) => panic!("{problem}: {}", String::from_utf8_lossy(body)),
        (Err(_), Err(_)) => {}
    }
}
