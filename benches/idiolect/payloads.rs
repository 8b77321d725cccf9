//! The vendors' own messages, which are fixtures of the tests.

/// The messages in one vendor's documentation.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Payloads {
    pub(crate) dialect: &'static str,
    pub(crate) update: &'static str,
    pub(crate) user: &'static str,
    pub(crate) failure: &'static str,
}

/// One for each dialect, whether this build has it or not.
pub(crate) const ALL: [Payloads; 6] = [
    Payloads {
        dialect: "json-api",
        update: include_str!("../../tests/fixtures/json_api/update.json"),
        user: include_str!("../../tests/fixtures/json_api/user.json"),
        failure: include_str!("../../tests/fixtures/json_api/failure.json"),
    },
    Payloads {
        dialect: "flat-roles",
        update: include_str!("../../tests/fixtures/flat_roles/update.json"),
        user: include_str!("../../tests/fixtures/flat_roles/user.json"),
        failure: include_str!("../../tests/fixtures/flat_roles/failure.json"),
    },
    Payloads {
        dialect: "legacy",
        update: include_str!("../../tests/fixtures/legacy/update.json"),
        user: include_str!("../../tests/fixtures/legacy/user.json"),
        failure: include_str!("../../tests/fixtures/legacy/failure.json"),
    },
    Payloads {
        dialect: "upsun",
        update: include_str!("../../tests/fixtures/upsun/update.json"),
        user: include_str!("../../tests/fixtures/upsun/user.json"),
        failure: include_str!("../../tests/fixtures/upsun/failure.json"),
    },
    Payloads {
        dialect: "textus",
        update: include_str!("../../tests/fixtures/textus/update_2_add_membership.json"),
        user: include_str!("../../tests/fixtures/textus/user_2_add_membership.json"),
        failure: include_str!("../../tests/fixtures/textus/failure.json"),
    },
    Payloads {
        dialect: "canonical",
        update: include_str!("../../tests/fixtures/canonical/update.json"),
        user: include_str!("../../tests/fixtures/canonical/user.json"),
        failure: include_str!("../../tests/fixtures/canonical/failure.json"),
    },
];
