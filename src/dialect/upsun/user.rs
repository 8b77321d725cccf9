//! The `User` that Upsun answers with.

use crate::dialect::country::as_country_code;
use crate::dialect::ids::answered_id;
use crate::dialect::names;
use crate::dialect::words::Words;
use crate::model::{
    Access, Address, Attribute, ConsentMethod, Country, Email, History, Name, Profile, SignIn, Status, Text, Timestamp,
    User, UserId, Username, WebLink,
};
use crate::wire::{Adaptation, Node, Object, ObjectWriter, Spelling, as_bool, as_text};

pub(super) fn read(message: &Object<'_, '_>) -> Option<User> {
    let mut user = User::new(answered_id(&message.member("id"), UserId::parse)?);
    user.sign_in.username = message.member("username").value(Attribute::Username, Username::parse);
    user.sign_in.email = message.member("email").value(Attribute::Email, Email::parse);
    user.sign_in.email_verified = message.member("email_verified").flag(Attribute::EmailVerified);
    let given = message.member("first_name").value(Attribute::GivenName, Text::parse);
    let family = message.member("last_name").value(Attribute::FamilyName, Text::parse);
    user.name = Name::new(None, given, family);
    user.profile.company = message.member("company").value(Attribute::Company, Text::parse);
    user.profile.website = message.member("website").value(Attribute::Website, WebLink::parse);
    user.profile.picture = message.member("picture").value(Attribute::Picture, WebLink::parse);
    user.address.country = message.member("country").value(Attribute::Country, Country::parse_code);
    let deactivated = message.member("deactivated").flag(Attribute::Status);
    user.access.status = deactivated.map(|gone| if gone { Status::Disabled } else { Status::Active });
    user.access.namespace = message.member("namespace").value(Attribute::Namespace, Text::parse);
    user.history.created_at = message.member("created_at").value(Attribute::CreatedAt, Timestamp::parse);
    user.history.updated_at = message.member("updated_at").value(Attribute::UpdatedAt, Timestamp::parse);
    user.history.consented_at = message.member("consented_at").value(Attribute::ConsentedAt, Timestamp::parse);
    let method = message.member("consent_method");
    user.history.consent_method = method.value(Attribute::ConsentMethod, |text| CONSENT_METHODS.parse(text));
    Some(user)
}

pub(super) fn write<'u>(user: &'u User, out: &mut ObjectWriter<'_, 'u>) {
    let User {
        id,
        name,
        sign_in,
        profile,
        address,
        contact: _,
        work: _,
        access,
        preferences: _,
        history,
        custom_settings: _,
        remainder: _,
    } = user;
    let SignIn { username, email, email_verified, has_password: _, sso_enabled: _, sso_id: _ } = sign_in;
    let Profile { company, website, picture, date_of_birth: _, preferred_language: _, time_zone: _ } = profile;
    let Address {
        country,
        building: _,
        house_number: _,
        street: _,
        area: _,
        town: _,
        county: _,
        postcode: _,
        what3words: _,
    } = address;
    let Access {
        status,
        namespace,
        user_type: _,
        default_role_template: _,
        roles: _,
        memberships: _,
        service_account: _,
        organisations: _,
        teams: _,
        grants: _,
        identities: _,
    } = access;
    let History { created_at, updated_at, consented_at, consent_method } = history;

    out.say("id", Attribute::Id, as_text(id));
    out.value("deactivated", Attribute::Status, status.as_ref(), as_deactivated);
    out.value("namespace", Attribute::Namespace, namespace.as_ref(), as_text);
    out.value("username", Attribute::Username, username.as_ref(), as_text);
    out.value("email", Attribute::Email, email.as_ref(), as_text);
    out.value("email_verified", Attribute::EmailVerified, email_verified.as_ref(), as_bool);
    names::write_halves_of_user(out, ["first_name", "last_name"], name);
    out.value("picture", Attribute::Picture, picture.as_ref(), as_text);
    out.value("company", Attribute::Company, company.as_ref(), as_text);
    out.value("website", Attribute::Website, website.as_ref(), as_text);
    out.value("country", Attribute::Country, country.as_ref(), as_country_code);
    out.value("created_at", Attribute::CreatedAt, created_at.as_ref(), as_text);
    out.value("updated_at", Attribute::UpdatedAt, updated_at.as_ref(), as_text);
    out.value("consented_at", Attribute::ConsentedAt, consented_at.as_ref(), as_text);
    out.value("consent_method", Attribute::ConsentMethod, consent_method.as_ref(), |one| CONSENT_METHODS.spell(one));

    // The schema marks these as required, and leaves only the two of consent out.
    for (member, attribute) in ALWAYS_PRESENT {
        out.promise(member, *attribute);
    }
}

const ALWAYS_PRESENT: &[(&str, Attribute)] = &[
    ("deactivated", Attribute::Status),
    ("namespace", Attribute::Namespace),
    ("username", Attribute::Username),
    ("email", Attribute::Email),
    ("email_verified", Attribute::EmailVerified),
    ("first_name", Attribute::GivenName),
    ("last_name", Attribute::FamilyName),
    ("picture", Attribute::Picture),
    ("company", Attribute::Company),
    ("website", Attribute::Website),
    ("country", Attribute::Country),
    ("created_at", Attribute::CreatedAt),
    ("updated_at", Attribute::UpdatedAt),
];

fn as_deactivated(status: &Status) -> Spelling<'_> {
    match status {
        Status::Active => Ok((Node::Bool(false), None)),
        Status::Disabled => Ok((Node::Bool(true), None)),
        Status::Locked | Status::Deleted => Ok((Node::Bool(true), Some(Adaptation::NearestStatus))),
    }
}

const CONSENT_METHODS: Words<ConsentMethod> = Words::new(
    &[("opt-in", ConsentMethod::OptIn), ("text-ref", ConsentMethod::TextRef)],
    "`opt-in` or `text-ref` is expected",
);
