//! Linear cost: a message of twice the size costs twice the allocations, bytes, values and records.

use idiolect::dialect::{
    DialectExt, Error, FailureResponse, LossPolicy, Settings, UpdateContext, by_name,
};
use idiolect::{Translator, UpdateOptions};

use crate::support::{ALL, dialect, fixtures};

/// A message of a certain size.
struct Shape {
    what: &'static str,
    dialect: &'static str,
    make: fn(usize) -> String,
}

const fn shape(what: &'static str, dialect: &'static str, make: fn(usize) -> String) -> Shape {
    Shape { what, dialect, make }
}

fn list(count: usize, of: impl Fn(usize) -> String) -> String {
    (0..count).map(of).collect::<Vec<_>>().join(",")
}

/// A long name, and the members inside it, as many as the message is wide.
fn below_a_long_name(size: usize) -> String {
    format!("\"{}\":{{{}}}", "n".repeat(size * 8), list(size, |at| format!("\"k{at}\":\"x\"")))
}

fn unknown(size: usize) -> String {
    list(size, |at| format!("\"k{at}\":{at}"))
}

fn strings(size: usize) -> String {
    list(size, |at| format!("\"k{at}\":\"v{at}\""))
}

fn numbers(size: usize) -> String {
    format!("\"extra\":[{}]", list(size, |at| format!("{at}.5")))
}

/// The maximum depth, as often as the size allows.
fn deep(size: usize) -> String {
    list(size / 32, |at| format!("\"k{at}\":{}7{}", "[".repeat(50), "]".repeat(50)))
}

fn long(size: usize) -> String {
    "x".repeat(size * 16)
}

/// The same name repeated.
fn repeated(size: usize) -> String {
    list(size, |_| "\"again\":1".to_owned())
}

const UPDATES: [Shape; 22] = [
    shape("unknown members", "json-api", |size| {
        format!("{{\"data\":{{\"type\":\"users\",\"attributes\":{{{}}}}}}}", unknown(size))
    }),
    shape("unknown members", "flat-roles", |size| format!("{{{}}}", unknown(size))),
    shape("unknown members", "legacy", |size| format!("{{{}}}", unknown(size))),
    shape("unknown members of an address", "legacy", |size| {
        format!("{{\"address\":{{{}}}}}", unknown(size))
    }),
    shape("unknown members", "upsun", |size| format!("{{{}}}", unknown(size))),
    shape("unknown members", "textus", |size| format!("{{\"settings\":{{{}}}}}", unknown(size))),
    shape("unknown members", "canonical", |size| format!("{{\"version\":1,{}}}", unknown(size))),
    shape("one member again and again", "upsun", |size| format!("{{{}}}", repeated(size))),
    shape("members below a long name", "textus", |size| {
        format!("{{\"settings\":{{{}}}}}", below_a_long_name(size))
    }),
    shape("settings below a long name", "canonical", |size| {
        format!("{{\"version\":1,\"custom_settings\":{{{}}}}}", below_a_long_name(size))
    }),
    shape("exact numbers", "upsun", |size| format!("{{{}}}", numbers(size))),
    shape("depth", "upsun", |size| format!("{{{}}}", deep(size))),
    shape("a long text", "upsun", |size| format!("{{\"first_name\":\"{}\"}}", long(size))),
    shape("a long text of two words", "textus", |size| {
        format!("{{\"name\":\"{0} {0}\"}}", long(size))
    }),
    shape("a long escaped text", "legacy", |size| {
        format!("{{\"firstName\":\"{}\"}}", "\\u0041".repeat(size * 4))
    }),
    shape("a long password", "legacy", |size| {
        format!("{{\"userName\":\"x\",\"password\":\"Aa1!{}\"}}", long(size))
    }),
    shape("settings", "textus", |size| {
        format!("{{\"settings\":{{\"customSettings\":{{{}}}}}}}", strings(size))
    }),
    shape("settings of another type", "textus", |size| {
        format!("{{\"settings\":{{\"customSettings\":{{{}}}}}}}", unknown(size))
    }),
    shape("roles", "flat-roles", |size| {
        format!(
            "{{\"roles\":[{}]}}",
            list(size, |at| format!("\"3c90c3cc-0d44-4b50-8888-{at:012}\""))
        )
    }),
    shape("roles that are none", "flat-roles", |size| {
        format!("{{\"roles\":[{}]}}", list(size, |at| format!("\"{at}\"")))
    }),
    shape("memberships", "textus", |size| {
        format!(
            "{{\"memberships\":[{}]}}",
            list(size, |at| format!("{{\"role\":\"r\",\"account\":\"/accounts/a{at}\"}}"))
        )
    }),
    shape("a long rule", "textus", |size| {
        let days = vec!["MO"; size].join(",");
        let report = format!(
            "{{\"account\":\"/accounts/a\",\"schedule\":\"FREQ=WEEKLY;BYDAY={days}\",\"timePeriod\":\"w\",\"reports\":[]}}"
        );
        format!("{{\"settings\":{{\"analyticsReports\":[{report}]}}}}")
    }),
];

