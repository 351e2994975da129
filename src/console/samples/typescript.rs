//! Samples for TypeScript with `fetch`.

use super::javascript::{declarations, fetch, finish, remarks, single};
use super::text::Draft;

pub(super) fn sample(draft: &Draft) -> String {
    let mut has_file = false;
    let file = |name: &str| {
        has_file = true;
        ["await readFile(", &single(name), ")"].concat()
    };
    let fetch = fetch(draft, file, ["", ""]);
    let import = if has_file { "import { readFile } from \"node:fs/promises\";\n\n" } else { "" };
    let fetch = fetch.replacen("const response = await", "const response: Response = await", 1);
    // Without an import or an export a file is a script, where `await` cannot stand alone.
    let export = if has_file { "" } else { "\nexport {};\n" };
    [&remarks(draft, false), import, &declarations(draft), &fetch, finish(), export].concat()
}
