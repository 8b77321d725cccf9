//! What stands in lists, each with its remainder.

use super::Canonical;
use crate::model::{
    AccountId, AnalyticsReport, Fault, Feature, Identity, Membership, MembershipGrant, MembershipId, Organisation,
    OrganisationDetails, Remainder, RemainderEntry, ResourceId, Role, RoleId, Schedule, Team, Term, Text, Timestamp,
};
use crate::wire::{Blank, Field, Object, ObjectWriter, texts};

pub(super) fn read_role(field: &Field<'_, '_>) -> Option<Role> {
    let object = field.object(Blank::Keep);
    let mut role = Role::new(object.member("id").text(RoleId::parse)?);
    role.name = object.member("name").text(Text::parse);
    role.description = object.member("description").text(Text::parse);
    role.context = object.member("context").text(Text::parse);
    role.level = object.member("level").text(Text::parse);
    Some(with_remainder(role, field, |role| &mut role.remainder, write_role))
}

pub(super) fn write_role<'u>(role: &'u Role, out: &mut ObjectWriter<'_, 'u>) {
    let Role { id, name, description, context, level, remainder } = role;
    out.put_text("id", id.as_str());
    out.text("name", name.as_ref());
    out.text("description", description.as_ref());
    out.text("context", context.as_ref());
    out.text("level", level.as_ref());
    write_remainder(remainder, out);
}

pub(super) fn read_grant(field: &Field<'_, '_>) -> Option<MembershipGrant> {
    let object = field.object(Blank::Refuse);
    let role = object.required("role").needed(Text::parse);
    let account = object.required("account").needed(AccountId::parse);
    Some(MembershipGrant::new(role?, account?))
}

pub(super) fn write_grant<'u>(grant: &'u MembershipGrant, out: &mut ObjectWriter<'_, 'u>) {
    let MembershipGrant { role, account } = grant;
    out.put_text("role", role.as_str());
    out.put_text("account", account.as_str());
}

pub(super) fn read_membership(field: &Field<'_, '_>) -> Option<Membership> {
    let object = field.object(Blank::Keep);
    let role = object.member("role").text(Text::parse);
    let account = object.member("account").text(AccountId::parse);
    let mut membership = Membership::new(MembershipGrant::new(role?, account?));
    membership.id = object.member("id").text(MembershipId::parse);
    membership.account_name = object.member("account_name").text(Text::parse);
    Some(with_remainder(membership, field, |membership| &mut membership.remainder, write_membership))
}

pub(super) fn write_membership<'u>(membership: &'u Membership, out: &mut ObjectWriter<'_, 'u>) {
    let Membership { id, role, account, account_name, remainder } = membership;
    out.text("id", id.as_ref());
    out.put_text("role", role.as_str());
    out.put_text("account", account.as_str());
    out.text("account_name", account_name.as_ref());
    write_remainder(remainder, out);
}

pub(super) fn read_analytics_report(field: &Field<'_, '_>) -> Option<AnalyticsReport> {
    let object = field.object(Blank::Refuse);
    let account = object.required("account").needed(AccountId::parse);
    let schedule = object.required("schedule").needed(Schedule::parse);
    let time_period = object.required("time_period").needed(Text::parse);
    let reports = object.required("reports").needed_texts();
    Some(AnalyticsReport::new(account?, schedule?, time_period?, reports?))
}

/// A report in an answer, which may have a remainder; in an update nobody else's words are taken on trust.
pub(super) fn read_answered_report(field: &Field<'_, '_>) -> Option<AnalyticsReport> {
    let report = read_analytics_report(field)?;
    Some(with_remainder(report, field, |report| &mut report.remainder, write_analytics_report))
}

pub(super) fn write_analytics_report<'u>(report: &'u AnalyticsReport, out: &mut ObjectWriter<'_, 'u>) {
    let AnalyticsReport { account, schedule, time_period, reports, remainder } = report;
    out.put_text("account", account.as_str());
    out.put_text("schedule", schedule.as_str());
    out.put_text("time_period", time_period.as_str());
    out.put("reports", texts(reports));
    write_remainder(remainder, out);
}

