//! A small OpenID provider on loopback, which lies when it is told to.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::{Form, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use base64::Engine as _;
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD};
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::service::TowerToHyperService;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use parking_lot::Mutex;
use rcgen::KeyPair;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

pub const CLIENT: &str = "a client:ü";
pub const SECRET: &str = "s3cret: +/%&=ü";
/// When the clock of the tests stands still, in seconds.
pub const NOW: i64 = 1_795_000_000;

type Fields = HashMap<String, String>;

/// The provider.
#[derive(Clone)]
pub struct Provider {
    pub address: SocketAddr,
    /// What it is and does.
    pub does: Arc<Mutex<Does>>,
}

/// What the provider is and does. The tests change it as they like.
pub struct Does {
    /// What goes into ID tokens besides, or out of them (`null`).
    pub claims: Value,
    /// What goes into their headers besides.
    pub head: Value,
    /// What is said of the person at the endpoint for it.
    pub user_info: Value,
    /// What goes into the metadata besides, or out of them (`null`).
    pub metadata: Value,
    /// What is put into the address that people come back to besides.
    pub back: Vec<(String, String)>,
    /// The key that signs, with its name and kind.
    pub key: (KeyPair, String, Algorithm),
    /// The keys that are published; those of `key` when there are none.
    pub published: Option<Value>,
    /// Whether tokens lose their signatures.
    pub unsigned: bool,
    /// How often the keys were asked for.
    pub keys_asked: usize,
    /// How often the metadata were.
    pub metadata_asked: usize,
    /// The forms that reached the token endpoint.
    pub exchanged: Vec<Fields>,
    codes: HashMap<String, Fields>,
}

impl Provider {
    pub async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let does = Does {
            claims: json!({}),
            head: json!({}),
            user_info: json!({}),
            metadata: json!({}),
            back: Vec::new(),
            key: (KeyPair::generate().unwrap(), "first".to_owned(), Algorithm::ES256),
            published: None,
            unsigned: false,
            keys_asked: 0,
            metadata_asked: 0,
            exchanged: Vec::new(),
            codes: HashMap::new(),
        };
        let provider = Self { address: listener.local_addr().unwrap(), does: Arc::new(Mutex::new(does)) };
        let router = Router::new()
            .route("/.well-known/openid-configuration", get(metadata))
            .route("/authorize", get(authorize))
            .route("/token", post(token))
            .route("/keys", get(keys))
            .route("/me", get(user_info))
            .with_state(provider.clone());
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let service = TowerToHyperService::new(router.clone());
                tokio::spawn(async move {
                    let server = hyper_util::server::conn::auto::Builder::new(TokioExecutor::new());
                    let _ = server.serve_connection(TokioIo::new(stream), service).await;
                });
            }
        });
        provider
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// From now on another key signs, and is published.
    pub fn turn_key(&self, name: &str, algorithm: Algorithm) {
        let key = match algorithm {
            Algorithm::RS256 => KeyPair::generate_rsa_for(&rcgen::PKCS_RSA_SHA256, rcgen::RsaKeySize::_2048),
            Algorithm::EdDSA => KeyPair::generate_for(&rcgen::PKCS_ED25519),
            _ => KeyPair::generate(),
        };
        self.does.lock().key = (key.unwrap(), name.to_owned(), algorithm);
    }
}

/// Puts the members of `changes` into `value`; `null` takes them out.
fn change(value: &mut Value, changes: &Value) {
    for (member, change) in changes.as_object().unwrap() {
        if change.is_null() {
            value.as_object_mut().unwrap().remove(member);
        } else {
            value[member] = change.clone();
        }
    }
}

async fn metadata(State(provider): State<Provider>) -> Json<Value> {
    let mut metadata = json!({
        "issuer": provider.url(""),
        "authorization_endpoint": provider.url("/authorize?tenant=a"),
        "token_endpoint": provider.url("/token"),
        "jwks_uri": provider.url("/keys"),
        "userinfo_endpoint": provider.url("/me"),
        "authorization_response_iss_parameter_supported": true,
    });
    let mut does = provider.does.lock();
    does.metadata_asked += 1;
    change(&mut metadata, &does.metadata);
    Json(metadata)
}

/// Everybody consents at once.
async fn authorize(State(provider): State<Provider>, Query(query): Query<Fields>) -> Response {
    let scopes: Vec<&str> = query["scope"].split(' ').collect();
    let is_fine = query["response_type"] == "code"
        && query["code_challenge_method"] == "S256"
        && query["tenant"] == "a"
        && query["client_id"] == CLIENT
        && query["nonce"].len() == 64
        && scopes.contains(&"openid");
    if !is_fine {
        return StatusCode::BAD_REQUEST.into_response();
    }
    let mut does = provider.does.lock();
    let code = format!("code {}+/&", does.codes.len());
    let mut pairs = HashMap::from([
        ("code".to_owned(), code.clone()),
        ("state".to_owned(), query["state"].clone()),
        ("iss".to_owned(), provider.url("")),
    ]);
    pairs.extend(does.back.clone());
    pairs.retain(|_, value| !value.is_empty());
    let mut to = url::Url::parse(&query["redirect_uri"]).unwrap();
    to.query_pairs_mut().extend_pairs(pairs);
    does.codes.insert(code, query);
    Redirect::to(to.as_str()).into_response()
}

