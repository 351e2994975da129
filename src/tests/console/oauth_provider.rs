//! A small authorization server on loopback, which keeps to the letter what the console must keep to, and a portal whose API
//! refers to it.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Form, Path, Query, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::{Html, IntoResponse as _, Redirect, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use base64::Engine as _;
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD};
use loggia::catalog::server::service;
use loggia::identity::server::{Administrator, Caller};
use loggia::kernel::ids::OperationId;
use loggia::openapi::server::{Options, Progress, import};
use loggia::platform::outbound::Call;
use parking_lot::Mutex;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::support::{Answer, TestApp};

/// A client whose id and secret must be encoded before they are joined (RFC 6749 section 2.3.1).
pub const CLIENT: (&str, &str) = ("a client:ü", "s3cret: +/%&=ü");

/// Where nobody listens (tcpmux, RFC 1078), though calls may go there.
const NOBODY: &str = "127.0.0.1:1";

type Fields = HashMap<String, String>;

/// The authorization server.
#[derive(Clone)]
pub struct Provider {
    pub address: SocketAddr,
    seen: Arc<Mutex<Seen>>,
}

#[derive(Default)]
struct Seen {
    /// What people were sent here with, by the code that they were given.
    codes: HashMap<String, Fields>,
    /// The forms that reached the token endpoint, with their `Authorization`.
    asked: Vec<(Fields, Option<String>)>,
    /// How often the metadata were read.
    discovered: usize,
}

impl Provider {
    pub async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let provider = Self { address: listener.local_addr().unwrap(), seen: Arc::default() };
        let router = Router::new()
            .route("/authorize", get(authorize))
            .route(
                "/deny",
                get(|Query(query): Query<Fields>| async move {
                    let to = format!(
                        "{}?error=access_denied&error_description=No%20thanks&state={}",
                        query["redirect_uri"], query["state"]
                    );
                    Redirect::to(&to)
                }),
            )
            .route("/oauth/token", post(token))
            .route("/bad/{how}", post(bad))
            .route("/.well-known/openid-configuration", get(metadata))
            .route("/other/.well-known/openid-configuration", get(metadata))
            .with_state(provider.clone());
        tokio::spawn(async move { axum_serve(listener, router).await });
        provider
    }

    /// The forms that reached the token endpoint.
    pub fn asked(&self) -> Vec<(Fields, Option<String>)> {
        self.seen.lock().asked.clone()
    }

    pub fn discovered(&self) -> usize {
        self.seen.lock().discovered
    }

    fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }
}

async fn axum_serve(listener: tokio::net::TcpListener, router: Router) {
    use hyper_util::rt::{TokioExecutor, TokioIo};
    use hyper_util::service::TowerToHyperService;
    while let Ok((stream, _)) = listener.accept().await {
        let service = TowerToHyperService::new(router.clone());
        tokio::spawn(async move {
            let server = hyper_util::server::conn::auto::Builder::new(TokioExecutor::new());
            let _ = server.serve_connection(TokioIo::new(stream), service).await;
        });
    }
}

/// Everybody consents at once.
async fn authorize(State(provider): State<Provider>, Query(query): Query<Fields>) -> Response {
    if query.get("response_type").map(String::as_str) != Some("code")
        || query.get("code_challenge_method").map(String::as_str) != Some("S256")
    {
        return StatusCode::BAD_REQUEST.into_response();
    }
    let mut seen = provider.seen.lock();
    let code = format!("code {}+/&", seen.codes.len());
    let mut to = url::Url::parse(&query["redirect_uri"]).unwrap();
    to.query_pairs_mut().append_pair("code", &code).append_pair("state", &query["state"]);
    if query.contains_key("nonce") {
        to.query_pairs_mut().append_pair("iss", &provider.url(""));
    }
    seen.codes.insert(code, query);
    Redirect::to(to.as_str()).into_response()
}

