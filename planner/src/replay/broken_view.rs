use super::{Fault, Step};
use crate::operation::{TableChange, ViewChecks, references};
use crate::schema::{Object, OtherKind, OtherName, QualifiedName};
use crate::sql::Dialect;

impl Step<'_> {
    /// SQLite reads the whole schema again when it renames a table, or renames or drops a column,
    /// and refuses to while a view or a trigger reads what is not there: as when a table was dropped
    /// to be replaced.
    ///
    /// Outside rule: <https://www.sqlite.org/lang_altertable.html#altertabrename>. Costs a look at
    /// every trigger.
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
        let mut dangling = self.schema.dangling_views();
        let broken = dangling.find(|(_, read)| self.is_gone(read));
        let broken = broken.map(|(view, read)| (Object::View(view.clone()), read.clone()));
        drop(dangling);
        if let Some((object, relation)) = broken.or_else(|| self.broken_trigger()) {
            self.fault(Fault::BrokenView { object, relation });
        }
    }

    /// A trigger that names what is not there.
    fn broken_trigger(&self) -> Option<(Object, QualifiedName)> {
        let mut triggers = self.schema.triggers();
        triggers.find_map(|(name, trigger)| {
            // A text that does not follow a rename names what has another name now.
            if trigger.follows_rename {
                return None;
            }
            let touches = references(&trigger.action, Dialect::Sqlite).touches;
            let mut names = touches
                .iter()
                .map(|touch| self.find_relation(&touch.relation));
            let gone = names.find(|it| self.is_gone(it))?;
            let object = Object::Trigger {
                table: trigger.table.clone(),
                trigger: name.clone(),
            };
            Some((object, gone))
        })
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