async fn token(State(provider): State<Provider>, headers: HeaderMap, Form(form): Form<Fields>) -> Response {
    let mut does = provider.does.lock();
    does.exchanged.push(form.clone());
    let refuse = |error: &str| {
        (StatusCode::BAD_REQUEST, Json(json!({"error": error, "error_description": "A <b>description</b>\nof it"})))
            .into_response()
    };
    let client = match headers.get(header::AUTHORIZATION) {
        Some(value) => {
            let pair = BASE64_STANDARD.decode(value.to_str().unwrap().strip_prefix("Basic ").unwrap()).unwrap();
            let pair = String::from_utf8(pair).unwrap();
            let decode =
                |text: &str| url::form_urlencoded::parse(format!("x={text}").as_bytes()).next().unwrap().1.into_owned();
            pair.split_once(':').map(|(id, secret)| (decode(id), decode(secret))).unwrap()
        }
        None => (form["client_id"].clone(), form.get("client_secret").cloned().unwrap_or_default()),
    };
    if (client.0.as_str(), client.1.as_str()) != (CLIENT, SECRET) {
        return refuse("invalid_client");
    }
    let Some(began) = does.codes.remove(&form["code"]) else { return refuse("invalid_grant") };
    let challenge = BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(&form["code_verifier"]));
    if began["code_challenge"] != challenge || began["redirect_uri"] != form["redirect_uri"] {
        return refuse("invalid_grant");
    }
    let mut claims = json!({
        "iss": provider.url(""), "aud": CLIENT, "sub": "248289761001", "nonce": began["nonce"],
        "iat": NOW, "exp": NOW + 300, "email": "ada@example.com", "email_verified": true, "name": "Ada Lovelace",
    });
    change(&mut claims, &does.claims);
    let id_token = sign(&does, &claims);
    Json(json!({"access_token": "access", "token_type": "Bearer", "id_token": id_token})).into_response()
}

fn sign(does: &Does, claims: &Value) -> String {
    let (key, name, algorithm) = &does.key;
    let mut header = Header::new(*algorithm);
    header.kid = Some(name.clone());
    let token = jsonwebtoken::encode(&header, claims, &secret(key, *algorithm)).unwrap();
    if does.head.as_object().unwrap().is_empty() && !does.unsigned {
        return token;
    }
    let parts: Vec<&str> = token.split('.').collect();
    let mut head: Value = serde_json::from_slice(&BASE64_URL_SAFE_NO_PAD.decode(parts[0]).unwrap()).unwrap();
    change(&mut head, &does.head);
    let head = BASE64_URL_SAFE_NO_PAD.encode(head.to_string());
    let signature = if does.unsigned { "" } else { parts[2] };
    format!("{head}.{}.{signature}", parts[1])
}

fn secret(key: &KeyPair, algorithm: Algorithm) -> EncodingKey {
    let der = key.serialize_der();
    match algorithm {
        // The bare key, without the 26 bytes of PKCS #8 around it.
        Algorithm::RS256 => EncodingKey::from_rsa_der(&der[26..]),
        Algorithm::EdDSA => EncodingKey::from_ed_der(&der),
        _ => EncodingKey::from_ec_der(&der),
    }
}

async fn keys(State(provider): State<Provider>) -> Json<Value> {
    let mut does = provider.does.lock();
    does.keys_asked += 1;
    let published = does.published.clone().unwrap_or_else(|| json!([public(&does.key)]));
    Json(json!({"keys": published}))
}

/// A key as it is published.
pub fn public((key, name, algorithm): &(KeyPair, String, Algorithm)) -> Value {
    let raw = key.public_key_raw();
    let text = |bytes: &[u8]| BASE64_URL_SAFE_NO_PAD.encode(bytes);
    match algorithm {
        Algorithm::RS256 => {
            let key = secret(key, *algorithm);
            let mut jwk =
                serde_json::to_value(jsonwebtoken::jwk::Jwk::from_encoding_key(&key, *algorithm).unwrap()).unwrap();
            jwk["kid"] = name.as_str().into();
            jwk
        }
        Algorithm::EdDSA => json!({"kty": "OKP", "crv": "Ed25519", "kid": name, "x": text(raw)}),
        _ => json!({"kty": "EC", "crv": "P-256", "kid": name, "x": text(&raw[1..33]), "y": text(&raw[33..65])}),
    }
}

async fn user_info(State(provider): State<Provider>, headers: HeaderMap) -> Response {
    if headers.get(header::AUTHORIZATION).is_none_or(|value| value != "Bearer access") {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    Json(provider.does.lock().user_info.clone()).into_response()
}
