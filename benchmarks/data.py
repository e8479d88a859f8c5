"""A hospital group of any size: per patient one running course with six doses, labs and teeth.

A hospital has 5,000 patients in five departments. Loading is without history triggers, and plain indexes are
built afterwards: one by one over all rows instead of row by row.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from django.db import connection
from django.db.backends.utils import CursorWrapper

HOSPITAL_SIZE, DEPARTMENT_SIZE = 5_000, 1_000
SCRIPT = Path(__file__).with_name("hospital_group.sql")
PLAIN_INDEXES = """
SELECT c.relname, pg_get_indexdef(i.indexrelid)
FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid
WHERE NOT i.indisunique AND (t.relname LIKE 'patients%' OR t.relname LIKE 'bonetherapy%')
"""


def load(size: int, today: date) -> None:
    """Fill the migrated, empty database with `size` patients and collect the planner's statistics."""
    with connection.cursor() as cursor:
        with _indexes_afterwards(cursor):
            fill(size, today)
        cursor.execute("VACUUM ANALYZE")


def fill(size: int, today: date) -> None:
    """The rows alone, also inside a transaction."""
    params: dict[str, int | str] = {
        "size": size,
        "hospital": HOSPITAL_SIZE,
        "department": DEPARTMENT_SIZE,
        "today": today.isoformat(),
    }
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        for statement in filter(str.strip, SCRIPT.read_text(encoding="utf-8").split(";")):
            cursor.execute(statement, params)
        cursor.execute("SET session_replication_role = DEFAULT")


@contextmanager
def _indexes_afterwards(cursor: CursorWrapper) -> Iterator[None]:
    cursor.execute(PLAIN_INDEXES)
    indexes = cursor.fetchall()
    for name, _definition in indexes:
        cursor.execute(f'DROP INDEX "{name}"')
    yield
    cursor.execute("SET maintenance_work_mem = '512MB'")
    for _name, definition in indexes:
        cursor.execute(definition)
