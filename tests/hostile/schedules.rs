//! Recurrence rules: which have the right syntax. A rule is never evaluated.

use serde_json::{Value, json};

use crate::messages::{holds_unchanged, update, user, user_json};
use crate::support::dialect;

const RULES: [&str; 17] = [
    "FREQ=SECONDLY",
    "FREQ=DAILY;COUNT=1",
    "FREQ=DAILY;COUNT=4294967295",
    "FREQ=DAILY;INTERVAL=4294967295",
    "FREQ=DAILY;COUNT=0001",
    "COUNT=2;FREQ=DAILY",
    "FREQ=SECONDLY;BYSECOND=60;BYMINUTE=0;BYHOUR=0",
    "FREQ=YEARLY;BYDAY=53MO,-53SU,+1TU",
    "FREQ=YEARLY;BYMONTHDAY=-31,31;BYYEARDAY=-366,366",
    "FREQ=YEARLY;BYWEEKNO=53,-53;BYSETPOS=-366",
    "FREQ=MONTHLY;BYDAY=MO,MO,MO",
    "FREQ=WEEKLY;WKST=MO",
    "FREQ=DAILY;UNTIL=00000101",
    "FREQ=DAILY;UNTIL=99991231T235959Z",
    // Only the syntax of a date is checked.
    "FREQ=DAILY;UNTIL=20239999",
    "FREQ=DAILY;UNTIL=20230101T999999",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
];

const NO_RULES: [&str; 57] = [
    "",
    " ",
    ";",
    "=",
    "FREQ",
    "FREQ=",
    "=DAILY",
    "FREQ=daily",
    "freq=DAILY",
    "FREQ =DAILY",
    "FREQ= DAILY",
    " FREQ=DAILY",
    "FREQ=DAILY ",
    "FREQ=DAILY\n",
    "FREQ=DAILY\r\nDTSTART:20230101",
    "FREQ=DAILY\u{0}",
    "RRULE:FREQ=DAILY",
    "EXRULE:FREQ=DAILY",
    "DTSTART:20230101T000000Z",
    "FREQ=DAILY;;COUNT=1",
    "FREQ=DAILY;COUNT=1;",
    ";FREQ=DAILY",
    "FREQ=DAILY;FREQ=DAILY",
    "FREQ=DAILY;COUNT=1;COUNT=2",
    "FREQ=DAILY;COUNT=1;UNTIL=20230101",
    "FREQ=DAILY;COUNT=0",
    "FREQ=DAILY;COUNT=+1",
    "FREQ=DAILY;COUNT=-1",
    "FREQ=DAILY;COUNT=1.5",
    "FREQ=DAILY;COUNT=1e3",
    "FREQ=DAILY;COUNT=4294967296",
    "FREQ=DAILY;COUNT=99999999999999999999",
    "FREQ=DAILY;COUNT=\u{661}",
    "FREQ=DAILY;COUNT=",
    "FREQ=DAILY;INTERVAL=0",
    "FREQ=DAILY;BYSECOND=61",
    "FREQ=DAILY;BYSECOND=",
    "FREQ=DAILY;BYSECOND=1,",
    "FREQ=DAILY;BYSECOND=,1",
    "FREQ=DAILY;BYMINUTE=60",
    "FREQ=DAILY;BYHOUR=24",
    "FREQ=DAILY;BYHOUR=-1",
    "FREQ=DAILY;BYDAY=54MO",
    "FREQ=DAILY;BYDAY=0MO",
    "FREQ=DAILY;BYDAY=+-1MO",
    "FREQ=DAILY;BYDAY=1",
    "FREQ=DAILY;BYDAY=MON",
    "FREQ=DAILY;BYDAY=mo",
    "FREQ=DAILY;BYMONTHDAY=0",
    "FREQ=DAILY;BYMONTHDAY=32",
    "FREQ=DAILY;BYYEARDAY=367",
    "FREQ=DAILY;BYWEEKNO=54",
    "FREQ=DAILY;BYMONTH=-1",
    "FREQ=DAILY;WKST=1MO",
    "FREQ=DAILY;UNTIL=2023-01-01",
    "FREQ=DAILY;X-NAME=1",
    "FREQ=DAILY;BYEASTER=0",
];

fn report(name: &str, rule: &str) -> Value {
    if name == "textus" {
        json!({"account": "/accounts/a", "schedule": rule, "timePeriod": "week", "reports": ["users"]})
    } else {
        json!({"account": "a", "schedule": rule, "time_period": "week", "reports": ["users"]})
    }
}

fn bodies(name: &str, rule: &str) -> [Value; 2] {
    let report = report(name, rule);
    if name == "textus" {
        let settings = json!({ "analyticsReports": [report] });
        [json!({ "settings": settings }), json!({ "id": "/users/a", "settings": settings })]
    } else {
        let of_version = json!({"version": 1, "analytics_reports": [report]});
        let mut user = of_version.clone();
        user["id"] = json!("a");
        [of_version, user]
    }
}

#[test]
fn a_rule_is_kept_unchanged_or_is_a_problem_at_its_path() {
    for (name, place) in [
        ("textus", "/settings/analyticsReports/0/schedule"),
        ("canonical", "/analytics_reports/0/schedule"),
    ] {
        let dialect = dialect(name);
        for rule in RULES {
            let [body, user_body] = bodies(name, rule);
            let read = update(&*dialect, body.to_string().as_bytes()).unwrap().value;
            assert_eq!(read.preferences.analytics_reports.unwrap()[0].schedule.as_str(), rule);
            let user = holds_unchanged(&*dialect, user_body.to_string().as_bytes(), rule).value;
            assert_eq!(user_json(&user)["analytics_reports"][0]["schedule"], json!(rule));
        }
        for rule in NO_RULES {
            let [body, user_body] = bodies(name, rule);
            let found = update(&*dialect, body.to_string().as_bytes()).map(|_| ()).unwrap_err();
            assert_eq!(found, [format!("{place} schedule")], "{rule:?}");
            let user = holds_unchanged(&*dialect, user_body.to_string().as_bytes(), rule).value;
            assert_eq!(user.preferences.analytics_reports, None, "{rule:?}");
        }
    }
}

/// A list of many numbers and many parts is read in linear time.
#[test]
fn a_rule_may_be_long() {
    let days = vec!["MO"; 100_000].join(",");
    let rule = format!("FREQ=WEEKLY;BYDAY={days}");
    let [body, user_body] = bodies("textus", &rule);
    let dialect = dialect("textus");
    let read = update(&*dialect, body.to_string().as_bytes()).unwrap().value;
    assert!(read.preferences.analytics_reports.unwrap()[0].schedule.as_str() == rule);
    assert!(user(&*dialect, user_body.to_string().as_bytes()).is_ok());
    let parts: Vec<String> = (0..60_000).map(|number| format!("X{number}=1")).collect();
    let [body, _] = bodies("textus", &parts.join(";"));
    let found = update(&*dialect, body.to_string().as_bytes()).map(|_| ()).unwrap_err();
    assert_eq!(found, ["/settings/analyticsReports/0/schedule schedule"]);
}
