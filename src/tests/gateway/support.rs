//! A gateway with an API in front of a web service, and clients that speak byte for byte.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use loggia::catalog::model::{Api, ApiInput, OperationInput, Scheme};
use loggia::catalog::server::service as catalog;
use loggia::gateway::server::Gateway;
use loggia::identity::server::Administrator;
use loggia::kernel::ids::SubscriptionId;
use loggia::platform::config::Config;
use loggia::platform::listen::{Certificates, Limits};
use loggia::policies::model::{Placed, ScopeAddress};
use loggia::policies::server::service as policies;
use loggia::products::model::{NewSubscription, ProductInput, Tier};
use loggia::products::server::service as products;
use parking_lot::Mutex;
use serde_json::Value;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

use crate::support::TestApp;

/// Longer than anything here may take; only a test that fails waits for it.
pub const FOREVER: Duration = Duration::from_secs(20);

/// Gives a scope these policies alone; those that do not say where they stand stand in the inbound section.
pub async fn put_policies(portal: &Portal, product: &str, api: &str, list: Value) {
    put_policies_of(portal, [product, api, ""], list).await;
}

/// The same for a scope of a product, an API and an operation, of which those that are empty are not there.
pub async fn put_policies_of(portal: &Portal, [product, api, operation]: [&str; 3], mut list: Value) {
    for policy in list.as_array_mut().unwrap() {
        let policy = policy.as_object_mut().unwrap();
        policy.entry("section").or_insert("inbound".into());
    }
    let list: Vec<Placed> = serde_json::from_value(list).unwrap();
    let address = ScopeAddress { product: product.to_owned(), api: api.to_owned(), operation: operation.to_owned() };
    policies::replace(&portal.app.state, &Administrator::operator(), &address, None, list).await.unwrap();
}

/// A web service that answers byte for byte as it is told, and keeps what it got.
pub struct Service {
    pub address: SocketAddr,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Service {
    /// Answers every request with `answer` and closes.
    pub async fn answering(answer: impl Into<Vec<u8>>) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let requests = Arc::<Mutex<Vec<String>>>::default();
        let service = Self { address: listener.local_addr().unwrap(), requests: requests.clone() };
        let answer = Arc::new(answer.into());
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let (answer, requests) = (answer.clone(), requests.clone());
                tokio::spawn(async move {
                    if let Some(request) = read_request(&mut stream).await {
                        requests.lock().push(request);
                        let _ = stream.write_all(&answer).await;
                        let _ = stream.shutdown().await;
                    }
                });
            }
        });
        service
    }

    /// Answers `hello`.
    pub async fn hello() -> Self {
        Self::answering("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-Service: yes\r\n\r\nhello").await
    }

    /// What it got.
    pub fn requests(&self) -> Vec<String> {
        self.requests.lock().clone()
    }

    /// The last request's first line.
    pub fn target(&self) -> String {
        self.requests().pop().unwrap().lines().next().unwrap().to_owned()
    }
}

/// The next request of a connection with its body, or `None` when it was closed before its end.
pub async fn read_request(stream: &mut TcpStream) -> Option<String> {
    let mut request = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&request);
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let head = head.to_lowercase();
            let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok());
            let is_whole = match length {
                Some(length) => body.len() >= length,
                None if !head.contains("transfer-encoding") => true,
                // There may be trailers behind the last piece.
                None => body.ends_with("\r\n\r\n") && (body.starts_with("0\r\n") || body.contains("\r\n0\r\n")),
            };
            if is_whole {
                return Some(text.into_owned());
            }
        }
        if stream.read_buf(&mut request).await.ok()? == 0 {
            return None;
        }
    }
}

/// A portal, and a gateway that runs beside it.
pub struct Portal {
    pub app: TestApp,
    pub address: SocketAddr,
    pub shutdown: CancellationToken,
    pub task: JoinHandle<std::io::Result<()>>,
}

impl Portal {
    /// With the API `pets` in front of the service at `service`, whose operations are those that every test needs.
    pub async fn to(service: SocketAddr) -> Self {
        Self::with(service, |_| (), |_| ()).await
    }

    /// The same, with other choices.
    pub async fn with(
        service: SocketAddr,
        configure: impl FnOnce(&mut Config),
        change: impl FnOnce(&mut ApiInput),
    ) -> Self {
        let app = TestApp::configured(|config| {
            config.outbound_allow = vec!["127.0.0.0/8".parse().unwrap()];
            configure(config);
        })
        .await;
        let mut input = ApiInput {
            name: "Pets".to_owned(),
            service_url: format!("http://{service}/base/"),
            suffix: "pets/api".to_owned(),
            scheme: Scheme::Both,
            published: true,
            ..ApiInput::default()
        };
        change(&mut input);
        let api = catalog::create_api(&app.state, &Administrator::operator(), input).await.unwrap();
        for (verb, template) in [
            ("GET", "/things/{id}"),
            ("POST", "/things"),
            ("PUT", "/things/{id}"),
            ("GET", "/"),
            ("GET", "/stream"),
            ("OPTIONS", "/things"),
        ] {
            add(&app, &api, verb, template).await;
        }
        Self::run(app, None).await
    }

