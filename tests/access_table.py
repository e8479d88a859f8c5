"""Every address of the house and who may open it: the rows of all rooms in one table."""

from importlib import import_module
from importlib.util import find_spec

from tests.access import Row

ROOMS = (
    "accounts", "config", "patients", "worklist", "bonetherapy", "imaging", "mdt", "interop", "design", "api",
)  # fmt: skip


def expected() -> dict[str, tuple[Row, ...]]:
    """URL name -> rows, from `ROWS` in tests/<room>/access.py."""
    table: dict[str, tuple[Row, ...]] = {}
    for room in ROOMS:
        name = f"tests.{room}.access"
        if find_spec(name):
            for address, rows in import_module(name).ROWS.items():
                table[address] = rows if isinstance(rows, tuple) else (rows,)
    return table


EXPECTED = expected()
