//! The responses that are errors, with what the backend really answers as samples.

use crate::catalog::model::{ResponseHeader, ResponseSpec};
use crate::demo::error::ServiceError;
use crate::demo::seed::parts::{JSON, body, pretty, response};
use crate::demo::web_service::{already_started, unknown_job, unknown_service, wrong_key};

pub(super) fn bad_request(description: &str, sample: &ServiceError) -> ResponseSpec {
    error(400, description, sample)
}

pub(super) fn unauthorized() -> ResponseSpec {
    let challenge = ResponseHeader {
        name: "WWW-Authenticate".to_owned(),
        description: "The scheme by which the key is sent: Bearer.".to_owned(),
        ..ResponseHeader::default()
    };
    let response = error(401, "The API key is missing or wrong.", &wrong_key());
    ResponseSpec { headers: vec![challenge], ..response }
}

pub(super) fn unknown_place() -> ResponseSpec {
    error(404, "There is no such workspace or service.", &unknown_service())
}

pub(super) fn no_job() -> ResponseSpec {
    error(404, "There is no such workspace, service or job.", &unknown_job())
}

pub(super) fn conflict() -> ResponseSpec {
    error(409, "The job was started or cancelled before.", &already_started())
}

fn error(status: u16, description: &str, sample: &ServiceError) -> ResponseSpec {
    let schema = include_str!("error.schema.json");
    response(status, description, vec![body(JSON, pretty(sample.body()), schema)])
}
