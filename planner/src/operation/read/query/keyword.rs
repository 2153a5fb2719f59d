use super::Walk;
use crate::operation::Access;
use crate::schema::NameKind;
use crate::sql::Dialect;
use crate::sql::lexer::LexemeKind;

/// What can stand between the verb of a statement and the table that it is about.
const MODIFIERS: &str =
    "ONLY|LOW_PRIORITY|HIGH_PRIORITY|DELAYED|QUICK|IGNORE|OR|REPLACE|ROLLBACK|ABORT|FAIL";

impl Walk<'_> {
    /// Takes a word that begins or ends a clause. Gives where to go on, if it is one.
    pub(super) fn keyword(&mut self, position: usize) -> Option<usize> {
        if self.tokens[position].kind != LexemeKind::Word {
            return None;
        }
        let word = self.text(position).to_ascii_uppercase();
        // `REPLACE(…)`, `INSERT(…)` and `TRUNCATE(…)` are functions, too.
        if self.level().verb.is_none()
            && !self.is_sign(position + 1, "(")
            && let Some(next) = self.verb(&word, position)
        {
            return Some(next);
        }
        self.clause(&word, position)
    }

    /// Takes a word that begins a statement or a query.
    fn verb(&mut self, word: &str, position: usize) -> Option<usize> {
        match word {
            "WITH" => {
                self.level().defines_common_tables = true;
                let recursive = usize::from(self.is_word(position + 1, "RECURSIVE"));
                Some(self.common_table(position + 1 + recursive))
            }
            "INSERT" | "REPLACE" | "MERGE" => {
                self.begin(Access::Insert);
                let next = self.skip_words(position + 1, MODIFIERS);
                if !self.is_word(next, "INTO") {
                    // MySQL needs none.
                    self.level().expects = Some(Access::Insert);
                }
                Some(next)
            }
            "UPDATE" => {
                self.begin(Access::Update);
                self.expect_several(Access::Update);
                Some(self.skip_words(position + 1, MODIFIERS))
            }
            "DELETE" => {
                self.begin(Access::Delete);
                let next = self.skip_words(position + 1, MODIFIERS);
                if !self.is_word(next, "FROM") {
                    // MySQL: `DELETE a, b FROM …`
                    self.expect_several(Access::Delete);
                }
                Some(next)
            }
            "TRUNCATE" => {
                self.begin(Access::Delete);
                self.expect_several(Access::Delete);
                Some(self.skip_words(position + 1, "TABLE|ONLY"))
            }
            "COPY" => {
                self.begin(Access::Insert);
                self.level().expects = Some(Access::Insert);
                Some(position + 1)
            }
            "TABLE" => {
                self.begin(Access::Read);
                self.level().expects = Some(Access::Read);
                Some(position + 1)
            }
            "LOAD" => {
                self.begin(Access::Insert);
                Some(position + 1)
            }
            _ => None,
        }
    }

    fn clause(&mut self, word: &str, position: usize) -> Option<usize> {
        match word {
            "SELECT" | "VALUES" => {
                let level = self.level();
                level.defines_common_tables = false;
                level.verb.get_or_insert(Access::Read);
                level.expects = None;
                level.lists_relations = None;
            }
            "FROM" => return Some(self.from(position)),
            "JOIN" | "STRAIGHT_JOIN" => {
                self.level().expects = Some(Access::Read);
                return Some(self.skip_words(position + 1, "LATERAL|ONLY"));
            }
            "INTO" => return Some(self.into(position)),
            "USING" => self.using(position),
            "SET" | "WHERE" | "GROUP" | "HAVING" | "ORDER" | "LIMIT" | "WINDOW" | "RETURNING"
            | "FETCH" | "OFFSET" | "UNION" | "EXCEPT" | "INTERSECT" | "FOR" | "QUALIFY"
            | "DEFAULT" => {
                let level = self.level();
                level.expects = None;
                level.lists_relations = None;
            }
            "ON" => {
                let level = self.level();
                level.expects = None;
                if level.verb == Some(Access::Insert) {
                    level.lists_relations = None;
                }
            }
            "AS" => {
                let level = self.level();
                level.expects = None;
                if level.defines_common_tables || self.is_sign(position + 1, "(") {
                    return Some(position + 1);
                }
                // An alias is no name of the schema.
                return Some(position + 1 + usize::from(self.is_name(position + 1)));
            }
            "AND" | "OR" | "NOT" | "IN" | "IS" | "NULL" | "LIKE" | "BETWEEN" | "CASE" | "WHEN"
            | "THEN" | "ELSE" | "END" | "EXISTS" | "ANY" | "ALL" | "SOME" | "BY" | "ASC"
            | "DESC" | "DISTINCT" | "TRUE" | "FALSE" | "LEFT" | "RIGHT" | "INNER" | "OUTER"
            | "FULL" | "CROSS" | "NATURAL" | "LATERAL" | "ONLY" | "CONFLICT" | "DO" | "NOTHING"
            | "DUPLICATE" | "MATCHED"
                if !self.is_sign(position + 1, "(") => {}
            _ => return None,
        }
        Some(position + 1)
    }

    fn begin(&mut self, verb: Access) {
        let level = self.level();
        level.defines_common_tables = false;
        level.verb = Some(verb);
    }

    fn expect_several(&mut self, access: Access) {
        let level = self.level();
        level.expects = Some(access);
        level.lists_relations = Some(access);
    }

    fn into(&mut self, position: usize) -> usize {
        if self.level().verb == Some(Access::Insert) {
            self.level().expects = Some(Access::Insert);
            return self.skip_words(position + 1, "TABLE");
        }
        if self.dialect != Dialect::Postgresql {
            // `SELECT … INTO @variable`
            return position + 1;
        }
        let next = self.skip_words(position + 1, "TEMPORARY|TEMP|UNLOGGED|TABLE");
        if !self.is_name(next) {
            return next;
        }
        let (created, end) = self.qualified(next, NameKind::Relation);
        self.found.created = Some(created);
        end
    }

    /// `USING`, which names relations in a `DELETE` and a `MERGE`, and columns in a join.
    fn using(&mut self, position: usize) {
        let is_of_join = self.is_sign(position + 1, "(") && !self.is_word(0, "MERGE");
        let takes_relations = matches!(self.level().verb, Some(Access::Delete | Access::Insert));
        if takes_relations && !is_of_join {
            self.expect_several(Access::Read);
        }
    }

    /// `FROM`, where it begins a clause: not that of `EXTRACT(… FROM …)`, nor that of
    /// `IS DISTINCT FROM`.
    fn from(&mut self, position: usize) -> usize {
        let verb = self.level().verb;
        let is_operator = position > 0 && self.is_word(position - 1, "DISTINCT");
        let is_copy = verb == Some(Access::Insert) && self.is_word(0, "COPY");
        if verb.is_none() || is_operator || is_copy {
            return position + 1;
        }
        let lists_deleted = self.level().lists_relations == Some(Access::Delete);
        let level = self.level();
        level.expects = match verb {
            Some(Access::Delete) if !lists_deleted => Some(Access::Delete),
            _ => Some(Access::Read),
        };
        level.lists_relations = Some(Access::Read);
        self.skip_words(position + 1, "ONLY|LATERAL")
    }
}