async fn token(State(provider): State<Provider>, headers: HeaderMap, Form(form): Form<Fields>) -> Response {
    let authorization = headers.get(header::AUTHORIZATION).map(|value| value.to_str().unwrap().to_owned());
    provider.seen.lock().asked.push((form.clone(), authorization.clone()));
    let refuse = |status, error: &str| {
        (status, Json(json!({"error": error, "error_description": "A <b>description</b>\nin two lines"})))
            .into_response()
    };
    let client = match authorization {
        Some(authorization) => {
            let pair = BASE64_STANDARD.decode(authorization.strip_prefix("Basic ").unwrap()).unwrap();
            let pair = String::from_utf8(pair).unwrap();
            let (id, secret) = pair.split_once(':').unwrap();
            let decode =
                |text: &str| url::form_urlencoded::parse(format!("x={text}").as_bytes()).next().unwrap().1.into_owned();
            (decode(id), decode(secret))
        }
        None => {
            let of = |name: &str| form.get(name).cloned().unwrap_or_default();
            (of("client_id"), of("client_secret"))
        }
    };
    let is_public = client == ("public".to_owned(), String::new());
    if !is_public && (client.0.as_str(), client.1.as_str()) != CLIENT {
        return refuse(StatusCode::UNAUTHORIZED, "invalid_client");
    }
    let given = |token: &str, refresh: Option<&str>, more: Value| {
        let mut answer = json!({"access_token": token, "token_type": "bearer", "expires_in": 3600});
        if let Some(refresh) = refresh {
            answer["refresh_token"] = refresh.into();
        }
        answer.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        Json(answer).into_response()
    };
    match form.get("grant_type").map(String::as_str) {
        Some("client_credentials") => given("machine-token", Some("never-used"), json!({})),
        Some("refresh_token") if form["refresh_token"] == "refresh-1" => {
            given("second-token", Some("refresh-2"), json!({}))
        }
        Some("refresh_token") if form["refresh_token"] == "refresh-2" => given("third-token", None, json!({})),
        Some("authorization_code") => {
            let Some(began) = provider.seen.lock().codes.remove(&form["code"]) else {
                return refuse(StatusCode::BAD_REQUEST, "invalid_grant");
            };
            let challenge = BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(&form["code_verifier"]));
            if began["code_challenge"] != challenge
                || began["redirect_uri"] != form["redirect_uri"]
                || began["client_id"] != client.0
            {
                return refuse(StatusCode::BAD_REQUEST, "invalid_grant");
            }
            let more =
                if began.contains_key("nonce") { json!({"id_token": "a.b.c"}) } else { json!({"scope": "read"}) };
            given("person-token", Some("refresh-1"), more)
        }
        _ => refuse(StatusCode::BAD_REQUEST, "invalid_grant"),
    }
}

