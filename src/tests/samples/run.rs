//! Running samples with what is installed.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use loggia::console::samples::Language;

use crate::cases::Case;
use crate::compare::Recorded;
use crate::dot_http;
use crate::echo::Echo;

/// Where `.ci/languages` puts what is no package of the system's, and where samples are run.
pub fn tools() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("target/samples")
}

/// A sample to run.
pub struct Program<'e> {
    /// Its language.
    pub language: Language,
    /// Whom it calls.
    pub echo: &'e Echo,
}

const fn file(language: Language) -> &'static str {
    match language {
        Language::Curl => "sample.sh",
        Language::Http => "sample.http",
        Language::CSharp => "sample.cs",
        Language::Python => "sample.py",
        Language::R => "sample.R",
        Language::JavaScript | Language::Node => "sample.mjs",
        Language::TypeScript => "sample.mts",
        Language::Go => "sample.go",
        Language::Java => "Sample.java",
        Language::Php => "sample.php",
        Language::Ruby => "sample.rb",
        Language::Rust => "sample.rs",
        Language::PowerShell => "sample.ps1",
    }
}

/// Writes the sample `text` into `folder`.
pub fn write(language: Language, folder: &Path, text: &str) {
    std::fs::write(folder.join(file(language)), text).unwrap();
    if language == Language::CSharp {
        // The installed compiler knows no top-level statements: they become those of `Main`.
        let (uses, rest) = text.split_at(text.rfind("\nusing System").map_or(0, |at| at + 1));
        let (last, rest) = rest.split_once('\n').unwrap();
        let uses = format!("{uses}{last}\nusing System.Threading.Tasks;\n");
        let program = format!("{uses}class Program {{ static async Task Main() {{\n{rest}\n}} }}\n");
        std::fs::write(folder.join("wrapped.cs"), program).unwrap();
        let config = r#"{"runtimeOptions":{"framework":{"name":"Microsoft.NETCore.App","version":"3.1.0"}}}"#;
        std::fs::write(folder.join("sample.runtimeconfig.json"), config).unwrap();
    }
    if language == Language::JavaScript {
        // What a page has and Node.js has not: inputs with the files that the comments name.
        let names: Vec<&str> =
            text.lines().filter_map(|line| line.split_once(".files[0]; // ").map(|(_, name)| name)).collect();
        let page = format!(
            "import {{ readFileSync }} from 'node:fs';\nconst names = {names:?};\n\
             globalThis.document = {{ querySelectorAll: () => names.map(name => ({{ files: [new File([readFileSync(name)], name)] }})) }};\n"
        );
        std::fs::write(folder.join("page.mjs"), page).unwrap();
    }
}

/// Whether the language's programs are installed.
pub fn is_installed(language: Language) -> bool {
    let program = match language {
        Language::Http => return true,
        Language::Curl => "curl",
        Language::CSharp => return tools().join("dotnet").exists(),
        Language::Python => "python3",
        Language::R => "Rscript",
        Language::JavaScript | Language::Node => "node",
        Language::TypeScript => return tools().join("tsx/node_modules/.bin/tsx").exists(),
        Language::Go => "go",
        Language::Java => "java",
        Language::Php => "php",
        Language::Ruby => "ruby",
        Language::Rust => return tools().join("reqwest").exists(),
        Language::PowerShell => "pwsh",
    };
    Command::new("which").arg(program).stdout(Stdio::null()).status().unwrap().success()
}

/// Whether the sample uses what the installed version does not have.
pub fn needs_newer(language: Language, text: &str) -> bool {
    language == Language::CSharp
        && ["RequestHeaderEncodingSelector", "UriCreationOptions"].iter().any(|name| text.contains(name))
}

/// Compiles all samples of `root` where that is done at once; answers what went wrong.
pub fn prepare(language: Language, root: &Path) -> Option<String> {
    if language != Language::Rust {
        return None;
    }
    let project = tools().join("reqwest");
    let bins = project.join("src/bin");
    let _ = std::fs::remove_dir_all(&bins);
    std::fs::create_dir_all(&bins).unwrap();
    for entry in std::fs::read_dir(root).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().replace(' ', "_");
        std::fs::copy(path.join("sample.rs"), bins.join(format!("{name}.rs"))).unwrap();
    }
    let mut command = Command::new("cargo");
    let output = command.args(["build", "--offline", "--quiet", "--bins"]).current_dir(&project);
    let output = output.env("CARGO_TARGET_DIR", project.join("target")).output().unwrap();
    (!output.status.success()).then(|| String::from_utf8_lossy(&output.stderr).chars().take(3000).collect())
}

impl Program<'_> {
    /// Runs the sample in `folder`; answers its output and the only message that arrived.
    pub fn run(&self, folder: &Path, case: &Case) -> (String, Option<Recorded>) {
        self.echo.expect(case.status);
        let output = if self.language == Language::Http {
            dot_http::send(folder, &std::fs::read_to_string(folder.join("sample.http")).unwrap())
        } else {
            self.command(folder, case)
        };
        let mut recorded = self.echo.take();
        let output = if recorded.len() > 1 { format!("{} messages arrived; {output}", recorded.len()) } else { output };
        (output, if recorded.len() == 1 { recorded.pop() } else { None })
    }

    fn command(&self, folder: &Path, case: &Case) -> String {
        let tools = tools().display().to_string();
        let script = match self.language {
            Language::Curl => "bash sample.sh".to_owned(),
            Language::CSharp => format!(
                "D={tools}/dotnet; $D/dotnet $D/sdk/*/Roslyn/bincore/csc.dll -nologo -nowarn:CS1701 -out:sample.dll \
                 $(ls $D/packs/Microsoft.NETCore.App.Ref/*/ref/*/*.dll | sed s/^/-r:/) wrapped.cs && $D/dotnet sample.dll"
            ),
            Language::Python => "python3 sample.py".to_owned(),
            Language::R => "Rscript sample.R".to_owned(),
            Language::JavaScript => "node --import ./page.mjs sample.mjs".to_owned(),
            Language::TypeScript => format!("{tools}/tsx/node_modules/.bin/tsx sample.mts"),
            Language::Node => "node sample.mjs".to_owned(),
            Language::Go => "GOFLAGS=-mod=mod go vet sample.go && go run sample.go".to_owned(),
            Language::Java => "java Sample.java".to_owned(),
            Language::Php => "php sample.php".to_owned(),
            Language::Ruby => "ruby sample.rb".to_owned(),
            Language::Rust => format!("{tools}/reqwest/target/debug/{}", case.name.replace(' ', "_")),
            Language::PowerShell => "pwsh sample.ps1".to_owned(),
            Language::Http => return String::new(),
        };
        let libssl = format!("{tools}/ssl/psycopg2_binary.libs");
        // R takes half a minute to read a text of two megabytes.
        let limit = if self.language == Language::R { "300" } else { "60" };
        let output = Command::new("timeout")
            .args([limit, "bash", "-c", &script])
            .current_dir(folder)
            .stdin(Stdio::null())
            .env("LANG", "C.UTF-8")
            .env("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1")
            // .NET Core 3.1 wants OpenSSL 1.1, which the wheel of psycopg2-binary 2.9.6 brings along.
            .env("LD_LIBRARY_PATH", if self.language == Language::CSharp { libssl.as_str() } else { "" })
            .env("no_proxy", "127.0.0.1")
            .output()
            .unwrap();
        let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        format!("{out}{}", if output.status.success() { String::new() } else { format!(" FAILED {err}") })
    }
}
