//! Folding text for search: what a person types and what is stored meet without case and accents.

/// `text` in lower case with the accents of Latin letters taken off and white space collapsed.
///
/// Covers the Latin letters of the languages that the interface is meant for, among them the two that SQLite's own
/// folding leaves alone: `ł` becomes `l` and `ß` becomes `ss`.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        for letter in word.chars().flat_map(char::to_lowercase) {
            match plain(letter) {
                Some(plain) => folded.push_str(plain),
                None if is_combining_mark(letter) => {}
                None => folded.push(letter),
            }
        }
    }
    folded
}

/// Whether it is an accent that is written by itself, behind its letter (Unicode, Combining Diacritical Marks).
#[must_use]
pub fn is_combining_mark(letter: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&letter)
}

fn plain(letter: char) -> Option<&'static str> {
    Some(match letter {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ė' | 'ę' | 'ě' => "e",
        'ğ' => "g",
        'ì' | 'í' | 'î' | 'ï' | 'ī' | 'ı' => "i",
        'ł' | 'ľ' | 'ĺ' => "l",
        'ñ' | 'ń' | 'ň' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ő' | 'ō' => "o",
        'œ' => "oe",
        'ŕ' | 'ř' => "r",
        'ś' | 'š' | 'ş' | 'ș' => "s",
        'ß' => "ss",
        'ť' | 'ţ' | 'ț' => "t",
        'ù' | 'ú' | 'û' | 'ü' | 'ů' | 'ű' | 'ū' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        'þ' => "th",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ά' => "α",
        'έ' => "ε",
        'ή' => "η",
        'ί' | 'ϊ' | 'ΐ' => "ι",
        'ό' => "ο",
        'ύ' | 'ϋ' | 'ΰ' => "υ",
        'ώ' => "ω",
        'ς' => "σ",
        'ё' => "е",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn case_accents_and_white_space_do_not_matter() {
        for (text, folded) in [
            ("  Műveletek\tés  API-k ", "muveletek es api-k"),
            ("Żółć STRASSE straße", "zolc strasse strasse"),
            ("e\u{301}te\u{301}", "ete"),
            ("日本", "日本"),
            ("Άλφα λόγος Ёлка Þór ﬁsh", "αλφα λογοσ елка thor fish"),
        ] {
            assert_eq!(fold(text), folded);
        }
    }
}
