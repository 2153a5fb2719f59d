use sqlparser::ast::{
    Distinct, Expr, GroupByExpr, OrderByExpr, OrderBySort, Select, SelectItem, WindowSpec,
};

use super::query::{Aliases, meant};
use super::{Form, Piece, unnested};

/// Whether an item stands for columns that it does not name.
pub(super) const fn is_wildcard(item: &SelectItem) -> bool {
    matches!(
        item,
        SelectItem::Wildcard(_) | SelectItem::QualifiedWildcard(..)
    )
}

impl Form {
    pub(super) fn select(&mut self, select: &Select, aliases: Aliases<'_>) {
        let is_plain = select.top.is_none()
            && select.lateral_views.is_empty()
            && select.into.is_none()
            && select.qualify.is_none()
            && select.connect_by.is_empty();
        if !is_plain {
            self.is_incomplete = true;
        }
        self.enter(&select.from);
        self.push("select ");
        match &select.distinct {
            None | Some(Distinct::All) => {}
            Some(Distinct::Distinct) => self.push("distinct "),
            Some(Distinct::On(expressions)) => {
                self.list(("distinct on (", ", ", ") "), expressions, |form, it| {
                    form.expression(meant(it, &select.projection));
                });
            }
        }
        if !matches!(aliases, Aliases::NoColumns) {
            for (index, item) in select.projection.iter().enumerate() {
                if index > 0 {
                    self.push(", ");
                }
                self.item(item, index, aliases);
            }
        }
        if !select.from.is_empty() {
            self.push(" from ");
            self.from(&select.from);
        }
        self.condition(" where ", select.selection.as_ref());
        match &select.group_by {
            GroupByExpr::Expressions(expressions, modifiers) => {
                if !expressions.is_empty() {
                    self.list((" group by ", ", ", ""), expressions, |form, it| {
                        form.expression(meant(it, &select.projection));
                    });
                }
                for modifier in modifiers {
                    self.push_unknown(modifier);
                }
            }
            GroupByExpr::All(_) => self.is_incomplete = true,
        }
        self.condition(" having ", select.having.as_ref());
        for window in &select.named_window {
            self.push(" window ");
            self.push_unknown(window);
        }
        self.leave();
    }

    fn condition(&mut self, word: &str, condition: Option<&Expr>) {
        if let Some(condition) = condition {
            self.push(word);
            self.expression(condition);
        }
    }

    fn item(&mut self, item: &SelectItem, index: usize, aliases: Aliases<'_>) {
        let (expression, said) = match item {
            SelectItem::UnnamedExpr(expression) => (expression, None),
            SelectItem::ExprWithAlias { expr, alias } => (expr, Some(self.folded(alias))),
            SelectItem::Wildcard(_) | SelectItem::QualifiedWildcard(..) => {
                self.has_inner_wildcard = true;
                return;
            }
            other @ SelectItem::ExprWithAliases { .. } => {
                self.is_incomplete = true;
                return self.push_unknown(other);
            }
        };
        self.expression(expression);
        let said = said.or_else(|| self.own_name(expression));
        match aliases {
            Aliases::Said => self.pieces.push(Piece::Alias(said)),
            Aliases::Listed(names) => {
                self.pieces
                    .push(Piece::Alias(names.get(index).cloned().or(said)));
            }
            Aliases::Ignored | Aliases::NoColumns => {}
        }
    }

    /// What a column is called that nobody gives a name; nothing where the database chooses.
    fn own_name(&self, expression: &Expr) -> Option<String> {
        match unnested(expression) {
            Expr::Identifier(name) => Some(self.folded(name)),
            Expr::CompoundIdentifier(parts) => parts.last().map(|name| self.folded(name)),
            _ => None,
        }
    }

    /// Expressions with their orders.
    pub(super) fn sorted(&mut self, sorted: &[OrderByExpr]) {
        self.sorted_by(sorted, &[]);
    }

    /// The same, where an expression may be one of some items by its number or name.
    pub(super) fn sorted_by(&mut self, sorted: &[OrderByExpr], items: &[SelectItem]) {
        self.list(("", ", ", ""), sorted, |form, sorted| {
            form.expression(meant(&sorted.expr, items));
            let is_descending = matches!(sorted.options.sort, Some(OrderBySort::Desc));
            if is_descending {
                form.push(" desc");
            }
            // Nulls come last in an ascending order and first in a descending one.
            match sorted.options.nulls_first {
                Some(true) if !is_descending => form.push(" nulls first"),
                Some(false) if is_descending => form.push(" nulls last"),
                _ => {}
            }
        });
    }

    pub(super) fn window(&mut self, window: &WindowSpec) {
        if let Some(name) = &window.window_name {
            self.push(&self.folded(name));
        }
        if !window.partition_by.is_empty() {
            self.list(
                (" partition by ", ", ", ""),
                &window.partition_by,
                Self::expression,
            );
        }
        if !window.order_by.is_empty() {
            self.push(" order by ");
            self.sorted(&window.order_by);
        }
        if let Some(frame) = &window.window_frame {
            let end = frame.end_bound.as_ref();
            let end = end.map_or_else(|| "CURRENT ROW".to_owned(), ToString::to_string);
            let frame = format!("{} BETWEEN {} AND {end}", frame.units, frame.start_bound);
            self.push(" ");
            self.push_unknown(&frame);
        }
    }
}
