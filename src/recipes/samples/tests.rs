//! Programs are proven by running them: against a server that plays the service, each must make the calls that
//! [`crate::recipes::run`] makes with the same answers, and come to the same end.

mod cases;
mod run;
mod server;

use std::collections::BTreeMap;

use super::*;
use crate::catalog::model::Location;
use crate::catalog::template::Encoded;
use crate::console::request::{Body, MASK};
use crate::recipes::example::batch_execution;
use crate::recipes::model::{OperationRef, Recipe};
use crate::recipes::rules;
use cases::{Case, cases};

/// What the console makes of a step's values.
fn request(base: &str, operation: &OperationRef, parameters: &[StepParameter], body: Option<&StepBody>) -> StepRequest {
    let OperationRef::Path { method, path } = operation else { panic!("{operation:?}") };
    let mut url = [base, path].concat();
    let mut headers = Vec::new();
    let mut separator = "?";
    for StepParameter { name, location, value } in parameters {
        let encoded = Encoded::of(value);
        match location {
            Location::Path => url = url.replace(&format!("{{{name}}}"), encoded.as_str()),
            Location::Query => {
                url.push_str(&[separator, name, "=", encoded.as_str()].concat());
                separator = "&";
            }
            Location::Header => headers.push((name.clone(), value.clone())),
            Location::Cookie => headers.push(("Cookie".to_owned(), [name, "=", encoded.as_str()].concat())),
        }
    }
    if let Some(body) = body {
        headers.push(("Content-Type".to_owned(), body.content_type.clone()));
    }
    let body = body.map_or(Body::None, |body| Body::Text(body.text.clone()));
    StepRequest { request: NeutralRequest { method: method.clone(), url, headers, body, secrets: Vec::new() } }
}

fn requests(base: &str, plan: &Plan) -> Vec<StepRequest> {
    let steps = plan.recipe().steps.iter().enumerate();
    let request = |(place, step): (usize, &crate::recipes::model::Step)| {
        let marked = marked(plan, place).unwrap();
        request(base, &step.operation, &marked.parameters, marked.body.as_ref())
    };
    steps.map(request).collect()
}

fn program(language: Language, base: &str, case: &Case, revealed: bool) -> String {
    let plan = rules::check(&case.recipe).unwrap_or_else(|complaints| panic!("{complaints:?}"));
    sample(language, &plan, &requests(base, &plan), &case.filled, revealed).unwrap()
}

#[test]
fn secrets_are_masked() {
    for language in LANGUAGES {
        for case in cases() {
            let (masked, shown) =
                (program(language, "http://a", &case, false), program(language, "http://a", &case, true));
            assert_eq!(masked.lines().count(), shown.lines().count());
            for (masked, shown) in masked.lines().zip(shown.lines()) {
                assert!(masked == shown || masked.contains(MASK), "{masked}");
            }
            for secret in &case.secrets {
                assert!(!masked.contains(secret), "{secret} in {masked}");
            }
        }
    }
}

#[test]
fn inputs_are_secret_where_requests_have_secrets() {
    let mut recipe = batch_execution("w", "s", "k");
    recipe.inputs[2].secret = false;
    recipe.inputs[2].name = "opener".to_owned();
    for parameter in recipe.steps.iter_mut().flat_map(|step| &mut step.parameters) {
        parameter.value = parameter.value.replace("api_key", "opener");
    }
    let case = Case { recipe, ..cases().remove(0) };
    let masked = program(Language::Python, "http://a", &case, false);
    assert!(masked.contains(&["\nopener = \"", MASK, "\"\n"].concat()), "{masked}");
}

#[test]
fn other_languages_and_other_requests_have_no_program() {
    let plan = rules::check(&batch_execution("w", "s", "k")).unwrap();
    let requests = requests("http://a", &plan);
    assert_eq!(sample(Language::Go, &plan, &requests, &BTreeMap::new(), true), None);
    assert_eq!(sample(Language::R, &plan, &requests[1..], &BTreeMap::new(), true), None);
    assert_eq!(marked(&plan, 4), None);
}

fn prove(language: Language) {
    for case in cases() {
        if let Some(differences) = run::prove(language, &case) {
            panic!("{language:?} {}: {differences}", case.name);
        }
    }
}

#[test]
fn python_makes_the_calls_of_the_recipe() {
    prove(Language::Python);
}

#[test]
fn csharp_makes_the_calls_of_the_recipe() {
    prove(Language::CSharp);
}

#[test]
fn r_makes_the_calls_of_the_recipe() {
    prove(Language::R);
}
