//! The measurement of a call: by the bytes that it reads or writes, and including the drop of its
//! result.

use divan::counter::BytesCount;
use divan::{Bencher, black_box, black_box_drop};

/// Measures `call`, which reads or writes this many bytes.
pub(crate) fn by_bytes<T>(bencher: Bencher<'_, '_>, bytes: usize, call: impl Fn() -> T + Sync) {
    bencher.counter(BytesCount::new(bytes)).bench(|| black_box_drop(call()));
}

/// Measures `call` with `body`.
pub(crate) fn reading<T>(bencher: Bencher<'_, '_>, body: &str, call: impl Fn(&[u8]) -> T + Sync) {
    by_bytes(bencher, body.len(), || call(black_box(body.as_bytes())));
}
