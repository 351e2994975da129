//! The parameter table follows the URL template.

use super::edit::free;
use super::operation::OperationDraft;
use super::rows::ParameterDraft;
use crate::catalog::model::{Location, ParameterType};
use crate::catalog::template::{TemplateParameter, UrlTemplate};

/// Brings the parameter rows in line with the URL template: its parameters come first, in its order and at its places,
/// with what was typed for them. Rows that only the template had put there go with it, unless something was typed into
/// them; rows that the publisher added stay. A template that cannot be read changes nothing.
pub fn sync_with_template(draft: &mut OperationDraft) {
    let Ok(template) = UrlTemplate::parse(draft.url_template.trim()) else { return };
    let wanted = template.parameters();
    let renamed = renamed(&draft.parameters, &wanted);
    let mut left = std::mem::take(&mut draft.parameters);
    let mut numbers: Vec<u16> = left.iter().map(|row| row.number).collect();
    let mut rows: Vec<ParameterDraft> = Vec::with_capacity(wanted.len());
    for (at, parameter) in wanted.iter().enumerate() {
        let known = left.iter().position(|row| !row.is_header() && row.name.trim() == parameter.name);
        let known = known.or_else(|| {
            let (place, number) = renamed?;
            (place == at).then(|| left.iter().position(|row| row.number == number)).flatten()
        });
        let row = match known {
            Some(known) => left.remove(known),
            None => {
                let Some(number) = free(numbers.iter().copied()) else { continue };
                numbers.push(number);
                ParameterDraft { required: true, ..ParameterDraft::added(number, parameter.location) }
            }
        };
        rows.push(ParameterDraft {
            name: parameter.name.clone(),
            location: parameter.location.as_str().to_owned(),
            from_template: true,
            ..row
        });
    }
    left.retain(|row| !row.from_template || !is_untouched(row));
    rows.extend(left.into_iter().map(|row| ParameterDraft { from_template: false, ..row }));
    draft.parameters = rows;
}

/// When a single parameter got another name, as happens letter by letter while one types: its place in the template and
/// its row.
fn renamed(rows: &[ParameterDraft], wanted: &[TemplateParameter]) -> Option<(usize, u16)> {
    let before: Vec<&ParameterDraft> = rows.iter().filter(|row| row.from_template).collect();
    if before.len() != wanted.len()
        || wanted.iter().any(|one| rows.iter().any(|row| !row.from_template && is(row, one)))
    {
        return None;
    }
    let mut different = before.iter().zip(wanted).enumerate().filter(|(_, (row, one))| !is(row, one));
    match (different.next(), different.next()) {
        (Some((place, (row, _))), None) => Some((place, row.number)),
        _ => None,
    }
}

fn is(row: &ParameterDraft, parameter: &TemplateParameter) -> bool {
    !row.is_header() && row.name.trim() == parameter.name
}

/// Whether a row says no more than the template did when it put it there.
fn is_untouched(row: &ParameterDraft) -> bool {
    let typed = [&row.default, &row.allowed, &row.example, &row.description];
    row.kind == ParameterType::default().as_str()
        && (row.required || row.location == Location::Path.as_str())
        && typed.iter().all(|text| text.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::draft::Edit;

    const RRS: &str = "/workspaces/{workspace}/services/{service}/execute?api-version={apiversion}&details={details}";

    fn typed(template: &str) -> OperationDraft {
        let mut draft = OperationDraft::new();
        retype(&mut draft, template);
        draft
    }

    fn retype(draft: &mut OperationDraft, template: &str) {
        template.clone_into(&mut draft.url_template);
        sync_with_template(draft);
    }

    fn row<'d>(draft: &'d OperationDraft, name: &str) -> &'d ParameterDraft {
        draft.parameters.iter().find(|row| row.name == name).unwrap()
    }

    fn type_into(draft: &mut OperationDraft, name: &str, typed: impl FnOnce(&mut ParameterDraft)) {
        typed(draft.parameters.iter_mut().find(|row| row.name == name).unwrap());
    }

    fn table(draft: &OperationDraft) -> Vec<(&str, &str)> {
        draft.parameters.iter().map(|row| (row.name.as_str(), row.location.as_str())).collect()
    }

    #[test]
    fn the_guides_template_fills_the_table() {
        let draft = typed(RRS);
        assert_eq!(
            table(&draft),
            [("workspace", "path"), ("service", "path"), ("apiversion", "query"), ("details", "query")]
        );
        assert!(draft.parameters.iter().all(|row| row.required && row.from_template && row.kind == "string"));
    }

    #[test]
    fn the_table_is_the_same_whether_the_template_was_typed_or_pasted() {
        let mut draft = OperationDraft::new();
        for end in 1..=RRS.len() {
            retype(&mut draft, &RRS[..end]);
        }
        assert_eq!(table(&draft), table(&typed(RRS)));
    }

    #[test]
    fn what_was_typed_stays_with_its_name_at_whatever_place() {
        let mut draft = typed("/a/{one}/{two}");
        type_into(&mut draft, "two", |row| row.example = "2".to_owned());
        let number = row(&draft, "two").number;
        retype(&mut draft, "/b/{new}?x={two}&y={one}");
        assert_eq!(table(&draft), [("new", "path"), ("two", "query"), ("one", "query")]);
        assert_eq!((row(&draft, "two").example.as_str(), row(&draft, "two").number), ("2", number));
    }

    #[test]
    fn renaming_one_parameter_letter_by_letter_keeps_its_row() {
        let mut draft = typed("/a/{order}/{line}");
        type_into(&mut draft, "order", |row| row.description = "which".to_owned());
        for name in ["orde", "ord", "ordi", "ordin", "ordinal"] {
            retype(&mut draft, &format!("/a/{{{name}}}/{{line}}"));
        }
        assert_eq!(table(&draft), [("ordinal", "path"), ("line", "path")]);
        assert_eq!((row(&draft, "ordinal").description.as_str(), row(&draft, "ordinal").number), ("which", 0));
    }

    #[test]
    fn what_vanishes_goes_unless_something_was_typed() {
        let mut draft = typed("/a/{plain}/{typed}?q={query}");
        type_into(&mut draft, "typed", |row| row.default = "1".to_owned());
        retype(&mut draft, "/a");
        assert_eq!(table(&draft), [("typed", "path")]);
        retype(&mut draft, "/a/{typed}");
        assert!(draft.parameters[0].from_template && draft.parameters[0].default == "1");
    }

    #[test]
    fn added_rows_stay_and_are_taken_over_when_the_template_names_them() {
        let mut draft = typed("/a/{one}");
        draft.edit(Edit::AddParameter);
        draft.edit(Edit::AddHeader);
        "extra".clone_into(&mut draft.parameters[1].name);
        "one".clone_into(&mut draft.parameters[2].name);
        retype(&mut draft, "/a");
        assert_eq!(table(&draft), [("extra", "query"), ("one", "header")]);
        retype(&mut draft, "/a?e={extra}");
        assert_eq!(table(&draft), [("extra", "query"), ("one", "header")]);
        assert!(draft.parameters[0].from_template && !draft.parameters[1].from_template);
    }

    #[test]
    fn a_template_that_cannot_be_read_changes_nothing() {
        let mut draft = typed("/a/{one}");
        let before = draft.parameters.clone();
        for template in ["/a/{one", "/a/{}", "a", "/a/{one}/{one}"] {
            retype(&mut draft, template);
            assert_eq!(draft.parameters, before, "{template}");
        }
    }
}
