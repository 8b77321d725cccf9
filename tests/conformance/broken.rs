//! A small dialect that keeps every law but one.
//!
//! `{"id": "u-1", "mail": "ada@example.com", "phone": null, "teams": [{"id": "t-1"}]}`; `null`
//! clears the telephone number, and teams are in responses alone.

use std::sync::atomic::{AtomicUsize, Ordering};

use idiolect::codec::schema::Schema;
use idiolect::codec::unit::{Id, id};
use idiolect::codec::value::{Codec, email, phone, text_value};
use idiolect::codec::{
    ClearWith, Conversion, DropReason, EmptyMeaning, EmptyValues, Encoding, Object, ObjectWriter,
    Parsed, as_text,
};
use idiolect::codec::{ClearedBy, Description, Parts, part, property, read_only_list};
use idiolect::codec::{Message, Property};
use idiolect::dialect::failure_parser::FailureParser;
use idiolect::dialect::{
    Dialect, DialectId, FailureFormat, Operation, ReportedProblem, Settings, UpdateContext,
};
use idiolect::json::{Node, Pointer, Value};
use idiolect::model::{self, slot};
use idiolect::model::{
    Attribute, Email, InvalidValue, Patch, Phone, ResourceId, Team, User, UserUpdate,
};
use idiolect::problem::{FailureKind, ProblemLocation, ReportedField};

/// What is wrong with the dialect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wrong {
    RecordsWhatItDoesNotWrite,
    RecordsAsDroppedWhatItWrites,
    DropsWhatItReads,
    WritesNullForAbsent,
    InventsInUpdates,
    InventsInResponses,
    WritesWhatItDoesNotRead,
    ClearsAsItSets,
    LosesUnknownMembers,
    RecordsWrongPath,
    RecordsTwoPaths,
    PanicsOnBadBody,
    PanicsOnBadResponse,
    RejectsAtMissingPath,
    ShowsThePassword,
    RepeatsVendorText,
    EncodesInRandomOrder,
    DecodesDifferently,
    AddsOnEachEncoding,
    ForgetsKind,
    ForgetsPaths,
    DecodesResponseWrongly,
    RecordsAbsentMembers,
    RejectsUnusualResponse,
    RecordsOutsideBody,
    IgnoresUnknownMembers,
    PanicsOnLongText,
    ShowsHalfThePassword,
    PanicsWithCurrentUser,
    RecordsNoFailurePath,
    PanicsOnManyProblems,
    ClearsAbsentMembers,
    IgnoresReadOnlyMembers,
    ErasesUnreadable,
    ForgetsUnreadable,
}

#[derive(Debug)]
pub(crate) struct Broken {
    wrong: Wrong,
    settings: Settings,
    calls: AtomicUsize,
}

impl Broken {
    pub(crate) fn by(wrong: Wrong) -> Self {
        Self { wrong, settings: Settings::default(), calls: AtomicUsize::new(0) }
    }

    fn is(&self, wrong: Wrong) -> bool {
        self.wrong == wrong
    }

    /// Whether it is wrong in this way, every other time.
    fn is_at_times(&self, wrong: Wrong) -> bool {
        self.is(wrong) && self.calls.fetch_add(1, Ordering::Relaxed) % 2 == 1
    }
}

const ID: DialectId = DialectId::new("broken");
const CLEARED_BY_NULL: EmptyValues = EmptyValues::new(EmptyMeaning::Clear, EmptyMeaning::Reject);
const OPERATIONS: &[Operation] =
    &[Operation::update_user("PATCH", "/people/{id}", "application/json", &["application/json"])];

impl Dialect for Broken {
    fn id(&self) -> DialectId {
        ID
    }

    fn settings(&self) -> &Settings {
        &self.settings
    }

    fn operations(&self) -> &[Operation] {
        OPERATIONS
    }

    fn properties(&self) -> &dyn Property {
        self
    }

    fn failure(&self) -> &dyn FailureFormat {
        self
    }
}

const USER_ID: Id = id("id").written_in_updates();

const TEAM: Parts<Team> = &[&part("id", model::part::team::Id, text_value()).required()];

impl Property for Broken {
    fn describe(&self, description: &mut Description) {
        USER_ID.describe(description);
        let mobile = property("phone", slot::Mobile, phone()).cleared_by(ClearedBy::Null);
        mobile.describe(description);
        property("mail", slot::Email, email()).describe(description);
        read_only_list("teams", slot::Teams, TEAM).describe(description);
    }

