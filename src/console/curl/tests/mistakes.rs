//! Tests of mistakes and of notes.

use super::super::{MOST, MOST_NOTES};
use super::*;

fn mistake(text: &str) -> CurlError {
    match parse(text) {
        Err(error) => error,
        Ok(command) => panic!("{text}: {command:?}"),
    }
}

#[test]
fn mistakes_are_named_with_their_places() {
    let cases = [
        ("", CurlError::NotCurl),
        ("wget h", CurlError::NotCurl),
        ("curl", CurlError::NoAddress),
        ("curl 'h", CurlError::UnclosedQuote { at: 5 }),
        ("curl $(h", CurlError::UnclosedQuote { at: 5 }),
        ("curl -ß h", CurlError::UnknownOption { name: "-ß".into(), at: 5 }),
        ("curl h --none x", CurlError::UnknownOption { name: "--none".into(), at: 7 }),
        ("curl h --dat x", CurlError::AmbiguousOption { name: "--dat".into(), at: 7 }),
        ("curl h -sX", CurlError::MissingValue { option: "--request".into(), at: 7 }),
        ("curl h --next i", CurlError::SeveralRequests { at: 7 }),
        ("curl h -: i", CurlError::SeveralRequests { at: 7 }),
        ("curl h i", CurlError::SeveralAddresses { at: 7 }),
        ("curl ftp://h", CurlError::BadAddress { at: 5 }),
        ("curl 'http://h/\n'", CurlError::BadAddress { at: 5 }),
        ("curl http:///", CurlError::BadAddress { at: 5 }),
        ("curl h -X 'A B'", CurlError::BadMethod { at: 7 }),
        ("curl h -H 'A: b\nC: d'", CurlError::BadHeader { at: 7 }),
        ("curl h -A $'a\\rb'", CurlError::BadHeader { at: 7 }),
        ("curl h -b $'a=b\\n'", CurlError::BadHeader { at: 7 }),
        ("curl h -H 'A b: c'", CurlError::BadHeader { at: 7 }),
        ("curl h -F a", CurlError::BadField { at: 7 }),
        ("curl h -d a -F b=c", CurlError::SeveralMethods { at: 12 }),
    ];
    for (text, expected) in cases {
        assert_eq!(mistake(text), expected, "{text}");
    }
    assert_eq!(mistake(&"x".repeat(MOST + 1)), CurlError::TooLong { most: MOST });
}

#[test]
fn options_that_mean_nothing_here_are_noted_once() {
    let option = |name: &str| Note::Option { name: name.to_owned() };
    let command = read("curl -sSvi -k --insecure -x p:1 --proxy-user a:b -o f -L --max-time 3 --compressed h");
    let names = ["--insecure", "--proxy", "--proxy-user", "--output", "--location", "--max-time"];
    assert_eq!(command.notes, names.map(option));
    assert_eq!(read("curl --no-location --digest -u a:b h").headers, []);
}

#[test]
fn files_are_noted() {
    let file = |name: &str| Note::File { name: name.to_owned() };
    let left_out = |name: &str| Note::FileLeftOut { name: name.to_owned() };
    let command = read("curl h -d @dir/a.txt");
    assert_eq!(command.body, Body::File(File { name: "a.txt".into(), size: 0 }));
    assert_eq!(command.notes, [file("dir/a.txt"), Note::FileInOneLine { name: "dir/a.txt".into() }]);
    let command = read("curl h -d a=b -d @c --data-urlencode n@d -H @e -b f");
    assert_eq!(command.body, Body::Text("a=b&&n=".into()));
    assert_eq!(command.notes, ["d", "e", "f", "c"].map(left_out));
    let command = read("curl h -F 'a=@x/b,c;type=d/e' -F 'g=<h' -F 'i=j;headers=\"K: l\";encoder=base64'");
    let Body::Multipart(parts) = command.body else { panic!("no form") };
    let names: Vec<_> = parts.iter().map(|part| (part.name.as_str(), part.content_type.as_str())).collect();
    assert_eq!(names, [("a", ""), ("a", "d/e"), ("g", ""), ("i", "")]);
    assert_eq!(parts.last().map(|part| &part.content), Some(&PartContent::Text("j".into())));
    let detail = |text: &str| Note::FieldDetail { text: text.to_owned() };
    let text = Note::FileAsText { name: "h".into() };
    let expected = [file("x/b"), file("c"), file("h"), text, detail("headers=\"K: l\""), detail("encoder=base64")];
    assert_eq!(command.notes, expected);
}

#[test]
fn other_notes() {
    assert_eq!(read("curl 'h/{a,b}'").notes, [Note::Pattern]);
    assert_eq!(read("curl 'http://[::1]:8/[]{}'").notes, []);
    assert_eq!(read("curl -u me h").notes, [Note::PasswordAsked]);
    assert_eq!(read("curl -H nonsense h").notes, [Note::HeaderLeftOut { text: "nonsense".into() }]);
    assert_eq!(read("curl -F a=b -H 'Content-Type: a/b' h").notes.len(), 1);
}

#[test]
fn what_clients_add_themselves_is_left_out() {
    let headers = |text: &str| read(text).headers;
    assert_eq!(headers("curl h:1 -H 'Host: h:1' -H 'Content-Length: 3'"), []);
    assert_eq!(headers("curl h:1 -H 'Host: i'"), [("Host".into(), "i".into())]);
    assert_eq!(headers("curl h --compressed"), []);
}

#[test]
fn methods_are_in_capitals_and_values_may_be_attached() {
    let command = read("curl --request=patch --url=h --data=a=b --no-include");
    assert_eq!((command.method.as_str(), command.body), ("PATCH", Body::Text("a=b".into())));
}

#[test]
fn addresses_are_encoded() {
    assert_eq!(read("curl -G h/ü?é -d 'a=b c'").url, "http://h/%C3%BC?%C3%A9&a=b%20c");
    assert_eq!(read("curl --proto-default https h").url, "https://h/");
}

#[test]
fn long_texts_take_no_time() {
    let most = MOST - 100;
    let texts = [
        format!("curl h -{}", "s".repeat(most)),
        format!("curl h {}", "-s ".repeat(most / 3)),
        format!("curl -X A h/{}", (0..most / 8).map(|i| format!("$a{i}")).collect::<String>()),
        format!("curl 'h/{}'", "{".repeat(most)),
        format!("curl 'h/{}'", "../".repeat(most / 3)),
        format!("curl h -F 'a=b{}'", "; ".repeat(most / 2)),
        format!("curl h -F 'a=@b{}'", ",c".repeat(most / 2)),
        format!("curl h {}", "-Ha:b ".repeat(most / 6)),
        format!("curl h -d \"{}", "`a`".repeat(most / 3)),
        format!("curl h {}", "$(".repeat(most / 2)),
        format!("curl h {}", "<<a ".repeat(most / 4)),
    ];
    for text in texts {
        if let Ok(command) = parse(&text) {
            assert!(command.notes.len() <= MOST_NOTES);
        }
    }
}