pub(super) fn read_identity(field: &Field<'_, '_>) -> Option<Identity> {
    let object = field.object(Blank::Keep);
    let mut identity = Identity::new(object.member("id").text(ResourceId::parse)?);
    identity.platform = object.member("platform").text(Text::parse);
    Some(with_remainder(identity, field, |identity| &mut identity.remainder, write_identity))
}

pub(super) fn write_identity<'u>(identity: &'u Identity, out: &mut ObjectWriter<'_, 'u>) {
    let Identity { id, platform, remainder } = identity;
    out.put_text("id", id.as_str());
    out.text("platform", platform.as_ref());
    write_remainder(remainder, out);
}

pub(super) fn read_team(field: &Field<'_, '_>) -> Option<Team> {
    let object = field.object(Blank::Keep);
    let team = Team::new(object.member("id").text(ResourceId::parse)?);
    Some(with_remainder(team, field, |team| &mut team.remainder, write_team))
}

pub(super) fn write_team<'u>(team: &'u Team, out: &mut ObjectWriter<'_, 'u>) {
    let Team { id, remainder } = team;
    out.put_text("id", id.as_str());
    write_remainder(remainder, out);
}

pub(super) fn read_organisation(field: &Field<'_, '_>) -> Option<Organisation> {
    let object = field.object(Blank::Keep);
    let mut organisation = Organisation::new(object.member("id").text(ResourceId::parse)?);
    let details = object.member("details");
    if !details.is_absent() {
        organisation.details = Some(read_details(&details.object(Blank::Keep)));
    }
    Some(with_remainder(organisation, field, |organisation| &mut organisation.remainder, write_organisation))
}

fn read_details(object: &Object<'_, '_>) -> OrganisationDetails {
    let ids = |name| object.member(name).all(|id| id.text(ResourceId::parse));
    let terms = |name| object.member(name).all(|term| Some(read_term(&term)));
    let mut details = OrganisationDetails::default();
    details.name = object.member("name").text(Text::parse);
    details.slug = object.member("slug").text(Text::parse);
    details.description = object.member("description").text(Text::parse);
    details.sandbox = object.member("sandbox").boolean();
    details.schemes = terms("schemes");
    details.work_orders = terms("work_orders");
    details.operations = terms("operations");
    details.v3 = object.member("v3").boolean();
    details.status = object.member("status").text(Text::parse);
    details.created_at = object.member("created_at").text(Timestamp::parse);
    details.updated_at = object.member("updated_at").text(Timestamp::parse);
    details.features = object.member("features").all(|feature| Some(read_feature(&feature)));
    details.users = ids("users");
    details.service_accounts = ids("service_accounts");
    details.groups = ids("groups");
    details.teams = ids("teams");
    details.remainder = read_remainder(object);
    details
}

fn read_term(field: &Field<'_, '_>) -> Term {
    let object = field.object(Blank::Keep);
    let mut term = Term::default();
    term.singular = object.member("singular").text(Text::parse);
    term.plural = object.member("plural").text(Text::parse);
    term.language = object.member("language").text(Text::parse);
    term.remainder = read_remainder(&object);
    term
}

fn read_feature(field: &Field<'_, '_>) -> Feature {
    let object = field.object(Blank::Keep);
    let mut feature = Feature::default();
    feature.name = object.member("name").text(Text::parse);
    feature.enabled = object.member("enabled").boolean();
    feature.limit = object.member("limit").number();
    feature.remainder = read_remainder(&object);
    feature
}

pub(super) fn write_organisation<'u>(organisation: &'u Organisation, out: &mut ObjectWriter<'_, 'u>) {
    let Organisation { id, details, remainder } = organisation;
    out.put_text("id", id.as_str());
    if let Some(details) = details {
        out.whole_object("details", |out| write_details(details, out));
    }
    write_remainder(remainder, out);
}

