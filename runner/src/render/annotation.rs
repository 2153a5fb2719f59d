//! Diagnostics as GitHub's workflow commands, which it shows beside the lines of a pull request.

use std::fmt::Write as _;
use std::path::PathBuf;

use limbeck_planner::diagnostic::{Diagnostic, Severity};

use crate::config::Config;
use crate::git::{path_in_repository, root_in_repository};

/// What writes annotations for the scripts of a project.
///
/// Outside rule: <https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands>.
pub struct Annotations {
    /// Where the project is in its repository: GitHub wants paths from the top of that.
    root: PathBuf,
}

impl Annotations {
    /// Annotations for the project with this configuration. Where it is in no repository, paths are
    /// from its own folder.
    pub fn of(config: &Config) -> Self {
        Self {
            root: root_in_repository(config).unwrap_or_default(),
        }
    }

    /// One workflow command for a diagnostic, with its line end.
    pub fn diagnostic(&self, diagnostic: &Diagnostic) -> String {
        let command = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Information => "notice",
        };
        let mut properties = Vec::new();
        if let Some(location) = &diagnostic.location {
            let path = path_in_repository(&self.root, &location.path);
            properties.push(format!("file={}", property(&path)));
            properties.push(format!("line={}", location.line));
            properties.push(format!("col={}", location.column));
        }
        properties.push(format!("title={}", property(diagnostic.code.name())));
        let mut message = diagnostic.message.clone();
        for related in &diagnostic.related {
            let place = &related.location;
            let path = path_in_repository(&self.root, &place.path);
            let _infallible = write!(message, "\n{path}:{}: {}", place.line, related.message);
        }
        if let Some(help) = &diagnostic.help {
            let _infallible = write!(message, "\nhelp: {help}");
        }
        format!("::{command} {}::{}\n", properties.join(","), data(&message))
    }

    /// One workflow command for what is wrong at no line, with its line end.
    pub fn error(title: &str, message: &str) -> String {
        format!("::error title={}::{}\n", property(title), data(message))
    }
}

fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use limbeck_planner::diagnostic::{Code, Location, Related};

    use super::*;

    #[test]
    fn what_the_command_would_take_for_its_own_is_escaped() {
        let location = |path: &str, line| Location {
            path: path.to_owned(),
            span: 0..0,
            line,
            column: 3,
        };
        let diagnostic = Diagnostic {
            severity: Severity::Warning,
            code: Code::BothAlter,
            message: "100 %\nof `a`".to_owned(),
            location: Some(location("a,b:c.sql", 7)),
            related: vec![Related {
                location: location("d.sql", 9),
                message: "there".to_owned(),
            }],
            help: Some("agree".to_owned()),
        };
        let annotations = Annotations {
            root: PathBuf::from("back/end"),
        };
        assert_eq!(
            annotations.diagnostic(&diagnostic),
            "::warning file=back/end/a%2Cb%3Ac.sql,line=7,col=3,title=both_alter::100 %25%0Aof `a`%0A\
             back/end/d.sql:9: there%0Ahelp: agree\n"
        );
    }
}
