"""Bring an installed checkout to its first page: message catalogues, static files, tables, demo hospital.

One process for all of it, because starting Django four times would cost more than the work.
"""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django  # noqa: E402 - the path has to be set first
from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402


def prepare() -> None:
    django.setup()
    call_command("catalogs", "compile", verbosity=0)
    if not settings.DEBUG:
        call_command("collectstatic", interactive=False, verbosity=0)
    call_command("migrate", interactive=False, verbosity=0)
    call_command("demo_hospital")


if __name__ == "__main__":
    prepare()
