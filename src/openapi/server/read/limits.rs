//! How much a document may ask of the server.

use super::Refusal;

/// The most bytes of a document.
pub const BYTES: usize = 200_000_000;
/// The most values inside each other.
pub(super) const DEPTH: usize = 256;
/// The most values: what 80 MB of an ordinary document hold, and about a gigabyte of memory.
pub(super) const VALUES: usize = 8_000_000;
/// The most events that YAML's aliases may repeat, and the most that are kept for repeating.
pub(super) const REPEATED: usize = 250_000;
/// By how many bytes text that aliases repeat may exceed the document.
pub(super) const REPEATED_BYTES: usize = 32_000_000;
/// Up to how many bytes what is not quite JSON is tried as YAML.
pub(super) const SECOND_TRY: usize = 20_000_000;
/// How many references in a row are followed.
pub(super) const REFERENCES: usize = 32;
/// The most warnings that are kept.
pub(super) const WARNINGS: usize = 1_000;
/// For how many warnings the line is looked up.
pub(super) const LOCATED: usize = 200;

/// How many bytes may be made of a document of `size` bytes, so that references to a large part from many places do not
/// multiply it without end.
pub(super) const fn output(size: usize) -> usize {
    64_000_000 + size.saturating_mul(4)
}

/// Enough for [`DEPTH`] levels of the YAML parser without optimisation. Only what is used is ever taken.
const STACK: usize = 128 << 20;

/// Runs `work` where [`DEPTH`] levels fit on the stack, which is not so on the threads of the server.
pub(super) fn with_deep_stack<T: Send>(work: impl FnOnce() -> Result<T, Refusal> + Send) -> Result<T, Refusal> {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().name("document".to_owned()).stack_size(STACK);
        match thread.spawn_scoped(scope, work) {
            Ok(thread) => thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
            Err(_) => Err(Refusal::Busy),
        }
    })
}
