//! Messages of any size, each with many elements of one kind.

/// Many custom settings, in an update.
pub(crate) fn settings(bytes: usize) -> String {
    let setting = |at| format!("\"/acme/user_schema/field_{at}\":\"value {at}\"");
    filled(bytes, "{\"settings\":{\"customSettings\":{", setting, "}}}")
}

/// Many memberships, in an update.
pub(crate) fn memberships(bytes: usize) -> String {
    let membership = |at| format!("{{\"role\":\"user\",\"account\":\"/accounts/acme_{at}\"}}");
    filled(bytes, "{\"memberships\":[", membership, "]}")
}

/// Many organisations beside a user that does not refer to any of them.
pub(crate) fn organisations(bytes: usize) -> String {
    let organisation = |at| {
        format!(
            "{{\"type\":\"organisations\",\"id\":\"3c90c3cc-0d44-4b50-8888-{at:012}\",\"attributes\":{{\"name\":\"Acme \
             {at}\",\"slug\":\"acme-{at}\",\"sandbox\":false,\"description\":\"One of many\"}}}}"
        )
    };
    let before = "{\"data\":{\"type\":\"users\",\"id\":\"3c90c3cc-0d44-4b50-8888-8dd25736052a\"},\"included\":[";
    filled(bytes, before, organisation, "]}")
}

/// Many undocumented members, in a response.
pub(crate) fn undocumented(bytes: usize) -> String {
    let before = "{\"id\":\"3c90c3cc-0d44-4b50-8888-8dd25736052a\",\"username\":\"ada\",";
    filled(bytes, before, |at| format!("\"undocumented_{at}\":\"value {at}\""), "}")
}

/// Many problems, in a failure.
pub(crate) fn violations(bytes: usize) -> String {
    let violation = |at| {
        format!(
            "{{\"propertyPath\":\"settings.customSettings.field_{at}\",\"message\":\"no {at}\"}}"
        )
    };
    filled(bytes, "{\"title\":\"Validation failed\",\"violations\":[", violation, "]}")
}

/// One text, a third of it escaped.
pub(crate) fn text(bytes: usize) -> String {
    let (before, after) =
        ("{\"settings\":{\"customSettings\":{\"/acme/user_schema/notes\":\"", "\"}}}");
    let of = "plain text, \\u00e9\\n";
    format!("{before}{}{after}", of.repeat((bytes - before.len() - after.len()) / of.len()))
}

/// As many elements as fit, and at least one.
fn filled(bytes: usize, before: &str, one: impl Fn(usize) -> String, after: &str) -> String {
    let mut body = format!("{before}{}", one(0));
    for at in 1.. {
        let next = one(at);
        if body.len() + 1 + next.len() + after.len() > bytes {
            break;
        }
        body.push(',');
        body.push_str(&next);
    }
    body + after
}
