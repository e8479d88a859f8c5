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
    assert re.fullmatch(r"[A-Z]{2,4}-T?\d{2}[a-d]?", rule.rule_id)


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.rule_id)
def test_a_printed_grade_belongs_to_a_numbered_recommendation(rule: Rule) -> None:
    ungraded = rule.grade in (Grade.UNGRADED, Grade.STANDARD, Grade.PROJECT)
    assert ungraded or "Rec " in rule.source


@pytest.mark.parametrize("term", VOCABULARIES, ids=lambda term: term.__name__)
def test_every_word_of_every_vocabulary_has_two_names(term: type[Term]) -> None:
    assert all(member.zh and member.en for member in term)
