//! Generates the module of the interface's texts from the JSON files beside it.
//!
//! This calls the parser and the code generator of `leptos_i18n` directly: its own build crate brings the same two with
//! an exporter of Unicode data that we have no use for.

use std::error::Error;
use std::path::Path;
use std::{env, fs};

use leptos_i18n_parser::parse_locales::options::{Config, ParseOptions};
use leptos_i18n_parser::parse_locales::parse_locales;

fn main() -> Result<(), Box<dyn Error>> {
    let mut config = Config::new("en")?;
    config.options = ParseOptions::new().interpolate_display(true);
    let texts = parse_locales(None, config)?;
    for file in texts.tracked_files.iter().flatten() {
        println!("cargo::rerun-if-changed={file}");
    }
    println!("cargo::rerun-if-changed=locales/build.rs");
    println!("cargo::rerun-if-changed=migrations");
    let code = leptos_i18n_codegen::gen_code(&texts, None, true, None, false)?;
    fs::write(Path::new(&env::var("OUT_DIR")?).join("i18n.rs"), code.to_string())?;
    Ok(())
}
