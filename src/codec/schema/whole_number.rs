//! Whole numbers by the definition of JSON Schema's `integer`: `1.0` and `1e2` are whole numbers.

use crate::json::Number;

/// Returns the value of a number without a fraction, clamped to the range of the result.
pub(super) fn whole_number(number: &Number<'_>) -> Option<i128> {
    match *number {
        Number::Unsigned(number) => Some(number.into()),
        Number::Negative(number) => Some(number.into()),
        Number::Verbatim(text) => written(text),
    }
}

/// Reads a JSON number (RFC 8259, section 6).
fn written(text: &str) -> Option<i128> {
    let (is_negative, text) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (integer, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = || integer.bytes().chain(fraction.bytes());
    if digits().all(|digit| digit == b'0') {
        return Some(0);
    }
    // An exponent out of range moves the point past all digits.
    let beyond = if exponent.starts_with('-') { i64::MIN } else { i64::MAX };
    let exponent: i64 = exponent.parse().unwrap_or(beyond);
    let point = exponent.saturating_add(i64::try_from(integer.len()).ok()?);
    let point = usize::try_from(point.max(0)).unwrap_or(usize::MAX);
    if digits().skip(point).any(|digit| digit != b'0') {
        return None;
    }
    let limit = if is_negative { i128::MIN } else { i128::MAX };
    let mut value = 0_i128;
    let mut rest = digits();
    for _ in 0..point {
        let digit = i128::from(rest.next().unwrap_or(b'0').wrapping_sub(b'0'));
        let next = value.checked_mul(10);
        let next = next.and_then(|tens| {
            if is_negative { tens.checked_sub(digit) } else { tens.checked_add(digit) }
        });
        match next {
            Some(next) => value = next,
            None => return Some(limit),
        }
    }
    Some(value)
}

#[cfg(test)]
mod tests {
    use super::whole_number;
    use crate::json::Number;

    #[test]
    fn numbers_without_a_fraction_are_whole() {
        let written = |text| whole_number(&Number::Verbatim(text));
        for (text, value) in [
            ("1.0", Some(1)),
            ("1e2", Some(100)),
            ("-12.50E+1", Some(-125)),
            ("1200e-2", Some(12)),
            ("-0", Some(0)),
            ("0.000e99999999999999999999", Some(0)),
            ("18446744073709551616", Some(1 << 64)),
            ("1e400", Some(i128::MAX)),
            ("-1e99999999999999999999", Some(i128::MIN)),
            ("1.5", None),
            ("125e-1", None),
            ("1e-99999999999999999999", None),
            ("0.1", None),
        ] {
            assert_eq!(written(text), value, "{text}");
        }
        assert_eq!(whole_number(&Number::Unsigned(7)), Some(7));
        assert_eq!(whole_number(&Number::Negative(-7)), Some(-7));
    }
}
