//! YAML as a tree.

use serde::de::DeserializeSeed as _;
use serde_saphyr::budget::BudgetBreach;
use serde_saphyr::options::{DuplicateKeyPolicy, MergeKeyPolicy, NonFiniteFloatPolicy};
use serde_saphyr::{Error, Options};

use super::pointer::Step;
use super::tree::{Growth, Tree};
use super::{Parsed, Refusal, limits};
use crate::openapi::model::Format;

pub(super) fn parse(text: &str) -> Result<Parsed, Refusal> {
    let growth = Growth::new(text.len(), true);
    let start = Step::start("");
    let tree = Tree::root(&growth, &start);
    let result = serde_saphyr::with_deserializer_from_str_with_options(text, options(text.len()), |deserializer| {
        tree.deserialize(deserializer)
    });
    match result {
        Ok(root) => Ok(Parsed {
            root,
            format: Format::Yaml,
            is_json: false,
            duplicates: growth.into_duplicates(),
            notes: Vec::new(),
        }),
        Err(error) => Err(growth.refusal().unwrap_or_else(|| refusal(&error))),
    }
}

/// Limits of our own, since the parser's are made for configuration files; and words like `yes`, numbers like `007` and
/// dates are text, as they are in YAML 1.2.
fn options(size: usize) -> Options {
    serde_saphyr::options! {
        budget: serde_saphyr::budget! {
            max_depth: limits::DEPTH,
            flow_nesting_limit: limits::DEPTH,
            max_nodes: 2 * limits::VALUES,
            max_events: 4 * limits::VALUES,
            max_aliases: limits::REPEATED,
            max_anchors: limits::REPEATED,
            max_recorded_anchor_events: 2 * limits::REPEATED,
            max_recorded_anchor_bytes: size + limits::REPEATED_BYTES,
            max_total_scalar_bytes: size + limits::REPEATED_BYTES,
            max_documents: 1,
            enforce_alias_anchor_ratio: false,
        },
        alias_limits: serde_saphyr::alias_limits! { max_total_replayed_events: limits::REPEATED },
        duplicate_keys: DuplicateKeyPolicy::PassThrough,
        // The tree merges, in a time that does not grow with the square of the keys.
        merge_keys: MergeKeyPolicy::AsOrdinary,
        non_finite_float_policy: NonFiniteFloatPolicy::AsString,
        strict_booleans: true,
        leading_zero_numbers_as_strings: true,
        underscored_numbers_as_strings: true,
        ignore_binary_tag_for_string: true,
        with_snippet: false,
    }
}

fn refusal(error: &Error) -> Refusal {
    let error = error.without_snippet();
    match error {
        Error::RecursiveReferencesRequireWeakTypes { .. }
        | Error::AliasReplayLimitExceeded { .. }
        | Error::AliasExpansionLimitExceeded { .. }
        | Error::AliasReplayStackDepthExceeded { .. }
        | Error::AliasReplayCounterOverflow { .. } => return Refusal::Grows,
        Error::AliasError { .. } | Error::Budget { .. } => {
            if let Some(refusal) = breach(error) {
                return refusal;
            }
        }
        _ => {}
    }
    let message = error.to_string();
    // The parser's own limit on brackets inside each other has no kind of its own.
    if message.starts_with("recursion limit exceeded") {
        return Refusal::TooDeep { limit: limits::DEPTH };
    }
    let (line, column) = error.location().map_or((1, 1), |place| (number(place.line()), number(place.column())));
    let message = message.split(" at line ").next().unwrap_or_default().to_owned();
    Refusal::Yaml { line, column, message }
}

/// The limit that was exceeded.
fn breach(error: &Error) -> Option<Refusal> {
    let Error::Budget { breach, .. } = error else { return Some(Refusal::Grows) };
    match breach {
        BudgetBreach::Depth { .. } => Some(Refusal::TooDeep { limit: limits::DEPTH }),
        BudgetBreach::Nodes { .. } | BudgetBreach::Events { .. } => {
            Some(Refusal::TooManyValues { limit: limits::VALUES })
        }
        BudgetBreach::Aliases { .. }
        | BudgetBreach::Anchors { .. }
        | BudgetBreach::ScalarBytes { .. }
        | BudgetBreach::RecordedAnchorEvents { .. }
        | BudgetBreach::RecordedAnchorBytes { .. } => Some(Refusal::Grows),
        _ => None,
    }
}

fn number(count: u64) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}
