"""The production files, read by the programs that would use them. No container engine is needed."""

import os
import re
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from redis import Redis, RedisError

from config import env
from tests.setup.checkout import ROOT, tool
from tests.setup.production import compose_config, composed, secrets
from tests.setup.serving import running, until

__all__ = ["composed", "secrets"]  # fixtures
NO_DEFAULT = ["SECRETS_DIR", "BASE_URL", "ALLOWED_HOSTS", "EMAIL_HOST"]
MADE = {
    "secret_key",
    "field_keys",
    "index_key",
    "backup_key",
    "database_password",
    "serving_password",
    "monitor_token",
    "trail_keys",
    "redis_password",
    "redis_conf",
    "inner_ca",
    "inner_ca_key",
    "postgres_certificate",
    "postgres_key",
    "redis_certificate",
    "redis_key",
    "web_certificate",
    "web_key",
}
# It signs the others and is given to no container.
KEPT_BACK = {"inner_ca_key"}
# Read by more than one user, and no secret.
PUBLIC = {"inner_ca"}
NAMED = re.compile(r"/run/secrets/(\w+)")
FROM_ELSEWHERE = {"tls_certificate", "tls_key"}
# It changes to its own user itself, and writes its sockets where its image says.
OWN_USER = {"postgres"}
READ = re.compile(r"""env\.(?:text|words|flag|number)\(\s*["'](\w+)""")
# Settings a container of the application is not given, and why.
NOT_PASSED = {
    "BACKUP_DIR": "of the service that writes backups",
    "BACKUP_KEY": "of the service that writes backups",
    "DATABASE_NAME_SUFFIX": "two test runs beside each other",
    "DATABASE_SERVING_PASSWORD": "of the service that migrates, which lets the serving user in",
    "DATABASE_SERVING_USER": "of the service that migrates, which lets the serving user in",
    "DATABASE_PORT": "the database of this file, on its own port",
    "DEBUG": "never in a hospital",
    "DICOM_DIR": "a folder in an archive's place, for the demonstration",
}


def test_compose_accepts_the_file_once_every_line_of_the_example_is_filled(tmp_path: Path) -> None:
    finished = compose_config(tmp_path)

    assert finished.returncode == 0, finished.stderr
    assert "redis-server" in finished.stdout


@pytest.mark.parametrize("name", NO_DEFAULT)
def test_compose_refuses_to_start_without(name: str, tmp_path: Path) -> None:
    finished = compose_config(tmp_path, without=name)

    assert finished.returncode != 0
    assert name in finished.stderr


def test_every_container_runs_with_as_little_as_it_can(composed: dict[str, Any]) -> None:
    for name, service in composed["services"].items():
        assert "no-new-privileges:true" in service["security_opt"], name
        if name not in OWN_USER:
            assert service["read_only"], name
            assert service["cap_drop"] == ["ALL"], name
            assert service["user"].split(":")[0] not in {"", "0", "root"}, name


def test_only_the_proxy_is_reached_from_outside(composed: dict[str, Any]) -> None:
    services = composed["services"]

    assert [name for name, service in services.items() if service.get("ports")] == ["proxy"]
    assert composed["networks"]["inside"]["internal"]
    assert [set(services[name]["networks"]) for name in ("postgres", "redis")] == [{"inside"}, {"inside"}]


def test_no_secret_is_a_variable_and_each_is_a_file_its_service_is_given(composed: dict[str, Any]) -> None:
    for name, service in composed["services"].items():
        given = {secret["source"] for secret in service.get("secrets", [])}
        variables = service.get("environment", {})
        named = [*variables.values(), *(service.get("command") or [])]
        named += service.get("healthcheck", {}).get("test", [])
        asked = set(NAMED.findall(" ".join(map(str, named))))
        assert asked == given, name
        assert not {key for key in variables if key.endswith(("_KEY", "_KEYS", "PASSWORD", "TOKEN"))} - {
            "TLS_KEY"
        }, name


def test_every_setting_reaches_the_application_or_says_why_not(composed: dict[str, Any]) -> None:
    asked = {name for path in (ROOT / "config").rglob("*.py") for name in READ.findall(path.read_text())}
    given = {name.removesuffix("_FILE") for name in composed["services"]["web"]["environment"]}
    given |= set(composed["services"]["web"]["environment"])

    assert len(asked) > 60
    assert asked - given == NOT_PASSED.keys()


def test_no_variable_is_one_celery_reads_itself(composed: dict[str, Any]) -> None:
    """It would take the broker's address from there, without password and authority."""
    for name, service in composed["services"].items():
        assert not [key for key in service.get("environment", {}) if key.startswith("CELERY_")], name


