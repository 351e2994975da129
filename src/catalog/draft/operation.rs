//! The form of an operation.

use super::fields::{Fields, Pairs};
use super::rows::{ParameterDraft, RepresentationDraft, ResponseDraft, numbered, put};
use crate::catalog::model::{Operation, Parameter};
use crate::catalog::template::UrlTemplate;
use crate::kernel::ids::OperationId;

/// What the form of an operation holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OperationDraft {
    /// The guide's *HTTP verb*.
    pub verb: String,
    /// The guide's *URL template*.
    pub url_template: String,
    /// The guide's *display name*.
    pub display_name: String,
    /// The URL-safe id in portal addresses.
    pub slug: String,
    /// Markdown.
    pub description: String,
    /// Parameters in path and query, and request headers.
    pub parameters: Vec<ParameterDraft>,
    /// The request body, per content type.
    pub bodies: Vec<RepresentationDraft>,
    /// What it may answer.
    pub responses: Vec<ResponseDraft>,
    /// The id and the revision that the form was filled from; empty for a new operation.
    pub revision: String,
}

impl OperationDraft {
    /// The form for a new operation, with what it proposes.
    #[must_use]
    pub fn new() -> Self {
        Self { verb: "GET".to_owned(), ..Self::default() }
    }

    /// The draft that a form was submitted with. Rows keep their numbers and the order in which they were sent.
    #[must_use]
    pub fn from_pairs(pairs: &[(String, String)]) -> Self {
        let form = Fields::read(pairs);
        Self {
            verb: form.text("verb"),
            url_template: form.text("url_template"),
            display_name: form.text("display_name"),
            slug: form.text("slug"),
            description: form.text("description"),
            parameters: form.rows("parameters").map(|(number, row)| ParameterDraft::read(number, row)).collect(),
            bodies: form.rows("bodies").map(|(number, row)| RepresentationDraft::read(number, row)).collect(),
            responses: form.rows("responses").map(|(number, row)| ResponseDraft::read(number, row)).collect(),
            revision: form.text("revision"),
        }
    }

    /// The pairs that a form with this in it submits, in the order of its fields. Rows are numbered anew, from 0, as
    /// the complaints of [`Self::check`] count them.
    #[must_use]
    pub fn to_pairs(&self) -> Pairs {
        let mut pairs = Pairs::new();
        put(&mut pairs, "", "verb", &self.verb);
        put(&mut pairs, "", "url_template", &self.url_template);
        put(&mut pairs, "", "display_name", &self.display_name);
        put(&mut pairs, "", "slug", &self.slug);
        put(&mut pairs, "", "description", &self.description);
        for (at, parameter) in self.parameters.iter().enumerate() {
            parameter.write(&mut pairs, &format!("parameters.{at}."));
        }
        for (at, body) in self.bodies.iter().enumerate() {
            body.write(&mut pairs, &format!("bodies.{at}."));
        }
        for (at, response) in self.responses.iter().enumerate() {
            response.write(&mut pairs, &format!("responses.{at}."));
        }
        put(&mut pairs, "", "revision", &self.revision);
        pairs
    }

    /// The revision of `operation` that the form was filled from. Of another one, which had its address until a document
    /// was imported, and for what was never given out, it is a revision that no operation has.
    #[must_use]
    pub fn revision(&self, operation: &OperationId) -> i64 {
        let of_this = self.revision.split_once(' ').filter(|(id, _)| *id == operation.as_str());
        of_this.and_then(|(_, revision)| revision.parse().ok()).unwrap_or(i64::MIN)
    }
}

