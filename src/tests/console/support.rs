//! Backends that answer byte for byte as they are told, and a portal with an operation on each of them.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::body::Body;
use axum::http::{Method, StatusCode, header};
use loggia::catalog::model::{ApiInput, OperationInput, Parameter};
use loggia::catalog::server::service;
use loggia::console::frames::{Decoder, Frame};
use loggia::console::model::{AnswerEnd, AnswerFail, AnswerHead, ConsoleRequest};
use loggia::identity::server::Administrator;
use loggia::kernel::ids::OperationId;
use loggia::platform::config::Config;
use parking_lot::Mutex;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;

use crate::support::{Answer, TestApp};

/// A server on loopback that keeps the requests it got.
pub struct Backend {
    pub address: SocketAddr,
    requests: Arc<Mutex<Vec<String>>>,
    left: Arc<Notify>,
}

/// What a backend does after its answer.
#[derive(Clone, Copy)]
pub enum Then {
    /// Ends the connection.
    Close,
    /// Waits for the caller to do so.
    Wait,
}

impl Backend {
    /// Answers every request with `answer`.
    pub async fn answering(answer: impl Into<Vec<u8>>, then: Then) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let (requests, left) = (Arc::<Mutex<Vec<String>>>::default(), Arc::<Notify>::default());
        let backend = Self { address: listener.local_addr().unwrap(), requests: requests.clone(), left: left.clone() };
        let answer = Arc::new(answer.into());
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, answer.clone(), then, requests.clone(), left.clone()));
            }
        });
        backend
    }

    /// The requests, heads and bodies as they came.
    pub fn requests(&self) -> Vec<String> {
        self.requests.lock().clone()
    }

    /// Waits until a caller of a backend that does [`Then::Wait`] has left.
    pub async fn left(&self) {
        self.left.notified().await;
    }

    /// The one request's head, its lines sorted below the first one.
    pub fn head(&self) -> Vec<String> {
        let requests = self.requests();
        assert_eq!(requests.len(), 1, "{requests:?}");
        let mut lines: Vec<String> =
            requests[0].split_once("\r\n\r\n").unwrap().0.lines().map(str::to_lowercase).collect();
        lines[1..].sort();
        lines
    }
}

async fn serve(
    mut stream: TcpStream,
    answer: Arc<Vec<u8>>,
    then: Then,
    requests: Arc<Mutex<Vec<String>>>,
    left: Arc<Notify>,
) {
    let Some(request) = read_request(&mut stream).await else { return };
    requests.lock().push(request);
    let _ = stream.write_all(&answer).await;
    if let Then::Wait = then {
        let mut rest = Vec::new();
        let _ = stream.read_to_end(&mut rest).await;
        left.notify_one();
    }
}

async fn read_request(stream: &mut TcpStream) -> Option<String> {
    let mut request = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&request);
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length =
                head.to_lowercase().lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok());
            if body.len() >= length.unwrap_or(0) {
                return Some(text.into_owned());
            }
        }
        if stream.read_buf(&mut request).await.ok()? == 0 {
            return None;
        }
    }
}

/// An answer with a body of this type.
pub fn answer_with(headers: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n{headers}\r\n", body.len());
    [head.as_bytes(), body].concat()
}

/// A portal with one published operation.
pub struct Portal {
    pub app: TestApp,
    pub operation: OperationId,
}

impl Portal {
    /// `GET /call` of `backend`.
    pub async fn calling(backend: &Backend) -> Self {
        Self::with(backend.address, get("/call"), |_| ()).await
    }

