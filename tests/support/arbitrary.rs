//! Users and updates made from any bytes: every byte decides one thing, and none left means nothing more is said.

use std::collections::BTreeMap;

use idiolect::model::{
    AccountId, AnalyticsReport, ConsentMethod, Country, Date, Email, Feature, Identity, LanguageTag, Membership,
    MembershipGrant, MembershipId, Name, Organisation, OrganisationDetails, Password, Patch, Phone, ResourceId, Role,
    RoleId, RoleTemplateId, Schedule, Setting, SettingKey, Status, Team, Term, Text, TimeZone, Timestamp, User, UserId,
    UserType, UserUpdate, Username, WebLink, What3Words, parse_date,
};

/// A password that no output may hold.
pub const CANARY: &str = "C@nary-Passw0rd-7319";

pub const UUID: &str = "3c90c3cc-0d44-4b50-8888-8dd25736052a";
const OTHER_UUID: &str = "d81c8ee2-44b3-429f-b944-a33ad7437690";

/// The bytes that decide.
pub struct Source<'b>(std::slice::Iter<'b, u8>);

impl<'b> Source<'b> {
    pub fn new(bytes: &'b [u8]) -> Self {
        Self(bytes.iter())
    }

    fn below(&mut self, end: usize) -> usize {
        self.0.next().map_or(0, |byte| usize::from(*byte) % end)
    }

    fn pick<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())]
    }

    fn maybe<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        (self.below(3) == 1).then(|| make(self))
    }

    fn patch<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Patch<T> {
        match self.below(4) {
            1 => Patch::Clear,
            2 => Patch::Set(make(self)),
            _ => Patch::Keep,
        }
    }

    fn list<T>(&mut self, mut make: impl FnMut(&mut Self) -> T) -> Vec<T> {
        (0..self.below(3)).map(|_| make(self)).collect()
    }

    fn flag(&mut self) -> bool {
        self.below(2) == 1
    }

    fn text(&mut self) -> Text {
        let text = self.pick(&["Ada", "van Dyke", "O\"Neil\\", "Zoë 🦀", "a/b~c", "x", "Mary Ann Evans", "1"]);
        Text::parse(text).unwrap()
    }

    fn account(&mut self) -> AccountId {
        AccountId::parse(self.pick(&["my_account", "my_account_child", "a/b c", "é%2F"])).unwrap()
    }

    fn date(&mut self) -> Date {
        parse_date(self.pick(&["1985-06-15", "2000-02-29", "0001-01-01", "9999-12-31"])).unwrap().date
    }

    fn timestamp(&mut self) -> Timestamp {
        let text = self.pick(&["2023-11-07T05:31:56Z", "2021-01-27T13:58:38.06968Z", "0001-01-01T00:00:00+02:00"]);
        Timestamp::parse(text).unwrap()
    }

    fn link(&mut self) -> WebLink {
        WebLink::parse(self.pick(&["https://example.com/me", "http://a.example?q=1#x"])).unwrap()
    }

    fn phone(&mut self) -> Phone {
        Phone::parse(self.pick(&["020 3728 5000", "+44 7700 900456", "0", "(303) 555-1111 ext 4"])).unwrap()
    }

    fn resource(&mut self) -> ResourceId {
        ResourceId::parse(self.pick(&[UUID, OTHER_UUID, "r-1"])).unwrap()
    }

    fn key(&mut self) -> SettingKey {
        SettingKey::parse(self.pick(&["/textus/user_schema/calendar", "plain", "~tilde~", "é"])).unwrap()
    }

    fn value(&mut self) -> String {
        self.pick(&["https://calend.ly/x", "", " ", "\u{1}\n\"quoted\""]).to_owned()
    }

    fn status(&mut self) -> Status {
        self.pick(&[Status::Active, Status::Disabled, Status::Locked, Status::Deleted])
    }

    fn user_type(&mut self) -> UserType {
        self.pick(&[UserType::Invited, UserType::Member, UserType::Author, UserType::Admin, UserType::Owner])
    }

    fn country(&mut self) -> Country {
        Country::parse(self.pick(&["GB", "eu", "United States", "Atlantis", "united kingdom"])).unwrap()
    }

    fn grant(&mut self) -> MembershipGrant {
        let role = self.text();
        MembershipGrant::new(role, self.account())
    }

    fn report(&mut self) -> AnalyticsReport {
        let schedule = self.pick(&["FREQ=MONTHLY;BYDAY=1FR", "FREQ=DAILY", "FREQ=YEARLY;BYMONTH=1,2;COUNT=3"]);
        let (account, period) = (self.account(), self.text());
        AnalyticsReport::new(account, Schedule::parse(schedule).unwrap(), period, self.list(Self::text))
    }

    fn username(&mut self) -> Username {
        Username::parse(self.pick(&["ada", "ada.byron@example.com", "ada byron", "é"])).unwrap()
    }

    fn email(&mut self) -> Email {
        Email::parse(self.pick(&["ada@example.com", "not+chuck@textus.example"])).unwrap()
    }
}

