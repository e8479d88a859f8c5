"""Bring an installed checkout to its first page: message catalogues, static files, tables, demo hospital.

One process for all of it, because starting Django four times would cost more than the work.
"""

import os

import django
from django.conf import settings
from django.core.management import call_command


def prepare() -> None:
    """Every step may run again and then changes nothing; what the demo hospital prints goes to stdout."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    call_command("catalogs", "compile", verbosity=0)
    if not settings.DEBUG:
        call_command("collectstatic", interactive=False, verbosity=0)
    call_command("migrate", interactive=False, verbosity=0)
    call_command("demo_hospital")


if __name__ == "__main__":
    prepare()
