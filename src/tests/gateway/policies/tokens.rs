//! `validate-jwt` against an issuer that turns its keys.

use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde_json::{Value, json};

use super::support::{API, get, open};
use crate::gateway::support::{Service, header, message, put_policies_of, status};
use crate::identity::oidc::provider::{NOW, Provider};

/// A token for `audience` by the key that `provider` signs with.
fn token(provider: &Provider, audience: &str) -> String {
    token_of(provider, &json!({"aud": audience, "exp": NOW + 300}))
}

fn token_of(provider: &Provider, claims: &Value) -> String {
    let does = provider.does.lock();
    let (key, name, _) = &does.key;
    let header = Header { kid: Some(name.clone()), ..Header::new(Algorithm::ES256) };
    let token = jsonwebtoken::encode(&header, claims, &EncodingKey::from_ec_der(&key.serialize_der())).unwrap();
    format!("Authorization: Bearer {token}")
}

#[tokio::test]
async fn a_token_opens_while_its_issuer_publishes_the_key() {
    let (service, provider) = (Service::hello().await, Provider::start().await);
    let portal = open(service.address).await;
    let refusal = |answer: &str| (status(answer), message(answer));
    let refused = |said: &str| (401, said.to_owned());
    let keys = json!({"jwks": provider.url("/keys")});
    put_policies_of(&portal, API, json!([{"kind": "validate-jwt", "keys": keys, "audiences": ["pets"]}])).await;
    let missing = get(&portal, "", &[]).await;
    assert_eq!(refusal(&missing), refused("A token is missing."));
    assert_eq!(header(&missing, "www-authenticate").as_deref(), Some("Bearer error=\"invalid_token\""));
    let others = get(&portal, "", &[token(&provider, "cats").as_str()]).await;
    assert_eq!(refusal(&others), refused("The token is for somebody else."));
    assert_eq!(service.requests(), [""; 0]);
    let first = token(&provider, "pets");
    for _ in 0..3 {
        assert_eq!(status(&get(&portal, "", &[first.as_str()]).await), 200);
    }
    assert!(service.requests()[0].to_lowercase().contains(&first.to_lowercase()), "it goes on to the service");
    assert_eq!((service.requests().len(), provider.does.lock().keys_asked), (3, 1));

    // A new key is looked for, at most once a minute.
    provider.turn_key("second", Algorithm::ES256);
    let second = token(&provider, "pets");
    let unknown = refused("The token is signed with an unknown key.");
    assert_eq!(refusal(&get(&portal, "", &[second.as_str()]).await), unknown);
    assert_eq!((service.requests().len(), provider.does.lock().keys_asked), (3, 1));
    portal.app.state.clock.advance(60_000);
    assert_eq!(status(&get(&portal, "", &[second.as_str()]).await), 200);
    assert_eq!(refusal(&get(&portal, "", &[first.as_str()]).await), unknown, "the old one was withdrawn");
    assert_eq!((service.requests().len(), provider.does.lock().keys_asked), (4, 2));
}

#[tokio::test]
async fn a_token_is_of_the_issuer_whose_configuration_names_the_key() {
    let (service, provider) = (Service::hello().await, Provider::start().await);
    let portal = open(service.address).await;
    let keys = json!({"openid_configuration": provider.url("/.well-known/openid-configuration")});
    put_policies_of(&portal, API, json!([{"kind": "validate-jwt", "keys": keys, "audiences": ["pets"]}])).await;
    let own = token_of(&provider, &json!({"aud": "pets", "exp": NOW + 300, "iss": provider.url("")}));
    assert_eq!(status(&get(&portal, "", &[own.as_str()]).await), 200);
    let others = token_of(&provider, &json!({"aud": "pets", "exp": NOW + 300, "iss": "https://other.example"}));
    let refused = get(&portal, "", &[others.as_str()]).await;
    assert_eq!((status(&refused), message(&refused).as_str()), (401, "The token comes from another issuer."));
    assert_eq!(service.requests().len(), 1);
}
