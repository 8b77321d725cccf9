//! The only access to `validator`: its checks, never its errors, which print the rejected value.

use validator::{ValidateEmail, ValidateLength};

/// Whether `text` is an e-mail address that a web form accepts, without those that `validator`
/// accepts by mistake.
pub(super) fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else {
        return false;
    };
    let dots_stand_alone =
        !local.starts_with('.') && !local.ends_with('.') && !local.contains("..");
    // Characters that UTS #46 maps to a bracket are brackets, too.
    let is_other = |one: char| matches!(one, '[' | ']' | '\u{ff3b}' | '\u{ff3d}');
    let is_name =
        !domain.contains(|one: char| one.is_control() || one.is_whitespace() || is_other(one));
    dots_stand_alone && is_name && (is_plain_email(local, domain) || text.validate_email())
}

/// Whether `validator` certainly accepts the address: by the HTML standard's expressions for both
/// parts, and the lengths of RFC 5321. The expressions of `validator` take longer than all other
/// processing of a message.
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

/// Whether `text` has at least `least` characters (not bytes).
pub(super) fn has_length(text: &str, least: u64) -> bool {
    text.validate_length(Some(least), None, None)
}

/// Whether `text` has exactly `length` characters (not bytes).
pub(super) fn is_length(text: &str, length: u64) -> bool {
    text.validate_length(None, None, Some(length))
}

#[cfg(test)]
mod tests {
    use super::{ValidateEmail, is_plain_email};

    /// Every text of up to `most` of these characters.
    fn texts(most: usize) -> Vec<String> {
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
    fn plain_addresses_are_valid_and_valid_ascii_addresses_are_plain() {
        let long = [("a".repeat(64), "b"), ("a".repeat(65), "b")]
            .map(|(local, domain)| format!("{local}@{domain}"));
        let wide = [63, 64].map(|length| format!("a@{}", "b".repeat(length)));
        let deep = [127, 128].map(|labels| format!("a@{}b", "b.".repeat(labels - 1)));
        let mut plain_count = 0;
        for text in texts(4)
            .into_iter()
            .map(|text| format!("a{text}@b"))
            .chain(texts(4).into_iter().map(|text| format!("a@{text}")))
            .chain(long)
            .chain(wide)
            .chain(deep)
        {
            let (local, domain) = text.rsplit_once('@').unwrap();
            let is_plain = is_plain_email(local, domain);
            let is_valid = text.validate_email();
            assert!(is_valid || !is_plain, "{text}");
            assert!(is_plain || !is_valid || !domain.is_ascii() || domain.contains('['), "{text}");
            plain_count += usize::from(is_plain);
        }
        assert!(plain_count > 1000, "{plain_count}");
    }
}
