//! An API's backend credential: put into calls on their way to its web service, in place of what callers sent under the same
//! name, and taken out of what comes back.

use std::fmt;

use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use bytes::Bytes;
use zeroize::Zeroizing;

use super::reply::Reply;
use super::routing::without;
use crate::catalog::server::service::GatewayApi;
use crate::credentials::model::{KeyPlace, Way};
use crate::credentials::server::gateway::{Kept, Opened, origin_of};
use crate::kernel::base64;
use crate::paths::encode;

/// What is shorter than this is found in texts by chance.
const LEAST: usize = 8;

const SEALED: &str =
    "The gateway cannot open its credential for the web service of this API. The API's publisher has to give it anew.";
const MOVED: &str = "The web service of this API has moved since the gateway got its credential. The API's publisher has to give it anew.";
const UNFIT: &str =
    "The gateway cannot send its credential to the web service of this API. The API's publisher has to give it anew.";

/// What the web service is shown. It cannot be printed; what it is made of is wiped from memory with it.
pub(super) struct Credential {
    shown: Shown,
    /// How the secret may be written in an answer.
    written: Vec<Zeroizing<Vec<u8>>>,
}

enum Shown {
    Header(HeaderName, HeaderValue),
    /// A parameter of the query: its name, and the pair as it is written.
    Query(Box<str>, Zeroizing<String>),
    /// Nothing, for this reason; no call can be made then.
    Nothing(&'static str),
}

impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Credential")
    }
}

impl Credential {
    /// What is kept for `api`, ready for calls.
    pub(super) fn compile(kept: &Kept, api: &GatewayApi) -> Self {
        let (id, slug) = (&api.id, &api.slug);
        let nothing = |why| Self { shown: Shown::Nothing(why), written: Vec::new() };
        let opened = match kept {
            Kept::Open(opened) => opened,
            // Whoever tried to open it has said why it cannot be.
            Kept::Sealed => return nothing(SEALED),
        };
        if origin_of(&api.service_url).as_ref() != Some(&opened.origin) {
            let origin = &opened.origin;
            tracing::warn!(api = %id, "calls of {slug} are refused: its backend credential is for {origin}");
            return nothing(MOVED);
        }
        Self::open(opened).unwrap_or_else(|| {
            tracing::error!(api = %id, "calls of {slug} are refused: its backend credential cannot be sent");
            nothing(UNFIT)
        })
    }

    /// `None` when the name is no header's, or the secret would not stay in its line.
    fn open(Opened { way, secret, .. }: &Opened) -> Option<Self> {
        let secret = secret.as_str();
        let mut written = vec![secret.to_owned()];
        let shown = match way {
            Way::Bearer => Shown::Header(header::AUTHORIZATION, value(format!("Bearer {secret}"))?),
            Way::Basic { username } => {
                let pair = Zeroizing::new(format!("{username}:{secret}"));
                let pair = base64::encode(pair.as_bytes());
                let shown = Shown::Header(header::AUTHORIZATION, value(format!("Basic {pair}"))?);
                written.push(pair);
                shown
            }
            Way::ApiKey { name, place: KeyPlace::Header } => {
                Shown::Header(HeaderName::try_from(name.as_str()).ok()?, value(secret.to_owned())?)
            }
            Way::ApiKey { name, place: KeyPlace::Query } => {
                let encoded = encode(secret);
                let pair = Zeroizing::new(format!("{}={encoded}", encode(name)));
                written.push(encoded);
                Shown::Query(name.as_str().into(), pair)
            }
        };
        let written = written.into_iter().map(|text| Zeroizing::new(text.into_bytes()));
        Some(Self { shown, written: written.filter(|text| text.len() >= LEAST).collect() })
    }

    /// Puts it into a call.
    ///
    /// # Errors
    /// 502 when there is nothing to put: without it the web service would be called as nobody.
    #[expect(clippy::result_large_err, reason = "a refusal is made once a call and given away at once")]
    pub(super) fn put(&self, headers: &mut HeaderMap, query: &mut String) -> Result<(), Reply> {
        match &self.shown {
            Shown::Header(name, value) => {
                headers.insert(name.clone(), value.clone());
            }
            Shown::Query(name, pair) => {
                let mut with = without(query, name).into_owned();
                if !with.is_empty() {
                    with.push('&');
                }
                with.push_str(pair);
                *query = with;
            }
            Shown::Nothing(why) => return Err(Reply::new(StatusCode::BAD_GATEWAY, *why)),
        }
        Ok(())
    }

