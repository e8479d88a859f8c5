"""Trigger operations that leave the models of a migration alone.

A trigger says nothing about the columns of a model. The library's own operations draw all related models
anew after each one, which for the triggers of this house cost most of a minute at the first start.
"""

from typing import Any, cast

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import ProjectState
from pgtrigger import compiler, migrations


class AddTrigger(migrations.AddTrigger):
    """The same, without drawing models."""

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Note the trigger for `makemigrations`."""
        options = state.models[app_label, self.model_name.lower()].options
        options["triggers"] = [*options.get("triggers", []), self.trigger]

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        """Install it."""
        schema_editor.execute(self._compiled.install_sql, params=None)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        """Remove it."""
        schema_editor.execute(self._compiled.uninstall_sql, params=None)

    @property
    def _compiled(self) -> compiler.Trigger:
        return cast(compiler.Trigger, self.trigger)  # what a migration file holds is always compiled


class RemoveTrigger(migrations.RemoveTrigger):
    """The same, without drawing models."""

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Forget the trigger for `makemigrations`."""
        options = state.models[app_label, self.model_name.lower()].options
        options["triggers"] = [one for one in options["triggers"] if one.name != self.name]

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        """Remove it."""
        schema_editor.execute(self._found(app_label, from_state).uninstall_sql, params=None)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        """Install it again."""
        schema_editor.execute(self._found(app_label, to_state).install_sql, params=None)

    def _found(self, app_label: str, state: ProjectState) -> Any:
        triggers = state.models[app_label, self.model_name.lower()].options["triggers"]
        return next(one for one in triggers if one.name == self.name)
