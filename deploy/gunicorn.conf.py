"""How gunicorn serves BoneBoard. Requests under way are finished before a worker goes."""

import os
import shutil
from pathlib import Path
from typing import Any

# Before prometheus_client is imported: processes share their counts through this folder.
os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", "/tmp/boneboard-metrics")  # noqa: S108 - a container's own

bind = os.environ.get("WEB_BIND", "0.0.0.0:8000")
# Empty: plain http, for a proxy on the same machine.
certfile = os.environ.get("WEB_TLS_CERT_FILE") or None
keyfile = os.environ.get("WEB_TLS_KEY_FILE") or None
worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
# Above the longest page, below stop_grace_period of docker-compose.yml.
graceful_timeout = 25
timeout = 60
worker_tmp_dir = "/dev/shm"  # noqa: S108 - a heartbeat must not wait for a disk
control_socket_disable = True
# A failure on the way out, in the middle of a file: told as the application tells its own, without its words.
logconfig_dict = {
    "formatters": {"json": {"()": "config.logging.formatter"}},
    "filters": {"without_words": {"()": "config.traces.WithoutWords"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "json", "filters": ["without_words"]}
    },
    "root": {"level": "INFO", "handlers": ["console"]},
    "loggers": {
        "gunicorn.error": {"level": "INFO", "handlers": ["console"], "propagate": False},
        # The application writes a line a request itself, without the address.
        "gunicorn.access": {"level": "CRITICAL", "handlers": [], "propagate": False},
    },
}


def on_starting(server: Any) -> None:
    """Counts of an earlier start are gone."""
    folder = Path(os.environ["PROMETHEUS_MULTIPROC_DIR"])
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, mode=0o700)


def child_exit(server: Any, worker: Any) -> None:
    """A worker that ended leaves its counters, and takes along what was true only while it lived."""
    from prometheus_client import multiprocess  # noqa: PLC0415 - reads the folder's name when it is imported

    multiprocess.mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]
