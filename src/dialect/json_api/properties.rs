//! The document, and the members of a user in it.

use super::organisations::{Included, REFERENCE};
use crate::codec::ClearedBy::NullOrEmptyString;
use crate::codec::unit::{id, names};
use crate::codec::value::{
    country_code, day_or_midnight, email, language_tag, phone, text, text_value, time_zone,
    username, what3words,
};
use crate::codec::{
    Message, Parts, Properties, ValueProperty, constant, envelope, object, part, part_constant,
    part_envelope, property, read_only_list, read_only_members, texts_of,
};
use crate::json::Name;
use crate::model::{ClearableSlot, Identity, Team, part, slot};

pub(super) const USER: Properties = &[
    &object(
        "data",
        &[
            &constant("type", "users").checked("expected type `users`").required_in_updates(),
            &id("id").uuid().written_in_updates(),
            &object(
                "attributes",
                &[
                    &property("email", slot::Email, email()).read_only(),
                    &read_only_list("identities", slot::Identities, IDENTITY),
                    &object("profile", PROFILE),
                ],
            ),
            &object("meta", &[&read_only_list("grants", slot::Grants, texts_of(text()))])
                .null_keeps(),
            &object(
                "relationships",
                &[
                    &object(
                        "organisations",
                        &[&read_only_list("data", slot::Organisations, REFERENCE)],
                    ),
                    &object("teams", &[&read_only_list("data", slot::Teams, TEAM)]),
                ],
            )
            .only_in_users(),
            &read_only_members(&["relationships"]),
            &envelope(&["links"]),
        ],
    )
    .required_in_updates()
    .always_written(),
    &object("jsonapi", &[&constant("version", "1.0"), &envelope(&["meta"])])
        .only_in_users()
        .always_written(),
    &Included,
    &envelope(&["jsonapi"]).only_in(Message::Update),
    &envelope(&["meta", "links"]),
];

const PROFILE: Properties = &[
    &object(
        "work",
        &[
            &member("occupation", slot::Occupation, text()),
            &member("cscs", slot::Cscs, text()),
            &member("eusr", slot::Eusr, text()),
            &member("start_date", slot::EmploymentStart, day_or_midnight()),
        ],
    )
    .cleared_by_null(),
    &object(
        "personal",
        &[
            &names("first_name", "last_name").cleared_by_null_too(),
            &member("dob", slot::DateOfBirth, day_or_midnight()),
            &property("username", slot::Username, username()).read_only(),
        ],
    )
    .cleared_by_null(),
    &object(
        "contact",
        &[&member("mobile", slot::Mobile, phone()), &member("landline", slot::Landline, phone())],
    )
    .cleared_by_null(),
    &object(
        "address",
        &[
            &member("name", slot::Building, text()),
            &member("number", slot::HouseNumber, text()),
            &member("street", slot::Street, text()),
            &member("area", slot::Area, text()),
            &member("town", slot::Town, text()),
            &member("county", slot::County, text()),
            &member("postcode", slot::Postcode, text()),
            &member("country_code", slot::Country, country_code()),
            &member("what3words", slot::What3Words, what3words()),
        ],
    )
    .cleared_by_null(),
    &object(
        "settings",
        &[
            &member("preferred_language", slot::PreferredLanguage, language_tag()),
            &member("timezone", slot::TimeZone, time_zone()),
        ],
    )
    .cleared_by_null(),
];

/// A member of the profile, which `null` and `""` clear: in the vendor's responses, an unset value
/// is `""`.
const fn member<S: ClearableSlot, C>(
    name: &'static str,
    slot: S,
    codec: C,
) -> ValueProperty<Name<'static>, S, C> {
    property(name, slot, codec).cleared_by(NullOrEmptyString)
}

const IDENTITY: Parts<Identity> = &[
    &part("id", part::identity::Id, text_value()).required(),
    &part("platform", part::identity::Platform, text()),
    // JSON of any type, which is kept as extras only.
    &part_envelope(&["meta"]),
];

const TEAM: Parts<Team> =
    &[&part_constant("type", "teams"), &part("id", part::team::Id, text_value()).required()];