/// An update of [`UUID`].
pub fn update(bytes: &[u8]) -> UserUpdate {
    let source = &mut Source::new(bytes);
    let mut update = UserUpdate::new(UserId::parse(UUID).unwrap());
    update.name.full = source.maybe(Source::text);
    update.name.given = source.patch(Source::text);
    update.name.family = source.patch(Source::text);
    update.sign_in.username = source.maybe(Source::username);
    update.sign_in.email = source.maybe(Source::email);
    update.sign_in.sso_enabled = source.maybe(Source::flag);
    update.sign_in.sso_id = source.patch(Source::text);
    update.sign_in.password =
        source.maybe(|source| Password::parse(source.pick(&[CANARY, "weak-C@nary-Passw0rd-7319 x"])).unwrap());
    update.profile.date_of_birth = source.patch(Source::date);
    update.profile.company = source.patch(Source::text);
    update.profile.website = source.patch(Source::link);
    update.profile.picture = source.patch(Source::link);
    update.profile.preferred_language =
        source.patch(|source| LanguageTag::parse(source.pick(&["en-GB", "en", "zh-Hant-TW"])).unwrap());
    update.profile.time_zone = source.patch(|source| TimeZone::parse(source.pick(&["Europe/London", "UTC"])).unwrap());
    update.address.country = source.patch(Source::country);
    update.address.building = source.patch(Source::text);
    update.address.house_number = source.patch(Source::text);
    update.address.street = source.patch(Source::text);
    update.address.area = source.patch(Source::text);
    update.address.town = source.patch(Source::text);
    update.address.county = source.patch(Source::text);
    update.address.postcode = source.patch(Source::text);
    update.address.what3words = source.patch(|_| What3Words::parse("spark.dizzy.ramp").unwrap());
    update.contact.landline = source.patch(Source::phone);
    update.contact.mobile = source.patch(Source::phone);
    update.work.occupation = source.patch(Source::text);
    update.work.cscs = source.patch(Source::text);
    update.work.eusr = source.patch(Source::text);
    update.work.employment_start = source.patch(Source::date);
    update.access.status = source.maybe(Source::status);
    update.access.user_type = source.maybe(Source::user_type);
    update.access.default_role_template = source.maybe(|_| RoleTemplateId::parse("5460fbd9e4b0deacf4b59b7f").unwrap());
    update.access.roles = source.maybe(|source| {
        source.list(|source| RoleId::parse(source.pick(&[UUID, OTHER_UUID, UUID, "not-a-uuid"])).unwrap())
    });
    update.access.memberships = source.maybe(|source| source.list(Source::grant));
    update.preferences.notify_by_email = source.maybe(Source::flag);
    update.preferences.notify_by_audio = source.maybe(Source::flag);
    update.preferences.default_messaging_account = source.maybe(Source::account);
    update.preferences.analytics_reports = source.maybe(|source| source.list(Source::report));
    update.custom_settings = source
        .list(|source| (source.key(), if source.flag() { Setting::Clear } else { Setting::Set(source.value()) }))
        .into_iter()
        .collect();
    update
}

