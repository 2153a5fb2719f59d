//! Diagnostics as GitHub's workflow commands, which it shows beside the lines of a pull request.

use std::fmt::Write as _;

use limbeck_planner::diagnostic::{Diagnostic, Severity};

/// One workflow command, with its line end.
///
/// Outside rule: <https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands>.
pub fn annotation(diagnostic: &Diagnostic) -> String {
    let command = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information => "notice",
    };
    let mut properties = Vec::new();
    if let Some(location) = &diagnostic.location {
        properties.push(format!("file={}", property(&location.path)));
        properties.push(format!("line={}", location.line));
        properties.push(format!("col={}", location.column));
    }
    properties.push(format!("title={}", property(diagnostic.code.name())));
    let mut message = diagnostic.message.clone();
    for related in &diagnostic.related {
        let place = &related.location;
        let _infallible = write!(
            message,
            "\n{}:{}: {}",
            place.path, place.line, related.message
        );
    }
    if let Some(help) = &diagnostic.help {
        let _infallible = write!(message, "\nhelp: {help}");
    }
    format!("::{command} {}::{}\n", properties.join(","), data(&message))
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
        assert_eq!(
            annotation(&diagnostic),
            "::warning file=a%2Cb%3Ac.sql,line=7,col=3,title=both_alter::100 %25%0Aof `a`%0A\
             d.sql:9: there%0Ahelp: agree\n"
        );
    }
}
