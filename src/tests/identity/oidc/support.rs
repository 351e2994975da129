//! A portal with a provider, and the browsers of those who sign in.

use std::collections::BTreeMap;

use axum::body::Body;
use axum::http::{HeaderMap, Method, StatusCode, header};
use loggia::identity::provider::{ProviderFailure, ProviderProblem, ProviderStep, SignInWays};
use loggia::identity::provider_draft::ProviderDraft;
use loggia::identity::server::Administrator;
use loggia::identity::server::providers::service;
use loggia::kernel::ids::ProviderId;
use loggia::platform::outbound::Call;
use serde_json::Value;

use super::provider::{CLIENT, Provider, SECRET};
use crate::support::{Answer, TestApp};

/// A portal whose people can sign in with a provider.
pub struct Portal {
    pub app: TestApp,
    pub provider: Provider,
    pub id: ProviderId,
}

/// A browser with its cookies.
#[derive(Clone, Default)]
pub struct Browser {
    pub cookies: BTreeMap<String, String>,
}

impl Portal {
    pub async fn new() -> Self {
        Self::with(|_| ()).await
    }

    /// One where `change` has been at the provider's form.
    pub async fn with(change: impl FnOnce(&mut ProviderDraft)) -> Self {
        let provider = Provider::start().await;
        let address = provider.address.to_string();
        let app = TestApp::configured(|config| config.outbound_allow = vec![address.parse().unwrap()]).await;
        let mut draft = ProviderDraft {
            name: "Example".to_owned(),
            issuer: provider.url("/"),
            client_id: CLIENT.to_owned(),
            client_secret: SECRET.to_owned(),
            ..ProviderDraft::fresh("")
        };
        change(&mut draft);
        let id = service::create(&app.state, &Administrator::operator(), &draft).await.unwrap();
        Self { app, provider, id }
    }

    /// Presses the button in `browser`: where it leads, at the provider.
    pub async fn begin(&self, browser: &mut Browser, next: &str) -> String {
        let path = format!("/sign-in/with/{}", self.id);
        let page = browser.post(&self.app, &path, &[("next", next)]).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text());
        let policy = page.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert!(policy.starts_with("default-src 'none'") && !page.text().contains("<script"), "{policy}");
        let link = page.text().split("<a ").nth(1).unwrap().split("href=\"").nth(1).unwrap().split('"').next().unwrap();
        let url = link.replace("&amp;", "&");
        let refresh = format!("content=\"0;url={link}\"");
        assert!(page.text().contains(&refresh), "{}", page.text());
        url
    }

    /// Where the provider sends somebody back to who goes to `url`: the path and the query of an address of ours.
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
        let location = answer.headers[header::LOCATION].to_str().unwrap();
        location.strip_prefix("http://localhost:3000").unwrap_or_else(|| panic!("not ours: {location}")).to_owned()
    }

    /// The whole way, in `browser`.
    pub async fn sign_in(&self, browser: &mut Browser) -> Answer {
        let url = self.begin(browser, "").await;
        let path = self.consent(&url).await;
        browser.come_back(&self.app, &path).await
    }

    /// The whole way in a new browser, which must lead in.
    pub async fn signed_in(&self) -> Browser {
        let mut browser = Browser::default();
        let answer = self.sign_in(&mut browser).await;
        assert_eq!(
            (answer.status, answer.location()),
            (StatusCode::SEE_OTHER, "/"),
            "{}",
            self.why(&browser, &answer).await
        );
        browser
    }

    /// What the form to sign in says after `answer`, for a message.
    async fn why(&self, browser: &Browser, answer: &Answer) -> String {
        browser.get(&self.app, &answer.location().replace("/sign-in?", "/api/private/sign-in?")).await.text().to_owned()
    }

    /// What `answer` says went wrong, in the `browser` that got it.
    pub async fn failure(&self, browser: &Browser, answer: &Answer) -> ProviderFailure {
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        assert!(answer.location().starts_with("/sign-in?failed="), "{}", answer.location());
        assert!(!answer.headers.get_all(header::SET_COOKIE).iter().any(|it| it.to_str().unwrap().contains("session")));
        let text = self.why(browser, answer).await;
        let ways: SignInWays = serde_json::from_str(&text).unwrap();
        ways.failure.unwrap_or_else(|| panic!("no failure: {text}"))
    }

    /// That signing in fails so, and leaves nobody signed in.
    pub async fn refused(&self, step: ProviderStep, problem: ProviderProblem) {
        let mut browser = Browser::default();
        let answer = self.sign_in(&mut browser).await;
        let failure = self.failure(&browser, &answer).await;
        assert_eq!((failure.step, failure.problem, failure.provider.as_str()), (step, problem, "Example"));
        assert_eq!(browser.who(&self.app).await, None);
    }

    /// The only number that a query gives.
    pub async fn count(&self, query: &'static str) -> i64 {
        sqlx::query_scalar(query).fetch_one(self.app.state.db.reader()).await.unwrap()
    }
}

impl Browser {
    /// Opens a page from another one of ours.
    pub async fn get(&self, app: &TestApp, path: &str) -> Answer {
        app.send(self.request(app, Method::GET, path).body(Body::empty()).unwrap()).await
    }

    /// Submits a form of ours.
    pub async fn post(&mut self, app: &TestApp, path: &str, form: &[(&str, &str)]) -> Answer {
        let request = self.request(app, Method::POST, path);
        let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let answer = app.send(request.body(Body::from(serde_urlencoded::to_string(form).unwrap())).unwrap()).await;
        self.keep(&answer);
        answer
    }

    /// Comes to an address of ours from another site.
    pub async fn come_back(&mut self, app: &TestApp, path: &str) -> Answer {
        let mut request = self.request(app, Method::GET, path).body(Body::empty()).unwrap();
        request.headers_mut().insert("sec-fetch-site", "cross-site".parse().unwrap());
        let answer = app.send(request).await;
        self.keep(&answer);
        answer
    }

    /// Who is signed in here: their e-mail address.
    pub async fn who(&self, app: &TestApp) -> Option<String> {
        let answer = self.get(app, "/api/private/account").await;
        let profile: Value = serde_json::from_slice(&answer.body).unwrap();
        (answer.status == StatusCode::OK).then(|| profile["email"].as_str().unwrap().to_owned())
    }

    /// The token of the session.
    pub fn session(&self) -> Option<&String> {
        self.cookies.get("loggia-session")
    }

    fn request(&self, app: &TestApp, method: Method, path: &str) -> axum::http::request::Builder {
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut request = app.request(method, path);
        request.headers_mut().unwrap().insert(header::COOKIE, cookies.join("; ").parse().unwrap());
        request
    }

    fn keep(&mut self, answer: &Answer) {
        for cookie in answer.headers.get_all(header::SET_COOKIE) {
            let cookie = cookie.to_str().unwrap();
            assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
            let (name, value) = cookie.split(';').next().unwrap().split_once('=').unwrap();
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
    }
}
