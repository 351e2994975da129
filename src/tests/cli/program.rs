//! The program in a directory of its own, without what the environment of the tests may say.

use std::fs::File;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Output, Stdio};

use tempfile::TempDir;

/// The portal and the gateway on any free ports.
const SERVE: [&str; 5] = ["serve", "--listen", "127.0.0.1:0", "--gateway-listen", "127.0.0.1:0"];

/// A place to start the program in; it keeps its data there in `data`.
pub(super) struct Place(TempDir);

impl Place {
    pub(super) fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(super) fn write(&self, name: &str, text: &str) {
        std::fs::write(self.path(name), text).unwrap();
    }

    pub(super) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_loggia"));
        for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("LOGGIA_")) {
            command.env_remove(name);
        }
        command.args(arguments).current_dir(self.0.path()).stdin(Stdio::null());
        command
    }

    /// Runs a command to its end.
    pub(super) fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// Starts the portal on any free port and waits until it says where.
    pub(super) fn serve(&self, arguments: &[&str], environment: &[(&str, &str)]) -> Portal {
        let mut command = self.command(&[&SERVE, arguments].concat());
        command.envs(environment.iter().copied());
        self.start(command)
    }

    /// The same where the system lets a program open no more than 200 files at once unless it asks for more.
    pub(super) fn serve_with_few_files(&self) -> Portal {
        let program = self.command(&SERVE);
        let mut command = Command::new("sh");
        command
            .args(["-c", "ulimit -Sn 200 && exec \"$0\" \"$@\""])
            .arg(program.get_program())
            .args(program.get_args());
        command.current_dir(self.0.path()).stdin(Stdio::null());
        for (name, value) in program.get_envs() {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        self.start(command)
    }

    /// The same where nothing can be written to the log, as when whoever read it has gone.
    pub(super) fn serve_without_log(&self) -> Portal {
        let full = File::options().write(true).open("/dev/full").unwrap();
        self.start_with_log(self.command(&SERVE), full)
    }

    fn start(&self, command: Command) -> Portal {
        self.start_with_log(command, File::create(self.path("log")).unwrap())
    }

    fn start_with_log(&self, mut command: Command, log: File) -> Portal {
        Portal::new(command.stdout(Stdio::piped()).stderr(log).spawn().unwrap(), self)
    }

    pub(super) fn database(&self) -> PathBuf {
        self.path("data").join(loggia::platform::db::FILE)
    }
}

/// A portal that runs; killed when dropped.
pub(super) struct Portal {
    child: Child,
    output: BufReader<ChildStdout>,
    /// The second line that it printed: its name and public address.
    pub(super) greeting: String,
    pub(super) address: SocketAddr,
    pub(super) gateway: SocketAddr,
}

impl Portal {
    fn new(mut child: Child, place: &Place) -> Self {
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let mut lines = [const { String::new() }; 3];
        for line in &mut lines {
            output.read_line(line).unwrap();
        }
        let [listens, greeting, gateway] = lines;
        let last = |line: &str| line.trim().rsplit(' ').next().and_then(|address| address.parse().ok());
        let (Some(address), Some(gateway)) = (last(&listens), last(&gateway)) else {
            let _ = child.kill();
            panic!("{listens:?} {}", std::fs::read_to_string(place.path("log")).unwrap());
        };
        Self { child, output, greeting: greeting.trim().to_owned(), address, gateway }
    }

    /// What the system allows it of `what`, as much as it may use now and as much as it may ask for.
    pub(super) fn limits(&self, what: &str) -> (String, String) {
        let limits = std::fs::read_to_string(format!("/proc/{}/limits", self.child.id())).unwrap();
        let line = limits.lines().find_map(|line| line.strip_prefix(what)).unwrap();
        let mut numbers = line.split_whitespace().map(str::to_owned);
        (numbers.next().unwrap(), numbers.next().unwrap())
    }

    /// The next line that it prints.
    pub(super) fn line(&mut self) -> String {
        let mut line = String::new();
        self.output.read_line(&mut line).unwrap();
        line.trim().to_owned()
    }

    /// The head of its answer to a GET.
    pub(super) fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(self.address).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address).unwrap();
        let lines = BufReader::new(stream).lines().map(|line| line.unwrap_or_default());
        lines.take_while(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
    }

    /// The head of its answer to a form that one of its own pages sends.
    pub(super) fn post(&self, path: &str, form: &str) -> String {
        let mut stream = TcpStream::connect(self.address).unwrap();
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nSec-Fetch-Site: same-origin",
            self.address
        );
        let kind = "Content-Type: application/x-www-form-urlencoded";
        write!(stream, "{head}\r\n{kind}\r\nContent-Length: {}\r\n\r\n{form}", form.len()).unwrap();
        let lines = BufReader::new(stream).lines().map(|line| line.unwrap_or_default());
        lines.take_while(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
    }

    /// Ends it as an operator would and returns its exit code and the rest of its output.
    pub(super) fn stop(mut self) -> (Option<i32>, String) {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
        let code = self.child.wait().unwrap().code();
        let rest = std::io::read_to_string(&mut self.output).unwrap();
        (code, rest)
    }
}

impl Drop for Portal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Asserts that the program ended with one sentence on the standard error that says all of `parts`.
pub(super) fn assert_refused(output: &Output, parts: &[&str]) {
    let sentence = String::from_utf8(output.stderr.clone()).unwrap();
    assert_eq!(output.status.code(), Some(1), "{sentence}");
    assert!(output.stdout.is_empty(), "{sentence}");
    assert!(sentence.starts_with("loggia: ") && sentence.trim_end().lines().count() == 1, "{sentence}");
    for part in parts {
        assert!(sentence.contains(part), "{part} was expected in: {sentence}");
    }
}

/// Asserts that the program did its work and returns what it printed.
pub(super) fn assert_done(output: &Output) -> String {
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// `path` as an argument.
pub(super) fn text(path: &Path) -> String {
    path.to_str().unwrap().to_owned()
}