const USERS: [Shape; 20] = [
    shape("unknown members", "json-api", |size| {
        format!(
            "{{\"data\":{{\"id\":\"a\",\"attributes\":{{\"profile\":{{{}}}}}}}}}",
            unknown(size)
        )
    }),
    shape("unknown members", "flat-roles", |size| format!("{{\"id\":\"a\",{}}}", unknown(size))),
    shape("unknown members", "legacy", |size| {
        format!("{{\"id\":\"a\",\"address\":{{{}}}}}", unknown(size))
    }),
    shape("unknown members", "upsun", |size| format!("{{\"id\":\"a\",{}}}", unknown(size))),
    shape("unknown members", "textus", |size| {
        format!("{{\"id\":\"/users/a\",\"settings\":{{{}}}}}", unknown(size))
    }),
    shape("unknown members", "canonical", |size| {
        format!("{{\"version\":1,\"id\":\"a\",{}}}", unknown(size))
    }),
    shape("one member again and again", "upsun", |size| {
        format!("{{\"id\":\"a\",{}}}", repeated(size))
    }),
    shape("members below a long name", "upsun", |size| {
        format!("{{\"id\":\"a\",{}}}", below_a_long_name(size))
    }),
    shape("settings, and members below a long name", "textus", |size| {
        format!(
            "{{\"id\":\"a\",\"settings\":{{\"customSettings\":{{{}}}}},{}}}",
            strings(size),
            below_a_long_name(size)
        )
    }),
    shape("settings of another type", "textus", |size| {
        format!("{{\"id\":\"a\",\"settings\":{{\"customSettings\":{{{}}}}}}}", unknown(size))
    }),
    shape("exact numbers", "upsun", |size| format!("{{\"id\":\"a\",{}}}", numbers(size))),
    shape("depth", "upsun", |size| format!("{{\"id\":\"a\",{}}}", deep(size))),
    shape("a long text", "upsun", |size| {
        format!("{{\"id\":\"a\",\"first_name\":\"{0}\",\"website\":\"{0}\"}}", long(size))
    }),
    shape("a long id", "textus", |size| format!("{{\"id\":\"/users/{}\"}}", long(size))),
    shape("roles with more than is documented", "legacy", |size| {
        format!(
            "{{\"id\":\"a\",\"roles\":[{}]}}",
            list(size, |at| format!("{{\"id\":\"r{at}\",\"extra\":{at},\"level\":7}}"))
        )
    }),
    shape("roles of which one is none", "flat-roles", |size| {
        format!(
            "{{\"id\":\"a\",\"roles\":[{},7]}}",
            list(size, |at| format!("{{\"id\":\"r{at}\",\"name\":5}}"))
        )
    }),
    shape("memberships", "textus", |size| {
        let member = |at| {
            format!(
                "{{\"id\":\"/users/a/memberships/m{at}\",\"role\":\"r\",\"account\":{{\"id\":\"/accounts/a{at}\"}},\"x\":1}}"
            )
        };
        format!("{{\"id\":\"/users/a\",\"memberships\":{{\"members\":[{}]}}}}", list(size, member))
    }),
    shape("organisations and all that is included", "json-api", |size| {
        let reference = |at| format!("{{\"type\":\"organisations\",\"id\":\"o{at}\"}}");
        let resource = |at| {
            format!(
                "{{\"type\":\"organisations\",\"id\":\"o{at}\",\"attributes\":{{\"name\":\"n\",\"x\":1}}}}"
            )
        };
        let related = format!("{{\"organisations\":{{\"data\":[{}]}}}}", list(size, reference));
        format!(
            "{{\"data\":{{\"id\":\"a\",\"relationships\":{related}}},\"included\":[{}]}}",
            list(size, resource)
        )
    }),
    shape("included, and referred to nowhere", "json-api", |size| {
        let resource = |at| {
            format!("{{\"type\":\"teams\",\"id\":\"t{at}\",\"attributes\":{{\"name\":\"n\"}}}}")
        };
        format!("{{\"data\":{{\"id\":\"a\"}},\"included\":[{}]}}", list(size, resource))
    }),
    shape("what was kept for others", "canonical", |size| {
        let entry = |at| {
            format!("{{\"dialect\":\"upsun\",\"pointer\":\"/a/k{at}\",\"original\":\"{at}\"}}")
        };
        format!("{{\"version\":1,\"id\":\"a\",\"remainder\":[{}]}}", list(size, entry))
    }),
];

