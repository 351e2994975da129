//! Prometheus' text format, version 0.0.4:
//! <https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format>

use std::fmt::{Display, Write as _};

/// The format's media type.
pub(super) const MEDIA_TYPE: &str = "text/plain; version=0.0.4; charset=utf-8";

/// A text that is being written.
#[derive(Debug, Default)]
pub(super) struct Text(String);

impl Text {
    /// Begins a metric: what it is and of which type. Its samples must follow at once.
    pub(super) fn metric(&mut self, name: &str, kind: &str, help: &str) {
        let help = help.replace('\\', "\\\\").replace('\n', "\\n");
        self.line(format_args!("# HELP {name} {help}\n# TYPE {name} {kind}"));
    }

    /// Adds a sample.
    pub(super) fn sample(&mut self, name: &str, labels: &[(&str, &str)], value: impl Display) {
        self.0.push_str(name);
        for (number, (label, text)) in labels.iter().enumerate() {
            self.0.push(if number == 0 { '{' } else { ',' });
            self.0.push_str(label);
            self.0.push_str("=\"");
            for letter in text.chars() {
                match letter {
                    '\\' => self.0.push_str("\\\\"),
                    '"' => self.0.push_str("\\\""),
                    '\n' => self.0.push_str("\\n"),
                    letter => self.0.push(letter),
                }
            }
            self.0.push('"');
        }
        if !labels.is_empty() {
            self.0.push('}');
        }
        self.line(format_args!(" {value}"));
    }

    /// A metric of a single sample without labels.
    pub(super) fn single(&mut self, name: &str, kind: &str, help: &str, value: impl Display) {
        self.metric(name, kind, help);
        self.sample(name, &[], value);
    }

    /// The whole text.
    pub(super) fn finish(self) -> String {
        self.0
    }

    fn line(&mut self, arguments: std::fmt::Arguments<'_>) {
        // Writing to a text cannot fail.
        let _ = writeln!(self.0, "{arguments}");
    }
}

/// Microseconds as seconds, exactly.
pub(super) fn seconds(microseconds: u64) -> String {
    let text = format!("{}.{:06}", microseconds / 1_000_000, microseconds % 1_000_000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_stands_in_a_label_stays_in_it() {
        let mut text = Text::default();
        text.metric("calls_total", "counter", "Calls \\ in\ntwo lines.");
        text.sample("calls_total", &[("api", "a\"b\\c\nd"), ("class", "2xx")], 3);
        text.single("up", "gauge", "Whether it is.", 1);
        let expected = [
            "# HELP calls_total Calls \\\\ in\\ntwo lines.",
            "# TYPE calls_total counter",
            "calls_total{api=\"a\\\"b\\\\c\\nd\",class=\"2xx\"} 3",
            "# HELP up Whether it is.",
            "# TYPE up gauge",
            "up 1\n",
        ];
        assert_eq!(text.finish(), expected.join("\n"));
    }

    #[test]
    fn seconds_lose_nothing() {
        for (microseconds, text) in
            [(0, "0"), (1, "0.000001"), (256, "0.000256"), (1_500_000, "1.5"), (10_000_000, "10")]
        {
            assert_eq!(seconds(microseconds), text);
        }
    }
}
