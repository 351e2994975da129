//! What the values of an answer's headers mean, where that takes some reckoning: times, cache directives, what is left of
//! a quota.

mod date;

/// What a header's value means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hint {
    /// It may be kept for this long.
    Fresh(Span),
    /// Caches that several people share may keep it for this long.
    FreshShared(Span),
    /// No cache may keep it.
    NoStore,
    /// A cache asks the server before each use.
    NoCache,
    /// Only the person's own cache may keep it.
    Private,
    /// Every cache may keep it.
    Public,
    /// It is not used any more once its time is over, until the server was asked.
    MustRevalidate,
    /// It does not change while it may be kept.
    Immutable,
    /// It may be used for this long while a new one is fetched.
    StaleWhileRevalidate(Span),
    /// It may be used for this long while the server fails.
    StaleIfError(Span),
    /// That was so long ago.
    Ago(Span),
    /// That is so long from now.
    Ahead(Span),
    /// It is now.
    Now,
    /// It has been in caches for this long.
    Aged(Span),
    /// The server wants to be asked again after this long.
    RetryAfter(Span),
    /// So many calls are left of so many.
    LeftOf(u64, u64),
    /// None is left.
    NoneLeft,
    /// It holds for this long.
    Lasts(Span),
    /// Only encrypted connections will be used for this long.
    EncryptedFor(Span),
}

/// A length of time, as people say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// Seconds.
    Seconds(u64),
    /// Minutes.
    Minutes(u64),
    /// Hours.
    Hours(u64),
    /// Days.
    Days(u64),
}

impl Span {
    /// So many `seconds`, in the largest unit of which there are two or more.
    #[must_use]
    pub const fn of(seconds: u64) -> Self {
        match seconds {
            0..120 => Self::Seconds(seconds),
            120..7_200 => Self::Minutes(seconds / 60),
            7_200..172_800 => Self::Hours(seconds / 3_600),
            _ => Self::Days(seconds / 86_400),
        }
    }
}

