"""A hospital group of any size: per patient one running course with six doses, labs and teeth.

A hospital has 5,000 patients in five departments. History triggers are off while loading.
"""

from datetime import date
from pathlib import Path

from django.db import connection

HOSPITAL_SIZE, DEPARTMENT_SIZE = 5_000, 1_000
SCRIPT = Path(__file__).with_name("hospital_group.sql")


def load(size: int, today: date) -> None:
    """Fill the migrated, empty database with `size` patients and collect the planner's statistics."""
    fill(size, today)
    with connection.cursor() as cursor:
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