/// What `bytes` say of the user `before`, as far as an update could have said it.
pub fn changed(before: &User, bytes: &[u8]) -> User {
    let mut user = before.clone();
    update(bytes).apply(&mut user);
    user
}

/// A user.
pub fn user(bytes: &[u8]) -> User {
    let source = &mut Source::new(bytes);
    let mut user = User::new(UserId::parse(source.pick(&[UUID, "wqyODPA", "a/b c?"])).unwrap());
    let (full, given, family) = (source.maybe(Source::text), source.maybe(Source::text), source.maybe(Source::text));
    user.name = Name::new(full, given, family);
    user.sign_in.email_verified = source.maybe(Source::flag);
    user.sign_in.has_password = source.maybe(Source::flag);
    user.access.service_account = source.maybe(Source::flag);
    user.access.roles = source.maybe(|source| source.list(role));
    user.access.memberships = source.maybe(|source| source.list(membership));
    user.access.organisations = source.maybe(|source| source.list(organisation));
    user.access.teams = source.maybe(|source| source.list(|source| Team::new(source.resource())));
    user.access.grants = source.maybe(|source| source.list(Source::text));
    user.access.identities = source.maybe(|source| source.list(identity));
    user.access.namespace = source.maybe(Source::text);
    user.history.created_at = source.maybe(Source::timestamp);
    user.history.updated_at = source.maybe(Source::timestamp);
    user.history.consented_at = source.maybe(Source::timestamp);
    user.history.consent_method = source.maybe(|source| source.pick(&[ConsentMethod::OptIn, ConsentMethod::TextRef]));
    user.custom_settings = source.list(|source| (source.key(), source.value())).into_iter().collect::<BTreeMap<_, _>>();
    let rest: Vec<u8> = source.0.clone().copied().collect();
    let mut said = update(&rest);
    said.name = idiolect::model::NameUpdate::default();
    said.access.roles = None;
    said.access.memberships = None;
    said.apply(&mut user);
    user
}

fn role(source: &mut Source<'_>) -> Role {
    let mut role = Role::new(RoleId::parse(source.pick(&[UUID, OTHER_UUID, "r"])).unwrap());
    role.name = source.maybe(Source::text);
    role.description = source.maybe(Source::text);
    role.context = source.maybe(Source::text);
    role.level = source.maybe(Source::text);
    role
}

fn membership(source: &mut Source<'_>) -> Membership {
    let mut membership = Membership::new(source.grant());
    membership.id = source.maybe(|source| MembershipId::parse(source.pick(&["jVq0Kwz", "AP1yemE"])).unwrap());
    membership.account_name = source.maybe(Source::text);
    membership
}

fn identity(source: &mut Source<'_>) -> Identity {
    let mut identity = Identity::new(source.resource());
    identity.platform = source.maybe(Source::text);
    identity
}

fn organisation(source: &mut Source<'_>) -> Organisation {
    let mut organisation = Organisation::new(source.resource());
    organisation.details = source.maybe(|source| {
        let mut details = OrganisationDetails::default();
        details.name = source.maybe(Source::text);
        details.slug = source.maybe(Source::text);
        details.sandbox = source.maybe(Source::flag);
        details.schemes = source.maybe(|source| {
            source.list(|source| {
                let mut term = Term::default();
                term.singular = source.maybe(Source::text);
                term
            })
        });
        details.features = source.maybe(|source| {
            source.list(|source| {
                let mut feature = Feature::default();
                feature.limit = source.maybe(|source| u64::try_from(source.below(200)).unwrap());
                feature
            })
        });
        details.created_at = source.maybe(Source::timestamp);
        details.users = source.maybe(|source| source.list(Source::resource));
        details
    });
    organisation
}
