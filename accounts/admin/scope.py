"""Which part of the installation an administrator looks after: one hospital, or all of it."""

from typing import Any

from django.db.models import Model, Q, QuerySet

from accounts.models import Department, Hospital, User, Ward

HOSPITAL_OF: dict[type[Model], str] = {
    Hospital: "id",
    Department: "hospital_id",
    Ward: "department__hospital_id",
    User: "hospital_id",
}


def is_whole(user: Any) -> bool:
    """True for superusers and for administrators who belong to no single hospital."""
    return bool(user.is_superuser or user.hospital_id is None)


def within(user: Any, rows: QuerySet[Any], path: str) -> QuerySet[Any]:
    """The rows whose hospital, found by `path`, is the user's; all rows for an empty path or the whole."""
    return rows if not path or is_whole(user) else rows.filter(Q(**{path: user.hospital_id}))