    fn read_update(
        &self,
        message: &Object<'_, '_>,
        update: &mut UserUpdate,
        context: &UpdateContext<'_>,
    ) {
        let (mail, phone) = (message.member("mail"), message.member("phone"));
        USER_ID.read_update(message, update, context);
        update.sign_in.email =
            mail.change(Attribute::Email, EmptyValues::REJECTED, &email()).resolve(None);
        let codec = PhoneOf { broken: self, more: Wrong::AddsOnEachEncoding };
        update.contact.mobile = phone.change(Attribute::Mobile, CLEARED_BY_NULL, &codec);
        match self.wrong {
            Wrong::DropsWhatItReads => update.contact.mobile = Patch::Keep,
            Wrong::DecodesDifferently if self.is_at_times(Wrong::DecodesDifferently) => {
                update.sign_in.email = None;
            }
            Wrong::RecordsTwoPaths if !mail.is_absent() && !phone.is_absent() => {
                mail.record(Attribute::Mobile);
            }
            Wrong::PanicsOnBadBody if phone.is_object() => {
                panic!("a telephone number is not an object")
            }
            Wrong::RejectsAtMissingPath if phone.is_object() => {
                message
                    .member("telephone")
                    .object(EmptyMeaning::Keep)
                    .member("number")
                    .problem_missing("a number is expected");
            }
            Wrong::ShowsThePassword | Wrong::ShowsHalfThePassword => message.ignore(&["note"]),
            Wrong::IgnoresUnknownMembers => {
                message.members().for_each(|(name, _)| message.ignore(&[name]));
            }
            _ => {}
        }
        let is_known = context.current.is_some();
        if self.is(Wrong::ClearsAbsentMembers) && is_known && phone.is_absent() {
            update.contact.mobile = Patch::Clear;
        }
        if self.is(Wrong::IgnoresReadOnlyMembers) && is_known {
            message.ignore(&["teams"]);
        }
        message.read_only(Message::Update, &["teams"]);
    }

    fn write_update<'u>(
        &'u self,
        update: &'u UserUpdate,
        context: &UpdateContext<'u>,
        out: &mut ObjectWriter<'_, 'u>,
    ) {
        let (mobile, mail) = (&update.contact.mobile, update.sign_in.email.as_ref());
        assert!(
            !self.is(Wrong::PanicsWithCurrentUser) || context.current.is_none(),
            "nobody is known"
        );
        if update.id.is_some() {
            USER_ID.write_update(update, context, out);
        }
        let is_mail_first = !self.is_at_times(Wrong::EncodesInRandomOrder);
        if is_mail_first {
            self.write_mail(mail, out);
        }
        match (self.wrong, mobile) {
            (Wrong::RecordsWrongPath, Patch::Set(number)) => {
                out.literal_text("phone", number.as_str());
                out.record_also("id", Attribute::Mobile, None);
            }
            (Wrong::ClearsAsItSets, Patch::Clear) => {
                out.attribute("phone", Attribute::Mobile, Ok((Node::text("0"), None)));
            }
            (Wrong::WritesNullForAbsent, Patch::Keep) => out.literal("phone", Node::Null),
            (Wrong::ErasesUnreadable, Patch::Keep)
                if context.current.is_some_and(|user| user.contact.mobile.is_none()) =>
            {
                out.literal("phone", Node::Null);
            }
            _ => out.change("phone", Attribute::Mobile, mobile, ClearWith::Null, as_text),
        }
        if !is_mail_first {
            self.write_mail(mail, out);
        }
        match (self.wrong, &update.sign_in.password) {
            (Wrong::ShowsThePassword, Some(password)) => {
                out.literal_text("note", password.expose());
            }
            (Wrong::ShowsHalfThePassword, Some(password)) => {
                out.literal_text(
                    "note",
                    password.expose().chars().take(16).collect::<String>().to_lowercase(),
                );
            }
            _ => {}
        }
        if self.is(Wrong::RecordsOutsideBody) && !update.profile.company.is_keep() {
            out.record_outside_body(Attribute::Company, None);
        }
    }

    fn read_user(&self, message: &Object<'_, '_>, user: &mut User) {
        user.sign_in.email = message.member("mail").value(Attribute::Email, &email());
        let codec = PhoneOf { broken: self, more: Wrong::DecodesResponseWrongly };
        let phone = message.member("phone");
        let is_phone = |json| Codec::parse(&codec, json).is_ok();
        user.contact.mobile = match phone.consume() {
            Some(json) if self.is(Wrong::ForgetsUnreadable) && !is_phone(json) => None,
            _ => phone.value(Attribute::Mobile, &codec),
        };
        let is_odd = !message.member("phone").is_absent() && user.contact.mobile.is_none();
        if !(is_odd && self.is(Wrong::RejectsUnusualResponse)) {
            USER_ID.read_user(message, user);
        }
        assert!(
            !(self.is(Wrong::PanicsOnBadResponse)
                && !message.member("mail").is_absent()
                && user.sign_in.email.is_none()),
            "an answer has an address"
        );
        user.access.teams =
            message.member("teams").list(Attribute::Teams, EmptyMeaning::Keep, |field| {
                let mut team = Team::new(
                    field
                        .object(EmptyMeaning::Keep)
                        .member("id")
                        .part(&text_value::<ResourceId>())?,
                );
                if !self.is(Wrong::LosesUnknownMembers) {
                    team.extras = field.extras(|out| out.literal_text("id", team.id.as_str()));
                }
                Some(team)
            });
    }

    fn write_user<'u>(&'u self, user: &'u User, out: &mut ObjectWriter<'_, 'u>) {
        out.attribute("id", Attribute::Id, as_text(&user.id));
        match &user.sign_in.email {
            Some(_) if self.is(Wrong::RecordsAbsentMembers) => {
                out.record_object(Attribute::Email, None);
            }
            email => out.value("mail", Attribute::Email, email.as_ref(), as_text),
        }
        out.value("phone", Attribute::Mobile, user.contact.mobile.as_ref(), as_text);
        let write = |team: &'u Team, out: &mut ObjectWriter<'_, 'u>| {
            out.literal_text("id", team.id.as_str());
        };
        out.list(
            "teams",
            Attribute::Teams,
            user.access.teams.as_deref(),
            |team| Some(&team.extras),
            write,
        );
        if self.is(Wrong::InventsInResponses) && user.contact.mobile.is_none() {
            out.literal_text("phone", "0");
        }
        if self.is(Wrong::WritesWhatItDoesNotRead) {
            out.literal_text("plan", "free");
        }
    }
}

