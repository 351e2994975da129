//! What a browser says of itself (`User-Agent`, RFC 9110 section 10.1.5), in two words. It may say anything; nothing depends
//! on it.

/// The most characters that are kept.
pub const MOST: usize = 200;

/// The browser's name, and that of the system that it runs on; empty for those that are not known.
#[must_use]
pub fn words(user_agent: &str) -> (&'static str, &'static str) {
    // Everybody claims to be those that came before them, so the later ones are asked for first.
    let browsers = [
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser/", "Samsung Internet"),
        ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("CriOS/", "Chrome"),
        ("Safari/", "Safari"),
        ("curl/", "curl"),
    ];
    let systems = [
        ("Android", "Android"),
        ("iPhone", "iOS"),
        ("iPad", "iPadOS"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ];
    let find = |known: &[(&str, &'static str)]| {
        known.iter().find(|(mark, _)| user_agent.contains(mark)).map_or("", |(_, name)| *name)
    };
    (find(&browsers), find(&systems))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_are_told_by_what_only_they_say() {
        let chrome =
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";
        for (user_agent, expected) in [
            (chrome.to_owned(), ("Chrome", "Linux")),
            (format!("{chrome} Edg/142.0").replace("X11; Linux x86_64", "Windows NT 10.0"), ("Edge", "Windows")),
            ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:145.0) Firefox/145.0".to_owned(), ("Firefox", "macOS")),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1".to_owned(),
                ("Safari", "iOS"),
            ),
            ("<script>".to_owned(), ("", "")),
        ] {
            assert_eq!(words(&user_agent), expected, "{user_agent}");
        }
    }
}
