//! Each member of an update alone.

use idiolect::dialect::UpdateContext;
use idiolect::model::{Patch, Status, UserType, UserUpdate};
use serde_json::json;

use super::support::lines::lines;
use super::support::updates::{update_of, write_update};
use super::support::values::{ID, OTHER_ID, of, typed};
use super::{flat_roles, read};

type Expect = fn(&mut UserUpdate, Patch<&str>);

#[test]
fn each_name_alone_keeps_clears_sets_or_is_a_problem() {
    let names: [(&str, &str, Expect); 2] = [
        ("firstName", "given_name", |update, patch| update.name.given = typed(patch, of)),
        ("lastName", "family_name", |update, patch| update.name.family = typed(patch, of)),
    ];
    for (member, name, expect) in names {
        for (value, patch) in [("", Patch::Clear), ("<string>", Patch::Set("<string>"))] {
            let update = update_of(|update| expect(update, patch));
            assert_eq!(
                read(&json!({ member: value })),
                Ok((update.clone(), vec![format!("{name} /{member}")]))
            );
            assert_eq!(
                write_update(&flat_roles(), &update, &UpdateContext::EMPTY),
                Ok(json!({ member: value }))
            );
        }
        let not_clearable = vec![format!("/{member} not-clearable")];
        assert_eq!(read(&json!({ member: null })), Err(not_clearable));
        for mistyped in [json!(7), json!(true), json!([]), json!({})] {
            assert_eq!(read(&json!({ member: mistyped })), Err(vec![format!("/{member} type")]));
        }
        for (wrong, code) in [(" ", "blank"), ("a\u{0}b", "control-character")] {
            assert_eq!(read(&json!({ member: wrong })), Err(vec![format!("/{member} {code}")]));
        }
    }
}

#[test]
fn status_and_type_accept_their_own_values_only() {
    let statuses =
        [("active", Status::Active), ("disabled", Status::Disabled), ("locked", Status::Locked)];
    for (word, status) in statuses {
        let update = update_of(|update| update.access.status = Some(status));
        assert_eq!(
            read(&json!({"status": word})),
            Ok((update.clone(), lines(&["status /status"])))
        );
        assert_eq!(
            write_update(&flat_roles(), &update, &UpdateContext::EMPTY),
            Ok(json!({"status": word}))
        );
    }
    let types = [
        ("invited", UserType::Invited),
        ("member", UserType::Member),
        ("author", UserType::Author),
        ("admin", UserType::Admin),
        ("owner", UserType::Owner),
    ];
    for (word, user_type) in types {
        let update = update_of(|update| update.access.user_type = Some(user_type));
        assert_eq!(read(&json!({"type": word})), Ok((update.clone(), lines(&["user_type /type"]))));
        assert_eq!(
            write_update(&flat_roles(), &update, &UpdateContext::EMPTY),
            Ok(json!({"type": word}))
        );
    }
    for member in ["status", "type"] {
        for (value, code) in [
            (json!(null), "not-clearable"),
            (json!(""), "not-clearable"),
            (json!("ACTIVE"), "not-allowed"),
            (json!("pending"), "not-allowed"),
            (json!(" "), "not-allowed"),
            (json!(7), "type"),
            (json!(true), "type"),
            (json!(["active"]), "type"),
        ] {
            assert_eq!(read(&json!({ member: value })), Err(vec![format!("/{member} {code}")]));
        }
    }
}

#[test]
fn roles_are_ids_and_an_empty_list_removes_all() {
    for ids in [vec![], vec![ID], vec![OTHER_ID, ID]] {
        let update =
            update_of(|update| update.access.roles = Some(ids.iter().map(|id| of(id)).collect()));
        assert_eq!(read(&json!({"roles": ids})), Ok((update.clone(), lines(&["roles /roles"]))));
        assert_eq!(
            write_update(&flat_roles(), &update, &UpdateContext::EMPTY),
            Ok(json!({"roles": ids}))
        );
    }
    let near = update_of(|update| update.access.roles = Some(vec![of("5460fbd9e4b0deacf4b59b7f")]));
    assert_eq!(
        write_update(&flat_roles(), &near, &UpdateContext::EMPTY),
        Err(lines(&["roles: invalid value"]))
    );
    for (roles, problems) in [
        (json!(null), &["/roles not-clearable"][..]),
        (json!(""), &["/roles type"]),
        (json!({}), &["/roles type"]),
        (json!([ID, null]), &["/roles/1 type"]),
        (json!(["x", 7, ID, ""]), &["/roles/0 uuid", "/roles/1 type", "/roles/3 uuid"]),
        (json!(["5460fbd9e4b0deacf4b59b7f"]), &["/roles/0 uuid"]),
        (json!(["{3c90c3cc-0d44-4b50-8888-8dd25736052a}"]), &["/roles/0 uuid"]),
        (json!([{"id": ID}]), &["/roles/0 type"]),
    ] {
        assert_eq!(read(&json!({"roles": roles})), Err(lines(problems)), "{roles}");
    }
}
