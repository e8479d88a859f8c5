"""Laws of the whole room: no framework, complete words, known sources."""

import importlib
import pkgutil
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest

import guidelines
from guidelines.findings import Grade, Rule
from guidelines.sources import SOURCES
from guidelines.terms import Term

MODULES = [
    importlib.import_module(found.name)
    for found in pkgutil.walk_packages(guidelines.__path__, prefix="guidelines.")
]
RULES = {
    (rule.rule_id, rule.message.en): rule
    for m in MODULES
    for rule in vars(m).values()
    if isinstance(rule, Rule)
}


RULE_ID = r"[A-Z]{2,3}-T?\d{2}[a-d]?"


def vocabularies(parent: type[Term] = Term) -> Iterator[type[Term]]:
    """Every controlled vocabulary of the room."""
    for child in parent.__subclasses__():
        yield child
        yield from vocabularies(child)


VOCABULARIES = sorted(
    {term for term in vocabularies() if term.__module__.startswith("guidelines.")},
    key=lambda term: term.__name__,
)


def placeholders(sentence: str) -> set[str]:
    """The names in braces."""
    return set(re.findall(r"{(\w+)}", sentence))


def test_the_rules_load_without_framework_database_or_queue() -> None:
    names = ", ".join(module.__name__ for module in MODULES)
    program = (
        f"import sys, {names}; print(sorted({{'django', 'celery', 'rest_framework'}} & set(sys.modules)))"
    )
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.rule_id)
def test_every_rule_says_the_same_in_both_languages_and_names_its_source(rule: Rule) -> None:
    assert placeholders(rule.message.zh) == placeholders(rule.message.en)
    assert {part.strip().split(" ")[0] for part in rule.source.split(";")} <= set(SOURCES)
    assert re.fullmatch(RULE_ID, rule.rule_id)


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.rule_id)
def test_a_printed_grade_belongs_to_a_numbered_recommendation(rule: Rule) -> None:
    ungraded = rule.grade in (Grade.UNGRADED, Grade.STANDARD, Grade.PROJECT)
    assert ungraded or "Rec " in rule.source


@pytest.mark.parametrize("term", VOCABULARIES, ids=lambda term: term.__name__)
def test_every_word_of_every_vocabulary_has_two_names(term: type[Term]) -> None:
    assert all(member.zh and member.en for member in term)


# Sections 4.1 to 4.10 of the catalogue; a calculation that is a plain function is named in a docstring.
EXPECTED_RULES = [
    *(f"BMA-{n:02}" for n in range(1, 28)),
    *("BMA-16b", "BMA-16c", "BMA-16d", "BMA-19b"),
    *(f"ADR-{n:02}" for n in range(1, 4)),
    *(f"SRE-{n:02}" for n in range(1, 5)),
    *(f"REN-{n:02}" for n in range(1, 10)),
    *(f"CAL-{n:02}" for n in range(1, 10)),
    *(f"ONJ-{n:02}" for n in range(1, 11)),
    *(f"DEN-{n:02}" for n in range(1, 10)),
    *(f"REB-{n:02}" for n in range(1, 8)),
    *(f"REM-{n:02}" for n in range(1, 11)),
    *("LAB-09", "LAB-12", "STD-01", "STD-02", "STD-05", "STD-06", "STD-08", "STD-09"),
]


def documented() -> set[str]:
    """Every rule id a rule carries or a function's description names."""
    ids = {rule.rule_id for rule in RULES.values()}
    for module in MODULES:
        things = [module, *(thing for thing in vars(module).values() if hasattr(thing, "__doc__"))]
        text = " ".join(thing.__doc__ or "" for thing in things)
        ids |= set(re.findall(rf"\b{RULE_ID}\b", text))
    return ids


@pytest.mark.parametrize("rule_id", EXPECTED_RULES)
def test_every_row_of_the_catalogue_has_its_place(rule_id: str) -> None:
    assert rule_id in documented()


# Sections 2 and 3: every row is a rule with its sentence.
DIAGNOSIS_RULES = [
    *(f"DX-{n:02}" for n in range(1, 33)),
    *(f"DX-T{n:02}" for n in range(1, 28)),
    *(f"IMG-{n:02}" for n in (*range(1, 16), *range(20, 27), *range(30, 34), *range(40, 51))),
]


@pytest.mark.parametrize("rule_id", DIAGNOSIS_RULES)
def test_every_row_of_diagnosis_and_follow_up_is_a_rule(rule_id: str) -> None:
    assert rule_id in {rule.rule_id for rule in RULES.values()}
