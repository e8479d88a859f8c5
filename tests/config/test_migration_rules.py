"""Every migration since the rule may run while the version before it serves people."""

from typing import Any

import pytest
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import models
from django.db.migrations import Migration, operations
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ModelState, ProjectState

from tests.config.migration_rules import faults
from tests.setup.checkout import ROOMS, ROOT

# The last one of each room when the rule came: nobody had a version before them. Trail and
# corrected reactions came in the same days.
BEFORE_THE_RULE = {
    "accounts": "0002",
    "patients": "0003",
    "worklist": "0007",
    "bonetherapy": "0007",
    "imaging": "0009",
    "mdt": "0008",
    "interop": "0001",
}
INDEX = models.Index(fields=["due_on"], name="due")


def since_the_rule() -> list[tuple[str, str]]:
    names = MigrationLoader(None).disk_migrations
    return sorted(key for key in names if key[1][:4] > BEFORE_THE_RULE.get(key[0], "9999"))


def test_new_migrations_let_the_version_before_go_on() -> None:
    loader = MigrationLoader(None)
    found = [
        fault
        for key in since_the_rule()
        for fault in faults(loader.disk_migrations[key], loader.project_state(key, at_end=False))
    ]

    assert ("worklist", "0009_job_runs") in since_the_rule()
    assert found == []


def migration(*steps: Operation, **more: object) -> list[str]:
    """What the rule says about these steps on a table of doses."""
    before = ProjectState()
    columns: list[tuple[str, models.Field[Any, Any]]] = [
        ("id", models.AutoField(primary_key=True)),
        ("note", models.CharField(max_length=20, null=True)),
    ]
    before.add_model(ModelState("bonetherapy", "Dose", columns))
    kind = type("Migration", (Migration,), {"operations": list(steps), **more})
    return faults(kind("0099_test", "bonetherapy"), before)


def altered(field: models.Field) -> Operation:  # type: ignore[type-arg]  # any field
    return operations.AlterField("dose", "note", field)


@pytest.mark.parametrize(
    "step",
    [
        operations.RemoveField("dose", "note"),
        operations.RenameField("dose", "note", "remark"),
        operations.DeleteModel("Dose"),
        operations.RenameModel("Dose", "Injection"),
        operations.AddField("dose", "site", models.CharField(max_length=9)),
        operations.AddField("dose", "site", models.CharField(max_length=9, default="arm")),
        altered(models.CharField(max_length=20)),
        altered(models.CharField(max_length=19, null=True)),
        altered(models.IntegerField(null=True)),
        operations.AddIndex("dose", INDEX),
        operations.SeparateDatabaseAndState([operations.RemoveField("dose", "note")]),
    ],
    ids=lambda step: step.describe(),
)
def test_what_the_version_before_would_stumble_over_is_named(step: Operation) -> None:
    assert len(migration(step)) == 1
    assert migration(step, after_release="2027.1") == []


@pytest.mark.parametrize(
    "step",
    [
        operations.AddField("dose", "site", models.CharField(max_length=9, null=True)),
        operations.AddField("dose", "site", models.CharField(max_length=9, db_default="arm")),
        altered(models.CharField(max_length=21, null=True)),
        altered(models.TextField(null=True)),
        AddIndexConcurrently("dose", INDEX),
        operations.AddIndex("hold", INDEX),
        operations.RunPython(operations.RunPython.noop),
        operations.SeparateDatabaseAndState([], [operations.RemoveField("dose", "note")]),
    ],
    ids=lambda step: step.describe(),
)
def test_what_only_adds_is_free(step: Operation) -> None:
    assert migration(step) == []


def test_a_table_that_is_new_itself_is_free() -> None:
    created = operations.CreateModel("Hold", [("id", models.AutoField(primary_key=True))])

    assert migration(created, operations.AddField("hold", "why", models.CharField(max_length=9))) == []


def test_the_rule_watches_every_room_with_tables() -> None:
    rooms = {room for room in ROOMS if list((ROOT / room).glob("migrations/0*.py"))}

    assert rooms == set(BEFORE_THE_RULE)
