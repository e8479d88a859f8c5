"""Run with the environment of a container: what the application sees of its stores, as one line of JSON.

The names of the containers lead to this machine; PostgreSQL's own library is told by PGHOSTADDR.
"""

import json
import os
import socket
import sys
from typing import Any

HERE = "127.0.0.1"
CONTAINERS = {"postgres", "redis"}
resolved = socket.getaddrinfo


def leading_here(host: Any, *more: Any, **named: Any) -> Any:
    """The address of a container is this machine's."""
    return resolved(HERE if host in CONTAINERS else host, *more, **named)


def seen() -> dict[str, object]:
    """PostgreSQL by a query and a dump; Redis as cache, as broker both ways and for the health page."""
    from django.core.cache import cache  # noqa: PLC0415 - after django.setup
    from django.db import connection  # noqa: PLC0415

    from config.backup.database import dumped, frozen  # noqa: PLC0415
    from config.celery import app  # noqa: PLC0415
    from config.health.stores import broker  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute("SELECT ssl, current_user FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
        sealed, user = cursor.fetchall()[0]
    cache.set("inner", "kept")
    app.send_task("worklist.plan_reminders")
    with broker() as client, app.connection_for_read() as reading:
        waiting = client.llen("reminders")
        taken = reading.SimpleQueue("reminders").get(timeout=5).headers["task"]
    with frozen() as moment:
        dump = b"".join(dumped(moment))
    return {"sealed": sealed, "user": user, "cache": cache.get("inner"), "waiting": waiting,
            "taken": taken, "dump": dump[:5].decode()}  # fmt: skip


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    socket.getaddrinfo = leading_here
    django.setup()
    sys.stdout.write(json.dumps(seen()))
