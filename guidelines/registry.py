"""One list of every rule this room holds: its words, source, grade and the functions that apply it.

Nothing is registered by hand. A rule is a module-level `Rule`; a function applies it when its body names
the constant, straight or through a table or a private helper. A calculation says no sentence of its own: it
is found by the functions whose description cites its id, and its words stand in `guidelines.calculations`.
"""

import importlib
import pkgutil
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from types import MappingProxyType, ModuleType

import guidelines
from guidelines import calculations
from guidelines.catalogue import CATALOGUE
from guidelines.findings import Rule, Severity
from guidelines.quality.catalogue import INDICATORS
from guidelines.wiring import Wiring, read_module

RULE_ID = re.compile(r"\b[A-Z]{2,4}-[A-Z]?\d{2}[a-z]?\b")


@dataclass(frozen=True, slots=True)
class Applied:
    """One sentence and the functions that say it; none for a text that only pages show."""

    rule: Rule
    functions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Registered:
    """One id: every sentence it can say, in the order of the code, and every function that applies it."""

    rule_id: str
    applied: tuple[Applied, ...]
    functions: tuple[str, ...]

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Return the sentences alone; empty for a calculation without words."""
        return tuple(one.rule for one in self.applied)


Users = Mapping[Rule, frozenset[str]]


@cache
def registry() -> Mapping[str, Registered]:
    """Return everything this room implements by id, in the order of the catalogue."""
    modules = tuple(_modules())
    wiring = Wiring(tuple(read_module(module) for module in modules))
    cited = _cited(wiring)
    users = _users(modules, wiring)
    ids = {rule.rule_id for rule in users} | (cited.keys() & set(CATALOGUE)) | set(INDICATORS)
    return MappingProxyType({rule_id: _entry(rule_id, users, cited) for rule_id in sorted(ids, key=_place)})


def _place(rule_id: str) -> tuple[int, str]:
    """Return where the id stands in the catalogue; one that is not in it comes last."""
    return (CATALOGUE.index(rule_id) if rule_id in CATALOGUE else len(CATALOGUE), rule_id)


def _modules() -> Iterator[ModuleType]:
    for entry in pkgutil.walk_packages(guidelines.__path__, prefix="guidelines."):
        yield importlib.import_module(entry.name)


def _users(modules: tuple[ModuleType, ...], wiring: Wiring) -> Users:
    """Return every rule of the room with the functions that name it; an import is seen where it was made."""
    found: dict[Rule, frozenset[str]] = {}
    for module in modules:
        for name, rules in _constants(module):
            functions = wiring.functions_using(module.__name__, name) if rules else frozenset()
            found |= {rule: found.get(rule, frozenset()) | functions for rule in rules}
    return found


def _constants(module: ModuleType) -> Iterator[tuple[str, tuple[Rule, ...]]]:
    """Yield the names bound to rules, alone or inside a table."""
    for name, value in vars(module).items():
        is_words = module is calculations or value is calculations.CALCULATIONS
        if not is_words and not name.startswith("__"):
            yield name, tuple(_rules_in(value))


def _rules_in(value: object) -> Iterator[Rule]:
    if isinstance(value, Rule):
        yield value
    elif isinstance(value, Mapping):
        yield from (rule for part in value.values() for rule in _rules_in(part))
    elif isinstance(value, tuple | list | frozenset):
        yield from (rule for part in value for rule in _rules_in(part))
    elif is_dataclass(value) and not isinstance(value, type):
        yield from (rule for part in fields(value) for rule in _rules_in(getattr(value, part.name)))


def _cited(wiring: Wiring) -> Mapping[str, frozenset[str]]:
    """Return, by id, the public functions whose description names it."""
    found: dict[str, frozenset[str]] = {}
    for function, description in wiring.descriptions():
        for rule_id in RULE_ID.findall(description):
            found[rule_id] = found.get(rule_id, frozenset()) | {function}
    return found


def _entry(rule_id: str, users: Users, cited: Mapping[str, frozenset[str]]) -> Registered:
    named = cited.get(rule_id, frozenset())
    said = {
        rule: functions or (named if rule.severity is Severity.CALC else frozenset())
        for rule, functions in users.items()
        if rule.rule_id == rule_id
    }
    if not said and (words := _words(rule_id)):
        said = {words: named}
    functions = frozenset().union(*said.values()) or named
    applied = tuple(Applied(rule, tuple(sorted(names))) for rule, names in said.items())
    return Registered(rule_id, applied, tuple(sorted(functions)))


def _words(rule_id: str) -> Rule | None:
    """Return the words of a calculation or an indicator; None where nobody wrote any."""
    if rule_id in INDICATORS:
        return INDICATORS[rule_id].rule
    return calculations.CALCULATIONS.get(rule_id)


def unreachable() -> tuple[Rule, ...]:
    """Return the rules that no function applies."""
    return tuple(one.rule for entry in registry().values() for one in entry.applied if not one.functions)
