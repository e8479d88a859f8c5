"""Unsafe settings stop the application."""

import os
import secrets
import subprocess
import sys
from base64 import b64encode

import pytest
from django.db import connection
from pytest_django.fixtures import Settings

from config import checks
from tests.setup.checkout import ROOT

KEY = b64encode(bytes(32)).decode()


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("SECRET_KEY", "x" * 31, "boneboard.E001"),
        ("INDEX_KEY", "", "boneboard.E002"),
        ("FIELD_KEYS", [], "boneboard.E003"),
        ("FIELD_KEYS", [KEY, "not a key"], "boneboard.E003"),
        ("FIELD_KEYS", [b64encode(bytes(16)).decode()], "boneboard.E003"),
    ],
)
def test_a_missing_or_weak_secret_is_an_error(
    settings: Settings, name: str, value: object, expected: str
) -> None:
    setattr(settings, name, value)

    assert [found.id for found in checks.secrets_are_set()] == [expected]


def test_good_secrets_are_fine(settings: Settings) -> None:
    settings.SECRET_KEY, settings.INDEX_KEY, settings.FIELD_KEYS = "x" * 32, "y" * 32, [KEY]

    assert list(checks.secrets_are_set()) == []


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("DEBUG", True, "boneboard.E004"),
        ("ALLOWED_HOSTS", ["*"], "boneboard.E005"),
        ("BASE_URL", "http://bone.invalid", "boneboard.W001"),
        ("TRAIL_HEADS_DIR", "", "boneboard.W010"),
    ],
)
def test_unsafe_production_is_named(settings: Settings, name: str, value: object, expected: str) -> None:
    settings.DEBUG, settings.ALLOWED_HOSTS, settings.BASE_URL = (
        False,
        ["bone.invalid"],
        "https://bone.invalid",
    )
    settings.TRAIL_HEADS_DIR = "/data/trail-heads"
    setattr(settings, name, value)

    assert [found.id for found in checks.production_is_safe()] == [expected]


@pytest.mark.parametrize(
    ("host", "options", "redis", "expected"),
    [
        ("", {}, "unix:///run/redis.sock?db=1", []),
        ("/run/postgresql", {}, "redis+socket:///run/redis.sock", []),
        ("localhost", {}, "redis://127.0.0.1:6379/1", []),
        ("db.invalid", {"sslmode": "verify-full"}, "rediss://redis.invalid/1", []),
        ("db.invalid", {}, "rediss://redis.invalid/1", ["boneboard.W011"]),
        ("db.invalid", {"sslmode": "require"}, "rediss://redis.invalid/1", ["boneboard.W011"]),
        ("", {}, "redis://:secret@redis.invalid:6379/1", ["boneboard.W012"]),
    ],
)
def test_a_store_on_another_machine_is_reached_over_tls(
    settings: Settings, monkeypatch: pytest.MonkeyPatch,
    host: str, options: dict[str, str], redis: str, expected: list[str],
) -> None:  # fmt: skip
    monkeypatch.setitem(connection.settings_dict, "HOST", host)
    monkeypatch.setitem(connection.settings_dict, "OPTIONS", options)
    settings.CACHE_URL, settings.CELERY_BROKER_URL = redis, "rediss://redis.invalid/0"

    assert [found.id for found in checks.stores_are_reached_over_tls()] == expected


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("TRAIL_KEYS", [], "boneboard.E010"),
        ("TRAIL_KEYS", [KEY, "not a key"], "boneboard.E010"),
        ("TRAIL_RETENTION_DAYS", 179, "boneboard.E011"),
    ],
)
def test_a_trail_nobody_can_prove_is_an_error(
    settings: Settings, name: str, value: object, expected: str
) -> None:
    settings.TRAIL_KEYS, settings.TRAIL_RETENTION_DAYS = [KEY], 180
    assert list(checks.trail_is_kept()) == []
    setattr(settings, name, value)

    assert [found.id for found in checks.trail_is_kept()] == [expected]


def check_deploy(**change: str) -> subprocess.CompletedProcess[str]:
    good = {
        "PATH": os.environ["PATH"],
        "SECRET_KEY": secrets.token_urlsafe(48),
        "INDEX_KEY": secrets.token_urlsafe(32),
        "FIELD_KEYS": KEY,
        "TRAIL_KEYS": KEY,
        "TRAIL_HEADS_DIR": "/data/trail-heads",
        "ALLOWED_HOSTS": "bone.invalid",
        "BASE_URL": "https://bone.invalid",
        "BEHIND_TLS_PROXY": "1",
        "SECURE_SSL_REDIRECT": "1",
        "SECURE_HSTS_SECONDS": "31536000",
    }
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    return subprocess.run(command, cwd=ROOT, env=good | change, capture_output=True, text=True, check=False)


@pytest.mark.slow
def test_good_production_settings_pass_without_a_warning() -> None:
    done = check_deploy()

    assert done.returncode == 0, done.stderr


@pytest.mark.slow
def test_without_secrets_no_command_runs() -> None:
    done = check_deploy(SECRET_KEY="", FIELD_KEYS="", INDEX_KEY="")

    assert done.returncode != 0
    assert "SECRET_KEY" in done.stderr