impl From<&Operation> for OperationDraft {
    fn from(operation: &Operation) -> Self {
        let input = &operation.input;
        let template =
            UrlTemplate::parse(&input.url_template).map(|template| template.parameters()).unwrap_or_default();
        let is_in_template = |parameter: &Parameter| {
            template.iter().any(|one| one.name == parameter.name && one.location == parameter.location)
        };
        Self {
            verb: input.verb.clone(),
            url_template: input.url_template.clone(),
            display_name: input.display_name.clone(),
            slug: input.slug.clone(),
            description: input.description.clone(),
            parameters: numbered(&input.parameters, |number, parameter| {
                ParameterDraft::filled(number, parameter, is_in_template(parameter))
            }),
            bodies: numbered(&input.bodies, RepresentationDraft::filled),
            responses: numbered(&input.responses, ResponseDraft::filled),
            revision: format!("{} {}", operation.id.as_str(), operation.revision),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::super::rows::HeaderDraft;
    use super::*;

    fn text() -> impl Strategy<Value = String> {
        "[^\r]{0,6}"
    }

    prop_compose! {
        fn parameter()(texts in vec(text(), 7), required: bool, from_template: bool) -> ParameterDraft {
            let [name, location, kind, default, allowed, example, description] = texts.try_into().unwrap();
            ParameterDraft {
                number: 0, name, location, kind, required, default, allowed, example, description, from_template,
            }
        }
    }

    prop_compose! {
        fn representation()(content_type in text(), sample in text(), schema in text()) -> RepresentationDraft {
            RepresentationDraft { number: 0, content_type, sample, schema }
        }
    }

    prop_compose! {
        fn header()(name in text(), description in text()) -> HeaderDraft {
            HeaderDraft { number: 0, name, description }
        }
    }

    prop_compose! {
        fn response()(
            status in text(), description in text(),
            headers in vec(header(), 0..3), representations in vec(representation(), 0..3),
        ) -> ResponseDraft {
            ResponseDraft { number: 0, status, description, headers, representations }
        }
    }

    prop_compose! {
        fn operation()(
            texts in vec(text(), 6),
            parameters in vec(parameter(), 0..4), bodies in vec(representation(), 0..3), responses in vec(response(), 0..4),
        ) -> OperationDraft {
            let [verb, url_template, display_name, slug, description, revision] = texts.try_into().unwrap();
            renumbered(OperationDraft {
                verb, url_template, display_name, slug, description, parameters, bodies, responses, revision,
            })
        }
    }

    fn renumbered(mut draft: OperationDraft) -> OperationDraft {
        (0..).zip(&mut draft.parameters).for_each(|(number, row)| row.number = number);
        (0..).zip(&mut draft.bodies).for_each(|(number, row)| row.number = number);
        for (number, response) in (0..).zip(&mut draft.responses) {
            response.number = number;
            (0..).zip(&mut response.headers).for_each(|(number, row)| row.number = number);
            (0..).zip(&mut response.representations).for_each(|(number, row)| row.number = number);
        }
        draft
    }

    proptest! {
        #[test]
        fn a_draft_survives_its_form(draft in operation()) {
            prop_assert_eq!(OperationDraft::from_pairs(&draft.to_pairs()), draft);
        }

        #[test]
        fn any_pairs_make_a_draft(pairs in vec(("[a-z.0-9]{0,12}|(parameters|responses|bodies)\\.[0-9]{1,6}\\.[a-z]{1,9}", text()), 0..40)) {
            let draft = OperationDraft::from_pairs(&pairs);
            prop_assert_eq!(OperationDraft::from_pairs(&draft.to_pairs()), renumbered(draft));
        }
    }

    #[test]
    fn rows_keep_the_numbers_they_were_sent_with_until_they_are_written_again() {
        let pairs: Pairs = [("parameters.7.name", "b"), ("parameters.7.required", "on"), ("parameters.3.name", "a")]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .into();
        let draft = OperationDraft::from_pairs(&pairs);
        assert_eq!(draft.parameters.iter().map(|row| row.number).collect::<Vec<_>>(), [7, 3]);
        let names: Vec<_> = draft.to_pairs().into_iter().filter(|(_, value)| value == "a").collect();
        assert_eq!(names, [("parameters.1.name".to_owned(), "a".to_owned())]);
    }
}
