//! The pairs of a form, reached by name: `parameters.2.type` is the field `type` of row 2 of the group `parameters`.

use std::collections::HashMap;

use crate::catalog::rules::ROWS;

/// A form's names and values, in the order of the form.
pub type Pairs = Vec<(String, String)>;

/// How deep groups nest: `responses.0.headers.1.name` is the deepest.
const DEEPEST: u8 = 2;

/// The fields of a form, or of one row of a group.
#[derive(Debug, Default)]
pub(super) struct Fields<'a> {
    values: HashMap<&'a str, &'a str>,
    groups: HashMap<&'a str, Vec<(u16, Fields<'a>)>>,
}

impl<'a> Fields<'a> {
    pub(super) fn read(pairs: &'a [(String, String)]) -> Self {
        let mut fields = Self::default();
        for (name, value) in pairs {
            fields.insert(name, value, DEEPEST);
        }
        fields
    }

    fn insert(&mut self, name: &'a str, value: &'a str, depth: u8) {
        let mut parts = name.splitn(3, '.');
        let (Some(first), Some(number), Some(rest)) = (parts.next(), parts.next(), parts.next()) else {
            self.values.entry(name).or_insert(value);
            return;
        };
        let Ok(number) = number.parse() else { return };
        if depth == 0 {
            return;
        }
        if let Some(row) = row(self.groups.entry(first).or_default(), number) {
            row.insert(rest, value, depth - 1);
        }
    }

    /// The text of the field `name`, empty where there is none. Browsers send line breaks as CR LF (WHATWG HTML, form
    /// submission); in a draft they are LF, as they were before.
    pub(super) fn text(&self, name: &str) -> String {
        self.values.get(name).map(|value| value.replace("\r\n", "\n")).unwrap_or_default()
    }

    /// Whether the checkbox `name` is ticked: only then is it sent at all.
    pub(super) fn ticked(&self, name: &str) -> bool {
        self.values.contains_key(name)
    }

    /// The rows of `group` with the numbers that their names carry, in the order in which they stand in the form.
    /// Gaps in the numbering do not matter. One row more than [`ROWS`] is kept, so that the surplus can be told.
    pub(super) fn rows(&self, group: &str) -> impl Iterator<Item = (u16, &Self)> {
        self.groups.get(group).into_iter().flatten().map(|(number, row)| (*number, row))
    }
}

/// The row `number`, which is added when it is new and there is room.
fn row<'r, 'a>(rows: &'r mut Vec<(u16, Fields<'a>)>, number: u16) -> Option<&'r mut Fields<'a>> {
    // The fields of a row come one after another, so that the last row is nearly always the right one.
    let position = rows.iter().rposition(|(taken, _)| *taken == number).or_else(|| {
        (rows.len() <= ROWS).then(|| {
            rows.push((number, Fields::default()));
            rows.len() - 1
        })
    })?;
    rows.get_mut(position).map(|(_, row)| row)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(names: &[(&str, &str)]) -> Pairs {
        names.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn rows_keep_the_order_of_the_form_and_gaps_do_not_matter() {
        let pairs = pairs(&[("p.7.name", "a"), ("p.2.name", "b"), ("p.7.type", "c"), ("p.x.name", "-"), ("p.3", "-")]);
        let fields = Fields::read(&pairs);
        let rows: Vec<_> = fields.rows("p").map(|(number, row)| (number, row.text("name"), row.text("type"))).collect();
        assert_eq!(rows, [(7, "a".to_owned(), "c".to_owned()), (2, "b".to_owned(), String::new())]);
    }

    #[test]
    fn the_first_of_two_values_counts_and_line_breaks_are_single() {
        let pairs = pairs(&[("a", "1\r\n2\n3"), ("a", "4")]);
        assert_eq!(Fields::read(&pairs).text("a"), "1\n2\n3");
    }

    #[test]
    fn a_form_made_by_hand_can_neither_nest_nor_count_without_end() {
        let deep = format!("{}name", "a.0.".repeat(200_000));
        let mut pairs = pairs(&[(&deep, "x")]);
        pairs.extend((0..5_000).map(|number| (format!("p.{number}.name"), String::new())));
        assert_eq!(Fields::read(&pairs).rows("p").count(), ROWS + 1);
    }
}
