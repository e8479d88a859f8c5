"""Table operations that leave the other models of a migration alone: see docs/adr/0012-first-migrations.md.

A new table, an index or a constraint changes no model that was there before. Django's own operations draw all
related models anew after each of them, and here all are related: to a patient, to a user.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import migrations
from django.db.migrations.state import ProjectState


@contextmanager
def _drawn_models_kept(state: ProjectState) -> Iterator[Any]:
    """The models drawn so far, untouched by what is noted in here; None when none was drawn yet."""
    drawn = state.__dict__.pop("apps", None)
    yield drawn
    if drawn is not None:
        state.__dict__["apps"] = drawn


class CreateModel(migrations.CreateModel):
    """The same; only the new model is drawn."""

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Note the model, and draw it beside the others."""
        with _drawn_models_kept(state) as drawn:
            super().state_forwards(app_label, state)
        if drawn is not None:
            drawn.render_multiple([state.models[app_label, self.name_lower]])


class AddConstraint(migrations.AddConstraint):
    """The same, without drawing models."""

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Note the constraint for `makemigrations`."""
        with _drawn_models_kept(state):
            super().state_forwards(app_label, state)


class AddIndex(migrations.AddIndex):
    """The same, without drawing models."""

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Note the index for `makemigrations`."""
        with _drawn_models_kept(state):
            super().state_forwards(app_label, state)
