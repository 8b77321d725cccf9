//! The HTTP interface of a set of frontends as `OpenAPI` 3.1.

use std::borrow::Cow;

use std::collections::HashSet;

use super::Gateway;
use super::coverage::PairCoverage;
use super::frontend::MountedFrontend;
use super::frontends::Frontends;
use crate::codec::DropReason;
use crate::dialect::{DialectExt as _, IdFormat, MessageKind, Operation, schema};
use crate::json::{Member, Node};

impl Frontends {
    /// The `OpenAPI` 3.1 document of these frontends, in JSON: paths, parameters, media types,
    /// schemas and credentials.
    ///
    /// Frontends at one path and method, which a media type distinguishes, are one operation with
    /// several contents.
    #[must_use]
    pub fn openapi(&self, title: &str, version: &str) -> String {
        document(self, None, title, version).to_json()
    }
}

impl Gateway {
    /// The `OpenAPI` 3.1 document of its frontends, in JSON, with what each drops under
    /// `x-dropped`. User ids are any text in it: they belong to the upstream, or to the application
    /// that maps them.
    #[must_use]
    pub fn openapi(&self, title: &str, version: &str) -> String {
        document(self.frontends(), Some(self), title, version).to_json()
    }
}

/// The frontends of one path and method.
struct PathOperation<'f> {
    path: String,
    method: String,
    frontends: Vec<&'f MountedFrontend>,
    gateway: Option<&'f Gateway>,
}

fn document<'n>(
    frontends: &'n Frontends,
    gateway: Option<&'n Gateway>,
    title: &'n str,
    version: &'n str,
) -> Node<'n> {
    let operations = operations(frontends, gateway);
    let mut paths: Vec<(String, Vec<Member<'n>>)> = Vec::new();
    for (operation, id) in operations.iter().zip(ids(&operations)) {
        let member = member(operation.method.to_lowercase(), operation.to_node(id));
        match paths.iter_mut().find(|(path, _)| *path == operation.path) {
            Some((_, methods)) => methods.push(member),
            None => paths.push((operation.path.clone(), vec![path_parameters(operation), member])),
        }
    }
    let paths = paths.into_iter().map(|(path, members)| member(path, Node::Object(members)));
    object([
        ("openapi", Node::text("3.1.0")),
        ("info", object([("title", Node::text(title)), ("version", Node::text(version))])),
        ("paths", Node::Object(paths.collect())),
        ("components", object([("securitySchemes", security_schemes(&operations))])),
    ])
}

/// The ids of the operations, each different from the others.
fn ids(operations: &[PathOperation<'_>]) -> Vec<String> {
    let mut seen = HashSet::new();
    let unique = |operation: &PathOperation<'_>| {
        let name = operation.name();
        let mut id = name.clone();
        for number in 2_usize.. {
            if seen.insert(id.clone()) {
                break;
            }
            id = format!("{name}-{number}");
        }
        id
    };
    operations.iter().map(unique).collect()
}

fn operations<'f>(
    frontends: &'f Frontends,
    gateway: Option<&'f Gateway>,
) -> Vec<PathOperation<'f>> {
    let mut operations: Vec<PathOperation<'_>> = Vec::new();
    for frontend in frontends.all() {
        let path = format!("{}{}", frontend.prefix, frontend.dialect.update_operation().path);
        let method = frontend.method.as_str().to_owned();
        let is_same = |one: &&mut PathOperation<'_>| one.path == path && one.method == method;
        if let Some(operation) = operations.iter_mut().find(is_same) {
            operation.frontends.push(frontend);
        } else {
            let frontends: Vec<&MountedFrontend> = vec![frontend];
            operations.push(PathOperation { path, method, frontends, gateway });
        }
    }
    operations
}

impl<'f> PathOperation<'f> {
    fn to_node(&self, id: String) -> Node<'f> {
        let dialects = self.frontends.iter().map(|one| Node::text(one.dialect.id().to_string()));
        let mut members = vec![
            member("operationId", Node::text(id)),
            member("tags", Node::Array(dialects.collect())),
            member("requestBody", self.request_body()),
            member("responses", self.responses()),
            member("security", self.security()),
        ];
        if let Some(headers) = self.header_parameters() {
            members.push(member("parameters", headers));
        }
        let pairs = self.gateway.map_or(&[][..], Gateway::pairs);
        let own_pairs = pairs.iter().filter(|pair| {
            self.frontends
                .iter()
                .any(|one| one.dialect.id() == pair.front && one.prefix == pair.prefix)
        });
        let pairs: Vec<Node<'f>> = own_pairs.map(pair_node).collect();
        if !pairs.is_empty() {
            members.push(member("x-dropped", Node::Array(pairs)));
        }
        Node::Object(members)
    }

    fn name(&self) -> String {
        let names: Vec<String> =
            self.frontends.iter().map(|one| one.dialect.id().to_string()).collect();
        format!("update-{}", names.join("-"))
    }

    fn request_body<'n>(&self) -> Node<'n> {
        let mut content: Vec<Member<'n>> = Vec::new();
        for frontend in &self.frontends {
            let operation = frontend.dialect.update_operation();
            let types = [operation.request_type]
                .into_iter()
                .chain(operation.extra_request_types.iter().copied());
            let schema = || self.schema(frontend, MessageKind::Update);
            push_content(&mut content, types, schema);
        }
        object([("required", Node::Bool(true)), ("content", Node::Object(content))])
    }

    fn responses<'n>(&self) -> Node<'n> {
        let mut users: Vec<Member<'n>> = Vec::new();
        let mut failures: Vec<Member<'n>> = Vec::new();
        for frontend in &self.frontends {
            let operation = frontend.dialect.update_operation();
            let types = |types: &'static [&'static str]| types.iter().copied();
            push_content(&mut users, types(operation.response_types), || {
                self.schema(frontend, MessageKind::User)
            });
            push_content(&mut failures, types(operation.failure_types), || {
                self.schema(frontend, MessageKind::Failure)
            });
        }
        let response = |description: &'static str, content: Vec<Member<'n>>| {
            object([("description", Node::text(description)), ("content", Node::Object(content))])
        };
        object([
            ("200", response("The user after the update.", users)),
            ("4XX", response("The request was rejected.", failures.clone())),
            ("5XX", response("The upstream failed or is not available.", failures)),
        ])
    }

    /// Any one of the credentials of any one of the frontends.
    fn security<'n>(&self) -> Node<'n> {
        let schemes = self.frontends.iter().flat_map(|one| schemes(one.dialect.update_operation()));
        let mut names: Vec<String> = Vec::new();
        for (name, _) in schemes {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let one = |name: String| Node::Object(vec![member(name, Node::Array(Vec::new()))]);
        Node::Array(names.into_iter().map(one).collect())
    }

    fn schema<'n>(&self, frontend: &MountedFrontend, message: MessageKind) -> Node<'n> {
        schema(&*frontend.dialect, message, self.gateway.is_some()).into_node()
    }

    /// The other headers that a vendor documents; a frontend accepts requests without them.
    fn header_parameters<'n>(&self) -> Option<Node<'n>> {
        let headers =
            self.frontends.iter().flat_map(|one| one.dialect.update_operation().required_headers);
        let parameters: Vec<Node<'n>> = headers.map(|name| header_parameter(name)).collect();
        (!parameters.is_empty()).then_some(Node::Array(parameters))
    }
}

