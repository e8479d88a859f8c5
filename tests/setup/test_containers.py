"""The production files, read by the programs that would use them. No container engine is needed."""

import subprocess
from pathlib import Path

import compose
import pytest

from config import env
from tests.setup.checkout import ROOT, tool

# The package's own wrapper hides the exit code; the program inside does not.
COMPOSE = Path(compose.__file__).parent / "docker-compose"
NO_DEFAULT = [
    "SECRET_KEY",
    "FIELD_KEYS",
    "INDEX_KEY",
    "TRAIL_KEYS",
    "DATABASE_PASSWORD",
    "BASE_URL",
    "ALLOWED_HOSTS",
]


def example_names() -> list[str]:
    lines = (ROOT / "deploy" / "example.env").read_text(encoding="utf-8").splitlines()
    return [line.partition("=")[0] for line in lines if "=" in line and not line.startswith("#")]


def compose_config(tmp_path: Path, *, without: str = "") -> subprocess.CompletedProcess[str]:
    settings = tmp_path / "filled.env"
    settings.write_text("".join(f"{name}={'' if name == without else 25}\n" for name in example_names()))
    command = [str(COMPOSE), "--env-file", str(settings), "-f", str(ROOT / "docker-compose.yml"), "config"]
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


def test_the_dockerfile_follows_the_book() -> None:
    finished = tool("hadolint", "Dockerfile")

    assert finished.returncode == 0, finished.stdout


def test_a_secret_may_come_from_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "key").write_text("from the safe\n")
    monkeypatch.setenv("SECRET_KEY_FILE", str(tmp_path / "key"))

    assert env.text("SECRET_KEY") == "from the safe"
