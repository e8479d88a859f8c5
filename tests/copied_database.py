"""The workers of a run migrate one database; each of them tests in a copy of it."""

import fcntl
from pathlib import Path

from django.db import connection

WHOLE = "test_boneboard_whole"


def copy_the_whole(folder: Path) -> None:
    """From now on a test database begins as a copy; the first worker makes what the others copy."""
    with (folder / "database.lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        made = folder / "database.made"
        if not made.exists():
            _migrate()
            made.touch()
    connection.settings_dict["TEST"]["TEMPLATE"] = WHOLE


def _migrate() -> None:
    own, test = connection.settings_dict["NAME"], connection.settings_dict["TEST"]
    name, test["NAME"] = test["NAME"], WHOLE
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    connection.close()  # a database somebody is in is not copied
    connection.settings_dict["NAME"], test["NAME"] = own, name
