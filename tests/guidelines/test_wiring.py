"""From a constant to the functions that need it, by the text of the modules alone."""

import inspect
from types import ModuleType

import pytest

from guidelines.wiring import Wiring, read_module

RULES = '''
from elsewhere import helper
ALONE = 1
IN_TABLE = 2
TABLE = {"a": IN_TABLE}
HELPED = 3
IDLE = 4

def says():
    """Return what ALONE says (REM-01)."""
    return ALONE

def looks_up():
    return TABLE["a"]

def _private():
    return HELPED

def public():
    return _private()

class Form:
    def method(self):
        return ALONE
'''
USERS = """
from guidelines.rules import ALONE as FIRST
from guidelines import rules

def imports():
    return FIRST

def reads_through_the_module():
    return rules.HELPED
"""


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch) -> Wiring:
    """Two modules that exist as text only."""
    texts = {"guidelines.rules": RULES, "guidelines.users": USERS}
    monkeypatch.setattr(inspect, "getsource", lambda module: texts[module.__name__])
    return Wiring(tuple(read_module(ModuleType(name)) for name in texts))


@pytest.mark.parametrize(
    ("constant", "functions"),
    [
        ("ALONE", {"rules.says", "rules.Form.method", "users.imports"}),
        ("IN_TABLE", {"rules.looks_up"}),
        ("HELPED", {"rules.public", "users.reads_through_the_module"}),
        ("IDLE", set()),
    ],
)
def test_the_functions_that_name_a_constant_are_found(
    room: Wiring, constant: str, functions: set[str]
) -> None:
    assert room.functions_using("guidelines.rules", constant) == functions


def test_an_imported_name_leads_to_the_same_functions(room: Wiring) -> None:
    at_home = room.functions_using("guidelines.rules", "ALONE")
    assert room.functions_using("guidelines.users", "FIRST") == at_home


def test_descriptions_are_those_of_public_functions(room: Wiring) -> None:
    described = dict(room.descriptions())
    assert described["rules.says"] == "Return what ALONE says (REM-01)."
    assert "rules._private" not in described
