"""Containers among themselves: TLS by their own authority. The real servers, the real flags."""

import json
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.hashes import SHA256
from django.db import connection
from psycopg.conninfo import make_conninfo
from pytest_django.fixtures import Settings
from pytest_django.plugin import DjangoDbBlocker
from redis import Redis, RedisError

from config import env
from config.backup.database import ToolFailed, dumped
from config.health.certificates import certificates
from config.health.checks import State
from config.management.commands.restore import make_room
from tests.faults.servers import tools
from tests.setup.inner import HERE, Inner, answer_of, started
from tests.setup.inner_client import leading_here
from tests.setup.production import secrets_made
from tests.setup.serving import gunicorn

pytestmark = pytest.mark.slow
NOW = datetime.now(UTC)


@pytest.fixture(scope="module")
def inner(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Inner]:
    """PostgreSQL and Redis as their containers start them."""
    with django_db_blocker.unblock():
        programs = tools()
    with started(tmp_path_factory.mktemp("inner"), programs) as running:
        yield running


@pytest.fixture(scope="module")
def stranger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The secrets of another house, with an authority of its own."""
    folder = tmp_path_factory.mktemp("stranger") / "secrets"
    secrets_made(folder)
    return folder


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> None:
    """The names of the containers lead to this machine."""
    monkeypatch.setattr(socket, "getaddrinfo", leading_here)


def test_the_application_reaches_both_over_tls(inner: Inner) -> None:
    given = inner.given("worker") | {"ALLOWED_HOSTS": "bone.invalid", "BASE_URL": "https://bone.invalid"}
    done = answer_of([sys.executable, "-m", "tests.setup.inner_client"], given)

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "sealed": True,
        "user": "serving",
        "cache": "kept",
        "waiting": 1,
        "taken": "worklist.plan_reminders",
        "dump": "PGDMP",
    }


def opened(inner: Inner, **more: str) -> psycopg.Connection[Any]:
    """A connection to PostgreSQL as the application makes it, but for what is said here."""
    trust = env.database_trust(str(inner.secrets / "inner_ca"))
    usual = {"host": "postgres", "hostaddr": HERE, "user": "serving", "dbname": "boneboard"}
    known = {"password": inner.password("serving_password"), "port": str(inner.postgres)}
    return psycopg.connect(make_conninfo(**usual | known | trust | more))


def test_postgres_refuses_whoever_speaks_in_the_open(inner: Inner) -> None:
    with pytest.raises(psycopg.OperationalError, match="no encryption"):
        opened(inner, sslmode="disable", sslrootcert="")


def test_postgres_asks_for_the_password_under_tls_too(inner: Inner) -> None:
    opened(inner).close()
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        opened(inner, password="guessed")


def test_another_authority_or_name_in_the_place_of_postgres_gets_no_password(
    inner: Inner, stranger: Path
) -> None:
    with pytest.raises(psycopg.OperationalError, match="certificate verify failed"):
        opened(inner, sslrootcert=str(stranger / "inner_ca"))
    with pytest.raises(psycopg.OperationalError, match="does not match host name"):
        opened(inner, host="redis")


def test_backup_and_restore_give_the_password_to_no_stranger_either(
    inner: Inner, stranger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = {"USER": "serving", "PASSWORD": inner.password("serving_password"), "NAME": "boneboard"}
    asks_for(inner, stranger / "inner_ca", monkeypatch, **told)
    monkeypatch.setenv("PGHOSTADDR", HERE)

    with pytest.raises(ToolFailed, match="certificate verify failed"):
        list(dumped("a moment"))
    with pytest.raises(psycopg.OperationalError, match="certificate verify failed"):
        make_room("boneboard")


def asks_for(inner: Inner, authority: Path, monkeypatch: pytest.MonkeyPatch, **more: str) -> None:
    """This process asks the database of the containers, and believes this authority."""
    told = {"HOST": "postgres", "PORT": str(inner.postgres)} | more
    for name, value in (told | {"OPTIONS": env.database_trust(str(authority))}).items():
        monkeypatch.setitem(connection.settings_dict, name, value)


def lets_in(inner: Inner, *, scheme: str = "rediss", host: str = "redis", ca: Path | None = None) -> bool:
    """True when Redis takes us in as the application asks it, but for what is said here."""
    address = env.with_password(f"{scheme}://{host}:{inner.redis}/0", inner.password("redis_password"))
    trusted = env.with_trust(address, str(ca or inner.secrets / "inner_ca"))
    with suppress(RedisError), Redis.from_url(trusted, socket_timeout=5) as client:
        return bool(client.ping())
    return False


def test_redis_is_spoken_to_over_tls_by_its_own_name_only(inner: Inner, stranger: Path, names: None) -> None:
    assert lets_in(inner)
    assert not lets_in(inner, scheme="redis")
    assert not lets_in(inner, host="postgres")
    assert not lets_in(inner, ca=stranger / "inner_ca")


@pytest.mark.parametrize(("line", "is_healthy"), [(None, True), ("requirepass guessed", False), ("", False)])
def test_redis_is_healthy_only_when_it_says_so(
    inner: Inner, tmp_path: Path, line: str | None, is_healthy: bool
) -> None:
    known = tmp_path / "known"
    known.write_text((inner.secrets / "redis_conf").read_text() if line is None else f"{line}\n")

    assert is_well(inner, known, inner.secrets / "inner_ca") is is_healthy


def test_redis_with_the_certificate_of_others_is_not_healthy(inner: Inner, stranger: Path) -> None:
    assert not is_well(inner, inner.secrets / "redis_conf", stranger / "inner_ca")


def is_well(inner: Inner, known: Path, authority: Path) -> bool:
    """What the container says of its Redis, when it knows this password and this authority."""
    kind, said = inner.composed["redis"]["healthcheck"]["test"]
    assert kind == "CMD-SHELL"
    asked = said.replace("$$", "$").replace("/run/secrets/redis_conf", str(known))
    asked = asked.replace("/run/secrets/inner_ca", str(authority))
    asked = asked.replace("redis-cli", f"redis-cli -p {inner.redis}")
    return subprocess.run(["sh", "-c", asked], capture_output=True, check=False).returncode == 0


def test_web_is_healthy_over_tls_for_who_believes_its_authority(
    inner: Inner, stranger: Path, tmp_path: Path
) -> None:
    with gunicorn(tmp_path, **inner.given("web")) as (_process, address):
        told = inner.given("web") | {"ALLOWED_HOSTS": "bone.invalid", "WEB_BIND": address}

        assert answer_of(["deploy/healthy"], told).returncode == 0
        refused = answer_of(["deploy/healthy"], told | {"WEB_CA_FILE": str(stranger / "inner_ca")})
        assert "CERTIFICATE_VERIFY_FAILED" in refused.stderr
        assert in_the_open(address) == b""


def in_the_open(address: str) -> bytes:
    """What web answers to a request without TLS."""
    host, _colon, port = address.partition(":")
    with socket.create_connection((host, int(port)), timeout=5) as plain, suppress(ConnectionError):
        plain.sendall(b"GET /readyz HTTP/1.1\r\nHost: web\r\n\r\n")
        return plain.recv(1000)
    return b""


def known_as(inner: Inner, authority: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """The health page asks the same servers, and believes this authority."""
    asks_for(inner, authority, monkeypatch)
    settings.CELERY_BROKER_URL = f"rediss://redis:{inner.redis}/0"
    settings.REDIS_CA_FILE = str(authority)
    settings.WEB_TLS_CERT_FILE = str(inner.secrets / "web_certificate")


@pytest.mark.parametrize(
    ("days", "state", "left"), [(0, State.WELL, 396), (366, State.WELL, 30), (367, State.CAUTION, 29)]
)
def test_the_health_page_tells_before_a_certificate_ends(
    inner: Inner, names: None, settings: Settings, monkeypatch: pytest.MonkeyPatch,
    days: int, state: State, left: int,
) -> None:  # fmt: skip
    known_as(inner, inner.secrets / "inner_ca", settings, monkeypatch)
    found = {check.subject: check for check in certificates(datetime.now(UTC) + timedelta(days=days))}

    assert found.keys() == {"postgres", "redis", "web"}
    assert {(check.state, check.number) for check in found.values()} == {(state, left)}


def test_the_health_page_tells_a_certificate_nobody_believes_from_a_server_that_is_away(
    inner: Inner, stranger: Path, names: None, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    known_as(inner, stranger / "inner_ca", settings, monkeypatch)
    settings.CELERY_BROKER_URL = "rediss://redis:1/0"
    found = {check.subject: check.state for check in certificates(NOW)}

    assert found == {"postgres": State.BAD, "redis": State.UNKNOWN, "web": State.WELL}


def test_where_nothing_is_over_tls_nothing_is_said_of_certificates() -> None:
    assert list(certificates(NOW)) == []


def test_each_server_has_a_certificate_of_its_own_name_and_all_end_together(inner: Inner) -> None:
    found = {name: read(inner.secrets / f"{name}_certificate") for name in ("postgres", "redis", "web")}

    assert {name: hosts(one) for name, one in found.items()} == {name: [name] for name in found}
    assert {(one.not_valid_after_utc - NOW).days for one in found.values()} <= {396, 397}
    assert (read(inner.secrets / "inner_ca").not_valid_after_utc - NOW).days > 3600


def read(file: Path) -> x509.Certificate:
    return x509.load_pem_x509_certificate(file.read_bytes())


def hosts(certificate: x509.Certificate) -> list[str]:
    names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName)
    return names.value.get_values_for_type(x509.DNSName)


def aged(folder: Path, name: str, days: int) -> None:
    """The certificate of this name as it is when only so many days are left of it."""
    signer = serialization.load_pem_private_key((folder / "inner_ca_key").read_bytes(), None)
    old = read(folder / name)
    begun = NOW - timedelta(days=300)
    builder = x509.CertificateBuilder(
        old.issuer, old.subject, old.public_key(), old.serial_number, begun, NOW + timedelta(days=days)
    )
    made = builder.sign(signer, SHA256())  # type: ignore[arg-type]  # an EC key
    (folder / name).unlink()
    (folder / name).write_bytes(made.public_bytes(serialization.Encoding.PEM))


@pytest.mark.parametrize(
    ("name", "days", "changed"),
    [
        ("postgres_certificate", 61, set()),
        ("postgres_certificate", 59, {"postgres", "redis", "web"}),
        ("inner_ca", 396, {"inner_ca", "postgres", "redis", "web"}),
    ],
)
def test_certificates_are_made_anew_before_they_end(
    tmp_path: Path, name: str, days: int, changed: set[str]
) -> None:
    folder = tmp_path / "secrets"
    secrets_made(folder)
    aged(folder, name, days)
    before = contents(folder)
    told = secrets_made(folder)

    assert {key.removesuffix("_certificate") for key in changes(before, folder)} == changed
    assert ("restart" in told) is bool(changed)
    trust = ssl.create_default_context(cafile=str(folder / "inner_ca"))
    assert trust.cert_store_stats() == {"x509": 1, "crl": 0, "x509_ca": 1}


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def changes(before: dict[str, bytes], folder: Path) -> set[str]:
    """The certificates that are others now; no other secret may be."""
    changed = {name for name, value in contents(folder).items() if before[name] != value}
    assert all(name.endswith(("_certificate", "inner_ca", "_key")) for name in changed)
    return {name for name in changed if not name.endswith("_key")}
