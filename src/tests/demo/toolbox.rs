//! The toolbox, answer by answer.

use std::io::Read as _;

use axum::body::Body;
use axum::http::{Method, Request, header};
use flate2::read::{GzDecoder, ZlibDecoder};
use serde_json::{Value, json};
use tokio::time::{Duration, Instant};

use super::client::{Answer, Client};

async fn get(path: &str) -> Answer {
    Client::new().get(path).await
}

async fn echo(request: Request<Body>) -> Value {
    let answer = Client::new().send(request).await;
    assert_eq!(answer.status, 200);
    answer.json()
}

#[tokio::test]
async fn echo_tells_everything_that_arrived() {
    let request = Request::patch("/toolbox/echo?a=1&b=x%20%26+y&a=2&c&d=%E2%82%AC")
        .header("X-Twice", "one")
        .header("X-Twice", "two")
        .header("X-Latin", &b"gar\xe7on"[..])
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(r#"{"b":1,"a":["ü"]}"#));
    assert_eq!(
        echo(request.unwrap()).await,
        json!({
            "method": "PATCH",
            "path": "/toolbox/echo",
            "query": [
                { "name": "a", "value": "1" },
                { "name": "b", "value": "x & y" },
                { "name": "a", "value": "2" },
                { "name": "c", "value": "" },
                { "name": "d", "value": "€" },
            ],
            "headers": [
                { "name": "x-twice", "value": "one" },
                { "name": "x-twice", "value": "two" },
                { "name": "x-latin", "value": "garçon" },
                { "name": "content-type", "value": "application/json" },
            ],
            "body": { "bytes": 18, "text": r#"{"b":1,"a":["ü"]}"#, "json": { "b": 1, "a": ["ü"] } },
        })
    );
}

#[tokio::test]
async fn echo_tells_a_body_by_what_it_is() {
    let cases = [
        (&b""[..], json!({ "bytes": 0, "text": "" })),
        (b"plain", json!({ "bytes": 5, "text": "plain" })),
        (b"[1,", json!({ "bytes": 3, "text": "[1," })),
        (b"null", json!({ "bytes": 4, "text": "null", "json": null })),
        (b"\xff\x00", json!({ "bytes": 2, "base64": "/wA=" })),
    ];
    for (body, expected) in cases {
        let request = Request::post("/toolbox/echo").body(Body::from(body)).unwrap();
        assert_eq!(echo(request).await["body"], expected, "{body:?}");
    }
}

#[tokio::test]
async fn echo_answers_every_method() {
    for method in ["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "PURGE"] {
        let request = Request::builder().method(method).uri("/toolbox/echo").body(Body::empty()).unwrap();
        assert_eq!(echo(request).await["method"], method);
    }
}

#[tokio::test]
async fn any_final_status_can_be_chosen() {
    for code in [200_u16, 201, 299, 302, 400, 418, 429, 500, 503, 599] {
        let answer = get(&format!("/toolbox/status/{code}")).await;
        assert_eq!(answer.status, code);
        assert_eq!(answer.json()["status"], code);
    }
    for code in [204_u16, 205, 304] {
        let answer = get(&format!("/toolbox/status/{code}")).await;
        assert_eq!((answer.status.as_u16(), answer.body.len()), (code, 0));
    }
    let request = Request::put("/toolbox/status/409").body(Body::from("ignored")).unwrap();
    assert_eq!(Client::new().send(request).await.status, 409);
}

#[tokio::test]
async fn numbers_out_of_range_are_refused_with_their_name() {
    for (path, name) in [
        ("status/199", "code"),
        ("status/600", "code"),
        ("status/-200", "code"),
        ("status/2e2", "code"),
        ("status/99999999999", "code"),
        ("delay/60.1", "seconds"),
        ("delay/-1", "seconds"),
        ("delay/NaN", "seconds"),
        ("delay/inf", "seconds"),
        ("delay/soon", "seconds"),
        ("large?kilobytes=0", "kilobytes"),
        ("large?kilobytes=32769", "kilobytes"),
        ("large?kilobytes=", "kilobytes"),
        ("stream?lines=0", "lines"),
        ("stream?lines=1001", "lines"),
        ("stream?interval=5001", "interval"),
        ("stream?interval=0.5", "interval"),
    ] {
        get(&format!("/toolbox/{path}")).await.assert_error(400, "BadArgument", ("ArgumentInvalid", name));
    }
}

#[tokio::test(start_paused = true)]
async fn delay_takes_the_time_that_it_is_told() {
    for (seconds, milliseconds) in [("0", 0), ("0.25", 250), ("60", 60_000)] {
        let before = Instant::now();
        let answer = get(&format!("/toolbox/delay/{seconds}")).await;
        assert_eq!(answer.json()["delayed_seconds"], seconds.parse::<f64>().unwrap());
        assert_eq!(before.elapsed().as_millis(), milliseconds);
    }
}

#[tokio::test]
async fn redirect_points_to_an_address_that_answers() {
    let answer = get("/toolbox/redirect").await;
    assert_eq!(answer.status, 302);
    let base = url::Url::parse("http://backend/toolbox/redirect").unwrap();
    let target = base.join(answer.headers[header::LOCATION].to_str().unwrap()).unwrap();
    let echoed = get(&format!("{}?{}", target.path(), target.query().unwrap())).await.json();
    assert_eq!(echoed["query"], json!([{ "name": "text", "value": "redirected" }]));
}

#[tokio::test]
async fn image_is_a_png_whose_chunks_are_whole() {
    let answer = get("/toolbox/image").await;
    assert_eq!(answer.headers[header::CONTENT_TYPE], "image/png");
    let mut rest = answer.body.strip_prefix(b"\x89PNG\r\n\x1a\n").unwrap();
    let mut chunks = Vec::new();
    while !rest.is_empty() {
        let length = u32::from_be_bytes(rest[..4].try_into().unwrap()) as usize;
        let (chunk, after) = rest[4..].split_at(4 + length);
        let mut checksum = flate2::Crc::new();
        checksum.update(chunk);
        assert_eq!(after[..4], checksum.sum().to_be_bytes());
        chunks.push((&chunk[..4], &chunk[4..]));
        rest = &after[4..];
    }
    assert_eq!(chunks.iter().map(|(kind, _)| *kind).collect::<Vec<_>>(), [b"IHDR", b"IDAT", b"IEND"]);
    let (width, height) = (320_u32, 160_u32);
    assert_eq!(chunks[0].1, [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 2, 0, 0, 0]].concat());
    let mut rows = Vec::new();
    ZlibDecoder::new(chunks[1].1).read_to_end(&mut rows).unwrap();
    assert_eq!(rows.len(), 160 * (1 + 320 * 3));
}

#[tokio::test]
async fn gzip_is_compressed_whatever_is_accepted() {
    let request =
        Request::get("/toolbox/gzip").header(header::ACCEPT_ENCODING, "identity").body(Body::empty()).unwrap();
    let answer = Client::new().send(request).await;
    assert_eq!(answer.headers[header::CONTENT_ENCODING], "gzip");
    let content: Value = serde_json::from_reader(GzDecoder::new(&answer.body[..])).unwrap();
    assert_eq!(content["compressed"], true);
}

#[tokio::test]
async fn large_is_json_of_exactly_the_chosen_length() {
    for kilobytes in [1_usize, 31, 33, 1024] {
        let answer = get(&format!("/toolbox/large?kilobytes={kilobytes}")).await;
        assert_eq!(answer.headers[header::CONTENT_LENGTH], (kilobytes * 1024).to_string());
        assert_eq!(answer.body.len(), kilobytes * 1024);
        let json = answer.json();
        let rows = json.as_array().unwrap();
        assert_eq!(rows.len(), kilobytes * 16);
        let last = rows.len() - 1;
        assert_eq!(rows[last], json!({ "number": last, "square": last * last, "even": false }));
    }
    let largest = get("/toolbox/large?kilobytes=32768").await;
    assert_eq!(largest.body.len(), 32 * 1024 * 1024);
    assert!(largest.body.ends_with(b"]\n"));
    assert_eq!(get("/toolbox/large").await.body.len(), 1024 * 1024);
}

#[tokio::test(start_paused = true)]
async fn stream_sends_its_lines_with_pauses_between_them() {
    let before = Instant::now();
    let answer = get("/toolbox/stream?lines=3&interval=200").await;
    assert_eq!(before.elapsed(), Duration::from_millis(400));
    assert_eq!(answer.headers[header::CONTENT_TYPE], "application/x-ndjson");
    let lines = str::from_utf8(&answer.body).unwrap().lines();
    let lines: Vec<Value> = lines.map(|line| serde_json::from_str(line).unwrap()).collect();
    let line = |number: u32| json!({ "line": number, "of": 3, "at": 1_000_000 });
    assert_eq!(lines, [line(1), line(2), line(3)]);
}

#[tokio::test]
async fn headers_are_repeated() {
    let answer = get("/toolbox/headers").await;
    let values = |name| answer.headers.get_all(name).iter().map(|value| value.to_str().unwrap()).collect::<Vec<_>>();
    assert_eq!(values("x-repeated"), ["one", "two", "three, with a comma"]);
    assert_eq!(values("set-cookie"), ["first=1; Path=/; HttpOnly", "second=2; Path=/; SameSite=Lax"]);
    assert_eq!(answer.json()["repeated"], json!(["Set-Cookie", "X-Repeated"]));
}

#[tokio::test]
async fn some_answers_are_no_text_or_not_utf_8_or_nothing() {
    let bytes = get("/toolbox/bytes").await;
    assert_eq!(bytes.headers[header::CONTENT_TYPE], "application/octet-stream");
    assert_eq!((bytes.body.len(), bytes.body[255], bytes.body[256]), (1024, 255, 0));

    let latin1 = get("/toolbox/latin1").await;
    assert_eq!(latin1.headers[header::CONTENT_TYPE], "text/plain; charset=iso-8859-1");
    assert!(str::from_utf8(&latin1.body).is_err());
    let text: String = latin1.body.iter().copied().map(char::from).collect();
    assert_eq!(text, "Grüße aus Österreich, garçon: ½ £ 3\n");

    let empty = get("/toolbox/empty").await;
    assert_eq!((empty.status.as_u16(), empty.body.len()), (204, 0));
}

#[tokio::test]
async fn head_is_answered_where_get_is() {
    let client = Client::new();
    for path in ["/toolbox/image", "/toolbox/large?kilobytes=4"] {
        let request = Request::builder().method(Method::HEAD).uri(path).body(Body::empty()).unwrap();
        let head = client.send(request).await;
        let get = client.get(path).await;
        assert_eq!((head.status, head.body.len()), (get.status, 0));
        assert_eq!(head.headers[header::CONTENT_LENGTH], get.body.len().to_string());
    }
}
