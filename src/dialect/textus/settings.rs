//! The `settings` of a user, the same both ways.

use super::iri;
use crate::dialect::custom_settings;
use crate::model::{
    AccountId, AnalyticsReport, Attribute, Code, Fault, Preferences, PreferencesUpdate, Remainder, Schedule, Text,
    User, UserUpdate,
};
use crate::wire::{Blank, Blanks, Field, Object, ObjectWriter, as_bool, texts};

/// Reads `settings` and the two members beside it that mean the ones within.
pub(super) fn read_update(message: &Object<'_, '_>, update: &mut UserUpdate) {
    let settings = message.member("settings").object(Blank::Refuse);
    let within = settings.member("notifications").object(Blank::Refuse);
    let beside = message.member("notifications").object(Blank::Refuse);
    let flag = |name, attribute: Attribute| {
        let alias = beside.member(name);
        let flag = within.member(name).set_bool(attribute, Blank::Refuse);
        agree(flag, alias.set_bool(attribute, Blank::Refuse), &alias)
    };
    update.preferences.notify_by_email = flag("email", Attribute::NotifyByEmail);
    update.preferences.notify_by_audio = flag("audio", Attribute::NotifyByAudio);

    let account = |field: &Field<'_, '_>| -> Option<AccountId> {
        field.set(Attribute::DefaultMessagingAccount, Blanks::REFUSED, iri::account_or_slug)
    };
    let alias = message.member("defaultMessagingAccount");
    let within = account(&settings.member("defaultMessagingAccount"));
    update.preferences.default_messaging_account = agree(within, account(&alias), &alias);

    let reports = settings.member("analyticsReports");
    update.preferences.analytics_reports =
        reports.list(Attribute::AnalyticsReports, Blank::Refuse, |report| read_report(&report));
    update.custom_settings = custom_settings::read_update(&settings.member("customSettings"));
}

pub(super) fn read_user(field: &Field<'_, '_>, user: &mut User) {
    let settings = field.object(Blank::Keep);
    let notifications = settings.member("notifications").object(Blank::Keep);
    user.preferences.notify_by_email = notifications.member("email").flag(Attribute::NotifyByEmail);
    user.preferences.notify_by_audio = notifications.member("audio").flag(Attribute::NotifyByAudio);
    let account = settings.member("defaultMessagingAccount");
    user.preferences.default_messaging_account =
        account.value(Attribute::DefaultMessagingAccount, iri::account_or_slug);
    let reports = settings.member("analyticsReports");
    user.preferences.analytics_reports = reports.list(Attribute::AnalyticsReports, Blank::Keep, |report| {
        let mut value = read_report(&report)?;
        value.remainder = report.remainder(|out| write_report(&value, out));
        Some(value)
    });
    user.custom_settings = custom_settings::read_user(&settings.member("customSettings"));
}

pub(super) fn write<'u>(
    preferences: Choices<'u>,
    out: &mut ObjectWriter<'_, 'u>,
    write_custom: impl FnOnce(&mut ObjectWriter<'_, 'u>),
) {
    let Choices { notify_by_email, notify_by_audio, default_messaging_account, analytics_reports, remainder } =
        preferences;
    out.object("settings", |out| {
        out.object("notifications", |out| {
            out.value("email", Attribute::NotifyByEmail, notify_by_email, as_bool);
            out.value("audio", Attribute::NotifyByAudio, notify_by_audio, as_bool);
        });
        let account = default_messaging_account;
        out.value("defaultMessagingAccount", Attribute::DefaultMessagingAccount, account, iri::as_account);
        out.list("analyticsReports", Attribute::AnalyticsReports, analytics_reports, remainder, write_report);
        write_custom(out);
    });
}

/// What an update and a user say alike.
#[derive(Clone, Copy)]
pub(super) struct Choices<'u> {
    pub(super) notify_by_email: Option<&'u bool>,
    pub(super) notify_by_audio: Option<&'u bool>,
    pub(super) default_messaging_account: Option<&'u AccountId>,
    pub(super) analytics_reports: Option<&'u [AnalyticsReport]>,
    /// What to put back into a report: nothing in an update.
    remainder: fn(&&'u AnalyticsReport) -> Option<&'u Remainder>,
}

impl<'u> Choices<'u> {
    pub(super) fn of_update(update: &'u UserUpdate) -> Self {
        let PreferencesUpdate { notify_by_email, notify_by_audio, default_messaging_account, analytics_reports } =
            &update.preferences;
        Self {
            notify_by_email: notify_by_email.as_ref(),
            notify_by_audio: notify_by_audio.as_ref(),
            default_messaging_account: default_messaging_account.as_ref(),
            analytics_reports: analytics_reports.as_deref(),
            remainder: |_| None,
        }
    }

    pub(super) fn of_user(user: &'u User) -> Self {
        let Preferences { notify_by_email, notify_by_audio, default_messaging_account, analytics_reports } =
            &user.preferences;
        Self {
            notify_by_email: notify_by_email.as_ref(),
            notify_by_audio: notify_by_audio.as_ref(),
            default_messaging_account: default_messaging_account.as_ref(),
            analytics_reports: analytics_reports.as_deref(),
            remainder: |report| Some(&report.remainder),
        }
    }
}

fn read_report(field: &Field<'_, '_>) -> Option<AnalyticsReport> {
    let object = field.object(Blank::Refuse);
    let account = object.required("account").needed(iri::account);
    let schedule = object.required("schedule").needed(Schedule::parse);
    let time_period = object.required("timePeriod").needed(Text::parse);
    let reports = object.required("reports").needed_texts();
    object.accept(&["@type", "@context"]);
    Some(AnalyticsReport::new(account?, schedule?, time_period?, reports?))
}

fn write_report<'u>(report: &'u AnalyticsReport, out: &mut ObjectWriter<'_, 'u>) {
    let AnalyticsReport { account, schedule, time_period, reports, remainder: _ } = report;
    out.put_text("account", iri::of_account(account));
    out.put_text("schedule", schedule.as_str());
    out.put_text("timePeriod", time_period.as_str());
    out.put("reports", texts(reports));
}

/// What is said within `settings` and beside them may be said in one place or in both, but not differently.
fn agree<T: PartialEq>(within: Option<T>, beside: Option<T>, alias: &Field<'_, '_>) -> Option<T> {
    if within.is_some() && beside.is_some() && within != beside {
        alias.refuse(&Fault::new(Code::CONTRADICTION, "the same as within `settings` is expected"));
    }
    within.or(beside)
}
