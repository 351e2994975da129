//! `loggia dump` and `loggia apply`.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use super::program::{Place, assert_refused};

const PETS: &str = r#"openapi: 3.0.3
info: { title: Pets, version: "1.2" }
# A remark, so that the bytes are not what anybody would write again.
servers: [{ url: https://pets.example/v1 }]
paths:
  /pets:
    get: { operationId: listPets, responses: { "200": { description: ok } } }
    post: { operationId: addPet, responses: { "201": { description: made } } }
  /pets/{id}:
    delete: { operationId: removePet, responses: {} }
"#;

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0";

/// Whoever looks after the imported API.
const OWNER: &str = "ada@example.com";

/// Every file of a folder by its path.
fn files(folder: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(next) = waiting.pop() {
        for entry in std::fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_string_lossy().into_owned();
                files.insert(name, String::from_utf8_lossy(&std::fs::read(&path).unwrap()).into_owned());
            }
        }
    }
    files
}

/// Runs a command that succeeds; returns what it printed.
fn said(place: &Place, arguments: &[&str]) -> String {
    let output = place.run(arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// A portal with an imported API and the demo's own, which has recipes.
fn filled() -> Place {
    let place = Place::new();
    place.write("pets.yaml", PETS);
    let demo = place.serve(&["--demo", "--demo-listen", "127.0.0.1:0"], &[]);
    // The catalog is written after the portal says where it listens, its recipes last.
    while !said(&place, &["dump", "seeded"]).is_empty()
        && !files(&place.path("seeded")).keys().any(|path| path.contains("/recipes/"))
    {
        std::thread::sleep(Duration::from_millis(50));
    }
    drop(demo);
    said(&place, &["import", "pets.yaml", "--draft"]);
    place
}

#[test]
fn what_is_dumped_and_applied_elsewhere_is_dumped_again_to_the_byte() {
    let place = filled();
    said(&place, &["dump", "first"]);
    let first = files(&place.path("first"));
    assert_eq!(first["apis/pets/document.yaml"], PETS);
    assert!(first["apis/pets/api.yaml"].contains("published: false"), "{}", first["apis/pets/api.yaml"]);
    assert!(!first.contains_key("apis/pets/operations.yaml"), "nothing was changed by hand");
    assert!(first.keys().any(|path| path.starts_with("apis/azureml-demo-api/recipes/")), "{:?}", first.keys());

    let place = (place.path("first"), Place::new());
    let (folder, other) = (place.0.to_str().unwrap(), place.1);
    let shown = said(&other, &["apply", folder, "--dry-run"]);
    assert!(shown.contains("add apis/pets\n--- a/apis/pets/api.yaml\n+++ b/apis/pets/api.yaml\n"), "{shown}");
    assert_eq!(said(&other, &["apply", folder, "--dry-run"]), shown, "nothing was written");
    said(&other, &["apply", folder]);
    said(&other, &["dump", "second"]);
    assert_eq!(files(&other.path("second")), first);
    assert_eq!(said(&other, &["apply", folder]), "The portal is as the files say.\n");
}

/// Puts into a portal one of everything that files have, beside what the demo has of it.
fn fill_up(place: &Place) {
    said(place, &["user", "add", "--email", OWNER, "--role", "publisher"]);
    said(place, &["dump", "d"]);
    std::fs::write(place.path("d/logo.png"), PNG).unwrap();
    for (file, text) in [
        ("d/settings.yaml", "organization_name: Zoo\nhome: Our **animals**\naccent: '#8A1C7C'\n"),
        ("d/groups.yaml", "groups: [{name: Partners, description: Who builds with us}]\n"),
        (
            "d/policies.yaml",
            "policies:\n- policies: [{section: inbound, kind: cors, origins: ['*']}]\n\
             - product: gold\n  policies: [{section: inbound, kind: rate-limit, calls: 5, seconds: 60}]\n\
             - api: pets\n  policies: [{section: backend, kind: forward-request, total: 9}]\n\
             - api: pets\n  operation: one\n  policies: [{section: outbound, kind: cache-store, seconds: 9}]\n",
        ),
        (
            "d/apis/pets/operations.yaml",
            "removed: [POST /pets]\nadded:\n- {verb: GET, url_template: '/pets/{id}', display_name: One pet, slug: one, \
             parameters: [{name: id, in: path, type: string, required: true}], bodies: []}\n",
        ),
        (
            "d/apis/pets/examples.yaml",
            "examples:\n- operation: one\n  name: The seventh\n  request:\n    \
             parameters: [{name: id, in: path, value: '7'}]\n    query: [[token, hush]]\n",
        ),
    ] {
        place.write(file, text);
    }
    let edit = |file: &str, edited: &dyn Fn(String) -> String| {
        let text = std::fs::read_to_string(place.path(file)).unwrap();
        std::fs::write(place.path(file), edited(text)).unwrap();
    };
    edit("d/apis/pets/api.yaml", &|text| {
        let nobodys = text.lines().find(|line| line.starts_with("owner:")).unwrap();
        let text = text.replace(nobodys, &format!("owner: {OWNER}"));
        text.replace("developers: true", "developers: false\n  groups: [Partners]")
    });
    edit("d/products.yaml", &|text| {
        text + "- {id: gold, name: Gold, terms: Be kind, published: true, requires_approval: true, subscription_limit: 2, \
                visible_to: {guests: false, developers: false, groups: [Partners]}, apis: [pets], \
                tiers: [{name: Free, rate_limit: 5/1m, quota: 100/7d}, {name: Paid, price: much}]}\n"
    });
    said(place, &["apply", "d"]);
    assert_eq!(said(place, &["apply", "d"]), "The portal is as the files say.\n");
}

#[test]
fn one_of_everything_comes_back_to_the_byte() {
    let place = filled();
    fill_up(&place);
    said(&place, &["dump", "first"]);
    let first = files(&place.path("first"));
    for (file, part) in [
        ("settings.yaml", "Zoo"),
        ("logo.png", "PNG"),
        ("groups.yaml", "Partners"),
        ("products.yaml", "id: gold"),
        ("products.yaml", "price: much"),
        ("policies.yaml", "product: gold"),
        ("policies.yaml", "operation: one"),
        ("apis/pets/api.yaml", "owner: ada@example.com"),
        ("apis/pets/document.yaml", PETS),
        ("apis/pets/operations.yaml", "slug: one"),
        ("apis/pets/examples.yaml", "The seventh"),
        ("apis/pets/examples.yaml", "left_out:\n  - token"),
    ] {
        assert!(first[file].contains(part), "{part} in {file}: {}", first[file]);
    }
    assert!(first.keys().any(|path| path.contains("/recipes/")), "{:?}", first.keys());
    assert!(!first.values().any(|text| text.contains("hush")));

    let (folder, other, without) = (place.path("first"), Place::new(), Place::new());
    let folder = folder.to_str().unwrap();
    said(&other, &["user", "add", "--email", OWNER, "--role", "publisher"]);
    let applied = said(&other, &["apply", folder]);
    assert!(!applied.contains("warning"), "{applied}");
    said(&other, &["dump", "second"]);
    assert_eq!(files(&other.path("second")), first);
    assert_eq!(said(&other, &["apply", folder]), "The portal is as the files say.\n");

    // Whoever is not there owns nothing, which is said each time.
    let warning = "warning: apis/pets/api.yaml: owner: nobody who may publish has the address ada@example.com; \
                   the API is nobody's\n";
    assert!(said(&without, &["apply", folder, "--dry-run"]).contains(warning));
    assert!(said(&without, &["apply", folder]).contains(warning));
    assert_eq!(said(&without, &["apply", folder]), format!("{warning}The portal is as the files say.\n"));
    said(&without, &["dump", "third"]);
    let third = files(&without.path("third"));
    assert!(!third["apis/pets/api.yaml"].contains(OWNER));

    // Files from before there were owners and examples leave them alone; what is said to be none goes.
    let form = first["apis/pets/api.yaml"].replace("owner: ada@example.com\n", "");
    std::fs::write(other.path("second/apis/pets/api.yaml"), form).unwrap();
    std::fs::remove_file(other.path("second/apis/pets/examples.yaml")).unwrap();
    assert_eq!(said(&other, &["apply", "second"]), "The portal is as the files say.\n");
    other.write("second/apis/pets/examples.yaml", "examples: []\n");
    assert_eq!(said(&other, &["apply", "second"]), "change apis/pets\n1 changes made.\n");
    said(&other, &["dump", "fourth"]);
    assert!(!other.path("fourth/apis/pets/examples.yaml").exists());
}

#[test]
fn the_portals_own_api_is_no_part_of_it() {
    let place = Place::new();
    let mut portal = place.serve(&[], &[]);
    // Its link is the last that a start does.
    assert!(portal.line().starts_with("Make the first administrator"));
    drop(portal);
    assert!(said(&place, &["export", "portal-management-api"]).contains("listAudit"));
    said(&place, &["dump", "d"]);
    let dumped = files(&place.path("d"));
    assert!(!dumped.keys().any(|path| path.starts_with("apis/")), "{:?}", dumped.keys());
    assert_eq!(said(&place, &["apply", "d", "--prune"]), "The portal is as the files say.\n");
    assert!(said(&place, &["export", "portal-management-api"]).contains("listAudit"));
}

#[test]
fn files_are_edited_and_applied() {
    let place = filled();
    said(&place, &["dump", "d"]);
    let form = place.path("d/apis/pets/api.yaml");
    let text = std::fs::read_to_string(&form).unwrap().replace("published: false", "published: true");
    std::fs::write(&form, text + "display_name: Animals\n").unwrap();
    place.write(
        "d/apis/pets/operations.yaml",
        "removed: [POST /pets]\nadded:\n- {verb: GET, url_template: '/pets/{id}', display_name: One pet, slug: one, \
         parameters: [{name: id, in: path, type: string, required: true}], bodies: []}\n",
    );
    place.write("d/settings.yaml", "organization_name: Zoo\nhome: Our **animals**\n");
    place.write("d/groups.yaml", "groups: [{name: Partners, description: Who builds with us}]\n");
    let shown = said(&place, &["apply", "d", "--dry-run"]);
    for line in
        ["+organization_name: Zoo", "+display_name: Animals", "-published: false", "+- POST /pets", "+- name: Partners"]
    {
        assert!(shown.lines().any(|shown| shown == line), "{line}: {shown}");
    }
    assert_eq!(
        said(&place, &["apply", "d"]),
        "change settings.yaml\nchange groups.yaml\nchange apis/pets\n3 changes made.\n"
    );
    assert_eq!(said(&place, &["apply", "d"]), "The portal is as the files say.\n");
    let document = said(&place, &["export", "pets"]);
    assert!(document.contains("One pet") && document.contains("Animals") && !document.contains("addPet"), "{document}");

    // What a group sees is said by its name; what is not in the files goes only when it is asked for.
    let text =
        std::fs::read_to_string(&form).unwrap().replace("developers: true", "developers: false\n  groups: [Partners]");
    std::fs::write(&form, text).unwrap();
    assert_eq!(said(&place, &["apply", "d"]), "change apis/pets\n1 changes made.\n");
    std::fs::remove_dir_all(place.path("d/apis/azureml-demo-api")).unwrap();
    assert!(said(&place, &["apply", "d"]).contains("apis/azureml-demo-api is not in the files and stays"));
    assert_refused(&place.run(&["apply", "d", "--prune"]), &["products.yaml: there is no API azureml-demo-api"]);
    std::fs::remove_file(place.path("d/products.yaml")).unwrap();
    assert_eq!(said(&place, &["apply", "d", "--prune"]), "remove apis/azureml-demo-api\n1 changes made.\n");
    assert_refused(&place.run(&["export", "azureml-demo-api"]), &["there is no such API"]);
    said(&place, &["dump", "d"]);
    assert!(std::fs::read_to_string(&form).unwrap().contains("- Partners"));
}

#[test]
fn files_that_cannot_be_applied_change_nothing() {
    let place = filled();
    assert_refused(&place.run(&["apply", "."]), &["has no loggia.yaml"]);
    assert_refused(&place.run(&["dump", "."]), &["is not empty"]);
    let cases = [
        ("loggia.yaml", "format: 99\n", "format 1 was expected, not 99"),
        ("apis/pets/api.yaml", "name: [", "apis/pets/api.yaml: "),
        ("apis/pets/api.yaml", "suffix: pets\n", "missing field `name`"),
        ("apis/pets/api.yaml", "name: Pets\nsuffix: pets\nsufix: x\n", "unknown field `sufix`"),
        ("apis/pets/api.yaml", "name: Pets\nsuffix: 'a b'\nservice_url: https://pets.example\n", "apis/pets: suffix: "),
        (
            "apis/pets/api.yaml",
            "name: Pets\nsuffix: pets\nvisible_to: {groups: [Nobody]}\n",
            "there is no group Nobody",
        ),
        ("apis/pets/document.yaml", "openapi: [\n", "apis/pets/document.yaml: "),
        ("apis/pets/document.json", "{}", "one document was expected, not two"),
        ("apis/pets/operations.yaml", "removed: [GET /cats]\n", "GET /cats: the document has no such operation"),
        (
            "apis/pets/operations.yaml",
            "added: [{verb: GET, url_template: x, display_name: X, slug: x, parameters: [], bodies: []}]\n",
            "apis/pets: GET x: url_template: ",
        ),
        (
            "apis/pets/examples.yaml",
            "examples: [{operation: none, name: A, request: {}}]\n",
            "apis/pets/examples.yaml: A: there is no operation none",
        ),
        ("settings.yaml", "sign_up: everybody\n", "settings.yaml: sign_up: "),
        ("groups.yaml", "groups: [{name: A}, {name: A}]\n", "two groups called A"),
        ("groups.yaml", "groups: [{name: Guests}]\n", "groups.yaml: name: "),
        ("products.yaml", "products: [{id: a, name: A, tiers: []}]\n", "products.yaml: tiers: "),
        ("products.yaml", "products: [{id: a, name: A, tiers: [{name: A, quota: x}]}]\n", "x is no limit"),
        ("apis/Bad Name/api.yaml", "name: Bad\nsuffix: bad\n", "apis/Bad Name: lower-case letters"),
        ("apis/pets/recipes/x.yaml", "arazzo: 1.0.0\n", "apis/pets/recipes/x.yaml: "),
    ];
    for (number, (file, text, message)) in cases.into_iter().enumerate() {
        let folder = format!("d{number}");
        said(&place, &["dump", &folder]);
        let before = files(&place.path(&folder));
        std::fs::create_dir_all(place.path(&format!("{folder}/{file}")).parent().unwrap()).unwrap();
        place.write(&format!("{folder}/{file}"), text);
        let refused = place.run(&["apply", &folder]);
        let sentence = String::from_utf8(refused.stderr).unwrap();
        assert_eq!(refused.status.code(), Some(1), "{sentence}");
        assert!(sentence.contains(message) && sentence.trim_end().lines().count() == 1, "{message}: {sentence}");
        said(&place, &["dump", "after"]);
        assert_eq!(files(&place.path("after")), before, "{file}: {text}");
    }
}

#[test]
fn the_image_in_the_header_is_a_file() {
    const JPEG: &[u8] = b"\xff\xd8\xff\xe0\0\x10JFIF\0";
    let place = Place::new();
    said(&place, &["dump", "d"]);
    let image = |name: &str| place.path("d").join(name);
    std::fs::write(image("logo.png"), PNG).unwrap();
    let shown = said(&place, &["apply", "d", "--dry-run"]);
    assert_eq!(shown, "add logo.png\nlogo.png: 0 bytes become 29\n1 changes would be made.\n");
    assert_eq!(said(&place, &["apply", "d"]), "add logo.png\n1 changes made.\n");
    assert_eq!(said(&place, &["apply", "d"]), "The portal is as the files say.\n");
    said(&place, &["dump", "again"]);
    assert_eq!(std::fs::read(place.path("again/logo.png")).unwrap(), PNG);

    // Two images, what is none, and what could hold scripts.
    std::fs::write(image("logo.jpg"), JPEG).unwrap();
    assert_refused(&place.run(&["apply", "d"]), &["one image was expected, not two"]);
    std::fs::remove_file(image("logo.png")).unwrap();
    std::fs::write(image("logo.jpg"), "<svg xmlns='http://www.w3.org/2000/svg'/>").unwrap();
    let refused = place.run(&["apply", "d"]);
    let sentence = String::from_utf8(refused.stderr).unwrap();
    assert!(refused.status.code() == Some(1) && sentence.contains("logo.jpg: logo: "), "{sentence}");
    std::fs::write(image("logo.jpg"), JPEG).unwrap();
    assert_eq!(said(&place, &["apply", "d"]), "change logo.jpg\n1 changes made.\n");
    said(&place, &["dump", "again"]);
    assert_eq!(std::fs::read(place.path("again/logo.jpg")).unwrap(), JPEG);
    assert!(!place.path("again/logo.png").exists(), "it is another one now");

    // Without a file it stays until somebody asks for it to go.
    std::fs::remove_file(image("logo.jpg")).unwrap();
    let kept = said(&place, &["apply", "d"]);
    assert!(kept.contains("logo.jpg is not in the files and stays; --prune removes it."), "{kept}");
    assert_eq!(said(&place, &["apply", "d", "--prune"]), "remove logo.jpg\n1 changes made.\n");
    said(&place, &["dump", "again"]);
    assert!(!place.path("again/logo.jpg").exists());
}
