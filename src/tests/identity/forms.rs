//! The room's forms and its middleware, as a browser meets them.

use axum::http::{StatusCode, header};
use loggia::identity::model::Theme;
use loggia::identity::server::cookie;

use super::support::{ADA, BURST, House, PASSWORD, cookie_of, header_of};

const GOOD: &str = "email=ada%40example.com&password=correct+horse+battery+staple&next=%2Fapis%3Fq%3Dx";

#[tokio::test]
async fn signing_in_and_out_with_the_browsers_cookie() {
    let house = House::with_ada().await;
    assert!(!house.greets_ada("").await);

    let answer = house.post("/sign-in", "", GOOD).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/apis?q=x"));
    let cookie = cookie_of(&answer);
    assert!(house.greets_ada(&cookie).await);

    let answer = house.post("/sign-out", &cookie, "").await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/"));
    let set = header_of(&answer, header::SET_COOKIE);
    for part in ["__Host-loggia-session=;", "Max-Age=0", "Secure", "Path=/"] {
        assert!(set.contains(part), "{part} is missing: {set}");
    }
    assert!(!house.greets_ada(&cookie).await, "the session is revoked, not only forgotten by the browser");
}

#[tokio::test]
async fn the_cookie_has_the_flags_that_its_address_allows() {
    for (public_url, name, secure) in [
        ("https://portal.example", "__Host-loggia-session=", true),
        ("http://portal.example", "__Host-loggia-session=", true),
        ("http://localhost:3000", "loggia-session=", false),
    ] {
        let house = House::at(public_url).await;
        house.add(ADA).await.unwrap();
        let answer = house.post("/sign-in", "", GOOD).await;
        let set = header_of(&answer, header::SET_COOKIE);
        assert!(set.starts_with(name), "{public_url}: {set}");
        let flags: Vec<_> = set.split("; ").skip(1).collect();
        assert_eq!(flags.contains(&"Secure"), secure, "{public_url}: {set}");
        for flag in ["HttpOnly", "SameSite=Lax", "Path=/"] {
            assert!(flags.contains(&flag), "{public_url}: {flag} is missing: {set}");
        }
        assert!(!set.contains("Domain"), "{public_url}: {set}");
    }
}

#[tokio::test]
async fn a_session_that_was_in_the_browser_is_not_kept() {
    let house = House::with_ada().await;
    let first = cookie_of(&house.post("/sign-in", "", GOOD).await);
    let second = cookie_of(&house.post("/sign-in", &first, GOOD).await);
    assert_ne!(first, second);
    assert!(!house.greets_ada(&first).await);
    assert!(house.greets_ada(&second).await);

    let planted = format!("__Host-loggia-session={}", "a".repeat(64));
    assert_ne!(cookie_of(&house.post("/sign-in", &planted, GOOD).await), planted);
    assert!(!house.greets_ada(&planted).await);
}

#[tokio::test]
async fn a_refused_form_comes_back_with_the_address_and_without_the_password() {
    let house = House::with_ada().await;
    let answer = house.post("/sign-in", "", "email=ada%40example.com&password=a+guess+of+mine&next=%2Fapis").await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(header_of(&answer, header::SET_COOKIE), "");
    assert!(!answer.text().contains("guess"), "{}", answer.text());
    for part in [
        "value=\"ada@example.com\"",
        "name=\"next\" value=\"/apis\"",
        "role=\"alert\"",
        "aria-invalid=\"true\" aria-describedby=\"field-password-complaint\"",
        "E-mail and password do not belong together.",
    ] {
        assert!(answer.text().contains(part), "{part} is missing: {}", answer.text());
    }
}

#[tokio::test]
async fn too_many_attempts_are_told_when_to_come_back() {
    let house = House::with_ada().await;
    for _ in 0..BURST {
        house.post("/sign-in", "", "email=ada%40example.com&password=guess").await;
    }
    let answer = house.post("/sign-in", "", GOOD).await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    let seconds: u64 = header_of(&answer, header::RETRY_AFTER).parse().unwrap();
    assert!(answer.text().contains(&format!("Try again in {seconds} seconds.")), "{}", answer.text());
    assert!(answer.text().contains("value=\"ada@example.com\""), "{}", answer.text());
}

#[tokio::test]
async fn signing_in_leads_nowhere_but_to_this_site() {
    for next in ["", "%2F%2Fevil.example", "%2F%5Cevil.example", "https%3A%2F%2Fevil.example", "%2F%09%2Fevil.example"]
    {
        let house = House::with_ada().await;
        let body = format!("email=ada%40example.com&password=correct+horse+battery+staple&next={next}");
        let answer = house.post("/sign-in", "", &body).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/"), "{next}");
    }
}

#[tokio::test]
async fn what_is_not_a_form_is_malformed() {
    let house = House::with_ada().await;
    assert_eq!(house.post("/sign-in", "", "email=a&email=b").await.status, StatusCode::BAD_REQUEST);
    let json = format!("{{\"email\":\"{ADA}\",\"password\":\"{PASSWORD}\"}}");
    assert_eq!(house.post_as("application/json", "/sign-in", "", &json).await.status, StatusCode::BAD_REQUEST);
    assert_eq!(house.post("/sign-in", "", "").await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_session_is_never_taken_for_a_guest_because_the_database_fails() {
    let house = House::with_ada().await;
    let cookie = cookie_of(&house.post("/sign-in", "", GOOD).await);
    house.state.db.close().await;
    assert_eq!(house.get("/sign-in", &cookie).await.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(house.post("/sign-out", &cookie, "").await.status, StatusCode::SERVICE_UNAVAILABLE);
}

#[tokio::test]
async fn the_page_asks_for_what_its_form_sends_and_keeps_the_way_back() {
    let house = House::with_ada().await;
    let page = house.get("/sign-in?next=%2Fapis%3Fq%3D%2522", "").await;
    assert_eq!(page.status, StatusCode::OK);
    for part in [
        "<form method=\"post\" action=\"/sign-in\"",
        "name=\"next\" value=\"/apis?q=%22\"",
        "<label for=\"field-email\"",
        "<label for=\"field-password\"",
        ">E-mail<",
        ">Password<",
        "type=\"password\"",
        "autocomplete=\"current-password\"",
    ] {
        assert!(page.text().contains(part), "{part} is missing: {}", page.text());
    }
    assert!(!page.text().contains("need your attention"), "{}", page.text());
}

#[tokio::test]
async fn what_is_typed_cannot_become_markup() {
    let house = House::with_ada().await;
    let evil = "%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E";
    let page = house.post("/sign-in", "", &format!("email={evil}&password=x&next={evil}")).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!page.text().contains("<script>alert(1)"), "{}", page.text());
}

#[tokio::test]
async fn the_theme_is_kept_and_leads_back() {
    let house = House::with_ada().await;
    for theme in Theme::ALL {
        let answer = house.post("/preferences/theme", "", &format!("theme={}&next=%2Fapis", theme.as_str())).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/apis"));
        let set = header_of(&answer, header::SET_COOKIE);
        assert!(set.contains("Max-Age=31536000") && set.contains("SameSite=Lax"), "{set}");
        let mut browser = header::HeaderMap::new();
        browser.insert(header::COOKIE, cookie_of(&answer).parse().unwrap());
        assert_eq!(cookie::theme(&browser), theme);
    }
    let answer = house.post("/preferences/theme", "", "theme=dark&next=%2F%2Fevil.example").await;
    assert_eq!(answer.location(), "/");
    assert_eq!(house.post("/preferences/theme", "", "theme=sepia").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(house.post("/preferences/theme", "", "").await.status, StatusCode::BAD_REQUEST);
}
