//! Who may see an API, as its form says it: a checkbox for each group, all of one name.

use super::fields::Pairs;
use crate::catalog::model::Visibility;

/// The name of the checkboxes. A hidden field of that name, without a value, tells a form on which nothing is ticked from
/// one that does not ask.
pub const FIELD: &str = "visible_to";
/// The checkbox for everybody.
pub const GUESTS: &str = "guests";
/// The checkbox for everybody who has signed in.
pub const DEVELOPERS: &str = "developers";

/// What a form says.
#[must_use]
pub fn read(pairs: &[(String, String)]) -> Visibility {
    let mut ticked = pairs.iter().filter(|(name, _)| name == FIELD).map(|(_, value)| value.as_str()).peekable();
    if ticked.peek().is_none() {
        return Visibility::default();
    }
    let mut visibility = Visibility { guests: false, developers: false, groups: Vec::new() };
    for value in ticked {
        match value {
            "" => {}
            GUESTS => visibility.guests = true,
            DEVELOPERS => visibility.developers = true,
            group => visibility.groups.push(group.to_owned().into()),
        }
    }
    visibility
}

/// The pairs of a form that says it.
pub fn write(visibility: &Visibility, pairs: &mut Pairs) {
    let Visibility { guests, developers, groups } = visibility;
    let built_in = [(*guests, GUESTS), (*developers, DEVELOPERS)];
    let built_in = built_in.into_iter().filter(|(is_ticked, _)| *is_ticked).map(|(_, value)| value);
    let values = std::iter::once("").chain(built_in).chain(groups.iter().map(|group| group.as_str()));
    pairs.extend(values.map(|value| (FIELD.to_owned(), value.to_owned())));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_ticked_is_what_is_seen() {
        let of = |values: &[&str]| {
            read(&values.iter().map(|value| (FIELD.to_owned(), (*value).to_owned())).collect::<Vec<_>>())
        };
        assert_eq!(of(&[]), Visibility::default(), "a form that does not ask");
        let nobody = Visibility { guests: false, developers: false, groups: Vec::new() };
        assert_eq!(of(&[""]), nobody);
        assert_eq!(of(&["", "guests"]), Visibility { guests: true, ..nobody.clone() });
        let some = Visibility { developers: true, groups: vec!["a".to_owned().into()], ..nobody.clone() };
        assert_eq!(of(&["", "developers", "a"]), some);
        for visibility in [nobody, some, Visibility::default()] {
            let mut pairs = Pairs::new();
            write(&visibility, &mut pairs);
            assert_eq!(read(&pairs), visibility);
        }
    }
}
