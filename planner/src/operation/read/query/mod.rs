//! Finds what a query, or a statement about rows, refers to.

mod keyword;

use std::collections::{BTreeMap, BTreeSet};

use super::token::{Token, identifier_text, tokens};
use crate::operation::{Access, Touch};
use crate::schema::{Name, NameKind, QualifiedName, Quoting};
use crate::sql::Dialect;
use crate::sql::lexer::LexemeKind;

/// What a query, or a statement that reads or writes rows, refers to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct References {
    /// The tables and views, each once for each access.
    pub(crate) touches: Vec<Touch>,
    /// Whatever is called like a function.
    pub(crate) functions: Vec<QualifiedName>,
    /// Every identifier, which includes the columns; not the words of the language, as far as it
    /// has no other use for them.
    pub(crate) names: BTreeSet<Name>,
    /// Whether a `*` stands for columns that it does not name.
    pub(crate) every_column: bool,
    /// The table that `SELECT … INTO` makes (PostgreSQL).
    pub(crate) created: Option<QualifiedName>,
}

/// The words that can follow a relation, so that they are no alias of it.
const BEHIND_RELATIONS: &str = "SET|WHERE|ON|USING|JOIN|INNER|LEFT|RIGHT|FULL|OUTER|CROSS|NATURAL|\
     STRAIGHT_JOIN|GROUP|ORDER|HAVING|LIMIT|OFFSET|FETCH|UNION|EXCEPT|INTERSECT|WINDOW|FOR|SELECT|\
     VALUES|DEFAULT|RETURNING|WHEN|FROM|PARTITION|LATERAL|TABLESAMPLE|FORCE|USE|IGNORE|OVERRIDING|\
     RESTART|CONTINUE|CASCADE|RESTRICT|INDEXED|NOT|DO|AS|WITH|TO";

/// Finds what `sql` refers to.
///
/// It follows keywords and parentheses, and no grammar: a relation is what stands behind `FROM`,
/// `JOIN`, `INTO`, `UPDATE`, `USING` or `TABLE` where these begin a clause. So it finds them in
/// statements that no parser reads, too; that it finds the same as sqlparser where that reads one
/// is tested.
pub(crate) fn references(sql: &str, dialect: Dialect) -> References {
    let mut walk = Walk {
        sql,
        dialect,
        tokens: tokens(sql, dialect),
        levels: vec![Level::default()],
        common_tables: BTreeSet::new(),
        aliases: BTreeMap::new(),
        found: References::default(),
    };
    let mut position = 0;
    while position < walk.tokens.len() {
        position = walk.step(position);
    }
    walk.finish()
}

struct Walk<'sql> {
    sql: &'sql str,
    dialect: Dialect,
    tokens: Vec<Token>,
    /// One for each open parenthesis, and one for the statement.
    levels: Vec<Level>,
    /// The names that `WITH` gives to queries.
    common_tables: BTreeSet<Name>,
    /// What relations are called besides.
    aliases: BTreeMap<Name, QualifiedName>,
    found: References,
}

#[derive(Clone, Copy, Default)]
struct Level {
    /// What the statement or subquery of this level does.
    verb: Option<Access>,
    /// Whether a relation, or a parenthesis with relations, is to come.
    expects: Option<Access>,
    /// Whether a comma comes before another relation.
    lists_relations: Option<Access>,
    /// Whether the names of `WITH` are to come.
    defines_common_tables: bool,
}

