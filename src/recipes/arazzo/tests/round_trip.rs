//! What is written is read as it was.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::catalog::model::Location;
use crate::recipes::model::{Input, InputKind, OperationRef, Output, Repeat, Step, StepBody, StepParameter};
use crate::recipes::plan::DEFAULT_SUCCESS;

fn anything() -> impl Strategy<Value = String> {
    any::<String>()
}

fn template() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[^$]{0,12}",
        select(vec!["{$inputs.a}", "{$steps.x.outputs.y#/a~1b/0}", "$5", "{}", "\"", "\\", "😀\n"])
            .prop_map(str::to_owned),
    ];
    prop_oneof![Just("$inputs.a".to_owned()), vec(piece, 0..6).prop_map(|pieces| pieces.concat())]
}

fn condition() -> impl Strategy<Value = String> {
    let conditions =
        ["$statusCode == 200", "$response.body#/s == 'it''s'", "!($response.header.x > 5)", DEFAULT_SUCCESS];
    select(conditions.to_vec()).prop_map(str::to_owned)
}

fn outputs() -> impl Strategy<Value = Vec<Output>> {
    let value =
        select(vec!["$response.body", "$response.body#/a/0", "$response.header.x-y", "$url", "$request.path.a b"]);
    let names = proptest::collection::btree_map("[a-zA-Z0-9._-]{1,8}", value, 0..4);
    let output = |(name, value): (String, &str)| Output { name, value: value.to_owned() };
    names.prop_map(move |outputs| outputs.into_iter().map(output).collect())
}

fn inputs() -> impl Strategy<Value = Vec<Input>> {
    let kind = select(InputKind::ALL.to_vec());
    let default = option::of(prop_oneof![
        anything(),
        select(vec!["1", "1.0", "1e5", "true", "null", "\"a\"", "{\"a\":1}", "{ }", "12345678901234567890123"])
            .prop_map(str::to_owned),
    ]);
    let input = (anything(), default, kind, any::<bool>()).prop_map(|(description, default, kind, secret)| Input {
        description,
        default,
        kind,
        secret,
        ..Input::default()
    });
    proptest::collection::btree_map(anything(), input, 0..4)
        .prop_map(|inputs| inputs.into_iter().map(|(name, input)| Input { name, ..input }).collect())
}

fn operation() -> impl Strategy<Value = OperationRef> {
    prop_oneof![
        "[a-z~/{}#. ]{0,9}".prop_map(OperationRef::Id),
        ("[A-Z]{1,7}", anything()).prop_map(|(method, path)| OperationRef::Path { method, path }),
    ]
}

fn parameters() -> impl Strategy<Value = Vec<StepParameter>> {
    let key = (select(Location::ALL.to_vec()), anything());
    let parameter = |(location, name, value)| StepParameter { name, location, value };
    vec((key, template()), 0..4).prop_map(move |parameters| {
        let mut known: Vec<StepParameter> = Vec::new();
        for ((location, name), value) in parameters {
            if !known.iter().any(|other| other.name == name && other.location == location) {
                known.push(parameter((location, name, value)));
            }
        }
        known
    })
}

fn repeat() -> impl Strategy<Value = Repeat> {
    let until = vec(condition(), 1..3);
    (until, vec(condition(), 0..3), 100_u32..=3_600_000, 2_u32..=10_000).prop_map(
        |(mut until, failed_if, every_milliseconds, most_times)| {
            // Otherwise nothing could tell it from what every answer must meet.
            until.push("$response.body#/done".to_owned());
            Repeat { until, failed_if, every_milliseconds, most_times }
        },
    )
}

fn step() -> impl Strategy<Value = Step> {
    let content_type = select(vec!["", "application/json", "text/plain", "application/x-www-form-urlencoded"]);
    let body = (content_type, template())
        .prop_map(|(content_type, text)| StepBody { content_type: content_type.to_owned(), text });
    // The condition that stands for none is read as none.
    let success = vec(condition(), 0..3).prop_filter("none", |success| success.as_slice() != [DEFAULT_SUCCESS]);
    let first = (anything(), anything(), operation(), parameters());
    (first, option::of(body), outputs(), success, option::of(repeat())).prop_map(
        |((id, description, operation, parameters), body, outputs, success, repeat)| Step {
            id,
            description,
            operation,
            parameters,
            body,
            outputs,
            success,
            repeat,
        },
    )
}

fn recipe() -> impl Strategy<Value = Recipe> {
    (anything(), anything(), anything(), inputs(), vec(step(), 0..4), outputs()).prop_map(
        |(name, title, description, inputs, steps, outputs)| Recipe {
            name,
            title,
            description,
            inputs,
            steps,
            outputs,
        },
    )
}

proptest! {
    #[test]
    fn recipes_come_back(recipes in vec(recipe(), 0..3)) {
        let written = export(&header(), &recipes);
        let text = written.to_string();
        let read: Value = serde_json::from_str(&text).unwrap();
        let imported = import(&read);
        prop_assert_eq!(imported, Ok(Imported { header: header(), recipes, warnings: Vec::new() }), "{}", text);
    }

    #[test]
    fn reading_never_panics(text in "[\\[\\]{}:,\"a-z$0-9 ]{0,60}") {
        if let Ok(members) = serde_json::from_str::<Value>(&text) {
            let _ = import(&document(|document| document["workflows"][0]["steps"][0]["onFailure"] = members.clone()));
            let _ = import(&document(|document| document["workflows"][0]["steps"][0]["requestBody"] = members.clone()));
            let _ = import(&document(|document| document["workflows"][0]["inputs"] = members.clone()));
            let _ = import(&members);
        }
    }
}
