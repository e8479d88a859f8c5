"""How far a page has seen: everything a transaction below this number wrote was committed when it was asked for.

A number of the database and no clock: a change that was committed while the page was being built is never
taken for seen. What ran beside it may be taken for unseen, and is then shown once more.
"""

from django.db import connection
from django.db.models import BooleanField
from django.db.models.expressions import RawSQL


def horizon_now() -> str:
    """The number as text, to be asked before anything is read."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::xid::text")
        return str(cursor.fetchone()[0])


def beyond(table: str, horizon: str) -> RawSQL:
    """True for a row of this table that a page with this horizon cannot have seen."""
    name = connection.ops.quote_name(table)
    return RawSQL(  # noqa: S611 - the name is one of our tables, the number a parameter
        f"age({name}.xmin) <= age(%s::text::xid)", [horizon], output_field=BooleanField()
    )
