//! The one door to `validator`: its checks, never its errors, which print the value that they refuse.

use validator::{ValidateEmail, ValidateLength};

/// An address as a web form takes it, less what `validator` lets through by mistake.
pub(super) fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else {
        return false;
    };
    let dots_stand_alone =
        !local.starts_with('.') && !local.ends_with('.') && !local.contains("..");
    let is_name = !domain.contains('[');
    dots_stand_alone && is_name && (is_plain_email(local, domain) || text.validate_email())
}

/// Whether `validator` surely takes the address, which it would find out by expressions that take longer than all else that
/// is done with a message: the one of the HTML standard for both parts, and the lengths of RFC 5321.
fn is_plain_email(local: &str, domain: &str) -> bool {
    let is_atom =
        |byte: u8| byte.is_ascii_alphanumeric() || b".!#$%&'*+/=?^_`{|}~-".contains(&byte);
    let is_label = |label: &[u8]| {
        matches!(label, [first, .., last] | [first @ last] if first.is_ascii_alphanumeric() && last.is_ascii_alphanumeric())
            && label.len() <= 63
            && label.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-')
    };
    (1..=64).contains(&local.len())
        && domain.len() <= 255
        && local.bytes().all(is_atom)
        && domain.as_bytes().split(|byte| *byte == b'.').all(is_label)
}

/// At least `least` characters (not bytes).
pub(super) fn has_length(text: &str, least: u64) -> bool {
    text.validate_length(Some(least), None, None)
}

/// Exactly `length` characters (not bytes).
pub(super) fn is_length(text: &str, length: u64) -> bool {
    text.validate_length(None, None, Some(length))
}

#[cfg(test)]
mod tests {
    use super::{ValidateEmail, is_plain_email};

    /// Of these characters every address of up to so many.
    fn addresses(most: usize) -> Vec<String> {
        let mut all = vec![String::new()];
        let mut from = 0;
        for _ in 0..most {
            let longer = all[from..]
                .iter()
                .flat_map(|text| "aZ9.-_'[( @é".chars().map(move |one| format!("{text}{one}")));
            let longer: Vec<String> = longer.collect();
            from = all.len();
            all.extend(longer);
        }
        all
    }

    #[test]
    fn a_plain_address_is_one_and_what_is_ascii_and_one_is_plain() {
        let long = [("a".repeat(64), "b"), ("a".repeat(65), "b")]
            .map(|(local, domain)| format!("{local}@{domain}"));
        let wide = [63, 64].map(|length| format!("a@{}", "b".repeat(length)));
        let deep = [127, 128].map(|labels| format!("a@{}b", "b.".repeat(labels - 1)));
        let mut taken = 0;
        for text in addresses(4)
            .into_iter()
            .map(|text| format!("a{text}@b"))
            .chain(addresses(4).into_iter().map(|text| format!("a@{text}")))
            .chain(long)
            .chain(wide)
            .chain(deep)
        {
            let (local, domain) = text.rsplit_once('@').unwrap();
            let is_plain = is_plain_email(local, domain);
            let is_one = text.validate_email();
            assert!(is_one || !is_plain, "{text}");
            assert!(is_plain || !is_one || !domain.is_ascii() || domain.contains('['), "{text}");
            taken += usize::from(is_plain);
        }
        assert!(taken > 1000, "{taken}");
    }
}
