//! The body as it stands in the form.

use leptos::prelude::*;

use super::rows::{RowDraft, Rows};
use crate::catalog::model::{Deviation, SampleBody};
use crate::console::model::{FileInput, PartValue, RequestBody, RequestPart};
use crate::console::request::{BodyKind, FORM, MULTIPART, form_fields, multipart_parts, offered_types};
use crate::kernel::http::essence;
use crate::ui::browser::PickedFile;

/// A part of a multipart body.
#[derive(Clone)]
pub(super) struct PartDraft {
    /// Tells the parts apart while they come and go.
    pub key: usize,
    /// What was typed as its name.
    pub name: ArcRwSignal<String>,
    /// Whether it is a file.
    pub is_file: ArcRwSignal<bool>,
    /// What was typed as its text.
    pub text: ArcRwSignal<String>,
    /// What was chosen as its file.
    pub file: ArcRwSignal<Option<PickedFile>>,
    /// Whether it is sent; one that is not stays in the form.
    pub sent: ArcRwSignal<bool>,
    content_type: String,
}

impl PartDraft {
    fn new(key: usize, part: RequestPart) -> Self {
        let (is_file, text) = match part.value {
            PartValue::Text(text) => (false, text),
            PartValue::File(_) => (true, String::new()),
        };
        Self {
            key,
            name: ArcRwSignal::new(part.name),
            is_file: ArcRwSignal::new(is_file),
            text: ArcRwSignal::new(text),
            file: ArcRwSignal::new(None),
            sent: ArcRwSignal::new(true),
            content_type: part.content_type,
        }
    }

    fn input(&self) -> RequestPart {
        let is_file = self.is_file.get();
        let value = if is_file {
            PartValue::File(self.file.with(|file| file.as_ref().map(file_input)))
        } else {
            PartValue::Text(self.text.get())
        };
        RequestPart { name: self.name.get(), content_type: self.content_type.clone(), value }
    }
}

/// What stood in the form before a sample took its place.
#[derive(Clone)]
pub(super) struct Snapshot {
    content_type: String,
    text: String,
    fields: Vec<RowDraft>,
    parts: Vec<PartDraft>,
}

/// Everything that a body is made of, in whatever way.
#[derive(Clone, Copy)]
pub(super) struct BodyDraft {
    documented: StoredValue<Vec<SampleBody>>,
    /// The media type; empty for none.
    pub content_type: RwSignal<String>,
    /// What was typed as text.
    pub text: RwSignal<String>,
    /// The fields of a form.
    pub fields: Rows,
    /// The parts of a multipart body.
    pub parts: RwSignal<Vec<PartDraft>>,
    next_key: StoredValue<usize>,
    /// The file that is the body.
    pub file: RwSignal<Option<PickedFile>>,
    /// Which of [`Self::samples`] was chosen last for this type, and what it is; the first one is not kept here.
    chosen: RwSignal<(usize, String)>,
    /// What the schema says against the text, as far as it was checked.
    pub found: RwSignal<Vec<Deviation>>,
    /// Where in the text that is, for the editor: JSON of its marks.
    pub marks: RwSignal<String>,
    /// What was typed before a sample took its place.
    pub undo: RwSignal<Option<Snapshot>>,
}

/// A sample to choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SampleName<'a> {
    /// The one that stands in the form at first.
    First,
    /// One that is called so.
    Named(&'a str),
    /// One without a name.
    Numbered(usize),
    /// One that is made of the schema.
    Made,
}

impl BodyDraft {
    /// With the first of the `documented` samples filled in.
    pub fn new(documented: &[SampleBody]) -> Self {
        let first = documented.first().cloned().unwrap_or_default();
        let draft = Self {
            documented: StoredValue::new(documented.to_vec()),
            content_type: RwSignal::new(first.content_type),
            text: RwSignal::new(String::new()),
            fields: Rows::new(),
            parts: RwSignal::new(Vec::new()),
            next_key: StoredValue::new(0),
            file: RwSignal::new(None),
            chosen: RwSignal::default(),
            found: RwSignal::new(Vec::new()),
            marks: RwSignal::new(String::new()),
            undo: RwSignal::new(None),
        };
        draft.fill();
        draft
    }

    /// The media types to choose from.
    pub fn types(self) -> Vec<String> {
        self.documented.with_value(|bodies| offered_types(bodies))
    }

    /// How the body is put together now.
    pub fn kind(self) -> BodyKind {
        self.content_type.with(|content_type| BodyKind::of(content_type))
    }

    /// Whether it is JSON.
    pub fn is_json(self) -> bool {
        self.content_type.with(|content_type| {
            let essence = essence(content_type);
            essence == "application/json" || essence.ends_with("+json")
        })
    }