const FAILURES: [Shape; 11] = [
    shape("fields", "legacy", |size| format!("{{{}}}", strings(size))),
    shape("fields below a long name", "legacy", |size| format!("{{{}}}", below_a_long_name(size))),
    shape("fields of the user's", "legacy", |size| {
        format!("{{{}}}", list(size, |at| format!("\"address.city.{at}\":\"x\"")))
    }),
    shape("fields", "upsun", |size| format!("{{\"detail\":{{{}}}}}", strings(size))),
    shape("fields below a long name", "upsun", |size| {
        format!("{{\"detail\":{{{}}}}}", below_a_long_name(size))
    }),
    shape("violations", "textus", |size| {
        format!(
            "{{\"violations\":[{}]}}",
            list(size, |at| format!(
                "{{\"propertyPath\":\"settings.customSettings.k{at}\",\"message\":\"m{at}\"}}"
            ))
        )
    }),
    shape("violations in one place", "textus", |size| {
        format!(
            "{{\"violations\":[{}]}}",
            list(size, |at| format!("{{\"propertyPath\":\"settings\",\"message\":\"m{at}\"}}"))
        )
    }),
    shape("errors", "json-api", |size| {
        format!(
            "{{\"errors\":[{}]}}",
            list(size, |at| format!(
                "{{\"source\":{{\"pointer\":\"/data/{at}\"}},\"detail\":\"d{at}\"}}"
            ))
        )
    }),
    shape("errors", "flat-roles", |size| {
        format!(
            "{{\"errors\":[{}]}}",
            list(size, |at| format!("{{\"path\":\"/roles/{at}\",\"code\":\"uuid\"}}"))
        )
    }),
    shape("a long path", "flat-roles", |size| {
        format!("{{\"errors\":[{{\"path\":\"{}\"}}]}}", "/a".repeat(size * 8))
    }),
    shape("a long text that is no JSON", "canonical", long),
];

/// The number of values and records that a message results in.
#[derive(Debug, Clone, Copy, Default)]
struct Made {
    nodes: u64,
    bytes: u64,
}

impl Made {
    fn add(&mut self, nodes: usize, bytes: usize) {
        self.nodes += nodes as u64;
        self.bytes += bytes as u64;
    }
}

