//! No address to go on to leads to another site, judged by a browser's own reading of it.

use loggia::identity::rules::local_path;
use proptest::prelude::*;
use url::Url;

proptest! {
    #[test]
    fn what_is_followed_stays_on_the_site(next in "/[/\\\\:@.?#%a-z\t\r\n \u{0}ż]{0,12}") {
        let page = Url::parse("https://portal.example/sign-in").unwrap();
        if let Some(path) = local_path(&next) {
            let target = page.join(path).unwrap();
            prop_assert_eq!(target.origin(), page.origin());
        }
    }

    #[test]
    fn every_path_of_ours_is_followed(query in "\\PC{0,40}", page in 0..9u32) {
        let path = loggia::paths::apis(&query, "", page);
        prop_assert_eq!(local_path(&path), Some(path.as_str()));
    }

    #[test]
    fn a_value_is_read_from_a_query_as_browsers_read_it(search in "[a=&+%0-9fzé]{0,20}") {
        let expected = url::form_urlencoded::parse(search.as_bytes()).find(|(name, _)| name == "a");
        let expected = expected.map(|(_, value)| value.into_owned());
        prop_assert_eq!(loggia::paths::query_value(&search, "a"), expected);
    }
}
