//! `loggia product` and `loggia subscription`.

use serde_json::Value;

use super::program::{Place, assert_done, assert_refused};

const EMAIL: &str = "ada@example.com";
const PETS: &str = r#"{"openapi":"3.0.3","info":{"title":"Pets","version":"1"},"servers":[{"url":"https://pets.example"}],
    "paths":{"/pets":{"get":{"responses":{}}}}}"#;

/// A portal with the product `starter`, an API in it, and Ada.
fn filled() -> Place {
    let place = Place::new();
    place.write("pets.json", PETS);
    let add = ["product", "add", "--id", "starter", "--name", "Starter", "--rate-limit", "5/1m", "--quota", "100/7d"];
    assert_done(&place.run(&add));
    assert_done(&place.run(&["import", "pets.json", "--product", "starter"]));
    assert_done(&place.run(&["user", "add", "--email", EMAIL, "--role", "developer"]));
    place
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

#[test]
fn a_product_is_added_and_listed_and_apis_are_put_into_it() {
    let place = filled();
    let listed = json(&assert_done(&place.run(&["product", "list", "--json"])));
    assert_eq!(listed[0]["id"], "starter");
    assert_eq!((&listed[0]["apis"], &listed[0]["tiers"][0]["quota"]), (&Value::from(1), &Value::from("100/7d")));
    let line = assert_done(&place.run(&["product", "list"]));
    assert_eq!(line, "starter\tStarter\tpublished\t1 API\tStarter (5/1m, 100/7d)\n");

    assert_done(&place.run(&["product", "add", "--id", "free", "--name", "Free", "--open"]));
    let both = ["import", "pets.json", "--update", "pets", "--product", "starter", "--product", "free"];
    assert_done(&place.run(&both));
    assert_done(&place.run(&both));
    let listed = json(&assert_done(&place.run(&["product", "list", "--json"])));
    assert_eq!(listed[0]["id"], "free");
    assert_eq!((&listed[0]["apis"], &listed[0]["requiresSubscription"]), (&Value::from(1), &Value::from(false)));

    let again = ["product", "add", "--id", "starter", "--name", "Other"];
    assert_refused(&place.run(&again), &["id", "another product has it already"]);
    assert_refused(&place.run(&["product", "add", "--id", "a", "--name", "A", "--quota", "often"]), &["100/7d"]);
    place.write("others.json", &PETS.replace("Pets", "Others"));
    assert_refused(
        &place.run(&["import", "others.json", "--product", "none"]),
        &["There is no product none", "product"],
    );
    assert_refused(&place.run(&["export", "others"]), &["there is no such API"]);
}

#[test]
fn a_subscription_is_added_suspended_activated_and_cancelled() {
    let place = filled();
    let add = ["subscription", "add", "--product", "starter", "--email", EMAIL, "--json"];
    let made = json(&assert_done(&place.run(&add)));
    let id = made["id"].as_str().unwrap();
    for key in ["primaryKey", "secondaryKey"] {
        let key = made[key].as_str().unwrap();
        assert!(key.starts_with("lgs_") && key.len() == 42, "{key}");
    }
    let state = || {
        let listed = json(&assert_done(&place.run(&["subscription", "list", "--json"])));
        let found = listed.as_array().unwrap().iter().find(|one| one["id"] == id).unwrap().clone();
        (found["state"].as_str().unwrap().to_owned(), found["email"].as_str().unwrap().to_owned())
    };
    assert_eq!(state(), ("active".to_owned(), EMAIL.to_owned()));
    for (command, expected) in
        [("suspend", "suspended"), ("suspend", "suspended"), ("activate", "active"), ("cancel", "cancelled")]
    {
        assert_done(&place.run(&["subscription", command, id]));
        assert_eq!(state().0, expected);
    }
    assert_refused(&place.run(&["subscription", "activate", id]), &["cannot become active"]);
    assert_refused(&place.run(&["subscription", "suspend", "none"]), &["there is no subscription none"]);
    for (arguments, expected) in [
        (["--product", "none"].as_slice(), "There is no product none"),
        (&["--product", "starter", "--email", "bob@example.com"], "Nobody has an account"),
        (&["--product", "starter", "--tier", "Gold"], "Starter"),
        (&["--api", "none"], "api"),
        (&["--email", EMAIL], "--all-apis"),
        (&["--product", "starter", "--all-apis"], "cannot be used"),
        (&["--all-apis", "--expires-at", "2020-01-01T00:00:00Z"], "in the past"),
        (&["--all-apis", "--expires-at", "tomorrow"], "2026-11-21T09:30:00Z was expected"),
    ] {
        assert_refused(&place.run(&[&["subscription", "add"], arguments].concat()), &[expected]);
    }
    assert_done(&place.run(&["subscription", "add", "--api", "pets", "--name", "Nightly"]));
    assert_done(&place.run(&["subscription", "add", "--all-apis", "--expires-at", "2999-01-31T18:00:00+01:00"]));
    let listed = json(&assert_done(&place.run(&["subscription", "list", "--json"])));
    let expiring = listed.as_array().unwrap().iter().filter_map(|one| one["expiresAt"].as_str());
    assert_eq!(expiring.collect::<Vec<_>>(), ["2999-01-31T17:00:00.000Z"]);
    let lines = assert_done(&place.run(&["subscription", "list"]));
    assert_eq!(lines.lines().count(), 3);
    assert!(lines.contains("nobody\tactive\tPets\tNightly") && lines.contains("all APIs"), "{lines}");
    assert!(lines.contains(&format!("{EMAIL}\tcancelled\tstarter (Starter)")), "{lines}");
}

#[test]
fn products_are_dumped_and_applied_without_their_subscriptions() {
    let place = filled();
    assert_done(&place.run(&["subscription", "add", "--product", "starter"]));
    assert_done(&place.run(&["dump", "first"]));
    let file = std::fs::read_to_string(place.path("first/products.yaml")).unwrap();
    assert!(file.contains("id: starter") && file.contains("5/1m") && file.contains("- pets"), "{file}");
    let other = Place::new();
    let folder = place.path("first");
    let folder = folder.to_str().unwrap();
    let shown = assert_done(&other.run(&["apply", folder, "--dry-run"]));
    assert!(shown.contains("change products.yaml"), "{shown}");
    assert_done(&other.run(&["apply", folder]));
    assert_eq!(assert_done(&other.run(&["apply", folder])), "The portal is as the files say.\n");
    assert_done(&other.run(&["dump", "second"]));
    assert_eq!(std::fs::read_to_string(other.path("second/products.yaml")).unwrap(), file);
    assert_eq!(assert_done(&other.run(&["subscription", "list"])), "");

    // Another tier's name is another tier, and what has subscriptions stays.
    let renamed = file.replace("5/1m", "6/1m");
    std::fs::write(place.path("first/products.yaml"), &renamed).unwrap();
    assert_done(&place.run(&["apply", folder]));
    assert!(assert_done(&place.run(&["product", "list"])).contains("6/1m"));
    std::fs::write(place.path("first/products.yaml"), renamed.replace("- pets", "- none")).unwrap();
    assert_refused(&place.run(&["apply", folder]), &["products.yaml", "there is no API none"]);
    std::fs::write(place.path("first/products.yaml"), "products: []\n").unwrap();
    assert_done(&place.run(&["apply", folder]));
    assert!(assert_done(&place.run(&["product", "list"])).contains("starter"));
    assert_done(&place.run(&["apply", folder, "--prune"]));
    assert_eq!(assert_done(&place.run(&["product", "list"])), "");
}
