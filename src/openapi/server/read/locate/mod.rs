//! Where in a document's text the values stand that pointers point to.

mod json;
mod yaml;

use std::collections::HashMap;

use super::pointer::unescape;

/// Line and column, counted from 1, of the value at each of `pointers`, or of the nearest one around it that exists.
/// The text, which must be valid, is gone through once for all of them.
pub(super) fn locate(text: &str, is_json: bool, pointers: &[&str]) -> Vec<Option<(u32, u32)>> {
    let mut wanted = vec![Wanted::default()];
    let ends: Vec<Vec<usize>> = pointers.iter().map(|pointer| plant(&mut wanted, pointer)).collect();
    let wanted = if is_json { json::scan(text, wanted) } else { yaml::scan(text, wanted) };
    let offsets: Vec<Option<usize>> =
        ends.iter().map(|way| way.iter().rev().find_map(|node| wanted.get(*node)?.offset)).collect();
    places(text, &offsets)
}

/// A value that is looked for, or on the way to one.
#[derive(Default)]
struct Wanted {
    /// Where among the wanted the next steps are.
    children: HashMap<String, usize>,
    /// In bytes, once it is found.
    offset: Option<usize>,
}

/// Adds the way to `pointer`; returns it.
fn plant(wanted: &mut Vec<Wanted>, pointer: &str) -> Vec<usize> {
    let mut way = vec![0];
    for token in pointer.split('/').skip(1) {
        let next = wanted.len();
        let current = way.last().copied().unwrap_or_default();
        let Some(node) = wanted.get_mut(current) else { break };
        let child = *node.children.entry(unescape(token)).or_insert(next);
        if child == next {
            wanted.push(Wanted::default());
        }
        way.push(child);
    }
    way
}

/// Lines and columns of `offsets`.
fn places(text: &str, offsets: &[Option<usize>]) -> Vec<Option<(u32, u32)>> {
    let mut order: Vec<(usize, usize)> =
        offsets.iter().enumerate().filter_map(|(index, offset)| offset.map(|offset| (offset, index))).collect();
    order.sort_unstable();
    let mut places = vec![None; offsets.len()];
    let (mut line, mut line_start, mut seen) = (1_usize, 0, 0);
    for (offset, index) in order {
        let passed = text.get(seen..offset).unwrap_or_default();
        line += passed.matches('\n').count();
        if let Some(newline) = passed.rfind('\n') {
            line_start = seen + newline + 1;
        }
        seen = offset;
        let column = text.get(line_start..offset).unwrap_or_default().chars().count() + 1;
        if let Some(place) = places.get_mut(index) {
            *place = u32::try_from(line).ok().zip(u32::try_from(column).ok());
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_found_by_their_pointers() {
        let text = "{\n  \"a\": [1, {\"b/c\": true}],\n  \"é\": \"x\", \"a~b\": {\"s\\u0065t\": null}\n}";
        let pointers = ["", "/a", "/a/1/b~1c", "/a~0b/set", "/a/7/x", "/é"];
        let expected = [(1, 1), (2, 8), (2, 20), (3, 33), (2, 8), (3, 8)];
        let found: Vec<_> = locate(text, true, &pointers).into_iter().map(Option::unwrap).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn so_are_those_of_yaml() {
        let text =
            "# A.\na: &x [1, {b/c: true}]\nb:\n  - c: |\n      d: e\n    f: *x\n? {g: h}\n: i\n200: {<<: *x, é: ü}\n";
        let pointers = ["", "/a/1/b~1c", "/b/0/f", "/b/0/f/1", "/200/é", "/b/0/c/d"];
        let expected = [(2, 1), (2, 17), (6, 8), (6, 8), (9, 18), (5, 7)];
        let found: Vec<_> = locate(text, false, &pointers).into_iter().map(Option::unwrap).collect();
        assert_eq!(found, expected);
    }
}
