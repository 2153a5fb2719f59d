//! The reference of the command line, from its definition.

use std::fmt::Write as _;

use crate::error::ErrorKind;

/// The reference in Markdown.
pub fn reference(definition: &clap::Command) -> String {
    let mut text = String::from(
        "# The command line\n\n\
         <!-- Generated from the command itself: cargo xtask generate -->\n\n",
    );
    let mut definition = definition
        .clone()
        .disable_help_subcommand(true)
        .term_width(100);
    definition.build();
    section(&mut text, &definition, 2);
    let mut commands: Vec<_> = definition.get_subcommands().collect();
    commands.retain(|command| !command.is_hide_set());
    for command in commands {
        section(&mut text, command, 2);
        for nested in command.get_subcommands() {
            section(&mut text, nested, 3);
        }
    }
    text.push_str("## Exit status\n\n");
    text.push_str(
        "| status | meaning |\n|---|---|\n\
         | 0 | done |\n\
         | 1 | refused or failed |\n\
         | 2 | wrong usage |\n\
         | 130 | stopped by SIGINT (Ctrl-C); what was under way was rolled back or written down |\n\
         | 141 | whoever read the output has gone |\n\
         | 143 | stopped by SIGTERM, likewise |\n\n",
    );
    text.push_str("## Kinds of errors\n\n");
    text.push_str(
        "Under `--format json` an error is `{\"error\": {\"kind\": …, \"message\": …, …}}` on \
         standard output.\n\n| kind | meaning |\n|---|---|\n",
    );
    for (_, name, meaning) in ErrorKind::ALL {
        let _infallible = writeln!(text, "| `{name}` | {} |", meaning.trim());
    }
    text
}

fn section(text: &mut String, command: &clap::Command, level: usize) {
    let name = command.get_bin_name().unwrap_or_else(|| command.get_name());
    let help = command.clone().render_long_help().to_string();
    let _infallible = writeln!(
        text,
        "{} `{name}`\n\n```text\n{}\n```\n",
        "#".repeat(level),
        help.trim_end()
    );
}
