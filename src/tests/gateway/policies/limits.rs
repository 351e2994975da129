//! Limits: what they refuse never reaches the web service, and who is counted with whom.

use futures_util::future::join_all;
use loggia::platform::config::Config;
use serde_json::json;

use super::support::{API, get, key};
use crate::gateway::support::{Portal, Service, header, message, put_policies_of, status, with_key};

#[tokio::test]
async fn what_a_limit_refuses_never_reaches_the_service() {
    let service = Service::hello().await;
    let trusting = |config: &mut Config| config.trusted_proxies = vec!["127.0.0.1/32".parse().unwrap()];
    let portal = Portal::with(service.address, trusting, |api| api.subscription_required = false).await;
    let (one, two) = (with_key(&key(&portal).await), with_key(&key(&portal).await));
    let keys = [("", one.as_str()), ("", two.as_str())];
    let teams = [("", "X-Team: a"), ("", "X-Team: b")];
    let addresses = [("", "X-Forwarded-For: 203.0.113.1"), ("", "X-Forwarded-For: 203.0.113.2")];
    let queries = [("?team=a", "Accept: */*"), ("?team=b", "Accept: */*")];
    let by_header = json!({"by": "header", "name": "X-Team"});
    let by_query = json!({"by": "query", "name": "team"});
    for (policy, callers) in [
        (json!({"kind": "rate-limit", "calls": 1, "seconds": 60}), keys),
        (json!({"kind": "rate-limit-by-key", "calls": 1, "seconds": 60, "key": by_header}), teams),
        (json!({"kind": "rate-limit-by-key", "calls": 1, "seconds": 60, "key": {"by": "address"}}), addresses),
        (json!({"kind": "quota", "calls": 1, "seconds": 604_800}), keys),
        (json!({"kind": "quota-by-key", "calls": 1, "seconds": 604_800, "key": by_query}), queries),
        (json!({"kind": "quota-by-key", "calls": 1, "seconds": 604_800, "key": {"by": "subscription"}}), keys),
    ] {
        put_policies_of(&portal, API, json!([policy])).await;
        let before = service.requests().len();
        let [(query, line), (other_query, other_line)] = callers;
        let (first, refused) = (get(&portal, query, &[line]).await, get(&portal, query, &[line]).await);
        assert_eq!((status(&first), status(&refused)), (200, 429), "{policy}: {first}\n{refused}");
        assert_eq!(service.requests().len(), before + 1, "{policy}");
        let seconds = policy["seconds"].to_string();
        for answer in [&first, &refused] {
            let told = ["limit", "remaining", "reset"].map(|name| header(answer, &format!("ratelimit-{name}")));
            assert_eq!(told.map(Option::unwrap), ["1", "0", seconds.as_str()], "{policy}: {answer}");
        }
        assert_eq!(header(&refused, "retry-after").as_ref(), Some(&seconds), "{policy}");
        assert!(message(&refused).ends_with(&format!("Try again in {seconds} seconds.")), "{refused}");
        // Somebody else's are counted apart, and all begin anew when the window has ended.
        assert_eq!(status(&get(&portal, other_query, &[other_line]).await), 200, "{policy}");
        portal.app.state.clock.advance(policy["seconds"].as_i64().unwrap() * 1000);
        assert_eq!(status(&get(&portal, query, &[line]).await), 200, "{policy}");
        assert_eq!(service.requests().len(), before + 3, "{policy}");
    }
}

#[tokio::test]
async fn of_60_calls_at_once_a_limit_of_20_lets_exactly_20_through() {
    let service = Service::hello().await;
    let portal = Portal::to(service.address).await;
    let line = with_key(&key(&portal).await);
    for policy in [
        json!({"kind": "quota", "calls": 20, "seconds": 3600}),
        json!({"kind": "quota-by-key", "calls": 20, "seconds": 3600, "key": {"by": "address"}}),
        json!({"kind": "rate-limit", "calls": 20, "seconds": 60}),
    ] {
        put_policies_of(&portal, API, json!([policy])).await;
        let before = service.requests().len();
        let lines = [line.as_str()];
        let answers = join_all((0..60).map(|_| get(&portal, "", &lines))).await;
        let count = |code| answers.iter().filter(|answer| status(answer) == code).count();
        assert_eq!((count(200), count(429)), (20, 40), "{policy}");
        assert_eq!(service.requests().len(), before + 20, "{policy}");
    }
}

#[tokio::test]
async fn kilobytes_of_a_quota_count_both_ways() {
    let answer = format!("HTTP/1.1 200 OK\r\nContent-Length: 600\r\n\r\n{}", "x".repeat(600));
    let service = Service::answering(answer).await;
    let portal = Portal::to(service.address).await;
    let line = with_key(&key(&portal).await);
    for policy in [
        json!({"kind": "quota", "kilobytes": 2, "seconds": 3600}),
        json!({"kind": "quota-by-key", "kilobytes": 2, "seconds": 3600, "key": {"by": "address"}}),
    ] {
        put_policies_of(&portal, API, json!([policy])).await;
        let before = service.requests().len();
        let head = format!("POST /pets/api/things HTTP/1.1\r\nHost: a\r\nConnection: close\r\n{line}");
        let post = format!("{head}\r\nContent-Length: 600\r\n\r\n{}", "x".repeat(600));
        let mut statuses = Vec::new();
        for _ in 0..3 {
            statuses.push(status(&portal.exchange(&post).await));
        }
        // 1,200 bytes a call: the second one begins below the quota and ends beyond it.
        assert_eq!(statuses, [200, 200, 429], "{policy}");
        assert_eq!(service.requests().len(), before + 2, "{policy}");
    }
}

#[tokio::test]
async fn what_was_used_of_quotas_survives_a_restart() {
    let service = Service::hello().await;
    let mut portal = Portal::to(service.address).await;
    let key = key(&portal).await;
    let line = with_key(&key);
    for policy in [
        json!({"kind": "quota", "calls": 3, "seconds": 3600}),
        json!({"kind": "quota-by-key", "calls": 3, "seconds": 3600, "key": {"by": "address"}}),
    ] {
        put_policies_of(&portal, API, json!([policy])).await;
        for _ in 0..2 {
            assert_eq!(status(&get(&portal, "", &[line.as_str()]).await), 200);
        }
        let Portal { app, shutdown, task, .. } = portal;
        shutdown.cancel();
        task.await.unwrap().unwrap();
        portal = Portal::run(app, None).await;
        let last = get(&portal, "", &[line.as_str()]).await;
        assert_eq!((status(&last), header(&last, "ratelimit-remaining").as_deref()), (200, Some("0")), "{policy}");
        assert_eq!(status(&get(&portal, "", &[line.as_str()]).await), 429, "{policy}");
    }
}
