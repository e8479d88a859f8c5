"""What a migration may do while the version before it still serves people (docs/adr/0025).

Expand now, contract later: new things come beside the old ones, and what no version reads any more goes in a
migration that says since when: `after_release = "2027.1"`.
"""

from collections.abc import Iterable, Iterator

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import connection
from django.db.migrations import Migration, operations
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.db.models import Field, ManyToManyField
from django.db.models.fields import NOT_PROVIDED

REMOVALS = (
    operations.RemoveField,
    operations.DeleteModel,
    operations.RenameField,
    operations.RenameModel,
    operations.AlterModelTable,
)
# Tables that grow with every day of every patient: an index on them is built beside the writes.
LARGE = {
    ("worklist", "reminder"),
    ("worklist", "task"),
    ("bonetherapy", "dose"),
    ("patients", "patient"),
    ("patients", "labresult"),
    ("imaging", "imagingslot"),
    ("accounts", "readrecord"),
}


def faults(migration: Migration, before: ProjectState) -> list[str]:
    """What the version before would stumble over, in words; `before` is where the migration starts."""
    if getattr(migration, "after_release", ""):
        return []
    new = {op.name_lower for op in migration.operations if isinstance(op, operations.CreateModel)}
    return [
        f"{migration.app_label}.{migration.name}: {operation.describe()}: {fault}"
        for operation in _flat(migration.operations)
        if getattr(operation, "model_name_lower", "") not in new
        and (fault := _fault(operation, migration.app_label, before))
    ]


def _flat(found: Iterable[Operation]) -> Iterator[Operation]:
    """What happens to the database."""
    for operation in found:
        if isinstance(operation, operations.SeparateDatabaseAndState):
            yield from _flat(operation.database_operations)
        else:
            yield operation


def _fault(operation: Operation, app: str, before: ProjectState) -> str:
    if isinstance(operation, REMOVALS):
        return "the version before still reads it"
    if isinstance(operation, operations.AddField):
        return _added(operation.field)
    if isinstance(operation, operations.AlterField):
        old = before.apps.get_model(app, operation.model_name)._meta.get_field(operation.name)
        return _altered(old, operation.field)
    if isinstance(operation, operations.AddIndex) and not isinstance(operation, AddIndexConcurrently):
        is_large = (app, operation.model_name.lower()) in LARGE
        return "nobody can write while it is built: AddIndexConcurrently" if is_large else ""
    return ""


def _added(field: Field) -> str:  # type: ignore[type-arg]  # any field
    is_free = field.null or field.db_default is not NOT_PROVIDED or isinstance(field, ManyToManyField)
    return "" if is_free else "the version before writes rows without it: null=True or db_default"


def _altered(old: Field, new: Field) -> str:  # type: ignore[type-arg]  # any field
    if old.null and not new.null:
        return "the version before still writes NULL"
    if new.is_relation:
        return ""  # its column has the type of the key it holds, as before
    kinds = [field.db_parameters(connection)["type"] or "" for field in (old, new)]
    if kinds[0] == kinds[1] or (kinds[0].startswith("varchar") and kinds[1] == "text"):
        return ""
    if all(kind.startswith("varchar") for kind in kinds):
        return "" if (new.max_length or 0) >= (old.max_length or 0) else "longer values are there already"
    return "another type rewrites the table while nobody can use it"