    /// Takes it out of the head of an answer, where a redirect or a link to the next page may repeat it.
    pub(super) fn hide(&self, headers: &mut HeaderMap) {
        for value in headers.values_mut() {
            for secret in &self.written {
                if let Some(left) = cut(value.as_bytes(), secret)
                    && let Ok(left) = HeaderValue::from_bytes(&left)
                {
                    *value = left;
                }
            }
        }
    }
}

/// A value that is in no log, and whose bytes are wiped when its last copy is gone.
fn value(text: String) -> Option<HeaderValue> {
    let bytes = Bytes::from_owner(Zeroizing::new(text.into_bytes()));
    let mut value = HeaderValue::from_maybe_shared(bytes).ok()?;
    value.set_sensitive(true);
    Some(value)
}

/// `text` without `secret`; `None` when it is not in there.
fn cut(text: &[u8], secret: &[u8]) -> Option<Vec<u8>> {
    let mut left = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.windows(secret.len()).position(|window| window == secret) {
        let (before, behind) = rest.split_at_checked(at)?;
        left.extend_from_slice(before);
        rest = behind.get(secret.len()..)?;
    }
    if rest.len() == text.len() {
        return None;
    }
    left.extend_from_slice(rest);
    Some(left)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn credential(way: Way, secret: &str) -> Credential {
        let secret = Zeroizing::new(secret.to_owned());
        Credential::open(&Opened { way, origin: String::new(), secret }).unwrap()
    }

    fn key(name: &str, place: KeyPlace) -> Way {
        Way::ApiKey { name: name.to_owned(), place }
    }

    #[test]
    fn it_takes_the_place_of_what_the_caller_sent() {
        let basic = Way::Basic { username: "ada".to_owned() };
        for (way, secret, query, expected) in [
            (Way::Bearer, "abc", "a=1", ("Bearer abc", "a=1")),
            (basic, "p:w", "", ("Basic YWRhOnA6dw==", "")),
            (key("authorization", KeyPlace::Header), "ApiKey 1", "", ("ApiKey 1", "")),
            (key("a key", KeyPlace::Query), "1&2", "x=%7e&a+key=3&a%20key&y", ("theirs", "x=%7e&y&a%20key=1%262")),
            (key("key", KeyPlace::Query), "1", "", ("theirs", "key=1")),
        ] {
            let mut headers = HeaderMap::new();
            headers.append(header::AUTHORIZATION, HeaderValue::from_static("theirs"));
            headers.append(header::AUTHORIZATION, HeaderValue::from_static("theirs, too"));
            let mut query = query.to_owned();
            credential(way.clone(), secret).put(&mut headers, &mut query).unwrap();
            assert_eq!((headers[header::AUTHORIZATION].to_str().unwrap(), &*query), expected, "{way:?}");
            let count = headers.get_all(header::AUTHORIZATION).iter().count();
            assert_eq!(count, if expected.0 == "theirs" { 2 } else { 1 });
        }
    }

    #[test]
    fn it_is_in_no_head_of_an_answer_and_in_no_text() {
        let secret = "a secret/of 1";
        for way in [key("code", KeyPlace::Query), key("X-Key", KeyPlace::Header)] {
            let credential = credential(way, secret);
            let mut headers = HeaderMap::new();
            headers.append("location", "http://b/x/?code=a%20secret%2Fof%201&a=1".parse().unwrap());
            headers.append("x-seen", format!("{secret}, {secret}!").parse().unwrap());
            headers.append("etag", "\"1\"".parse().unwrap());
            credential.hide(&mut headers);
            assert_eq!(headers["x-seen"], ", !");
            assert_eq!(headers["etag"], "\"1\"");
            if matches!(credential.shown, Shown::Query(..)) {
                assert_eq!(headers["location"], "http://b/x/?code=&a=1");
            }
            assert_eq!(format!("{credential:?}"), "Credential");
        }
        let mut headers = HeaderMap::new();
        credential(Way::Bearer, secret).put(&mut headers, &mut String::new()).unwrap();
        assert!(!format!("{headers:?}").contains("secret"), "{headers:?}");
    }

    #[test]
    fn what_would_leave_its_line_is_no_credential() {
        let open =
            |way| Credential::open(&Opened { way, origin: String::new(), secret: Zeroizing::new("a\nb".to_owned()) });
        assert!(open(key("X-Key", KeyPlace::Header)).is_none());
        assert!(open(key("X Key", KeyPlace::Header)).is_none());
    }
}