    /// `operation` of the backend at `address`, which the outbound policy allows unless `change` says otherwise.
    pub async fn with(address: SocketAddr, operation: OperationInput, change: impl FnOnce(&mut Config)) -> Self {
        let app = TestApp::configured(|config| {
            config.outbound_allow = vec![address.to_string().parse().unwrap()];
            change(config);
        })
        .await;
        let administrator = Administrator::operator();
        let api = ApiInput {
            name: "Backend".to_owned(),
            service_url: format!("http://{address}/base"),
            suffix: "backend".to_owned(),
            published: true,
            ..ApiInput::default()
        };
        let api = service::create_api(&app.state, &administrator, api).await.unwrap();
        let operation = service::create_operation(&app.state, &administrator, &api.id, operation).await.unwrap();
        Self { app, operation: operation.id }
    }

    /// A call without any values.
    pub fn request(&self) -> ConsoleRequest {
        ConsoleRequest {
            operation: self.operation.clone(),
            environment: None,
            server: None,
            timeout: None,
            subscription: None,
            follow: None,
            parameters: vec![],
            query: vec![],
            headers: vec![],
            credentials: vec![],
            body: None,
        }
    }

    /// Sends `request` as the browser does.
    pub async fn post(&self, request: &ConsoleRequest) -> Answer {
        self.app.post_json("/console/send", &serde_json::to_value(request).unwrap()).await
    }

    /// The frames in `answer`.
    pub fn read(&self, answer: &Answer) -> Frames {
        Frames::read(&answer.body)
    }

    /// The frames that answer `request`.
    pub async fn send(&self, request: &ConsoleRequest) -> Frames {
        let answer = self.post(request).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", String::from_utf8_lossy(&answer.body));
        self.read(&answer)
    }

    /// The frames that answer a call without any values.
    pub async fn call(&self) -> Frames {
        self.send(&self.request()).await
    }

    /// A POST to the console with any text as its body.
    pub async fn post_text(&self, content_type: &str, text: &str) -> Answer {
        let request = self.app.request(Method::POST, "/console/send").header(header::CONTENT_TYPE, content_type);
        self.app.send(request.body(Body::from(text.to_owned())).unwrap()).await
    }
}

/// An operation that takes no values but those that its template names.
pub fn get(url_template: &str) -> OperationInput {
    operation("GET", url_template, vec![])
}

/// An operation with these parameters.
pub fn operation(verb: &str, url_template: &str, parameters: Vec<Parameter>) -> OperationInput {
    OperationInput {
        verb: verb.to_owned(),
        url_template: url_template.to_owned(),
        display_name: "Call".to_owned(),
        parameters,
        ..OperationInput::default()
    }
}

/// What came back from a call.
#[derive(Debug, Default)]
pub struct Frames {
    head: Option<AnswerHead>,
    pub body: Vec<u8>,
    end: Option<AnswerEnd>,
    fail: Option<AnswerFail>,
}

impl Frames {
    fn read(bytes: &[u8]) -> Self {
        let mut read = Self::default();
        for frame in Decoder::default().push(bytes).unwrap() {
            assert!(read.end.is_none() && read.fail.is_none(), "nothing comes after the end");
            match frame {
                Frame::Head(head) => read.head = Some(head),
                Frame::Data(bytes) => {
                    assert!(read.head.is_some(), "the head comes first");
                    assert!(bytes.len() <= 64 * 1024, "{} bytes in one frame", bytes.len());
                    read.body.extend_from_slice(&bytes);
                }
                Frame::End(end) => read.end = Some(end),
                Frame::Fail(fail) => read.fail = Some(fail),
            }
        }
        assert!(read.end.is_some() || read.fail.is_some(), "there is an end");
        read
    }

    pub fn head(&self) -> &AnswerHead {
        self.head.as_ref().unwrap_or_else(|| panic!("no head: {self:?}"))
    }

    pub fn has_head(&self) -> bool {
        self.head.is_some()
    }

    pub fn end(&self) -> &AnswerEnd {
        self.end.as_ref().unwrap_or_else(|| panic!("no end: {:?}", self.fail))
    }

    pub fn fail(&self) -> &AnswerFail {
        self.fail.as_ref().unwrap_or_else(|| panic!("no failure: {:?}", self.head))
    }
}
