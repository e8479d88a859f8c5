"""Where this project lies and how its tools are called."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TOOLS = Path(sys.executable).parent
ROOMS = tuple(
    sorted(p.parent.name for p in ROOT.glob("*/__init__.py") if p.parent.name not in {"tests", "scripts"})
)


def tool(name: str, *args: str) -> subprocess.CompletedProcess[str]:
    """The finished run of a development tool in the project's root, output and errors as one text."""
    return subprocess.run(
        [TOOLS / name, *args],
        cwd=ROOT,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )


def boneboard(*args: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """The finished run of `scripts/boneboard ARGS`, stdout and stderr apart."""
    command = ["bash", str(cwd / "scripts" / "boneboard"), *args]
    return subprocess.run(command, cwd=cwd, text=True, capture_output=True, check=False)


def own_python_files() -> list[Path]:
    """Every module of the rooms; migrations are generated and do not count."""
    files = (file for room in ROOMS for file in (ROOT / room).rglob("*.py"))
    return sorted(file for file in files if "migrations" not in file.parts)
