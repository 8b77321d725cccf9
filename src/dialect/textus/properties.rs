//! The members of a user.

use super::default_account::{BesideSettings, WithinSettings};
use super::iri::{self, ACCOUNT};
use super::memberships::Memberships;
use crate::codec::unit::{custom_settings, full_name, id};
use crate::codec::value::{ClosedSet, boolean, closed_set, email, http_url, recurrence_rule, text};
use crate::codec::{
    Parts, Properties, alias, constant, list, object, part, part_envelope, part_texts, property,
};
use crate::model::{AnalyticsReport, Status, part, slot};

pub(super) const USER: Properties = &[
    &constant("@type", "User").checked("expected type `User`"),
    &constant("@context", "/contexts/User.jsonld"),
    &id("id").within(iri::USER, iri::USER_OR_TEXT),
    &full_name("name").with_read_only_halves("firstName", "lastName"),
    &property("email", slot::Email, email()),
    &property("avatar", slot::Picture, http_url()).read_only(),
    &property("automatedActor", slot::ServiceAccount, boolean()).read_only(),
    &property("hasPassword", slot::HasPassword, boolean()).read_only(),
    &property("discarded", slot::Status, DISCARDED).read_only(),
    &BesideSettings,
    &object(
        "settings",
        &[
            &object("notifications", NOTIFICATIONS),
            &WithinSettings,
            &list("analyticsReports", slot::AnalyticsReports, REPORT, REPORT),
            &custom_settings("customSettings").kept_empty(),
        ],
    ),
    &Memberships,
    // The vendor's own example has this beside `settings`, too.
    &alias(object("notifications", NOTIFICATIONS), SAME_AS_IN_SETTINGS),
];

const NOTIFICATIONS: Properties = &[
    &property("email", slot::NotifyByEmail, boolean()),
    &property("audio", slot::NotifyByAudio, boolean()),
];

const REPORT: Parts<AnalyticsReport> = &[
    &part("account", part::analytics_report::Account, ACCOUNT).required(),
    &part("schedule", part::analytics_report::RecurrenceRule, recurrence_rule()).required(),
    &part("timePeriod", part::analytics_report::TimePeriod, text()).required(),
    &part_texts("reports", part::analytics_report::Reports, text()).required(),
    &part_envelope(&["@type", "@context"]),
];

pub(super) const SAME_AS_IN_SETTINGS: &str = "conflicts with the value in `settings`";

const DISCARDED: ClosedSet<bool, Status> =
    closed_set(&[(false, Status::Active), (true, Status::Deleted)], "expected `true` or `false`")
        .nearest(&[(Status::Disabled, false), (Status::Locked, false)]);