fn add_failure(error: &Error, made: &mut Made) {
    made.add(error.problems().len(), error.to_string().len());
    for front in ALL {
        let failure = error.to_failure(&dialect(front).id());
        let encoded = dialect(front).encode_failure(&failure);
        made.add(encoded.provenance.entries().count(), encoded.message.body.len());
    }
}

fn update(from: &str, body: &str) -> Made {
    let mut made = Made::default();
    match dialect(from).decode_update(body.as_bytes(), &UpdateContext::EMPTY) {
        Err(error) => add_failure(&error, &mut made),
        Ok(read) => {
            made.add(read.provenance.entries().count(), 0);
            let (options, strict) = (
                UpdateOptions::default().with_loss_policy(LossPolicy::AllowAll),
                UpdateOptions::default(),
            );
            let source = dialect(from);
            for to in ALL {
                let target = dialect(to);
                let translator = Translator::new(&*source, &*target);
                match translator.translate_decoded(&read, &options) {
                    Ok(translation) => {
                        made.add(translation.report.rows().len(), translation.body.len());
                    }
                    Err(refused) => add_failure(&refused.error, &mut made),
                }
                if let Err(refused) = translator.translate_decoded(&read, &strict) {
                    let encoded = source.encode_failure(&refused.to_failure(&source.id()));
                    made.add(refused.problems.len(), encoded.message.body.len());
                }
            }
        }
    }
    made
}

/// Passed on to the same dialect.
fn passed_on(from: &str, body: &str) -> Made {
    let mut made = Made::default();
    let settings = Settings::default().with_unknown_members_passed_on();
    let dialect = by_name(from, settings).unwrap();
    let translator = Translator::new(&*dialect, &*dialect);
    let options = UpdateOptions::default().with_loss_policy(LossPolicy::AllowAll);
    match translator.translate_update(body.as_bytes(), &options) {
        Ok(translation) => made.add(translation.report.rows().len(), translation.body.len()),
        Err(failed) => add_failure(&failed.error, &mut made),
    }
    made
}

fn user(from: &str, body: &str) -> Made {
    let mut made = Made::default();
    let source = dialect(from);
    let read = source.decode_user(body.as_bytes()).unwrap();
    made.add(read.provenance.entries().count() + read.value.extras.entries().count(), 0);
    for to in ALL {
        let target = dialect(to);
        let translation =
            Translator::new(&*source, &*target).translate_user(body.as_bytes()).unwrap();
        made.add(translation.report.rows().len(), translation.body.len());
    }
    made
}

fn failure(from: &str, body: &str) -> Made {
    let mut made = Made::default();
    let read = dialect(from).decode_failure(&FailureResponse::new(Some(400), body)).value;
    made.add(read.problems.len() + read.vendor_texts.len(), 0);
    let translated = fixtures("canonical", "update").remove(0).1;
    for front in ALL {
        let (source, target) = (dialect("canonical"), dialect(from));
        let options = UpdateOptions::default().with_loss_policy(LossPolicy::AllowAll);
        let report = Translator::new(&*source, &*target)
            .translate_update(&translated, &options)
            .unwrap()
            .report;
        for failure in [&read, &report.map_failure(&read, &dialect(front).id())] {
            let encoded = dialect(front).encode_failure(failure);
            made.add(encoded.provenance.entries().count(), encoded.message.body.len());
        }
    }
    made
}

/// The cost at three sizes: allocations, bytes, peak bytes; values, and records.
fn costs(shape: &Shape, convert: fn(&str, &str) -> Made) -> [[u64; 5]; 3] {
    const SIZES: [usize; 3] = [128, 256, 512];
    SIZES.map(|size| {
        let body = (shape.make)(size);
        let mut made = Made::default();
        let info = allocation_counter::measure(|| made = convert(shape.dialect, &body));
        [info.count_total, info.bytes_total, info.bytes_max, made.nodes, made.bytes]
    })
}

