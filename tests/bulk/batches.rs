//! How an input is cut into batches, however it comes.

use std::io::{self, Read};

#[path = "../../examples/bulk/lines.rs"]
mod lines;

use lines::{Batch, Lines};

const LIMIT: usize = 8;

/// What a line is longer than, to be longer than the limit with what is read at once.
const LONG: usize = 300_000;

/// Gives at most so many bytes at once, and is interrupted before each time.
struct Dribble<'i> {
    input: &'i [u8],
    most: usize,
    is_interrupted: bool,
}

impl Read for Dribble<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.is_interrupted = !self.is_interrupted;
        if self.is_interrupted {
            return Err(io::ErrorKind::Interrupted.into());
        }
        let count = into.len().min(self.most);
        self.input.read(&mut into[..count])
    }
}

/// The lines, `None` for one that is too long, and what each batch consumed.
fn lines_of(input: &[u8], most: usize) -> (Vec<Option<Vec<u8>>>, Vec<u64>) {
    let mut lines = Lines::new(Dribble { input, most, is_interrupted: false }, LIMIT);
    let (mut found, mut consumed) = (Vec::new(), Vec::new());
    let mut batch = Batch::default();
    while lines.next(&mut batch).unwrap() {
        found.extend(batch.lines().map(|line| line.ok().map(<[u8]>::to_vec)));
        consumed.push(batch.consumed());
    }
    (found, consumed)
}

#[test]
fn lines_are_the_same_however_they_come() {
    let long = vec![b'x'; LONG];
    let inputs: [&[&[u8]]; 9] = [
        &[],
        &[b"\n"],
        &[b"a"],
        &[b"a\n", b"bb\r\n", b"\n", b"\r\n", b"ccc"],
        &[b"12345678\r\n", b"a\n"],
        &[&long, b"\n", b"a\n", b"b"],
        &[b"a\n", &long, b"\n"],
        &[b"a\n", &long],
        &[&long, b"\n", &long, b"\r\n", b"\n", b"a"],
    ];
    for parts in inputs {
        let input = parts.concat();
        let wanted: Vec<Option<Vec<u8>>> = input
            .split_inclusive(|byte| *byte == b'\n')
            .map(|line| (line.len() < LONG).then(|| line.to_vec()))
            .collect();
        for most in [1, 2, 3, 7, 1000, usize::MAX] {
            let (found, consumed) = lines_of(&input, most);
            assert_eq!(found, wanted, "{most} at once");
            assert_eq!(consumed.iter().sum::<u64>(), input.len() as u64, "{most} at once");
        }
    }
}

#[test]
fn a_batch_ends_with_a_line() {
    let input = b"first\nsecond\nthird\n".repeat(40_000);
    for most in [1000, usize::MAX] {
        let (_, consumed) = lines_of(&input, most);
        assert!(consumed.len() > 1);
        let ends = consumed.iter().scan(0, |sum, bytes| {
            *sum += *bytes;
            usize::try_from(*sum).ok()
        });
        for end in ends {
            assert_eq!(input[end - 1], b'\n');
        }
    }
}

#[test]
fn lines_that_have_come_wait_for_no_others() {
    struct Once(bool);
    impl Read for Once {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            assert!(
                !std::mem::replace(&mut self.0, true),
                "more is asked for while lines are there"
            );
            into[..8].copy_from_slice(b"one\ntwo\n");
            Ok(8)
        }
    }
    let mut batch = Batch::default();
    assert!(Lines::new(Once(false), LIMIT).next(&mut batch).unwrap());
    assert_eq!(batch.lines().count(), 2);
}
