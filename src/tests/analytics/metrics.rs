//! What Prometheus reads, and who else may.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use loggia::analytics::server::{flush, recorder};
use loggia::identity::model::Role;
use loggia::identity::token::Scope;

use super::support::{call, stray};
use crate::rest::support::Program;
use crate::support::{Answer, TestApp};

pub async fn metrics(program: &Program) -> Answer {
    let request = Request::builder()
        .method(Method::GET)
        .uri("/metrics")
        .header(header::HOST, "localhost:3000")
        .header(header::AUTHORIZATION, format!("Bearer {}", program.token));
    program.app.send(request.body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn only_a_token_of_somebody_who_sees_everything_opens_them() {
    let administrator = TestApp::new().await.with_administrator().await;
    let answer = administrator.get("/metrics").await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "a session is no token");
    assert!(answer.headers.contains_key(header::WWW_AUTHENTICATE));
    let program = async |email: &str, role| Program::of(administrator.twin(), email, role, Scope::Read).await;
    assert_eq!(metrics(&program("dev@example.com", Role::Developer).await).await.status, StatusCode::FORBIDDEN);
    for (email, role) in [("support@example.com", Role::Support), ("root@example.com", Role::Administrator)] {
        let answer = metrics(&program(email, role).await).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert_eq!(answer.headers[header::CONTENT_TYPE], "text/plain; version=0.0.4; charset=utf-8");
    }
}

#[tokio::test]
async fn calls_are_counted_whether_or_not_they_are_written() {
    let program = Program::of_administrator().await;
    let app = &program.app;
    let api = app.add_api("Book reviews", true).await.id;
    let recorder = recorder(&app.state);
    (0..3).for_each(|_| recorder.record(call(app, "s", &api)));
    recorder.record(stray(app.state.clock.now()));
    let _in_flight = recorder.begin();
    recorder.set_generation(17);
    let text = metrics(&program).await.text().to_owned();
    for line in [
        "loggia_gateway_calls_total{api=\"book-reviews\",product=\"starter\",status=\"2xx\"} 3",
        "loggia_gateway_calls_total{api=\"\",product=\"\",status=\"4xx\"} 1",
        "loggia_gateway_received_bytes_total{api=\"book-reviews\",product=\"starter\"} 30",
        "loggia_gateway_sent_bytes_total{api=\"book-reviews\",product=\"starter\"} 600",
        "loggia_gateway_call_duration_seconds_bucket{api=\"book-reviews\",product=\"starter\",le=\"0.000512\"} 0",
        "loggia_gateway_call_duration_seconds_bucket{api=\"book-reviews\",product=\"starter\",le=\"0.001024\"} 3",
        "loggia_gateway_call_duration_seconds_bucket{api=\"book-reviews\",product=\"starter\",le=\"+Inf\"} 3",
        "loggia_gateway_call_duration_seconds_sum{api=\"book-reviews\",product=\"starter\"} 0.003",
        "loggia_gateway_call_duration_seconds_count{api=\"book-reviews\",product=\"starter\"} 3",
        "loggia_gateway_backend_duration_seconds_count{api=\"\",product=\"\"} 0",
        "loggia_gateway_calls_in_flight 1",
        "loggia_gateway_configuration_generation 17",
        "loggia_usage_calls_waiting 4",
        "loggia_usage_calls_dropped_total 0",
    ] {
        assert!(text.lines().any(|known| known == line), "{line} is not in\n{text}");
    }
    flush(&app.state).await.unwrap();
    let text = metrics(&program).await.text().to_owned();
    assert!(text.contains("loggia_usage_calls_waiting 0\n") && text.contains("status=\"2xx\"} 3\n"), "{text}");
}

#[tokio::test]
async fn however_many_apis_are_called_the_text_stays_bounded() {
    let program = Program::of_administrator().await;
    let app = &program.app;
    for index in 0..2_000 {
        recorder(&app.state).record(call(app, "s", &format!("api-{index}").into()));
    }
    let text = metrics(&program).await.text().to_owned();
    let calls = text.lines().filter(|line| line.starts_with("loggia_gateway_calls_total{"));
    assert_eq!(calls.count(), 501);
    assert!(text.contains("loggia_gateway_calls_total{api=\"_other\",product=\"_other\",status=\"2xx\"} 1500\n"));
}

#[tokio::test]
async fn every_line_is_one_that_prometheus_reads() {
    let program = Program::of_administrator().await;
    recorder(&program.app.state).record(stray(program.app.state.clock.now()));
    let answer = metrics(&program).await;
    let mut described = Vec::new();
    for line in answer.text().lines() {
        if let Some(rest) = line.strip_prefix("# TYPE ") {
            described.push(rest.split(' ').next().unwrap().to_owned());
            continue;
        }
        if line.starts_with("# HELP ") {
            continue;
        }
        let (sample, value) = line.rsplit_once(' ').unwrap();
        assert!(value.parse::<f64>().is_ok(), "{line}");
        let name = sample.split('{').next().unwrap();
        let last = described.last().unwrap();
        assert!(
            name.strip_prefix(last.as_str()).is_some_and(|end| ["", "_bucket", "_sum", "_count"].contains(&end)),
            "{line}"
        );
    }
    assert!(described.iter().any(|name| name == "process_resident_memory_bytes"));
    assert!(answer.text().contains(concat!("loggia_build_info{version=\"", env!("CARGO_PKG_VERSION"), "\"} 1\n")));
}
