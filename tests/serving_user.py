"""Sign in to the database as pages and jobs do in production: with the rights of the serving user."""

import os
from collections.abc import Iterator

import pytest
from django.db import connection
from pytest_django.fixtures import Settings

from accounts.trail.rights import serve

# Users belong to the whole server, which the workers of a run share.
NAME = f"serving_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"


@pytest.fixture
def serving(db: None, settings: Settings) -> Iterator[str]:
    """The name of the serving user; until the end of the test everything is asked under it."""
    settings.DATABASE_SERVING_USER, settings.DATABASE_SERVING_PASSWORD = NAME, "of the day"
    serve()
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {NAME}")
        yield NAME
        cursor.execute("RESET ROLE")
