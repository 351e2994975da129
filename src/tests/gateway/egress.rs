//! No address that anybody writes into an API or a policy makes the gateway call what is not public (security: SSRF).

use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use loggia::catalog::model::ApiInput;
use loggia::catalog::server::service as catalog;
use loggia::identity::server::Administrator;
use loggia::platform::AppError;
use loggia::platform::config::Config;
use loggia::policies::model::{Placed, ScopeAddress};
use loggia::policies::server::service as policies;
use serde_json::{Value, json};
use tokio::net::{TcpListener, TcpStream};

use super::policies::support::{API, get, open};
use super::support::{Portal, Service, message, put_policies_of, status};

#[path = "../../platform/outbound/tests/hosts.rs"]
mod hosts;

/// A listener on all of this machine's addresses that nobody may reach.
struct Canary {
    port: u16,
    connections: Arc<AtomicUsize>,
}

impl Canary {
    async fn new() -> Self {
        let listener = match TcpListener::bind((Ipv6Addr::UNSPECIFIED, 0)).await {
            Ok(listener) => listener,
            Err(_) => TcpListener::bind((Ipv4Addr::UNSPECIFIED, 0)).await.unwrap(),
        };
        let port = listener.local_addr().unwrap().port();
        let connections = Arc::new(AtomicUsize::new(0));
        let count = connections.clone();
        tokio::spawn(async move {
            while listener.accept().await.is_ok() {
                count.fetch_add(1, Ordering::SeqCst);
            }
        });
        Self { port, connections }
    }

    /// How many connections were made before this one; they are accepted in turn.
    async fn connections(&self) -> usize {
        let before = self.connections.load(Ordering::SeqCst);
        let _probe = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).await.unwrap();
        while self.connections.load(Ordering::SeqCst) == before {
            tokio::task::yield_now().await;
        }
        self.connections.fetch_sub(1, Ordering::SeqCst) - 1
    }
}

/// A portal that may call what is public alone.
async fn guarded() -> Portal {
    let service = SocketAddr::from((Ipv4Addr::LOCALHOST, 9));
    Portal::with(service, |config| config.outbound_allow.clear(), |api| api.subscription_required = false).await
}

#[tokio::test]
async fn no_web_service_url_reaches_what_is_not_public() {
    let (canary, portal) = (Canary::new().await, guarded().await);
    let (state, administrator) = (&portal.app.state, Administrator::operator());
    let mut called = 0;
    for host in hosts::hosts() {
        let api = catalog::admin_api_by_slug(state, &administrator, "pets").await.unwrap();
        let input = ApiInput { service_url: format!("http://{host}:{}/", canary.port), ..api.input };
        // One that is no URL for the form is none for a call.
        if catalog::update_api(state, &administrator, &api.id, api.revision, input).await.is_err() {
            continue;
        }
        let answer = get(&portal, "", &[]).await;
        assert!(matches!(status(&answer), 502 | 503), "{host}: {answer}");
        called += 1;
    }
    assert!(called > 200, "{called}");
    assert_eq!(canary.connections().await, 0);
}

#[tokio::test]
async fn no_address_in_a_policy_reaches_what_is_not_public() {
    let (canary, portal) = (Canary::new().await, guarded().await);
    const SAFE: &str = "https://api.example/";
    let policies_of = [
        |url: &str| json!({"kind": "set-backend", "section": "inbound", "url": url}),
        |url: &str| json!({"kind": "validate-jwt", "section": "inbound", "keys": {"jwks": url}}),
        |url: &str| json!({"kind": "validate-jwt", "section": "inbound", "keys": {"openid_configuration": url}}),
    ];
    // Signed by nobody: whoever is to check it has to fetch the issuer's keys.
    let token = "Authorization: Bearer eyJhbGciOiJFUzI1NiIsImtpZCI6ImsifQ.e30.AA";
    for policy_of in policies_of {
        put_policies_of(&portal, API, json!([policy_of(SAFE)])).await;
        let mut before = SAFE.to_owned();
        let mut refused = 0;
        for host in hosts::hosts() {
            let url = format!("http://{host}:{}/", canary.port);
            refused += usize::from(try_policies(&portal, json!([policy_of(&url)])).await.is_err());
            // What may not be saved may still have come into the database, or mean another address by now.
            write_instead(&portal, &before, &url).await;
            let answer = get(&portal, "", &[token]).await;
            assert!(matches!(status(&answer), 401 | 502 | 503), "{host}: {answer}");
            before = url;
        }
        assert!(refused > 200, "{refused}");
    }
    assert_eq!(canary.connections().await, 0);
}

/// Saves policies of the API, as its form does.
async fn try_policies(portal: &Portal, list: Value) -> Result<(), AppError> {
    let address = ScopeAddress { api: "pets".to_owned(), ..ScopeAddress::default() };
    let list: Vec<Placed> = serde_json::from_value(list).unwrap();
    policies::replace(&portal.app.state, &Administrator::operator(), &address, None, list).await.map(drop)
}

/// Writes one address in place of another into the policies that are saved.
async fn write_instead(portal: &Portal, before: &str, url: &str) {
    let mut db = portal.app.state.db.write().await.unwrap();
    sqlx::query("UPDATE policies SET document = replace(document, $1, $2)")
        .bind(before)
        .bind(url)
        .execute(&mut *db)
        .await
        .unwrap();
    db.commit().await.unwrap();
}

#[tokio::test]
async fn what_the_canary_hears_is_counted() {
    let canary = Canary::new().await;
    let portal = open(SocketAddr::from((Ipv4Addr::LOCALHOST, canary.port))).await;
    drop(tokio::time::timeout(std::time::Duration::from_millis(500), get(&portal, "", &[])).await);
    assert_ne!(canary.connections().await, 0);
}

#[tokio::test]
async fn an_answer_that_points_elsewhere_is_not_followed() {
    let secret = Service::hello().await;
    let moved = format!("HTTP/1.1 302 Found\r\nLocation: http://{}/\r\nContent-Length: 0\r\n\r\n", secret.address);
    let service = Service::answering(moved).await;
    let portal = open(service.address).await;
    let answer = get(&portal, "", &[]).await;
    assert_eq!(status(&answer), 302, "{answer}");
    assert_eq!(secret.requests(), [""; 0]);
}

#[tokio::test]
async fn a_call_never_goes_to_a_listener_of_ours() {
    let service = Service::hello().await;
    let own = |config: &mut Config| config.gateway.listen = service.address;
    let portal = Portal::with(service.address, own, |api| api.subscription_required = false).await;
    let answer = get(&portal, "", &[]).await;
    assert_eq!(status(&answer), 502, "{answer}");
    assert!(message(&answer).contains("outbound policy"), "{answer}");
    assert_eq!(service.requests(), [""; 0]);
}
