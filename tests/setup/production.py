"""docker-compose.yml as its parser understands it, and the secrets that belong to it."""

import json
import subprocess
from pathlib import Path
from typing import Any

import compose
import pytest

from tests.setup.checkout import ROOT

# The package's own wrapper hides the exit code; the program inside does not.
COMPOSE = Path(compose.__file__).parent / "docker-compose"


def example_names() -> list[str]:
    """The names deploy/example.env asks for."""
    lines = (ROOT / "deploy" / "example.env").read_text(encoding="utf-8").splitlines()
    return [line.partition("=")[0] for line in lines if "=" in line and not line.startswith("#")]


def compose_config(folder: Path, *, without: str = "") -> subprocess.CompletedProcess[str]:
    """The finished run of the parser, every name filled in but one."""
    settings = folder / "filled.env"
    settings.write_text("".join(f"{name}={'' if name == without else 25}\n" for name in example_names()))
    command = [str(COMPOSE), "--env-file", str(settings), "-f", str(ROOT / "docker-compose.yml")]
    command += ["--profile", "tools", "config", "--format", "json"]
    return subprocess.run(command, env={"PATH": ""}, text=True, capture_output=True, check=False)


def whole(folder: Path) -> dict[str, Any]:
    """All of the file."""
    found: dict[str, Any] = json.loads(compose_config(folder).stdout)
    return found


def services(folder: Path) -> dict[str, Any]:
    """Every service of the file, by its name."""
    found: dict[str, Any] = whole(folder)["services"]
    return found


INSIDE = "/run/secrets"


def told(service: dict[str, Any], secrets: Path) -> dict[str, str]:
    """The environment of this service, with its secrets in this folder."""
    return {key: str(value).replace(INSIDE, str(secrets)) for key, value in service["environment"].items()}


def secrets_made(folder: Path) -> str:
    """What `deploy/secrets` says while it makes what is missing there."""
    command = [ROOT / "deploy" / "secrets", folder]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def composed(tmp_path: Path) -> dict[str, Any]:
    """The whole file."""
    return whole(tmp_path)


@pytest.fixture
def secrets(tmp_path: Path) -> Path:
    """A folder of new ones."""
    secrets_made(tmp_path / "secrets")
    return tmp_path / "secrets"
