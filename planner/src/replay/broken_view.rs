use super::{Fault, Step};
use crate::operation::{TableChange, ViewChecks};
use crate::schema::{Object, OtherKind, OtherName, QualifiedName};
use crate::sql::Dialect;

impl Step<'_> {
    /// SQLite reads the whole schema again when it renames a table, or renames or drops a column,
    /// and refuses to while a view reads what is not there: as when a table was dropped to be
    /// replaced.
    ///
    /// Outside rule: <https://www.sqlite.org/lang_altertable.html#altertabrename>. Costs a look at
    /// every view.
    pub(super) fn refuse_broken_views(&mut self, change: &TableChange) {
        let looks = matches!(
            change,
            TableChange::Rename(_)
                | TableChange::RenameColumn { .. }
                | TableChange::DropColumn { .. }
        );
        let is_checked = self.session.view_checks == ViewChecks::On;
        if self.dialect() != Dialect::Sqlite || !looks || !is_checked {
            return;
        }
        let broken = self.schema.views().find_map(|(name, view)| {
            let gone = view.reads.iter().find(|read| self.is_gone(read))?;
            Some((name.clone(), gone.clone()))
        });
        if let Some((view, relation)) = broken {
            self.fault(Fault::BrokenView {
                object: Object::View(view),
                relation,
            });
        }
    }

    fn is_gone(&self, name: &QualifiedName) -> bool {
        let virtual_table = OtherName {
            kind: OtherKind::VirtualTable,
            table: None,
            name: name.clone(),
        };
        self.schema.relation(name).is_none()
            && self.schema.other(&virtual_table).is_none()
            && self.schema.uncertainty().of_name(&name.name).is_none()
            && !self.is_system(name)
    }
}
