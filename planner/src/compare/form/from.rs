use sqlparser::ast::{
    Expr, FunctionArg, FunctionArgExpr, Query, TableAlias, TableFactor, TableWithJoins,
};

use super::Form;
use super::query::Aliases;
use crate::sql::Dialect;

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
                self.alias(alias.as_ref());
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
                self.alias(alias.as_ref());
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
                self.alias(alias.as_ref());
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
        self.alias(alias);
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

    /// The names of columns that an alias has, where these are not just the alias again. What the
    /// alias is does not matter: see [`Self::enter`].
    fn alias(&mut self, alias: Option<&TableAlias>) {
        let Some(alias) = alias else {
            return;
        };
        let own = self.folded(&alias.name);
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

    /// Goes into a query: from here on, columns may stand behind what its tables are called. MySQL
    /// keeps that, and may turn joins round.
    pub(super) fn enter(&mut self, from: &[TableWithJoins]) {
        let mut names = Vec::new();
        if self.dialect == Dialect::Postgresql {
            for table in from {
                self.names_in(table, &mut names);
            }
        }
        let depth = self.scopes.len();
        let places = names.into_iter().enumerate();
        let places = places.map(|(place, name)| (name, format!("{depth}.{place}")));
        self.scopes.push(places.collect());
    }

    pub(super) fn leave(&mut self) {
        self.scopes.pop();
    }

    /// The one name of the table that is called `qualifier` here.
    pub(super) fn place_of(&self, qualifier: String) -> String {
        let mut scopes = self.scopes.iter().rev();
        scopes
            .find_map(|scope| scope.get(&qualifier).cloned())
            .unwrap_or(qualifier)
    }

    fn names_in(&self, table: &TableWithJoins, names: &mut Vec<String>) {
        self.name_of(&table.relation, names);
        for join in &table.joins {
            self.name_of(&join.relation, names);
        }
    }

    /// What a table is called in its query.
    fn name_of(&self, factor: &TableFactor, names: &mut Vec<String>) {
        match factor {
            TableFactor::Table { name, alias, .. } | TableFactor::Function { name, alias, .. } => {
                let last = name.0.last().and_then(|part| part.as_ident());
                let own = last.map_or_else(String::new, |it| self.folded(it));
                names.push(alias.as_ref().map_or(own, |alias| self.folded(&alias.name)));
            }
            TableFactor::Derived { alias, .. } | TableFactor::UNNEST { alias, .. } => {
                let alias = alias.as_ref().map(|alias| self.folded(&alias.name));
                names.push(alias.unwrap_or_default());
            }
            TableFactor::NestedJoin {
                table_with_joins, ..
            } => self.names_in(table_with_joins, names),
            _ => names.push(String::new()),
        }
    }
}