def test_only_web_is_given_the_key_it_shows_the_proxy(composed: dict[str, Any]) -> None:
    told = {name for name, service in composed["services"].items() for one in service.get("secrets", [])
            if one["source"] in {"web_key", "inner_ca_key"}}  # fmt: skip

    assert told == {"web"}


def test_the_certificates_of_the_hospital_are_seen_by_the_application(composed: dict[str, Any]) -> None:
    for name in ("web", "worker", "beat"):
        mounted = {volume["target"]: volume for volume in composed["services"][name]["volumes"]}
        assert mounted["/certificates"]["read_only"], name


def test_only_who_alters_tables_signs_in_as_their_owner(composed: dict[str, Any]) -> None:
    services = composed["services"]
    users = {name: service.get("environment", {}).get("DATABASE_USER") for name, service in services.items()}
    owner = services["postgres"]["environment"]["POSTGRES_USER"]
    told = {name for name, service in services.items() for one in service.get("secrets", [])
            if one["source"] == "database_password"}  # fmt: skip

    assert {name for name, user in users.items() if user == owner} == {"migrate", "owner"}
    assert {name for name, user in users.items() if user == "serving"} == {"web", "worker", "beat", "backup"}
    assert services["migrate"]["environment"]["DATABASE_SERVING_USER"] == "serving"
    assert told == {"migrate", "owner", "postgres"}


def test_secrets_are_made_once_for_their_owner_only(secrets: Path, composed: dict[str, Any]) -> None:
    before = {path.name: path.read_bytes() for path in secrets.iterdir()}
    again = subprocess.run([ROOT / "deploy" / "secrets", secrets], check=True, capture_output=True, text=True)

    assert {path.name: path.read_bytes() for path in secrets.iterdir()} == before
    assert before.keys() - KEPT_BACK | FROM_ELSEWHERE == composed["secrets"].keys()
    assert {name for name, value in before.items() if value} == MADE
    modes = {path.name: path.stat().st_mode & 0o777 for path in secrets.iterdir()}
    assert modes == {name: 0o444 if name in PUBLIC else 0o400 for name in before}
    assert "tls_certificate.pem" in again.stdout


@pytest.mark.skipif(os.getuid() != 0, reason="only root gives files away")
def test_each_secret_belongs_to_the_user_of_its_container(secrets: Path, composed: dict[str, Any]) -> None:
    owners = {path.name: path.stat().st_uid for path in secrets.iterdir()}
    services = [composed["services"][name] for name in ("postgres", "redis")]
    servers = {one["source"] for service in services for one in service["secrets"]}
    # The first is read by root before PostgreSQL's image changes its user; the other is no secret.
    others = servers - {"database_password", "inner_ca"}

    assert {name for name, owner in owners.items() if owner == 999} == others
    assert {name for name, owner in owners.items() if owner == 0} == {"inner_ca", "inner_ca_key"}


def test_redis_opens_for_its_password_only(secrets: Path) -> None:
    password = (secrets / "redis_password").read_text()
    with TemporaryDirectory(dir="/var/tmp") as folder:  # a socket's path must be short
        socket = f"unix://{folder}/redis.sock"
        options = ["--port", "0", "--unixsocket", f"{folder}/redis.sock", "--dir", folder, "--save", ""]
        with running(["redis-server", str(secrets / "redis_conf"), *options], {}):
            assert until(lambda: is_open(env.with_password(socket, password)))
            assert not is_open(env.with_password(socket, "guessed"))
            assert not is_open(socket)


def is_open(address: str) -> bool:
    """True when this Redis lets us in."""
    with suppress(RedisError), Redis.from_url(address) as client:
        return bool(client.ping())
    return False


@pytest.mark.slow
def test_the_settings_of_the_web_container_pass_every_check(secrets: Path, composed: dict[str, Any]) -> None:
    given = {
        key: str(value).replace("/run/secrets", str(secrets))
        for key, value in composed["services"]["web"]["environment"].items()
    }
    given |= {"ALLOWED_HOSTS": "bone.invalid", "BASE_URL": "https://bone.invalid", "PATH": os.environ["PATH"]}
    given |= {"CSRF_TRUSTED_ORIGINS": "https://bone.invalid"}
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    done = subprocess.run(command, cwd=ROOT, env=given, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr


def test_the_dockerfile_follows_the_book() -> None:
    finished = tool("hadolint", "Dockerfile")

    assert finished.returncode == 0, finished.stdout


def test_a_secret_may_come_from_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "key").write_text("from the safe\n")
    monkeypatch.setenv("SECRET_KEY_FILE", str(tmp_path / "key"))

    assert env.text("SECRET_KEY") == "from the safe"