impl FailureFormat for Broken {
    fn schema(&self) -> Schema {
        Schema::any()
    }

    fn status(&self, kind: FailureKind) -> u16 {
        if self.is(Wrong::ForgetsKind) { 400 } else { kind.status() }
    }

    fn read(&self, message: &Object<'_, '_>, refusals: &mut FailureParser) {
        refusals.problem_list(message, "problems", "at", "say");
        refusals.message_members(message);
        let reading = refusals.parsed_mut();
        if self.is(Wrong::RecordsNoFailurePath) {
            reading
                .texts
                .iter_mut()
                .for_each(|(_, pointer)| *pointer = Pointer::ROOT.child("nowhere"));
        }
        for (refusal, _) in &mut reading.problems {
            match self.wrong {
                Wrong::RepeatsVendorText => {
                    let text = refusal.vendor_text.take();
                    refusal.detail =
                        text.map(|text| text.expose().to_owned()).unwrap_or_default().into();
                }
                Wrong::ForgetsPaths => {
                    let last = |place: ProblemLocation| {
                        ProblemLocation::new(place.dialect.clone(), "/mail".to_owned())
                    };
                    refusal.place = refusal.place.take().map(last);
                }
                _ => {}
            }
        }
    }

    fn write<'u>(
        &'u self,
        kind: FailureKind,
        told: &'u [ReportedProblem],
        out: &mut ObjectWriter<'_, 'u>,
    ) {
        out.attribute(
            "title",
            ReportedField::Message,
            Ok((Node::text(kind.title()), Some(Conversion::Rephrased))),
        );
        assert!(
            !self.is(Wrong::PanicsOnManyProblems) || told.len() < 30,
            "a refusal has few problems"
        );
        let listed = (!told.is_empty()).then_some(told);
        out.objects(
            "problems",
            listed,
            |_| None,
            |told, problem| {
                problem.text("at", told.pointer.as_ref());
                problem.literal_text("code", told.code.as_str());
                problem.literal_text("say", told.detail.as_ref());
                idiolect::dialect::failure_parser::record(told, problem);
            },
        );
    }
}

/// Telephone numbers, with one more digit where that is what is wrong.
#[derive(Debug)]
struct PhoneOf<'b> {
    broken: &'b Broken,
    more: Wrong,
}

impl Codec for PhoneOf<'_> {
    type Value = Phone;

    fn schema(&self, message: Message) -> Schema {
        phone().schema(message)
    }

    fn parse(&self, json: Value<'_>) -> Result<Parsed<Phone>, InvalidValue> {
        let text = json.as_text().unwrap_or_default();
        let is_long = text.len() >= 1000 && self.more == Wrong::AddsOnEachEncoding;
        assert!(!self.broken.is(Wrong::PanicsOnLongText) || !is_long, "a number is short");
        match json {
            Value::Text(text) if self.broken.is(self.more) => {
                Phone::parse(&format!("{text}0")).map(Into::into)
            }
            json => phone().parse(json),
        }
    }

    fn print<'u>(&'u self, phone: &'u Phone, _: Message) -> Encoding<'u> {
        as_text(phone)
    }
}

impl Broken {
    fn write_mail<'u>(&self, mail: Option<&'u Email>, out: &mut ObjectWriter<'_, 'u>) {
        match (self.wrong, mail) {
            (Wrong::RecordsWhatItDoesNotWrite, Some(_)) => {
                out.record_object(Attribute::Email, None);
            }
            (Wrong::InventsInUpdates, None) => out.literal_text("mail", "nobody@example.com"),
            _ => out.value("mail", Attribute::Email, mail, as_text),
        }
        if self.is(Wrong::RecordsAsDroppedWhatItWrites) && mail.is_some() {
            out.record_dropped(Attribute::Email, DropReason::InvalidForTarget);
        }
    }
}