/// Token endpoints that do what they should not.
async fn bad(State(provider): State<Provider>, Path(how): Path<String>) -> Response {
    match how.as_str() {
        "html" => Html("<script>alert(1)</script>").into_response(),
        "large" => Json(json!({"access_token": "a".repeat(2 * 1024 * 1024)})).into_response(),
        "redirect" => Redirect::temporary(&provider.url("/oauth/token")).into_response(),
        "empty" => Json(json!({"token_type": "bearer"})).into_response(),
        "mac" => Json(json!({"access_token": "t", "token_type": "mac"})).into_response(),
        "github" => Json(json!({"error": "bad_verification_code"})).into_response(),
        _ => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

async fn metadata(State(provider): State<Provider>) -> Json<Value> {
    provider.seen.lock().discovered += 1;
    Json(json!({
        "issuer": provider.url(""),
        "authorization_endpoint": provider.url("/authorize"),
        "token_endpoint": provider.url("/oauth/token"),
        "authorization_response_iss_parameter_supported": true,
    }))
}

/// A portal with one operation, which can be authenticated by all of the provider's schemes.
pub struct Portal {
    pub app: TestApp,
    pub provider: Provider,
    pub operation: OperationId,
    pub api: String,
}

impl Portal {
    pub async fn new() -> Self {
        let provider = Provider::start().await;
        let scopes = json!({"read": "Reads", "write": "Writes"});
        let machine =
            |url: &str| json!({"type": "oauth2", "flows": {"clientCredentials": {"tokenUrl": url, "scopes": scopes}}});
        let person = |url: &str| {
            json!({"type": "oauth2", "flows": {
                "implicit": {"authorizationUrl": url, "scopes": {}},
                "authorizationCode": {"authorizationUrl": url, "tokenUrl": provider.url("/oauth/token"), "scopes": scopes},
            }})
        };
        let open_id = |url: &str| json!({"type": "openIdConnect", "openIdConnectUrl": url});
        let mut schemes = json!({
            "machine": machine("/oauth/token"),
            "blocked": machine("http://169.254.169.254/oauth/token"),
            "down": machine(&format!("http://{NOBODY}/oauth/token")),
            "nowhere": machine("javascript:alert(1)"),
            "person": person(&provider.url("/authorize?audience=a")),
            "denying": person(&provider.url("/deny")),
            "script": person("javascript:alert(1)"),
            "oidc": open_id(&provider.url("/.well-known/openid-configuration")),
            "imposter": open_id(&provider.url("/other/.well-known/openid-configuration")),
            "key": {"type": "apiKey", "in": "header", "name": "X-Key"},
        });
        for how in ["html", "large", "redirect", "empty", "mac", "github", "broken"] {
            schemes[how] = machine(&provider.url(&format!("/bad/{how}")));
        }
        let security: Vec<Value> = schemes.as_object().unwrap().keys().map(|name| json!({name: ["read"]})).collect();
        schemes["unused"] = machine("/oauth/token");
        let document = json!({
            "openapi": "3.1.0", "info": {"title": "Api", "version": "1"}, "servers": [{"url": provider.url("/v1")}],
            "components": {"securitySchemes": schemes},
            "paths": {"/": {"get": {"operationId": "it", "security": security, "responses": {"200": {"description": "Fine"}}}}},
        });
        let address = provider.address.to_string();
        let app = TestApp::configured(|config| {
            config.outbound_allow = [address.as_str(), NOBODY].map(|one| one.parse().unwrap()).into()
        })
        .await;
        let (operation, api) = import_one(&app, &document).await;
        Self { app, provider, operation, api }
    }

    /// The wish for a token by `scheme`, with the client's secret.
    pub fn wish(&self, scheme: &str, flow: &str) -> Value {
        json!({
            "operation": self.operation.as_str(), "scheme": scheme, "flow": flow,
            "client_id": CLIENT.0, "client_secret": CLIENT.1, "scopes": ["read", "write"],
        })
    }

    /// What is answered to `json` at `path` in a browser with this cookie.
    pub async fn post(&self, path: &str, cookie: &str, json: &Value) -> Answer {
        let mut request = self.app.request(Method::POST, path).body(Body::from(json.to_string())).unwrap();
        request.headers_mut().insert(header::CONTENT_TYPE, "application/json".parse().unwrap());
        request.headers_mut().insert(header::COOKIE, cookie.parse().unwrap());
        self.app.send(request).await
    }

    /// What is answered to a browser with this cookie that comes back to `location`.
    pub async fn come_back(&self, cookie: &str, location: &str) -> Answer {
        let path = location.strip_prefix("http://localhost:3000").unwrap_or_else(|| panic!("not ours: {location}"));
        let mut request = self.app.request(Method::GET, path).body(Body::empty()).unwrap();
        request.headers_mut().insert(header::COOKIE, cookie.parse().unwrap());
        request.headers_mut().insert("sec-fetch-site", "cross-site".parse().unwrap());
        self.app.send(request).await
    }

    /// Where the provider sends somebody who goes to `url`.
    pub async fn consent(&self, url: &str) -> String {
        let call = Call {
            method: Method::GET,
            url: url.parse().unwrap(),
            headers: HeaderMap::new(),
            body: Body::empty(),
            timeout: std::time::Duration::from_secs(10),
        };
        let answer = self.app.state.outbound.send(call).await.unwrap();
        assert!(answer.status.is_redirection(), "{}", answer.status);
        answer.headers[header::LOCATION].to_str().unwrap().to_owned()
    }

    /// Begins a flow in a new browser: its cookie, the flow's name, and where the person has to go.
    pub async fn begin(&self, wish: &Value) -> (String, String, String) {
        let answer = self.post("/console/authorization", "", wish).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
        let cookie = answer.headers[header::SET_COOKIE].to_str().unwrap();
        assert!(
            cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.contains("Path=/"),
            "{cookie}"
        );
        let begun = json_of(&answer);
        let text = |name: &str| begun["begun"][name].as_str().unwrap_or_else(|| panic!("{begun}")).to_owned();
        (cookie.split(';').next().unwrap().to_owned(), text("flow"), text("url"))
    }

    /// What became of a flow.
    pub async fn outcome(&self, cookie: &str, flow: &str) -> Value {
        json_of(&self.post("/console/oauth/result", cookie, &json!({"flow": flow})).await)
    }
}

/// The JSON in an answer.
pub fn json_of(answer: &Answer) -> Value {
    serde_json::from_slice(&answer.body).unwrap_or_else(|_| panic!("{}: {}", answer.status, answer.text()))
}

/// Imports a document: the id of its operation `it` and the API's slug.
pub async fn import_one(app: &TestApp, document: &Value) -> (OperationId, String) {
    let options = Options { update: None, name: None, suffix: None, published: true, dry_run: false };
    let bytes = document.to_string().into_bytes();
    let report = import(&app.state, &Administrator::operator(), bytes, options, &Progress::default()).await.unwrap();
    let details = service::operation_by_slug(&app.state, &Caller::guest(), &report.api, "it").await.unwrap();
    (details.id, report.api)
}