    /// Whether a schema says what it is.
    pub fn has_schema(self) -> bool {
        self.with_documented(|body| body.has_schema) == Some(true)
    }

    /// Takes another media type. What was typed stays; a sample that nobody changed makes room for the other type's.
    pub fn choose(self, content_type: String) {
        let sample = untrack(|| self.sample());
        let is_sample = self.text.with_untracked(|text| text.trim().is_empty() || *text == sample);
        self.content_type.set(content_type);
        self.chosen.set((0, String::new()));
        let is_empty = match untrack(|| self.kind()) {
            BodyKind::Text => is_sample,
            BodyKind::Form => self.fields.rows.with_untracked(Vec::is_empty),
            BodyKind::Multipart => self.parts.with_untracked(Vec::is_empty),
            BodyKind::File => false,
        };
        if is_empty {
            self.fill();
        }
    }

    /// Whether there is a sample, and the body is another.
    pub fn is_changed(self) -> bool {
        let sample = self.sample();
        !sample.is_empty()
            && match self.kind() {
                BodyKind::Text => self.text.with(|text| *text != sample),
                BodyKind::Form => self.fields.pairs() != form_fields(&sample),
                BodyKind::Multipart => self.parts() != multipart_parts(&sample),
                BodyKind::File => false,
            }
    }

