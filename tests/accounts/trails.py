"""How the tests of the trail write, seal, and do what nobody may."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.utils import timezone

from accounts.enums import ReadAction
from accounts.models import ReadRecord
from accounts.trail.heads import write_heads
from accounts.trail.sealing import seal
from accounts.trail.verifying import faults

LONG_AGO = timezone.now() - timedelta(days=400)


def look(name: str = "李敏") -> ReadRecord:
    """One line of the trail."""
    return ReadRecord.objects.create(
        user_id=uuid.uuid4(),
        user_name=name,
        role="NURSE",
        patient_id=uuid.uuid4(),
        action=ReadAction.VIEW,
        subject="detail",
    )


def sealed(*names: str, now: datetime | None = None) -> list[ReadRecord]:
    """Lines by these people, in a batch of their own whose head is on file."""
    rows = [look(name) for name in names]
    seal(now or timezone.now())
    write_heads()
    return rows


def found() -> list[str]:
    """What verifying says."""
    return [str(fault) for fault in faults()]


def execute(sql: str, *values: Any) -> None:
    """As the owner of the tables."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


@contextmanager
def rules_off() -> Iterator[None]:
    """What the owner of a database can do to its own rules."""
    tables = ("accounts_readrecord", "accounts_trailbatch")
    for table in tables:
        execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    yield
    for table in tables:
        execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER append_only")
        execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER never_emptied")
    execute("ALTER TABLE accounts_readrecord ENABLE ALWAYS TRIGGER queued")
