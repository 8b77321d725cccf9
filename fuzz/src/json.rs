//! Any bytes, as JSON: accepted if `serde_json` accepts them, with the same value.

use idiolect::json::Limits;
use serde_json::Value;

/// Both parsers accept the same texts, with the same values.
pub fn run(body: &[u8]) {
    let accepted = idiolect::json::parse(body, &Limits::NONE).map(|node| node.to_json());
    match (accepted, serde_json::from_slice::<Value>(body)) {
        (Ok(json), Ok(value)) => {
            assert_eq!(
                serde_json::from_str::<Value>(&json).unwrap(),
                value,
                "{}",
                String::from_utf8_lossy(body)
            );
        }
        // Here a number of any size and a string with an unpaired surrogate are kept as text;
        // `serde_json` rounds the number, or reports that it is out of range, and rejects the
        // string.
        (Ok(json), Err(error)) => {
            let known = [
                "number out of range",
                "lone leading surrogate in hex escape",
                "unexpected end of hex escape",
            ];
            let is_known = known.iter().any(|known| error.to_string().starts_with(known));
            assert!(is_known, "{error}: {}", String::from_utf8_lossy(body));
            let again = idiolect::json::parse(json.as_bytes(), &Limits::NONE).unwrap();
            assert_eq!(again.to_json(), json, "{}", String::from_utf8_lossy(body));
        }
        (Err(problem), Ok(_)) => panic!("{problem}: {}", String::from_utf8_lossy(body)),
        (Err(_), Err(_)) => {}
    }
}