fn write_details<'u>(details: &'u OrganisationDetails, out: &mut ObjectWriter<'_, 'u>) {
    let OrganisationDetails {
        name,
        slug,
        description,
        sandbox,
        schemes,
        work_orders,
        operations,
        v3,
        status,
        created_at,
        updated_at,
        features,
        users,
        service_accounts,
        groups,
        teams,
        remainder,
    } = details;
    out.text("name", name.as_ref());
    out.text("slug", slug.as_ref());
    out.text("description", description.as_ref());
    out.boolean("sandbox", *sandbox);
    for (name, terms) in [("schemes", schemes), ("work_orders", work_orders), ("operations", operations)] {
        out.objects(name, terms.as_deref(), |_| None, write_term);
    }
    out.boolean("v3", *v3);
    out.text("status", status.as_ref());
    out.text("created_at", created_at.as_ref());
    out.text("updated_at", updated_at.as_ref());
    out.objects("features", features.as_deref(), |_| None, write_feature);
    let related = [("users", users), ("service_accounts", service_accounts), ("groups", groups), ("teams", teams)];
    for (name, ids) in related {
        if let Some(ids) = ids {
            out.put(name, texts(ids));
        }
    }
    write_remainder(remainder, out);
}

fn write_term<'u>(term: &'u Term, out: &mut ObjectWriter<'_, 'u>) {
    let Term { singular, plural, language, remainder } = term;
    out.text("singular", singular.as_ref());
    out.text("plural", plural.as_ref());
    out.text("language", language.as_ref());
    write_remainder(remainder, out);
}

fn write_feature<'u>(feature: &'u Feature, out: &mut ObjectWriter<'_, 'u>) {
    let Feature { name, enabled, limit, remainder } = feature;
    out.text("name", name.as_ref());
    out.boolean("enabled", *enabled);
    out.number("limit", *limit);
    write_remainder(remainder, out);
}

/// The remainder that stands beside whatever it is of.
pub(super) fn read_remainder(object: &Object<'_, '_>) -> Remainder {
    let entry = |field: Field<'_, '_>| {
        let entry = field.object(Blank::Keep);
        let text = |name| entry.member(name).text(|text| Ok::<_, Fault>(text.to_owned()));
        let dialect = text("dialect")?;
        // An empty pointer is the whole, so it may be left out.
        let pointer = text("pointer").unwrap_or_default();
        Some(RemainderEntry::new(dialect, pointer, text("original"), text("spelled")))
    };
    object.member("remainder").all(entry).into_iter().flatten().collect()
}

/// The element with what stands in `field` beside it: what other dialects had of it, and what this one does not read, which
/// comes back whatever becomes of the elements around.
fn with_remainder<T>(
    mut element: T,
    field: &Field<'_, '_>,
    remainder: fn(&mut T) -> &mut Remainder,
    write: impl for<'u> FnOnce(&'u T, &mut ObjectWriter<'_, 'u>),
) -> T {
    let others = read_remainder(&field.object(Blank::Keep));
    // In its place before it is written, so that it is no difference itself.
    remainder(&mut element).clone_from(&others);
    let own = field.remainder(|out| write(&element, out));
    *remainder(&mut element) = others.and(own);
    element
}

/// What other dialects could not read; what this one could not is put back where it was.
pub(super) fn others(remainder: &Remainder) -> impl Iterator<Item = &RemainderEntry> {
    remainder.entries().filter(|entry| entry.dialect != Canonical::ID.as_str())
}

pub(super) fn write_remainder<'u>(remainder: &'u Remainder, out: &mut ObjectWriter<'_, 'u>) {
    let entries = others(remainder).next().is_some().then(|| others(remainder));
    out.objects(
        "remainder",
        entries,
        |_| None,
        |entry: &'u RemainderEntry, out| {
            out.put_text("dialect", &entry.dialect);
            out.put_text("pointer", &entry.pointer);
            out.text("original", entry.original.as_ref());
            out.text("spelled", entry.spelled.as_ref());
        },
    );
}