fn header_parameter<'n>(name: &'static str) -> Node<'n> {
    object([
        ("name", Node::text(name)),
        ("in", Node::text("header")),
        ("required", Node::Bool(false)),
        ("schema", object([("type", Node::text("string"))])),
    ])
}

fn path_parameters<'n>(operation: &PathOperation<'_>) -> Member<'n> {
    let mut formats = operation.frontends.iter().map(|one| one.dialect.update_operation().ids);
    let mut schema = vec![member("type", Node::text("string"))];
    // Frontends at one path accept the ids of any of them.
    if operation.gateway.is_none() && formats.all(|format| format == IdFormat::Uuid) {
        schema.push(member("format", Node::text("uuid")));
    }
    let id = object([
        ("name", Node::text("id")),
        ("in", Node::text("path")),
        ("required", Node::Bool(true)),
        ("schema", Node::Object(schema)),
    ]);
    member("parameters", Node::Array(vec![id]))
}

fn push_content<'n>(
    content: &mut Vec<Member<'n>>,
    types: impl Iterator<Item = &'static str>,
    schema: impl Fn() -> Node<'n>,
) {
    for media_type in types {
        match content.iter_mut().find(|one| one.name() == media_type) {
            // Several frontends that use one media type here: a message of any of them.
            Some(there) => {
                *there = member(media_type, either(there.value(), schema()));
            }
            None => content.push(member(media_type, object([("schema", schema())]))),
        }
    }
}

fn either<'n>(content: &Node<'n>, schema: Node<'n>) -> Node<'n> {
    let before = content.member("schema").cloned().unwrap_or(Node::Bool(true));
    let mut any = match before.member("anyOf").and_then(Node::elements) {
        Some(schemas) => schemas.to_vec(),
        None => vec![before],
    };
    any.push(schema);
    object([("schema", object([("anyOf", Node::Array(any))]))])
}

/// The names and the definitions of the credentials of a call.
fn schemes<'n>(operation: &Operation) -> Vec<(String, Node<'n>)> {
    let scheme = |header: &&'static str| {
        if !header.eq_ignore_ascii_case("Authorization") {
            let definition = object([
                ("type", Node::text("apiKey")),
                ("in", Node::text("header")),
                ("name", Node::text(*header)),
            ]);
            return ((*header).to_owned(), definition);
        }
        let is_basic = operation.challenge.starts_with("Basic");
        let name = if is_basic { "basic" } else { "bearer" };
        let definition = object([("type", Node::text("http")), ("scheme", Node::text(name))]);
        (name.to_owned(), definition)
    };
    operation.credentials.iter().map(scheme).collect()
}

fn security_schemes<'n>(operations: &[PathOperation<'_>]) -> Node<'n> {
    let mut all: Vec<Member<'n>> = Vec::new();
    let frontends = operations.iter().flat_map(|operation| &operation.frontends);
    for (name, definition) in frontends.flat_map(|one| schemes(one.dialect.update_operation())) {
        if !all.iter().any(|one| one.name() == name) {
            all.push(member(name, definition));
        }
    }
    Node::Object(all)
}

fn pair_node(pair: &PairCoverage) -> Node<'_> {
    let update = |(attribute, reason): &(_, DropReason)| {
        object([
            ("attribute", Node::text(crate::model::Attribute::as_str(*attribute))),
            ("reason", Node::text(reason.as_str())),
        ])
    };
    object([
        ("dialect", Node::text(pair.front.as_str())),
        ("updates", Node::Array(pair.updates.iter().map(update).collect())),
        (
            "responses",
            Node::Array(pair.responses.iter().map(|one| Node::text(one.as_str())).collect()),
        ),
    ])
}

fn object<'n, const N: usize>(members: [(&'static str, Node<'n>); N]) -> Node<'n> {
    Node::Object(members.into_iter().map(|(name, value)| member(name, value)).collect())
}

fn member<'n>(name: impl Into<Cow<'n, str>>, value: Node<'n>) -> Member<'n> {
    Member::new(name.into(), value)
}