    /// What `read` makes of the samples to choose from for this type, in their order: a sample's number is its place there.
    /// None unless there are several.
    pub fn samples<T>(self, read: impl Fn(SampleName<'_>) -> T) -> Vec<T> {
        self.with_documented(|body| {
            let made = body.has_schema && !body.sample.is_empty() && self.kind() == BodyKind::Text;
            if body.examples.is_empty() && !made {
                return Vec::new();
            }
            let named = body.examples.iter().enumerate().map(|(place, name)| match name.as_str() {
                "" => SampleName::Numbered(place + 2),
                name => SampleName::Named(name),
            });
            let all = std::iter::once(SampleName::First).chain(named).chain(made.then_some(SampleName::Made));
            all.map(&read).collect()
        })
        .unwrap_or_default()
    }

    /// The number of the sample that was chosen last.
    pub fn chosen(self) -> usize {
        self.chosen.with(|(number, _)| *number)
    }

    /// Fills in the sample with this number, which is `text`; of the first one that is known here. What was typed can be
    /// brought back.
    pub fn take_sample(self, number: usize, text: String) {
        self.remember();
        self.chosen.set((number, text));
        self.fill();
    }

    /// Fills in the sample that was chosen last. What was typed can be brought back.
    pub fn revert(self) {
        self.remember();
        self.fill();
    }

    /// Brings back what was typed before a sample took its place, which in turn can be brought back.
    pub fn bring_back(self) {
        let Some(before) = self.undo.get_untracked() else { return };
        self.undo.set(None);
        self.remember();
        let Snapshot { content_type, text, fields, parts } = before;
        self.content_type.set(content_type);
        self.text.set(text);
        self.fields.rows.set(fields);
        self.parts.set(parts);
    }

    /// Keeps what stands in the form, if a person typed it.
    fn remember(self) {
        let is_typed = untrack(|| {
            let sample = self.sample();
            match self.kind() {
                BodyKind::Text => self.text.with(|text| !text.trim().is_empty() && *text != sample),
                BodyKind::Form => {
                    let rows = self.fields.rows.with(|rows| !rows.is_empty());
                    rows && self.fields.pairs() != form_fields(&sample)
                }
                BodyKind::Multipart => {
                    let parts = self.parts();
                    !parts.is_empty() && parts != multipart_parts(&sample)
                }
                BodyKind::File => false,
            }
        });
        if is_typed {
            self.undo.set(Some(Snapshot {
                content_type: self.content_type.get_untracked(),
                text: self.text.get_untracked(),
                fields: self.fields.rows.get_untracked(),
                parts: self.parts.get_untracked(),
            }));
        }
    }

    /// Fills in the sample of the chosen type.
    fn fill(self) {
        let sample = untrack(|| self.sample());
        match untrack(|| self.kind()) {
            BodyKind::Text => self.text.set(sample),
            BodyKind::Form => self.fields.fill(form_fields(&sample)),
            BodyKind::Multipart => {
                self.parts.set(multipart_parts(&sample).into_iter().map(|part| self.part(part)).collect())
            }
            BodyKind::File => {}
        }
    }

    /// Replaces everything by what `input` says. Files have to be chosen again.
    pub fn replace(self, input: &RequestBody) {
        let content_type = match input {
            RequestBody::Text { content_type, .. } | RequestBody::File { content_type, .. } => content_type.clone(),
            RequestBody::Form { .. } => self.offered_type(BodyKind::Form, FORM),
            RequestBody::Multipart { .. } => self.offered_type(BodyKind::Multipart, MULTIPART),
        };
        self.content_type.set(content_type);
        self.chosen.set((0, String::new()));
        self.undo.set(None);
        self.file.set(None);
        let fill_parts =
            |parts: Vec<RequestPart>| self.parts.set(parts.into_iter().map(|part| self.part(part)).collect());
        match (input, untrack(|| self.kind())) {
            (RequestBody::Form { fields }, _) => self.fields.fill(fields.clone()),
            (RequestBody::Multipart { parts }, _) => fill_parts(parts.clone()),
            (RequestBody::Text { text, .. }, BodyKind::Form) => self.fields.fill(form_fields(text)),
            (RequestBody::Text { text, .. }, BodyKind::Multipart) => fill_parts(multipart_parts(text)),
            (RequestBody::Text { text, .. }, _) => self.text.set(text.clone()),
            (RequestBody::File { .. }, _) => {}
        }
    }

    /// The first media type to choose from whose bodies are put together so; `usual` if there is none.
    fn offered_type(self, kind: BodyKind, usual: &str) -> String {
        let offered = self.types().into_iter().find(|content_type| BodyKind::of(content_type) == kind);
        offered.unwrap_or_else(|| usual.to_owned())
    }

    /// Leaves nothing to be sent.
    pub fn clear(self) {
        self.text.set(String::new());
        self.fields.fill(Vec::new());
        self.parts.set(Vec::new());
        self.file.set(None);
    }

    /// Adds an empty part and returns its key.
    pub fn add_part(self) -> usize {
        let empty =
            RequestPart { name: String::new(), content_type: String::new(), value: PartValue::Text(String::new()) };
        let part = self.part(empty);
        let key = part.key;
        self.parts.update(|parts| parts.push(part));
        key
    }

    /// Removes the part `key`.
    pub fn remove_part(self, key: usize) {
        self.parts.update(|parts| parts.retain(|part| part.key != key));
    }

    /// The body as it would be sent now.
    pub fn input(self) -> RequestBody {
        let content_type = self.content_type.get();
        match self.kind() {
            BodyKind::Text => RequestBody::Text { content_type, text: self.text.get() },
            BodyKind::Form => RequestBody::Form { fields: self.fields.pairs() },
            BodyKind::Multipart => RequestBody::Multipart { parts: self.parts() },
            BodyKind::File => {
                RequestBody::File { content_type, file: self.file.with(|file| file.as_ref().map(file_input)) }
            }
        }
    }

    /// The body, if there can be anything wrong with it.
    pub fn to_check(self) -> Option<RequestBody> {
        (self.kind() == BodyKind::Multipart).then(|| self.input())
    }

    /// The files of the body, in its order.
    pub fn files(self) -> Vec<PickedFile> {
        match untrack(|| self.kind()) {
            BodyKind::Multipart => self.parts.with_untracked(|parts| {
                let is_sent = |part: &&PartDraft| part.sent.get_untracked() && part.is_file.get_untracked();
                let named = parts.iter().filter(is_sent).filter(|part| !part.name.with_untracked(String::is_empty));
                named.filter_map(|part| part.file.get_untracked()).collect()
            }),
            BodyKind::File => self.file.get_untracked().into_iter().collect(),
            BodyKind::Text | BodyKind::Form => Vec::new(),
        }
    }

    fn sample(self) -> String {
        let chosen = self.chosen.with(|(number, text)| (*number > 0).then(|| text.clone()));
        chosen.or_else(|| self.with_documented(|body| body.sample.clone())).unwrap_or_default()
    }

    /// What `read` finds in what is documented of this type.
    fn with_documented<T>(self, read: impl FnOnce(&SampleBody) -> T) -> Option<T> {
        self.content_type.with(|content_type| {
            self.documented.with_value(|bodies| bodies.iter().find(|body| body.content_type == *content_type).map(read))
        })
    }

    fn parts(self) -> Vec<RequestPart> {
        self.parts.with(|parts| parts.iter().filter(|part| part.sent.get()).map(PartDraft::input).collect())
    }

    /// Which of the parts that are sent is the one with this key; `None` for one that is not.
    pub fn place_of_part(self, key: usize) -> Option<usize> {
        self.parts.with(|parts| parts.iter().filter(|part| part.sent.get()).position(|part| part.key == key))
    }

    fn part(self, part: RequestPart) -> PartDraft {
        let key = self.next_key.get_value();
        self.next_key.set_value(key + 1);
        PartDraft::new(key, part)
    }
}

fn file_input(file: &PickedFile) -> FileInput {
    FileInput { name: file.name(), size: file.size() }
}
