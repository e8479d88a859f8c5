"""What the source itself must never do, read from the source."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.setup.checkout import ROOT, own_python_files

PATTERNS = {"compile", "match", "fullmatch", "search", "sub", "split", "findall", "finditer"}
OPENS_DOORS = {"csrf_exempt", "xframe_options_exempt", "csp_exempt"}


def calls() -> Iterator[tuple[str, ast.Call]]:
    for file in own_python_files():
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                yield f"{file.relative_to(ROOT)}:{node.lineno}", node


def is_pattern(call: ast.Call) -> bool:
    """A call of one of re's own functions."""
    found = call.func
    return (
        isinstance(found, ast.Attribute)
        and isinstance(found.value, ast.Name)
        and found.value.id == "re"
        and found.attr in PATTERNS
    )


def test_no_regular_expression_is_made_of_what_came_in() -> None:
    """A constant, its name, or a text put together from constants where the module is loaded."""
    patterns = [(where, call) for where, call in calls() if is_pattern(call)]
    assert len(patterns) > 10
    assert [where for where, call in patterns if isinstance(call.args[0], ast.Call)] == []


def test_no_serializer_or_form_takes_every_column() -> None:
    everything = [
        str(file.relative_to(ROOT))
        for file in own_python_files()
        if 'fields = "__all__"' in file.read_text(encoding="utf-8")
    ]
    assert everything == []


def test_no_view_is_let_off_a_protection() -> None:
    named = {
        (file.name, node.id)
        for file in own_python_files()
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Name) and node.id in OPENS_DOORS
    }
    assert named == set()


def test_what_is_not_for_production_is_left_out_of_the_image() -> None:
    left_out = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()

    assert {".git", ".local", "tests", ".env"} <= set(left_out)
    assert Path(ROOT / "Dockerfile").read_text(encoding="utf-8").count("COPY --chown=10001:10001 . .") == 1
