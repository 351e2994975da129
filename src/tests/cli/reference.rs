//! `docs/configuration.md` is made from the definitions of the options, and what it says is true.

use std::path::Path;

use clap::{Arg, FromArgMatches as _};
use loggia::cli::definition;
use loggia::cli::options::{Common, Options, TABLES};
use loggia::platform::config::Choices;

const HEAD: &str = "# Configuration

<!-- Made by src/tests/cli/reference.rs from the definitions in src/cli/; edit those and run the tests. -->

Every option of `loggia serve` is a flag, an environment variable and a key of `loggia.toml`. A flag wins over the
environment, that over the file, that over the default. The file is the one that `--config` names, else `loggia.toml` in
the current directory, when it is there. An option, a key or a value that Loggia does not know ends with one sentence and
exit code 1; it never starts with half of what was meant.

";

const TAIL: &str = "
Every command takes `--data`, `--master-key-file`, `--config` and `--log`. A key with a dot stands in a table:

```toml
name = \"Contoso APIs\"
public_url = \"https://developers.example.com\"

[outbound]
allow = [\"10.0.0.0/8\", \"127.0.0.1:3002\"]
```

What an administrator chooses at `/admin/settings` wins over `organization_name`, `administrator_email` and `[accounts]`, without a
restart.
";

/// One option as the reference shows it.
struct Row {
    id: String,
    flag: String,
    variable: String,
    key: Option<String>,
    default: String,
    meaning: String,
}

impl Row {
    fn new(arg: &Arg) -> Self {
        let id = arg.get_id().to_string();
        let help = arg.get_help().unwrap_or_else(|| panic!("{id} has no help")).to_string();
        let (meaning, default) =
            help.split_once(" [default: ").unwrap_or_else(|| panic!("{id} does not tell its default"));
        let table = TABLES.into_iter().find_map(|table| {
            let key = id.strip_prefix(table)?.strip_prefix('_')?;
            Some(format!("{table}.{key}"))
        });
        Self {
            flag: arg.get_long().unwrap().to_owned(),
            variable: arg.get_env().unwrap().to_str().unwrap().to_owned(),
            key: (id != "config").then(|| table.unwrap_or_else(|| id.clone())),
            default: default.trim_end_matches(']').to_owned(),
            meaning: meaning.to_owned(),
            id,
        }
    }

    /// Whether the default is a value and not its description.
    fn has_plain_default(&self) -> bool {
        self.default != "none" && !self.default.contains(' ')
    }

    /// The option in the file, with its default or with a value that is not the default.
    fn toml(&self) -> Option<String> {
        let key = self.key.as_ref()?;
        let value = match self.id.as_str() {
            "public_url" | "gateway_public_url" => "\"https://developers.example.com\"".to_owned(),
            "outbound_allow" | "trusted_proxies" => "[\"10.0.0.0/8\"]".to_owned(),
            "accounts_sign_up_domains" => "[\"example.com\"]".to_owned(),
            _ if self.default.parse::<u64>().is_ok() || self.default.parse::<bool>().is_ok() => self.default.clone(),
            _ => format!("\"{}\"", self.default),
        };
        Some(format!("{key} = {value}"))
    }
}

fn rows() -> Vec<Row> {
    let mut all = definition();
    all.build();
    let serve = all.find_subcommand("serve").unwrap();
    serve.get_arguments().filter(|arg| arg.get_env().is_some()).map(Row::new).collect()
}

#[test]
fn the_reference_is_up_to_date() {
    let mut text =
        format!("{HEAD}| option | environment | file | default | meaning |\n| --- | --- | --- | --- | --- |\n");
    for Row { flag, variable, key, default, meaning, .. } in rows() {
        let key = key.map_or_else(|| "—".to_owned(), |key| format!("`{key}`"));
        text += &format!("| `--{flag}` | `{variable}` | {key} | {default} | {meaning} |\n");
    }
    text += TAIL;
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/configuration.md");
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    if written != text {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
        panic!("docs/configuration.md was out of date and has been written anew: commit it");
    }
}

#[test]
fn the_defaults_are_those_that_hold() {
    let plain: Vec<Row> = rows().into_iter().filter(Row::has_plain_default).collect();
    assert!(plain.len() >= 8, "most defaults are values");
    let mut arguments = vec!["loggia".to_owned(), "serve".to_owned(), "--config=/dev/null".to_owned()];
    arguments.extend(plain.iter().map(|row| format!("--{}={}", row.flag, row.default)));
    let matches = definition().try_get_matches_from(arguments).unwrap();
    let (_, serve) = matches.subcommand().unwrap();
    let common = Common::from_arg_matches(serve).unwrap();
    let said = Options::from_arg_matches(serve).unwrap().choices(common).unwrap().finish().unwrap();
    let unsaid = Choices::default().finish().unwrap();
    assert_eq!(format!("{said:#?}"), format!("{unsaid:#?}"));
}

#[test]
fn the_file_knows_every_key() {
    for row in rows() {
        if let Some(line) = row.toml() {
            toml::from_str::<Choices>(&line).unwrap_or_else(|error| panic!("{line}: {error}"));
        }
    }
}
