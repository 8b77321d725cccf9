//! Nothing that is shown for debugging holds a secret: of the caller's, of the application's, or of
//! the service's.

use std::fmt::Debug;

use http::{HeaderValue, header};
use idiolect::dialect::{DialectExt, LossPolicy};
use idiolect::gateway::{Completion, Exchange, Gateway, Step};
use idiolect::http::Credential;
use idiolect::model::Name;
use idiolect::model::User;
use idiolect::problem::FailureKind;

use serde_json::json;

use crate::exchange::{
    front, gateway, id, pairs, receive, replied, request, response_with, seen, sent, text, upstream,
};
use crate::support::values::of;
use crate::support::values::{CANARY, UUID};
use crate::support::{ALL, dialect};

/// The part of the credential, in base64, that the secret is in.
const BASIC: &str = "bmFyeS1QYXNzdzByZC03MzE5";

fn shows_nothing(what: &dyn Debug) {
    for shown in [format!("{what:?}"), format!("{what:#?}")] {
        assert!(!shown.contains(CANARY), "{shown}");
        assert!(!shown.contains(BASIC), "{shown}");
    }
}

/// A user with only secret attributes.
fn secret_user() -> User {
    let mut user = User::new(id(UUID));
    user.sign_in.sso_id = Some(of(CANARY));
    user.name = Name::new(None, Some(of(CANARY)), Some(of(CANARY)));
    user
}

fn guarded(caller: &str, service: &str) -> Gateway {
    let upstream = upstream(service)
        .with_header("X-Secret", CANARY)
        .unwrap()
        .with_loss_policy(LossPolicy::AllowAll);
    gateway([front(caller).with_defaults(secret_user())], upstream)
}

/// An update with secrets wherever one can be.
fn exchange(gateway: &Gateway, caller: &str) -> Exchange {
    // The current user has the canary itself, which would be no change.
    let new = format!("{CANARY} new");
    let body = match caller {
        "json-api" => json!({"data": {"type": "users", "id": UUID, "attributes": {"profile": {
            "personal": {"first_name": new, "last_name": new}}}}}),
        "legacy" => {
            json!({"password": CANARY, "userName": "ada", "firstName": new, "lastName": new})
        }
        "flat-roles" => json!({"firstName": new, "lastName": new}),
        "upsun" => json!({"first_name": new, "last_name": new}),
        "textus" => json!({"name": new, "settings": {"customSettings": {"key": new}}}),
        _ => json!({"version": 1, "full_name": new, "custom_settings": {"key": new}}),
    };
    let mut request = request(caller, body.to_string());
    for name in [
        "Authorization",
        "Cookie",
        "X-Session-Token",
        "MediaSiloSessionKey",
        "If-Match",
        "X-Anything",
    ] {
        request
            .headers_mut()
            .insert(header::HeaderName::try_from(name).unwrap(), HeaderValue::from_static(CANARY));
    }
    receive(gateway, request)
        .with_credential(Credential::basic("ada", CANARY).unwrap())
        .with_header(header::HeaderName::from_static("x-own"), HeaderValue::from_static(CANARY))
        .with_defaults(secret_user())
        .with_current_user(Some(secret_user()))
}

#[test]
fn nothing_on_the_way_there_shows_a_secret() {
    for (caller, service) in pairs() {
        let gateway = guarded(caller, service);
        shows_nothing(&gateway);
        shows_nothing(gateway.frontends());
        let exchange = exchange(&gateway, caller);
        shows_nothing(exchange.received());
        shows_nothing(&exchange);
        let step = exchange.forward();
        shows_nothing(&step);
        let sending = sent(step);
        shows_nothing(&sending);
        assert!(
            String::from_utf8_lossy(sending.request().body()).contains(CANARY),
            "the service has to be told"
        );
        assert!(text(sending.request().headers(), "Authorization").unwrap().contains(BASIC));
        shows_nothing(&sending.into_parts().1);
    }
}

#[test]
fn nothing_on_the_way_back_shows_a_secret() {
    for (caller, service) in pairs() {
        let gateway = guarded(caller, service);
        let pending = || sent(exchange(&gateway, caller).forward()).into_parts().1;
        let upstream_body = dialect(service).encode_user(&secret_user()).body;
        let answers = [
            (200, upstream_body),
            (204, Vec::new()),
            (400, CANARY.into()),
            (200, CANARY.into()),
            (500, CANARY.into()),
        ];
        for (status, body) in answers {
            let finish = pending().finish(response_with(
                status,
                &[("X-Anything", CANARY), ("ETag", CANARY)],
                body,
            ));
            shows_nothing(&finish);
            match finish {
                Completion::Reply(reply) => shows_nothing(&reply),
                Completion::NeedsUser(done) => {
                    shows_nothing(&done);
                    shows_nothing(&done.user(Some(secret_user())));
                }
            }
        }
        let reply = pending()
            .without_response(FailureKind::Timeout)
            .with_cause(format!("{CANARY} was refused"));
        shows_nothing(&reply);
        assert!(!seen(&reply).contains(CANARY));
    }
}

#[test]
fn a_rejected_password_is_reported_by_its_rules_alone() {
    for body in [
        format!(r#"{{"userName": "{CANARY}", "password": "x{CANARY}"}}"#),
        format!(r#"{{"password": "{CANARY}", "x": 1}}"#),
    ] {
        for service in ALL {
            let exchange = receive(
                &gateway([front("legacy")], upstream(service)),
                request("legacy", body.clone()),
            );
            let reply = replied(exchange.forward());
            assert!(!seen(&reply).contains("C@nary"), "{}", seen(&reply));
            shows_nothing(&reply);
            shows_nothing(&reply.failure());
            shows_nothing(&reply.error());
        }
    }
}

#[test]
fn a_password_that_the_service_cannot_take_is_rejected_without_showing_it() {
    let body = format!(r#"{{"userName": "ada", "password": "{CANARY}"}}"#);
    for service in ALL.into_iter().filter(|service| *service != "legacy") {
        let exchange = receive(
            &gateway([front("legacy")], upstream(service)),
            request("legacy", body.clone()),
        );
        let reply = match exchange.forward() {
            Step::NeedsCurrentUser(exchange) => replied(exchange.with_current_user(None).forward()),
            step => replied(step),
        };
        assert_eq!(reply.response().status(), 422, "{service}");
        shows_nothing(&reply);
        shows_nothing(&reply.update_report());
        assert!(!seen(&reply).contains(CANARY));
    }
}
