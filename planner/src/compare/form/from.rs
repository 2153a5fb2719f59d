use sqlparser::ast::{Expr, FunctionArg, FunctionArgExpr, Query, TableAlias, TableFactor};

use super::Form;
use super::query::Aliases;

impl Form {
    /// A table, a function or a query in `FROM`.
    pub(super) fn factor(&mut self, factor: &TableFactor) {
        match factor {
            TableFactor::Table {
                name,
                alias,
                args,
                with_ordinality,
                ..
            } => {
                // Which namespace it is in, the relations that the view reads tell.
                let last = name.0.last().and_then(|part| part.as_ident());
                let name = last.map_or_else(String::new, |it| self.folded(it));
                self.push(&name);
                if let Some(arguments) = args {
                    self.table_arguments(&arguments.args);
                }
                self.alias(alias.as_ref(), &name);
                self.ordinality(*with_ordinality);
            }
            TableFactor::Function {
                lateral,
                name,
                args,
                alias,
                with_ordinality,
            } => {
                if *lateral {
                    self.push("lateral ");
                }
                let last = name.0.last().and_then(|part| part.as_ident());
                let name = last.map_or_else(String::new, |it| self.folded(it));
                self.push(&name);
                self.table_arguments(args);
                self.alias(alias.as_ref(), &name);
                self.ordinality(*with_ordinality);
            }
            TableFactor::Derived {
                lateral,
                subquery,
                alias,
                ..
            } => self.derived(*lateral, subquery, alias.as_ref()),
            TableFactor::UNNEST {
                array_exprs,
                alias,
                with_ordinality,
                ..
            } => {
                let arrays: Vec<&Expr> = array_exprs.iter().collect();
                self.call("unnest", &arrays);
                self.alias(alias.as_ref(), "unnest");
                self.ordinality(*with_ordinality);
            }
            TableFactor::NestedJoin {
                table_with_joins,
                alias: None,
            } => self.joined(table_with_joins),
            other => {
                self.is_incomplete = true;
                self.push_unknown(other);
            }
        }
    }

    fn ordinality(&mut self, with_ordinality: bool) {
        if with_ordinality {
            self.push(" with ordinality");
        }
    }

    fn derived(&mut self, lateral: bool, subquery: &Query, alias: Option<&TableAlias>) {
        if lateral {
            self.push("lateral ");
        }
        self.push("(");
        self.query(subquery, Aliases::Said);
        self.push(")");
        self.alias(alias, "");
    }

    fn table_arguments(&mut self, arguments: &[FunctionArg]) {
        self.list(
            ("(", ", ", ")"),
            arguments,
            |form, argument| match argument {
                FunctionArg::Unnamed(FunctionArgExpr::Expr(argument)) => form.expression(argument),
                other => form.push_unknown(other),
            },
        );
    }

    /// An alias, where it is not the name itself, with the names of columns, where these are not
    /// just the alias again.
    fn alias(&mut self, alias: Option<&TableAlias>, name: &str) {
        let Some(alias) = alias else {
            return;
        };
        let own = self.folded(&alias.name);
        if own != name {
            self.push(" ");
            self.push(&own);
        }
        let columns: Vec<String> = alias
            .columns
            .iter()
            .map(|column| self.folded(&column.name))
            .collect();
        if columns.is_empty() || columns == [own] {
            return;
        }
        self.list((" (", ", ", ")"), &columns, |form, column| {
            form.push(column);
        });
    }
}