/// What the `value` of the header `name` means for an answer with these `headers`. It is reckoned from the answer's own
/// `Date`, or from `now` (milliseconds since 1970-01-01T00:00:00Z) when it has none.
#[must_use]
pub fn hints(name: &str, value: &str, headers: &[(String, String)], now: i64) -> Vec<Hint> {
    let name = name.to_ascii_lowercase();
    let dated = find(headers, "date").and_then(date::read);
    let now = now.div_euclid(1000);
    let from = dated.unwrap_or(now);
    match name.as_str() {
        "cache-control" | "cdn-cache-control" => value.split(',').filter_map(directive).collect(),
        "expires" | "last-modified" | "sunset" => date::read(value).map(|at| from_now(at, from)).into_iter().collect(),
        "deprecation" => {
            let at =
                value.trim().strip_prefix('@').and_then(|seconds| seconds.parse().ok()).or_else(|| date::read(value));
            at.map(|at| from_now(at, from)).into_iter().collect()
        }
        "age" => seconds(value).map(|age| Hint::Aged(Span::of(age))).into_iter().collect(),
        "retry-after" => {
            let ahead = || u64::try_from(date::read(value)? - from).ok();
            seconds(value).or_else(ahead).map(|wait| Hint::RetryAfter(Span::of(wait))).into_iter().collect()
        }
        "strict-transport-security" => {
            let age = value.split(';').find_map(|part| number(part, "max-age"));
            age.map(|age| Hint::EncryptedFor(Span::of(age))).into_iter().collect()
        }
        "access-control-max-age" => seconds(value).map(|age| Hint::Lasts(Span::of(age))).into_iter().collect(),
        "ratelimit-reset" | "x-ratelimit-reset" | "x-rate-limit-reset" => reset(value, from).into_iter().collect(),
        "ratelimit-remaining" | "x-ratelimit-remaining" | "x-rate-limit-remaining" => {
            let limit = find(headers, &name.replace("remaining", "limit")).and_then(seconds);
            left(seconds(value), limit).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

fn find<'h>(headers: &'h [(String, String)], name: &str) -> Option<&'h str> {
    headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
}

/// A directive of Cache-Control (RFC 9111 section 5.2.2, RFC 5861, RFC 8246).
fn directive(text: &str) -> Option<Hint> {
    let name = text.split('=').next().unwrap_or_default().trim().to_ascii_lowercase();
    let span = || number(text, &name).map(Span::of);
    match name.as_str() {
        "max-age" => span().map(Hint::Fresh),
        "s-maxage" => span().map(Hint::FreshShared),
        "no-store" => Some(Hint::NoStore),
        "no-cache" => Some(Hint::NoCache),
        "private" => Some(Hint::Private),
        "public" => Some(Hint::Public),
        "must-revalidate" => Some(Hint::MustRevalidate),
        "immutable" => Some(Hint::Immutable),
        "stale-while-revalidate" => span().map(Hint::StaleWhileRevalidate),
        "stale-if-error" => span().map(Hint::StaleIfError),
        _ => None,
    }
}

/// The number in `name=number`, quoted or not.
fn number(text: &str, name: &str) -> Option<u64> {
    let (known, value) = text.split_once('=')?;
    known.trim().eq_ignore_ascii_case(name).then(|| seconds(value.trim().trim_matches('"'))).flatten()
}

fn seconds(value: &str) -> Option<u64> {
    let value = value.trim();
    value.bytes().all(|byte| byte.is_ascii_digit()).then(|| value.parse().ok()).flatten()
}

fn from_now(at: i64, now: i64) -> Hint {
    let span = Span::of(at.abs_diff(now));
    match at.cmp(&now) {
        std::cmp::Ordering::Less => Hint::Ago(span),
        std::cmp::Ordering::Equal => Hint::Now,
        std::cmp::Ordering::Greater => Hint::Ahead(span),
    }
}

/// When a quota is whole again: in so many seconds, or at a moment since 1970, as servers differ.
fn reset(value: &str, from: i64) -> Option<Hint> {
    /// Nobody's quota takes thirty years.
    const A_MOMENT: u64 = 1_000_000_000;
    let value = seconds(value)?;
    if value < A_MOMENT {
        return Some(Hint::Ahead(Span::of(value)));
    }
    Some(from_now(i64::try_from(value).ok()?, from))
}

fn left(remaining: Option<u64>, limit: Option<u64>) -> Option<Hint> {
    match (remaining?, limit) {
        (0, _) => Some(Hint::NoneLeft),
        (remaining, Some(limit)) => Some(Hint::LeftOf(remaining, limit)),
        (_, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 784_111_777_000;

    fn of(name: &str, value: &str) -> Vec<Hint> {
        hints(name, value, &[(name.to_owned(), value.to_owned())], NOW)
    }

    #[test]
    fn cache_directives_are_told_one_by_one() {
        assert_eq!(
            of("Cache-Control", "Private, MAX-AGE=\"3600\", must-revalidate, made-up=1, s-maxage=x"),
            [Hint::Private, Hint::Fresh(Span::Minutes(60)), Hint::MustRevalidate]
        );
        assert_eq!(of("cache-control", "no-store"), [Hint::NoStore]);
        assert_eq!(of("cache-control", "max-age=31536000, immutable"), [Hint::Fresh(Span::Days(365)), Hint::Immutable]);
        assert_eq!(of("cache-control", ""), []);
    }

    #[test]
    fn moments_are_told_from_the_answers_own_date() {
        assert_eq!(of("Date", "Sun, 06 Nov 1994 08:49:37 GMT"), []);
        assert_eq!(of("last-modified", "Sun, 06 Nov 1994 08:49:30 GMT"), [Hint::Ago(Span::Seconds(7))]);
        let headers = [("date".to_owned(), "Sun, 06 Nov 1994 07:49:37 GMT".to_owned())];
        let expires = hints("Expires", "Sun, 06 Nov 1994 10:49:37 GMT", &headers, NOW);
        assert_eq!(expires, [Hint::Ahead(Span::Hours(3))]);
        assert_eq!(of("expires", "0"), [], "a date that is none means: over already");
        assert_eq!(of("deprecation", "@784111000"), [Hint::Ago(Span::Minutes(12))]);
    }

    #[test]
    fn waits_and_quotas_are_reckoned() {
        assert_eq!(of("Retry-After", "120"), [Hint::RetryAfter(Span::Minutes(2))]);
        assert_eq!(of("retry-after", "Sun, 06 Nov 1994 08:50:37 GMT"), [Hint::RetryAfter(Span::Seconds(60))]);
        assert_eq!(of("retry-after", "soon"), []);
        assert_eq!(of("x-ratelimit-reset", "30"), [Hint::Ahead(Span::Seconds(30))]);
        assert_eq!(of("x-ratelimit-reset", "1784111777"), [Hint::Ahead(Span::Days(11_574))]);
        let headers = [("X-RateLimit-Limit".to_owned(), "60".to_owned())];
        assert_eq!(hints("X-RateLimit-Remaining", "12", &headers, NOW), [Hint::LeftOf(12, 60)]);
        assert_eq!(hints("X-RateLimit-Remaining", "0", &headers, NOW), [Hint::NoneLeft]);
        assert_eq!(of("x-ratelimit-remaining", "12"), []);
        assert_eq!(of("age", "99999999999999999999999"), []);
    }
}
