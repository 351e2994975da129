//! The formats of strings: examples, and checks that are no less strict than those of clients.

use std::net::{Ipv4Addr, Ipv6Addr};

/// A text of the format, another one for another `salt`; `None` for formats that texts are not known of.
pub(super) fn example(format: &str, salt: usize) -> Option<String> {
    let (day, last) = (1 + salt % 28, 1 + salt % 250);
    let salted = |text: &str| {
        if salt == 0 { text.to_owned() } else { format!("{text}{salt}") }
    };
    Some(match format {
        "date" => format!("2025-01-{day:02}"),
        "date-time" => format!("2025-01-{day:02}T12:00:00Z"),
        "time" => format!("12:00:{:02}Z", salt % 60),
        "duration" => format!("P{}D", 1 + salt),
        "email" | "idn-email" => format!("{}@example.com", salted("user")),
        "hostname" | "idn-hostname" => format!("{}.example.com", salted("host")),
        "ipv4" => format!("192.0.2.{last}"),
        "ipv6" => format!("2001:db8::{last:x}"),
        "uri" | "iri" | "url" => {
            format!("https://example.com/{}", if salt == 0 { String::new() } else { salt.to_string() })
        }
        "uri-reference" | "iri-reference" => salted("/path"),
        "uri-template" => salted("/path/{id}"),
        "uuid" => format!("3fa85f64-5717-4562-b3fc-{:012x}", 0x2c96_3f66_afa6_usize.wrapping_add(salt)),
        "json-pointer" => salted("/path"),
        "relative-json-pointer" => salted("0/path"),
        "regex" => salted("^[a-z]+$").replace('$', ""),
        "byte" => ["c3RyaW5n", "dGV4dA==", "b3RoZXI="].get(salt % 3).copied().unwrap_or("c3RyaW5n").to_owned(),
        _ => return None,
    })
}

/// Whether a text is of the format. Any text is of a format that is not known.
pub(super) fn holds(format: &str, text: &str) -> bool {
    match format {
        "date" => is_date(text),
        "date-time" => is_date_time(text),
        "time" => is_time(text),
        "duration" => is_duration(text),
        "email" | "idn-email" => is_email(text),
        "hostname" | "idn-hostname" => is_hostname(text),
        "ipv4" => text.parse::<Ipv4Addr>().is_ok(),
        "ipv6" => text.parse::<Ipv6Addr>().is_ok(),
        "uri" | "iri" => is_uri(text),
        "uri-reference" | "iri-reference" => is_reference(text),
        "uri-template" => {
            is_reference(&text.replace(['{', '}'], "")) && text.matches('{').count() == text.matches('}').count()
        }
        "uuid" => is_uuid(text),
        "json-pointer" => text.is_empty() || text.starts_with('/') && !text.contains('~'),
        "relative-json-pointer" => text
            .strip_prefix(|c: char| c.is_ascii_digit())
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/') && !rest.contains('~')),
        "regex" => super::pattern::Pattern::read(text).is_some(),
        _ => true,
    }
}

/// The number that exactly `length` digits are.
fn digits(text: &str, length: usize) -> Option<u32> {
    (text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

fn is_date(text: &str) -> bool {
    let parts: Vec<_> = text.split('-').collect();
    let [year, month, day] = parts.as_slice() else {
        return false;
    };
    let (Some(year), Some(month), Some(day)) = (digits(year, 4), digits(month, 2), digits(day, 2)) else {
        return false;
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1..=days).contains(&day)
}

fn is_date_time(text: &str) -> bool {
    text.split_once(['T', 't']).is_some_and(|(date, time)| is_date(date) && is_time(time))
}

/// Without leap seconds, which clients disagree about.
fn is_time(text: &str) -> bool {
    let hours = |text: &str| {
        let parts = text.split_once(':').and_then(|(hour, minute)| Some((digits(hour, 2)?, digits(minute, 2)?)));
        parts.is_some_and(|(hour, minute)| hour < 24 && minute < 60)
    };
    let Some(zone) = text.find(['Z', 'z', '+', '-']) else {
        return false;
    };
    let (local, zone) = text.split_at(zone);
    let zone_holds = matches!(zone, "Z" | "z") || zone.get(1..).is_some_and(hours);
    let Some((minutes, seconds)) = local.rsplit_once(':') else {
        return false;
    };
    let (whole, fraction) = seconds.split_once('.').unwrap_or((seconds, "0"));
    let fraction_holds =
        !fraction.is_empty() && fraction.len() < 10 && fraction.bytes().all(|byte| byte.is_ascii_digit());
    zone_holds && hours(minutes) && fraction_holds && digits(whole, 2).is_some_and(|second| second < 60)
}

fn is_duration(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('P') else {
        return false;
    };
    let (date, time) = rest.split_once('T').map_or((rest, None), |(date, time)| (date, Some(time)));
    if time.is_some_and(str::is_empty) {
        return false;
    }
    let weeks = time.is_none() && units(date, "W");
    !rest.is_empty() && (weeks || units(date, "YMD") && units(time.unwrap_or_default(), "HMS"))
}

/// Numbers, each with one of the units, which are in order and without gaps.
fn units(text: &str, units: &str) -> bool {
    let mut number = 0;
    let mut last: Option<usize> = None;
    for character in text.chars() {
        if character.is_ascii_digit() {
            number += 1;
            continue;
        }
        let Some(place) = units.find(character) else {
            return false;
        };
        if number == 0 || last.is_some_and(|last| place != last + 1) {
            return false;
        }
        (number, last) = (0, Some(place));
    }
    number == 0
}

fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else {
        return false;
    };
    let atom = |atom: &str| {
        !atom.is_empty() && atom.chars().all(|c| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c))
    };
    local.len() <= 64 && local.split('.').all(atom) && domain.contains('.') && is_hostname(domain)
}

fn is_hostname(text: &str) -> bool {
    let label = |label: &str| {
        let inner = label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        let punycode = label.get(2..4) == Some("--");
        inner && !punycode && !label.is_empty() && label.len() <= 63 && !label.starts_with('-') && !label.ends_with('-')
    };
    text.len() <= 253 && text.split('.').all(label)
}

fn is_uri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else {
        return false;
    };
    let scheme_holds = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    let authority = rest.strip_prefix("//").map(|rest| rest.split(['/', '?', '#']).next().unwrap_or_default());
    let port_holds = |authority: &str| {
        let host = authority.rsplit('@').next().unwrap_or_default();
        let port = host.split_once(':').map_or("", |(_, port)| port);
        authority.matches('@').count() < 2 && port.bytes().all(|byte| byte.is_ascii_digit())
    };
    scheme_holds && authority.is_none_or(port_holds) && is_uri_text(rest)
}

fn is_reference(text: &str) -> bool {
    is_uri(text)
        || !text.split(['/', '?', '#']).next().unwrap_or_default().contains(':')
            && !text.starts_with("//")
            && is_uri_text(text)
}

/// Whether a text has only characters that may stand in a URI, except for the brackets of IPv6 addresses.
fn is_uri_text(text: &str) -> bool {
    let allowed = |c: char| c.is_ascii_alphanumeric() || "-._~:/?#@!$&'()*+,;=%".contains(c);
    let encoded =
        |rest: &str| rest.get(..2).is_some_and(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()));
    text.chars().all(allowed) && text.matches('#').count() < 2 && text.split('%').skip(1).all(encoded)
}

fn is_uuid(text: &str) -> bool {
    let lengths = text.split('-').map(str::len);
    lengths.eq([8, 4, 4, 4, 12]) && text.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-')
}
