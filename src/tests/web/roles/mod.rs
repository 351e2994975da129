//! Who may do what: every route of the table for every role.

mod programs;
mod stage;
mod table;

use std::collections::BTreeMap;

use loggia::web::routes::routes;

use stage::Stage;
use table::{ROLES, Row};

/// What an answer says of who asked: 200 when they were let through, whatever became of their request then.
fn verdict(status: u16) -> u16 {
    if matches!(status, 401 | 403 | 404) { status } else { 200 }
}

#[tokio::test]
async fn every_route_lets_exactly_those_through_who_may() {
    let table = || table::ROWS.iter().chain(programs::ROWS);
    let mut rows: BTreeMap<String, &Row> = table().map(|row| (format!("{} {}", row.method, row.path), row)).collect();
    assert_eq!(rows.len(), table().count(), "a row stands twice");
    let stage = Stage::new().await;
    let mut wrong = Vec::new();
    let mut all = routes();
    // What ends sessions comes last.
    all.sort_by_key(|route| ["/sign-out", "/account/sessions/end"].contains(&route.path));
    for route in all {
        let name = format!("{} {}", route.method, route.path);
        let Some(row) = rows.remove(&name) else {
            wrong.push(format!("{name} has no row: say in table.rs who may do it"));
            continue;
        };
        let mut states = vec![("draft", false, row.who.draft)];
        if row.who.draft != row.who.published {
            states.push(("published API", true, row.who.published));
        }
        for (state, is_published, expected) in states {
            let mut found = [0; ROLES.len()];
            for (person, verdict_of) in found.iter_mut().enumerate() {
                let status = stage.ask(person, row, is_published).await;
                if status >= 500 {
                    wrong.push(format!("{name} of a {state} by {}: {status}", ROLES[person]));
                }
                *verdict_of = verdict(status);
            }
            if found != expected {
                wrong.push(format!("{name} of a {state}: {found:?} instead of {expected:?}"));
            }
        }
    }
    wrong.extend(rows.into_keys().map(|name| format!("{name} is no route any more")));
    assert!(wrong.is_empty(), "{ROLES:?}\n{}", wrong.join("\n"));
}
