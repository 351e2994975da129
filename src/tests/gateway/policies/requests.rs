//! Policies that change a request, send it elsewhere or refuse it: what the web service received.

use serde_json::json;

use super::support::{API, get, key, open, set_header, values};
use crate::gateway::support::{Portal, Service, header, message, put_policies_of, status, with_key};

#[tokio::test]
async fn headers_of_a_call_or_of_its_answer_are_set_where_the_policy_stands() {
    let service = Service::answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nX-A: one\r\n\r\n").await;
    let portal = open(service.address).await;
    for (exists, expected, alone) in [
        ("override", &["new"][..], &["new"][..]),
        ("append", &["one", "new"], &["new"]),
        ("skip", &["one"], &["new"]),
        ("delete", &[], &[]),
    ] {
        for section in ["inbound", "outbound"] {
            let list = ["X-A", "X-B"].map(|name| set_header(section, name, "new", exists));
            put_policies_of(&portal, API, json!(list)).await;
            let answer = get(&portal, "", &["X-A: one"]).await;
            let request = service.requests().pop().unwrap();
            let (changed, other) = if section == "inbound" { (request, answer) } else { (answer, request) };
            assert_eq!(values(&changed, "x-a"), expected, "{section} {exists}");
            assert_eq!(values(&changed, "x-b"), alone, "{section} {exists}");
            assert_eq!([values(&other, "x-a").concat(), values(&other, "x-b").concat()], ["one", ""]);
        }
    }
}

#[tokio::test]
async fn the_service_is_called_where_policies_say() {
    let (service, other) = (Service::hello().await, Service::hello().await);
    let portal = open(service.address).await;
    let query = |exists: &str| json!([{"kind": "set-query-parameter", "name": "v", "value": "1&2", "exists": exists}]);
    let rewrite = |copy: bool| json!([{"kind": "rewrite-uri", "template": "/v2/{id}?full=yes", "copy_query": copy}]);
    for (list, asked, expected) in [
        (query("override"), "?v=0&a=%2f", "/base/things/7?a=%2f&v=1%262"),
        (query("override"), "", "/base/things/7?v=1%262"),
        (query("append"), "?v=0", "/base/things/7?v=0&v=1%262"),
        (query("skip"), "?v=0&a=1", "/base/things/7?v=0&a=1"),
        (query("skip"), "", "/base/things/7?v=1%262"),
        (query("delete"), "?v=0&a=1", "/base/things/7?a=1"),
        (query("delete"), "?v=0", "/base/things/7"),
        (rewrite(true), "?a=1&full=no", "/base/v2/7?full=yes&a=1"),
        (rewrite(false), "?a=1", "/base/v2/7?full=yes"),
    ] {
        put_policies_of(&portal, API, list.clone()).await;
        assert_eq!(status(&get(&portal, asked, &[]).await), 200, "{list}");
        assert_eq!(service.target(), format!("GET {expected} HTTP/1.1"), "{list}");
    }
    let before = service.requests().len();
    put_policies_of(
        &portal,
        API,
        json!([{"kind": "set-backend", "url": format!("http://{}/elsewhere", other.address)}]),
    )
    .await;
    assert_eq!(status(&get(&portal, "?a=1", &[]).await), 200);
    assert_eq!(other.target(), "GET /elsewhere/things/7?a=1 HTTP/1.1");
    assert_eq!(header(&other.requests()[0], "host"), Some(other.address.to_string()));
    assert_eq!(service.requests().len(), before);
}

#[tokio::test]
async fn of_those_that_replace_each_other_the_narrowest_alone_acts() {
    let service = Service::hello().await;
    let portal = open(service.address).await;
    let rewrite = |template: &str| json!([{"kind": "rewrite-uri", "template": template, "copy_query": false}]);
    // Its parameter is one that other operations have.
    put_policies_of(&portal, ["", "", ""], rewrite("/other/{name}")).await;
    assert_eq!(status(&get(&portal, "", &[]).await), 500);
    put_policies_of(&portal, API, rewrite("/v2/{id}?fixed=1")).await;
    let of_operation = json!([{"kind": "rewrite-uri", "template": "/v3/{id}", "copy_query": true}]);
    put_policies_of(&portal, ["", "pets", "get-things-id"], of_operation).await;
    assert_eq!(status(&get(&portal, "?a=1", &[]).await), 200);
    assert_eq!(service.target(), "GET /base/v3/7?a=1 HTTP/1.1");
}

#[tokio::test]
async fn only_calls_that_are_as_asked_for_reach_the_service() {
    let service = Service::hello().await;
    let portal = open(service.address).await;
    let filter = |action: &str, network: &str| json!({"kind": "ip-filter", "action": action, "addresses": [network]});
    let check = |values: &[&str], ignores: bool| {
        json!({"kind": "check-header", "name": "X-Team", "values": values, "ignore_case": ignores,
            "status": 422, "message": "Which team?"})
    };
    const ADDRESS: &str = "Calls from this address are not accepted.";
    for (policy, line, expected, said) in [
        (filter("forbid", "127.0.0.1"), "X-Team: a", 403, ADDRESS),
        (filter("allow", "10.0.0.0/8"), "X-Forwarded-For: 10.0.0.1", 403, ADDRESS),
        (filter("allow", "127.0.0.0/8"), "X-Team: a", 200, ""),
        (filter("forbid", "10.0.0.0/8"), "X-Team: a", 200, ""),
        (check(&[], false), "X-Other: a", 422, "Which team?"),
        (check(&[], false), "X-Team: a", 200, ""),
        (check(&["b", "A"], false), "X-Team: a", 422, "Which team?"),
        (check(&["b", "A"], true), "X-Team: a", 200, ""),
    ] {
        put_policies_of(&portal, API, json!([policy])).await;
        let before = service.requests().len();
        let answer = get(&portal, "", &[line]).await;
        assert_eq!(status(&answer), expected, "{policy}: {answer}");
        let received = service.requests().split_off(before);
        if expected == 200 {
            assert_eq!((received.len(), values(&received[0], "x-team")), (1, vec!["a".to_owned()]), "{policy}");
        } else {
            assert_eq!((received.len(), message(&answer).as_str()), (0, said), "{policy}");
        }
    }
}

#[tokio::test]
async fn policies_act_from_the_widest_scope_to_the_narrowest() {
    let service = Service::hello().await;
    let portal = Portal::to(service.address).await;
    let (of_product, _) = portal.subscribe(None, None).await;
    let of_all = key(&portal).await;
    for (name, place) in [
        ("operation", ["", "pets", "get-things-id"]),
        ("api", API),
        ("product", ["starter", "", ""]),
        ("global", ["", "", ""]),
    ] {
        let trail = |section: &str| set_header(section, "X-Trail", name, "append");
        put_policies_of(&portal, place, json!([trail("inbound"), trail("outbound")])).await;
    }
    for (path, key, expected) in [
        ("/pets/api/things/7", &of_product, &["global", "product", "api", "operation"][..]),
        ("/pets/api", &of_product, &["global", "product", "api"]),
        ("/pets/api/things/7", &of_all, &["global", "api", "operation"]),
    ] {
        let answer = portal.call("GET", path, &[with_key(key)]).await;
        assert_eq!(status(&answer), 200, "{answer}");
        assert_eq!(values(&service.requests().pop().unwrap(), "x-trail"), expected, "{path}");
        assert_eq!(values(&answer, "x-trail"), expected, "{path}");
    }
}
