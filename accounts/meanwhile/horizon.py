"""How far a page has seen: what transactions below this number wrote was committed when it was asked for.

A number of the database and no clock: a change that was committed while the page was being built is never
taken for seen. What ran beside it may be taken for unseen, and is then shown once more.
"""

from django.db import connection
from django.db.models import BooleanField, TextField
from django.db.models.expressions import RawSQL

_SQL = "pg_snapshot_xmin(pg_current_snapshot())::xid::text"
HORIZON = RawSQL(_SQL, [], output_field=TextField())  # noqa: S611 - no part of it comes from outside


def horizon_of(user: object) -> str:
    """The number as text: what came with the user, else asked for now."""
    return str(getattr(user, "horizon", "")) or horizon_now()


def horizon_now() -> str:
    """The number as text, to be asked before anything is read."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {_SQL}")
        return str(cursor.fetchone()[0])


def beyond(table: str, horizon: str) -> RawSQL:
    """True for a row of this table that a page with this horizon cannot have seen."""
    name = connection.ops.quote_name(table)
    return RawSQL(  # noqa: S611 - the name is one of our tables, the number a parameter
        f"age({name}.xmin) <= age(%s::text::xid)", [horizon], output_field=BooleanField()
    )
