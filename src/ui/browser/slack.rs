//! Room in which the constants of the browser's half can be laid out anew.
//!
//! Splitting it into files that load lazily gives every file its own constants, and each file's begin at the next multiple
//! of 16. If that came to more bytes than there were before, all constants of all pages would be left in the file that
//! everybody loads first. Nothing refers to these, so they are in no file, and their bytes are free.

/// More than 16 bytes for each of a thousand files. Zeros would not be laid out at all.
#[used]
static SLACK: [u8; 32 * 1024] = [1; 32 * 1024];
