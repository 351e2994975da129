//! Documents that begin like JSON. What is no JSON after all is tried as YAML.
#![no_main]

use libfuzzer_sys::{Corpus, fuzz_target};
use loggia_fuzz::is_like_json;

fuzz_target!(|bytes: &[u8]| -> Corpus {
    if !is_like_json(bytes) {
        return Corpus::Reject;
    }
    loggia_fuzz::check(bytes);
    Corpus::Keep
});