impl Walk<'_> {
    fn text(&self, position: usize) -> &str {
        self.tokens
            .get(position)
            .map_or("", |token| &self.sql[token.span.clone()])
    }

    fn is_word(&self, position: usize, words: &str) -> bool {
        self.tokens
            .get(position)
            .is_some_and(|token| token.kind == LexemeKind::Word)
            && words
                .split('|')
                .any(|word| self.text(position).eq_ignore_ascii_case(word))
    }

    fn is_sign(&self, position: usize, sign: &str) -> bool {
        self.tokens.get(position).is_some_and(|token| {
            !matches!(token.kind, LexemeKind::Word | LexemeKind::String(_))
                && self.text(position) == sign
        })
    }

    fn is_name(&self, position: usize) -> bool {
        self.tokens.get(position).is_some_and(|token| {
            matches!(
                token.kind,
                LexemeKind::Word | LexemeKind::QuotedIdentifier(_)
            )
        })
    }

    fn name(&self, position: usize, kind: NameKind) -> Name {
        let text = self.text(position);
        match self.tokens.get(position).map(|token| token.kind) {
            Some(quoted @ LexemeKind::QuotedIdentifier(_)) => {
                let text = identifier_text(text, quoted);
                Name::new(&text, Quoting::Quoted, kind, self.dialect)
            }
            _ => Name::new(text, Quoting::Bare, kind, self.dialect),
        }
    }

    /// The name with its namespace from `position` on, and where it ends.
    fn qualified(&self, position: usize, kind: NameKind) -> (QualifiedName, usize) {
        let mut last = position;
        while self.is_sign(last + 1, ".") && self.is_name(last + 2) {
            last += 2;
        }
        let namespace = (last > position).then(|| self.name(last - 2, NameKind::Relation));
        let name = QualifiedName {
            namespace,
            name: self.name(last, kind),
        };
        (name, last + 1)
    }

    fn level(&mut self) -> &mut Level {
        // The level of the statement itself is never closed.
        let last = self.levels.len() - 1;
        &mut self.levels[last]
    }

    /// Takes the token at `position`. Gives where to go on.
    fn step(&mut self, position: usize) -> usize {
        let kind = self.tokens[position].kind;
        match kind {
            LexemeKind::OpenParenthesis => self.open(position),
            LexemeKind::CloseParenthesis => {
                if self.levels.len() > 1 {
                    self.levels.pop();
                }
                self.level().expects = None;
                position + 1
            }
            LexemeKind::Comma if self.level().defines_common_tables => {
                self.common_table(position + 1)
            }
            LexemeKind::Comma => {
                let level = self.level();
                level.expects = level.lists_relations;
                position + 1
            }
            LexemeKind::Semicolon => {
                *self.level() = Level::default();
                position + 1
            }
            LexemeKind::Word | LexemeKind::QuotedIdentifier(_) => self.name_or_keyword(position),
            _ => {
                if self.is_sign(position, "*") && self.stands_for_columns(position) {
                    self.found.every_column = true;
                }
                position + 1
            }
        }
    }

    /// A `*` between `SELECT`, `,` or `.` and what ends an item is no product, nor that of
    /// `count(*)`.
    fn stands_for_columns(&self, position: usize) -> bool {
        position > 0
            && (self.is_word(position - 1, "SELECT|DISTINCT|ALL|RETURNING")
                || self.is_sign(position - 1, ",")
                || self.is_sign(position - 1, "."))
    }

    fn open(&mut self, position: usize) -> usize {
        let expects = self.level().expects;
        let begins_query = self.is_word(
            position + 1,
            "SELECT|WITH|VALUES|TABLE|INSERT|UPDATE|DELETE|MERGE",
        ) || (self.is_sign(position + 1, "(") && expects.is_some());
        let mut inner = Level::default();
        if let Some(access) = expects
            && !begins_query
        {
            // `FROM (a JOIN b …)`
            inner.verb = Some(access);
            inner.expects = Some(access);
            inner.lists_relations = Some(access);
        } else if expects.is_some() && self.is_sign(position + 1, "(") {
            inner.expects = Some(Access::Read);
            inner.verb = Some(Access::Read);
        }
        self.level().expects = None;
        self.levels.push(inner);
        position + 1
    }

    fn name_or_keyword(&mut self, position: usize) -> usize {
        if self.is_sign(position.wrapping_sub(1), ".") && position > 0 {
            self.add_name(position);
            return position + 1;
        }
        if let Some(next) = self.keyword(position) {
            return next;
        }
        let expects = self.level().expects;
        let (relation, end) = self.qualified(position, NameKind::Relation);
        if self.is_sign(end, "(") {
            let (function, _) = self.qualified(position, NameKind::Part);
            let is_insert = expects == Some(Access::Insert);
            if is_insert {
                self.add_relation(relation, Access::Insert);
            } else if !self.is_word(position, "IN|ANY|ALL|SOME|EXISTS|VALUES|AND|OR|NOT|ON|AS|USING|WHEN|THEN|ELSE|WHERE|BY|HAVING|LIMIT|OFFSET|RETURNING|FILTER|OVER|ROW|ARRAY|CASE|LIKE|CHECK|CONFLICT|DO|UNION|EXCEPT|INTERSECT|SET|LATERAL|MATERIALIZED")
            {
                self.found.functions.push(function);
            }
            self.level().expects = None;
            return end;
        }
        if let Some(access) = expects {
            self.level().expects = None;
            if let Some(alias) = self.alias(end) {
                self.aliases.insert(alias, relation.clone());
            }
            self.add_relation(relation, access);
            return end;
        }
        for name in (position..end).step_by(2) {
            self.add_name(name);
        }
        end
    }

    /// What the relation before `position` is called besides, if it is.
    fn alias(&self, position: usize) -> Option<Name> {
        let position = position + usize::from(self.is_word(position, "AS"));
        let is_alias = self.is_name(position) && !self.is_word(position, BEHIND_RELATIONS);
        is_alias.then(|| self.name(position, NameKind::Relation))
    }

    fn skip_words(&self, mut position: usize, words: &str) -> usize {
        while self.is_word(position, words) && !self.is_sign(position + 1, ".") {
            position += 1;
        }
        position
    }

    /// The name of a query behind `WITH` or a comma there.
    fn common_table(&mut self, position: usize) -> usize {
        if !self.is_name(position) {
            return position;
        }
        let name = self.name(position, NameKind::Relation);
        self.common_tables.insert(name);
        position + 1
    }

    fn add_name(&mut self, position: usize) {
        let name = self.name(position, NameKind::Part);
        self.found.names.insert(name);
    }

    fn add_relation(&mut self, relation: QualifiedName, access: Access) {
        self.found.touches.push(Touch { relation, access });
    }

    fn finish(mut self) -> References {
        // Not before the end are all names of `WITH` known.
        let common_tables = &self.common_tables;
        let mut seen = BTreeSet::new();
        // MySQL names what it deletes from by its alias: `DELETE a FROM b AS a …`.
        for touch in &mut self.found.touches {
            let named = touch.relation.namespace.is_none() && touch.access.is_write();
            if let Some(relation) = self.aliases.get(&touch.relation.name).filter(|_| named) {
                touch.relation = relation.clone();
            }
        }
        self.found.touches.retain(|touch| {
            let is_common =
                touch.relation.namespace.is_none() && common_tables.contains(&touch.relation.name);
            !is_common && seen.insert(touch.clone())
        });
        self.found
    }
}
