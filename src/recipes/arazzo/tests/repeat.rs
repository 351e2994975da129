//! How repetitions are read.

use serde_json::{Value, json};

use super::*;
use crate::recipes::model::Repeat;

#[test]
fn repetitions_mean_the_same_however_they_are_written() {
    let done = json!([{"condition": "$statusCode == 200"}, {"condition": "$response.body#/s == 'done'"}]);
    let ok = json!([{"condition": "$statusCode == 200"}]);
    let busy = json!([{"condition": "$response.body#/s == 'busy'"}]);
    let failed = json!([{"condition": "$response.body#/s == 'failed'"}]);
    let repeat = |members: Value| {
        let (recipe, warnings) = recipe_of(&document(step(members)));
        let Repeat { until, failed_if, every_milliseconds, most_times } =
            recipe.steps[0].repeat.clone().unwrap_or_default();
        let warnings = if warnings.is_empty() { String::new() } else { format!(" ({})", warnings.join(", ")) };
        let success = recipe.steps[0].success.join(", ");
        let (until, failed_if) = (until.join(", "), failed_if.join(", "));
        format!("{success} | {until} | {failed_if} | {every_milliseconds} {most_times}{warnings}")
    };
    let retry = |criteria: &Value| json!({"name": "r", "type": "retry", "retryAfter": 2.5, "retryLimit": 9, "criteria": criteria});
    let end = |name: &str, criteria: &Value| json!({"name": name, "type": "end", "criteria": criteria});
    let again = |criteria: &Value| json!({"name": "g", "type": "goto", "stepId": "a", "criteria": criteria});
    let assumed = " (/workflows/0/steps/0/onSuccess/0: it waits 1000 milliseconds, \
                   /workflows/0/steps/0/onSuccess/0: it calls 100 times at most)";
    let at_1 = assumed.replace("onSuccess/0", "onSuccess/1");
    for (members, expected) in [
        (
            json!({"successCriteria": done, "onFailure": [retry(&ok)]}),
            "$statusCode == 200 | $response.body#/s == 'done' |  | 2500 10".to_owned(),
        ),
        (
            json!({"successCriteria": done, "onFailure": [end("e", &failed), retry(&ok), end("f", &json!([]))]}),
            "$statusCode == 200 | $response.body#/s == 'done' | $response.body#/s == 'failed' | 2500 10".to_owned(),
        ),
        (
            json!({"successCriteria": done, "onFailure": [retry(&busy)]}),
            "true | $statusCode == 200, $response.body#/s == 'done' | $response.body#/s != 'busy' | 2500 10".to_owned(),
        ),
        (
            json!({"successCriteria": done, "onFailure": [end("e", &failed), retry(&busy)]}),
            "true | $statusCode == 200, $response.body#/s == 'done' | \
             $response.body#/s == 'failed' || $response.body#/s != 'busy' | 2500 10"
                .to_owned(),
        ),
        (
            json!({"onFailure": [{"name": "r", "type": "retry", "retryAfter": 1}]}),
            "true | $statusCode >= 200 && $statusCode < 300 |  | 1000 2".to_owned(),
        ),
        (
            json!({"onFailure": [{"name": "r", "type": "retry", "retryLimit": 1e9}]}),
            "true | $statusCode >= 200 && $statusCode < 300 |  | 100 10000 \
             (/workflows/0/steps/0/onFailure/0: it waits 100 milliseconds, \
             /workflows/0/steps/0/onFailure/0: it calls 10000 times at most)"
                .to_owned(),
        ),
        (
            json!({"successCriteria": ok, "onSuccess": [again(&busy)]}),
            format!("$statusCode == 200 | $response.body#/s != 'busy' |  | 1000 100{assumed}"),
        ),
        (
            json!({"onSuccess": [{"name": "n", "type": "goto", "stepId": "b", "criteria": failed}, again(&json!([]))]}),
            format!(" | $response.body#/s == 'failed' |  | 1000 100{at_1}"),
        ),
        (
            json!({"onSuccess": [again(&busy), {"name": "n", "type": "goto", "stepId": "b"}]}),
            format!(" | $response.body#/s != 'busy' |  | 1000 100{assumed}"),
        ),
        (
            json!({"onSuccess": [{"name": "n", "type": "goto", "stepId": "b", "criteria": failed}]}),
            " |  |  | 0 0".to_owned(),
        ),
        (json!({"onFailure": [end("e", &failed)]}), " |  |  | 0 0".to_owned()),
        (
            json!({"successCriteria": ok, "onFailure": [retry(&ok)]}),
            "$statusCode == 200 |  |  | 0 0 \
             (/workflows/0/steps/0/onFailure/0: recipes have no such thing; it was left out)"
                .to_owned(),
        ),
    ] {
        let said = members.to_string();
        assert_eq!(repeat(members), expected, "{said}");
    }
}
