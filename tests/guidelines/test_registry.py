"""One registry of every rule: whole, reachable, worded, and honest about what is not in it."""

import pytest

from guidelines.calculations import CALCULATIONS
from guidelines.catalogue import CATALOGUE, FAMILIES
from guidelines.findings import Rule, Severity
from guidelines.not_rules import NOT_RULE_FAMILIES, NOT_RULES
from guidelines.recommendations import RECOMMENDATIONS
from guidelines.registry import registry, unreachable
from guidelines.rulebook import HOW_STRICTLY, HOW_STRONG, rulebook
from guidelines.sources import SOURCES, citation

ENTRIES = list(registry().values())
RULES = [rule for entry in ENTRIES for rule in entry.rules]
DOCUMENT = rulebook()


@pytest.mark.parametrize("rule_id", CATALOGUE)
def test_every_row_of_the_catalogue_is_implemented_or_explained(rule_id: str) -> None:
    assert rule_id in registry() or rule_id in NOT_RULES


@pytest.mark.parametrize("rule_id", NOT_RULES)
def test_what_is_explained_away_is_a_row_and_is_not_implemented_after_all(rule_id: str) -> None:
    assert rule_id in CATALOGUE
    assert rule_id not in registry()


def test_no_rule_carries_an_id_the_catalogue_does_not_know() -> None:
    assert set(registry()) <= set(CATALOGUE)
    assert set(CALCULATIONS) <= set(CATALOGUE)
    assert not set(NOT_RULE_FAMILIES) & set(FAMILIES)


def test_the_catalogue_names_every_row_once() -> None:
    assert len(set(CATALOGUE)) == len(CATALOGUE) == 392


def test_only_a_text_to_show_needs_no_function() -> None:
    assert {rule.severity for rule in unreachable()} <= {Severity.INFO}


def test_every_entry_says_something() -> None:
    silent = {entry.rule_id for entry in ENTRIES if not entry.rules}
    assert silent == set()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.rule_id)
def test_every_sentence_is_in_both_languages_with_a_known_source(rule: Rule) -> None:
    assert rule.message.zh
    assert rule.message.en
    assert {part.strip().split(" ")[0] for part in rule.source.split(";")} <= set(SOURCES)
    assert citation(rule.source).zh in DOCUMENT


def test_a_rule_may_speak_with_several_severities() -> None:
    assert [rule.severity for rule in registry()["BMA-01"].rules] == [Severity.TASK, Severity.FLAG]


@pytest.mark.parametrize(
    ("rule_id", "function"),
    [
        ("BMA-01", "bone.start.start_finding"),  # named in the body
        ("MDT-T05", "mdt.triggers.trigger_findings"),  # by way of a table and a private helper
        ("DEN-03", "bone.readiness.readiness"),  # imported from another module
        ("REM-02", "bone.reminders.reminder_send_on"),  # a calculation, cited in its description
        ("STD-01", "labs.creatinine_clearance"),
        ("QI-09", "quality.drug.start_standing"),
    ],
)
def test_functions_are_found_by_reading_the_source(rule_id: str, function: str) -> None:
    assert function in registry()[rule_id].functions


def test_the_registry_is_read_once_and_stands_in_the_order_of_the_catalogue() -> None:
    assert registry() is registry()
    assert list(registry()) == [rule_id for rule_id in CATALOGUE if rule_id in registry()]


def test_every_rule_of_a_recommendation_is_a_row() -> None:
    assert {rule_id for one in RECOMMENDATIONS.values() for rule_id in one.rules} <= set(CATALOGUE)


def test_the_key_explains_every_severity_and_grade() -> None:
    assert list(HOW_STRICTLY) == list(Severity)
    assert [grade.value for grade in HOW_STRONG] == ["1A", "1B", "1C", "2A", "2B", "E", "S", "P"]


@pytest.mark.parametrize("rule_id", registry())
def test_the_document_has_a_heading_for_every_entry(rule_id: str) -> None:
    assert f"\n### {rule_id}\n" in DOCUMENT


@pytest.mark.parametrize("rule_id", NOT_RULES)
def test_the_document_says_what_is_no_rule_and_why(rule_id: str) -> None:
    assert f"| `{rule_id}` | {NOT_RULES[rule_id].zh} | {NOT_RULES[rule_id].en} |" in DOCUMENT