    /// Runs a gateway beside `app`.
    pub async fn run(app: TestApp, certificates: Option<Certificates>) -> Self {
        Self::run_within(app, certificates, Limits::default()).await
    }

    /// The same, with other limits.
    pub async fn run_within(app: TestApp, certificates: Option<Certificates>, limits: Limits) -> Self {
        let gateway = Gateway::new(app.state.clone()).await.unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let shutdown = CancellationToken::new();
        let task = tokio::spawn({
            let shutdown = shutdown.clone();
            async move { gateway.serve(listener, limits, certificates.map(Arc::new), shutdown).await }
        });
        Self { app, address, shutdown, task }
    }

    /// The key of a new subscription to `pets` whose product has these limits; and the subscription's id.
    pub async fn subscribe(&self, rate: Option<&str>, quota: Option<&str>) -> (String, SubscriptionId) {
        let administrator = Administrator::operator();
        let api = catalog::admin_api_by_slug(&self.app.state, &administrator, "pets").await.unwrap();
        let tier = Tier {
            name: "Free".to_owned(),
            rate_limit: rate.map(|text| text.parse().unwrap()),
            quota: quota.map(|text| text.parse().unwrap()),
            ..Tier::default()
        };
        let product = ProductInput { apis: vec![api.id], ..ProductInput::new("starter", "Starter", tier) };
        products::create_product(&self.app.state, &administrator, product).await.unwrap();
        self.subscribe_as(NewSubscription { product: "starter".to_owned(), ..nobodys() }).await
    }

    /// The primary key of a new subscription, and its id.
    pub async fn subscribe_as(&self, new: NewSubscription) -> (String, SubscriptionId) {
        let administrator = Administrator::operator();
        let (id, keys) = products::create_subscription(&self.app.state, &administrator, &new).await.unwrap();
        (keys.primary.as_str().to_owned(), id)
    }

    pub async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).await.unwrap()
    }

    /// Sends `request` and reads until the gateway closes.
    pub async fn exchange(&self, request: impl AsRef<[u8]>) -> String {
        let mut stream = self.connect().await;
        stream.write_all(request.as_ref()).await.unwrap();
        let mut answer = Vec::new();
        // Whether it is cut off or closed, what came is what counts.
        let _ = timeout(FOREVER, stream.read_to_end(&mut answer)).await.expect("the gateway should have closed");
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// Calls with a head of these lines below the first one and what every call has.
    pub async fn call(&self, verb: &str, path: &str, lines: &[String]) -> String {
        let lines: String = lines.iter().map(|line| format!("{line}\r\n")).collect();
        self.exchange(format!("{verb} {path} HTTP/1.1\r\nHost: api.example\r\nConnection: close\r\n{lines}\r\n")).await
    }

    /// Calls `GET /pets/api/things/7` with this key.
    pub async fn get(&self, key: &str) -> String {
        self.call("GET", "/pets/api/things/7", &[with_key(key)]).await
    }
}

/// A subscription that is nobody's, and to nothing yet.
pub fn nobodys() -> NewSubscription {
    NewSubscription {
        email: String::new(),
        product: String::new(),
        tier: String::new(),
        api: String::new(),
        all_apis: false,
        name: String::new(),
        expires_at: None,
    }
}

/// Adds an operation.
pub async fn add(app: &TestApp, api: &Api, verb: &str, template: &str) {
    let input = OperationInput {
        verb: verb.to_owned(),
        url_template: template.to_owned(),
        display_name: format!("{verb} {template}"),
        ..OperationInput::default()
    };
    catalog::create_operation(&app.state, &Administrator::operator(), &api.id, input).await.unwrap();
}

pub fn with_key(key: &str) -> String {
    format!("Ocp-Apim-Subscription-Key: {key}")
}

pub fn status(answer: &str) -> u16 {
    answer.get(9..12).and_then(|digits| digits.parse().ok()).unwrap_or_default()
}

/// The value of a header of an answer or a request; names in any case.
pub fn header(message: &str, name: &str) -> Option<String> {
    let head = message.split("\r\n\r\n").next()?;
    head.lines().skip(1).find_map(|line| {
        let (written, value) = line.split_once(": ")?;
        written.eq_ignore_ascii_case(name).then(|| value.to_owned())
    })
}

/// The message in one of the gateway's own answers, whose form is checked.
pub fn message(answer: &str) -> String {
    let body = answer.split_once("\r\n\r\n").unwrap().1;
    let json: serde_json::Value = serde_json::from_str(body).unwrap_or_else(|error| panic!("{error}: {answer}"));
    assert_eq!(json["statusCode"], status(answer), "{answer}");
    assert_eq!(header(answer, "content-type").as_deref(), Some("application/json"), "{answer}");
    json["message"].as_str().unwrap().to_owned()
}
