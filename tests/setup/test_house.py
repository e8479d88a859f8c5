"""The habits of docs/architecture.md, held by tools instead of by memory."""

import ast
import re
import statistics
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.setup.checkout import ROOT, own_python_files, tool

FILE_LINES_MAX, FILE_LINES_MEDIAN = 400, 60
FUNCTION_LINES_MAX, FUNCTION_LINES_MEDIAN = 40, 8


@pytest.mark.parametrize(
    "command",
    [
        ("lint-imports", "--no-logo"),
        ("ruff", "check", "."),
        ("ruff", "format", "--check", "."),
        ("djlint", "--quiet", "--lint", "templates"),
        ("mypy",),
    ],
    ids=lambda command: " ".join(command[:2]),
)
def test_the_tool_has_nothing_to_say(command: tuple[str, ...]) -> None:
    finished = tool(*command)

    assert finished.returncode == 0, finished.stdout


def test_no_file_is_long() -> None:
    sizes = {str(file.relative_to(ROOT)): lines_of(file) for file in own_python_files()}

    assert {name: size for name, size in sizes.items() if size > FILE_LINES_MAX} == {}
    assert statistics.median(size for size in sizes.values() if size) <= FILE_LINES_MEDIAN


def test_no_function_is_long() -> None:
    sizes = {name: size for file in own_python_files() for name, size in functions_of(file)}

    assert {name: size for name, size in sizes.items() if size > FUNCTION_LINES_MAX} == {}
    assert statistics.median(sizes.values()) <= FUNCTION_LINES_MEDIAN


def test_every_package_is_named_and_justified() -> None:
    justified = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")

    assert [name for name in direct_packages() if f"`{name}`" not in justified] == []


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_the_two_commands_come_first(readme: str) -> None:
    opening = (ROOT / readme).read_text(encoding="utf-8")[:700]

    assert opening.index("make run") < opening.index("make test")
    assert "bash scripts/boneboard run" in opening


def lines_of(file: Path) -> int:
    return sum(1 for line in file.read_text(encoding="utf-8").splitlines() if line.strip())


def functions_of(file: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            where = f"{file.relative_to(ROOT)}:{node.lineno} {node.name}"
            yield where, (node.end_lineno or node.lineno) - node.lineno + 1


def direct_packages() -> list[str]:
    """The packages pyproject.toml asks for itself, without extras and versions."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    return [re.split(r"[\[<>=]", line)[0] for line in asked]