/// From each size to the next, no cost grows by more than the size does, with a tolerance.
fn is_linear([least, twice, fourfold]: &[[u64; 5]; 3]) -> bool {
    let grows = |less: &[u64; 5], more: &[u64; 5]| {
        less.iter().zip(more).all(|(less, more)| more * 10 <= less * 23)
    };
    grows(least, twice) && grows(twice, fourfold)
}

/// A pool that all threads share, such as that of the regular expressions for e-mail addresses, may
/// grow during the count. It does so a few times at most, and only adds to the count.
fn holds_linear(shape: &Shape, convert: fn(&str, &str) -> Made) {
    const TRIES: usize = 4;
    let mut last = [[0; 5]; 3];
    let held = (0..TRIES).any(|_| {
        last = costs(shape, convert);
        is_linear(&last)
    });
    assert!(held, "{} {}: {last:?}", shape.dialect, shape.what);
}

/// Checks that the counts below are not always zero.
#[test]
fn allocations_are_counted() {
    let info = allocation_counter::measure(|| drop(std::hint::black_box(vec![0_u8; 1000])));
    assert_eq!((info.count_total, info.bytes_total, info.bytes_max), (1, 1000, 1000));
}

fn holds_all_linear(shapes: &[Shape], convert: fn(&str, &str) -> Made) {
    // Allocations that a process makes once are made before the count.
    for shape in shapes {
        convert(shape.dialect, &(shape.make)(32));
    }
    for shape in shapes {
        holds_linear(shape, convert);
    }
}

#[test]
fn the_cost_of_an_update_is_linear_in_its_size() {
    holds_all_linear(&UPDATES, update);
}

#[test]
fn the_cost_of_unknown_members_that_are_passed_on_is_linear_in_their_size() {
    let twice = shape("duplicates below a long name", "upsun", |size| {
        let name = "n".repeat(size * 8);
        format!("{{\"{name}\":{{{0},{0}}},\"first_name\":\"x\"}}", unknown(size))
    });
    holds_all_linear(&UPDATES, passed_on);
    holds_all_linear(&[twice], passed_on);
}

#[test]
fn the_cost_of_a_user_is_linear_in_its_size() {
    holds_all_linear(&USERS, user);
}

#[test]
fn the_cost_of_a_failure_is_linear_in_its_size() {
    holds_all_linear(&FAILURES, failure);
}

/// Comparisons do not allocate and are not counted: these messages have the maximum size, and are
/// processed in time.
#[test]
fn the_largest_messages_are_processed() {
    const LARGEST: usize = 20_000;
    let settings = format!(
        "{{\"id\":\"/users/a\",\"x\":1,\"settings\":{{\"customSettings\":{{{}}}}}}}",
        strings(LARGEST)
    );
    let user = dialect("textus").decode_user(settings.as_bytes()).unwrap().value;
    assert_eq!(dialect("textus").encode_user(&user).provenance.entries().count(), LARGEST + 4);
    let unknown = format!("{{{}}}", unknown(LARGEST));
    for name in ["legacy", "upsun"] {
        let error =
            dialect(name).decode_update(unknown.as_bytes(), &UpdateContext::EMPTY).unwrap_err();
        let encoded = dialect(name).encode_failure(&error.to_failure(&dialect(name).id()));
        assert!(encoded.provenance.entries().count() >= LARGEST, "{name}");
    }
}

/// A table pads each line to its widest cell, which must not multiply its size by the line count.
#[test]
fn the_table_of_a_report_is_no_larger_than_its_message() {
    let settings = |size: usize| format!("\"{}\":\"x\",{}", "n".repeat(size * 16), strings(size));
    let printed = [256, 1024].map(|size| {
        let body = format!("{{\"settings\":{{\"customSettings\":{{{}}}}}}}", settings(size));
        crate::support::update("textus", "canonical", body.as_bytes())
            .unwrap()
            .report
            .to_string()
            .len()
    });
    assert!(printed[1] < printed[0] * 5, "{printed:?}");
}
