"""The production files, read by the programs that would use them. No container engine is needed."""

import json
import os
import re
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import compose
import pytest
from redis import Redis, RedisError

from config import env
from tests.setup.checkout import ROOT, tool
from tests.setup.serving import running, until

# The package's own wrapper hides the exit code; the program inside does not.
COMPOSE = Path(compose.__file__).parent / "docker-compose"
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
}
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


def example_names() -> list[str]:
    lines = (ROOT / "deploy" / "example.env").read_text(encoding="utf-8").splitlines()
    return [line.partition("=")[0] for line in lines if "=" in line and not line.startswith("#")]


def compose_config(tmp_path: Path, *, without: str = "") -> subprocess.CompletedProcess[str]:
    settings = tmp_path / "filled.env"
    settings.write_text("".join(f"{name}={'' if name == without else 25}\n" for name in example_names()))
    command = [str(COMPOSE), "--env-file", str(settings), "-f", str(ROOT / "docker-compose.yml")]
    command += ["--profile", "tools", "config", "--format", "json"]
    return subprocess.run(command, env={"PATH": ""}, text=True, capture_output=True, check=False)


def test_compose_accepts_the_file_once_every_line_of_the_example_is_filled(tmp_path: Path) -> None:
    finished = compose_config(tmp_path)

    assert finished.returncode == 0, finished.stderr
    assert "redis-server" in finished.stdout


@pytest.mark.parametrize("name", NO_DEFAULT)
def test_compose_refuses_to_start_without(name: str, tmp_path: Path) -> None:
    finished = compose_config(tmp_path, without=name)

    assert finished.returncode != 0
    assert name in finished.stderr


@pytest.fixture
def composed(tmp_path: Path) -> dict[str, Any]:
    """The whole file as the parser understands it."""
    found: dict[str, Any] = json.loads(compose_config(tmp_path).stdout)
    return found


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
        asked = {Path(path).name for path in named if str(path).startswith("/run/secrets/")}
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


@pytest.fixture
def secrets(tmp_path: Path) -> Path:
    """What `deploy/secrets` makes."""
    folder = tmp_path / "secrets"
    subprocess.run([ROOT / "deploy" / "secrets", folder], check=True, capture_output=True)
    return folder


def test_secrets_are_made_once_for_their_owner_only(secrets: Path, composed: dict[str, Any]) -> None:
    before = {path.name: path.read_bytes() for path in secrets.iterdir()}
    again = subprocess.run([ROOT / "deploy" / "secrets", secrets], check=True, capture_output=True, text=True)

    assert {path.name: path.read_bytes() for path in secrets.iterdir()} == before
    assert before.keys() | FROM_ELSEWHERE == composed["secrets"].keys()
    assert {name for name, value in before.items() if value} == MADE
    assert {path.stat().st_mode & 0o777 for path in secrets.iterdir()} == {0o400}
    assert "tls_certificate.pem" in again.stdout


def test_redis_opens_for_its_password_only(secrets: Path) -> None:
    password = (secrets / "redis_password").read_text()
    with TemporaryDirectory(dir="/var/tmp") as folder:  # a socket's path must be short
        socket = f"unix://{folder}/redis.sock"
        options = ["--port", "0", "--unixsocket", f"{folder}/redis.sock", "--dir", folder, "--save", ""]
        with running(["redis-server", str(secrets / "redis_conf"), *options], {}):
            assert until(lambda: is_open(env.with_password(socket, password)))
            assert not is_open(env.with_password(socket, "guessed"))
            assert not is_open(socket)


@pytest.mark.parametrize(("line", "is_healthy"), [(None, True), ("requirepass guessed", False), ("", False)])
def test_redis_is_healthy_only_when_it_says_so(
    secrets: Path, composed: dict[str, Any], line: str | None, is_healthy: bool
) -> None:
    with TemporaryDirectory(dir="/var/tmp") as folder:  # a socket's path must be short
        socket, known = f"{folder}/redis.sock", Path(folder, "known")
        known.write_text((secrets / "redis_conf").read_text() if line is None else f"{line}\n")
        options = ["--port", "0", "--unixsocket", socket, "--dir", folder, "--save", ""]
        with running(["redis-server", str(secrets / "redis_conf"), *options], {}):
            assert until(Path(socket).exists)
            assert is_well(composed["services"]["redis"], known, socket) is is_healthy


def is_well(service: dict[str, Any], known: Path, socket: str) -> bool:
    """What the container would say of a Redis at this socket, which knows the password of this file."""
    kind, said = service["healthcheck"]["test"]
    assert kind == "CMD-SHELL"
    asked = said.replace("$$", "$").replace("/run/secrets/redis_conf", str(known))
    asked = asked.replace("redis-cli", f"redis-cli -s {socket}")
    return subprocess.run(["sh", "-c", asked], capture_output=True, check=False).returncode == 0


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
