//! The parameters of an address' query.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use url::form_urlencoded;

use super::Problem;

/// The query's parameters. What is no UTF-8 is replaced; what is not asked for is not looked at.
#[derive(Debug, Default)]
pub struct Arguments(Vec<(String, String)>);

impl<S: Send + Sync> FromRequestParts<S> for Arguments {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let query = parts.uri.query().unwrap_or_default();
        Ok(Self(form_urlencoded::parse(query.as_bytes()).into_owned().collect()))
    }
}

impl Arguments {
    /// The value of `name`.
    ///
    /// # Errors
    /// 400 when it stands there several times.
    fn one(&self, name: &str) -> Result<Option<&str>, Problem> {
        let mut values = self.0.iter().filter(|(known, _)| known == name).map(|(_, value)| value.as_str());
        match (values.next(), values.next()) {
            (_, Some(_)) => Err(Problem::parameter(name, "it was expected once")),
            (value, None) => Ok(value),
        }
    }

    /// The text of `name`, at most `most` characters long.
    ///
    /// # Errors
    /// 400 when it is longer or stands there several times.
    pub fn text(&self, name: &str, most: usize) -> Result<Option<&str>, Problem> {
        let value = self.one(name)?;
        if value.is_some_and(|value| value.chars().count() > most) {
            return Err(Problem::parameter(name, &format!("at most {most} characters were expected")));
        }
        Ok(value)
    }

    /// The whole number `name`, from 1 to `most`.
    ///
    /// # Errors
    /// 400 when it is something else.
    pub fn number(&self, name: &str, most: u32) -> Result<Option<u32>, Problem> {
        let wrong = || Problem::parameter(name, &format!("a whole number from 1 to {most} was expected"));
        let Some(text) = self.one(name)? else { return Ok(None) };
        let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let number = text.parse().ok().filter(|number| is_number && (1..=most).contains(number));
        number.map(Some).ok_or_else(wrong)
    }

    /// The yes or no `name`; no when it is not there.
    ///
    /// # Errors
    /// 400 when it is neither `true` nor `false`.
    pub fn yes(&self, name: &str) -> Result<bool, Problem> {
        match self.one(name)? {
            None | Some("false") => Ok(false),
            Some("true") => Ok(true),
            Some(_) => Err(Problem::parameter(name, "true or false was expected")),
        }
    }
}
