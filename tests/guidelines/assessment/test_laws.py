"""Laws of the whole assessment, on records by chance."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guidelines.assessment.assess import Assessment, assess
from guidelines.assessment.codes import RULES_OF, Code
from guidelines.record.record import Record, seen_on
from tests.guidelines.assessment.cast import D0
from tests.guidelines.assessment.chance import START, Chance

SEEDS = st.integers(0, 2**32)
OFFSETS = st.integers(-70, 400)


def lasting(found: Assessment) -> tuple[object, ...]:
    """Everything but the day counts that go on by themselves."""
    doses = tuple(replace(line, days_late=0) for line in found.doses)
    slots = tuple((status.slot, status.state) for status in found.slots)
    return found.findings, found.data_flags, doses, slots, found.pathway_state


@settings(max_examples=25, deadline=None)
@given(seed=SEEDS)
def test_looking_each_day_finds_what_looking_on_the_announced_days_finds(seed: int) -> None:
    record = Chance(seed).record()
    held = assess(record, START - timedelta(days=70))
    for offset in range(-69, 260):
        today = assess(record, START + timedelta(days=offset))
        if held.next_change_on is not None and today.on >= held.next_change_on:
            held = today
        assert lasting(today) == lasting(held)


@settings(max_examples=60, deadline=None)
@given(seed=SEEDS, offset=OFFSETS)
def test_the_next_change_lies_ahead(seed: int, offset: int) -> None:
    found = assess(Chance(seed).record(), START + timedelta(days=offset))
    assert found.next_change_on is None or found.next_change_on > found.on


@settings(max_examples=60, deadline=None)
@given(seed=SEEDS)
def test_no_record_however_odd_makes_it_fail(seed: int) -> None:
    chance = Chance(seed, odd=True)
    record, on = chance.record(), chance.day()
    assert assess(record, on) == assess(record, on)


@settings(max_examples=60, deadline=None)
@given(seed=SEEDS, offset=OFFSETS)
def test_every_finding_stands_once_with_words_in_both_languages_and_its_rules(seed: int, offset: int) -> None:
    findings = assess(Chance(seed).record(), START + timedelta(days=offset)).findings
    assert len({(finding.code, finding.subject) for finding in findings}) == len(findings)
    for finding in findings:
        assert all((finding.message.zh, finding.message.en, finding.rules, finding.source))
        assert set(RULES_OF[finding.code]) <= set(finding.rules)


@settings(max_examples=60, deadline=None)
@given(seed=SEEDS, offset=OFFSETS)
def test_what_is_dated_later_makes_no_difference_today(seed: int, offset: int) -> None:
    record, on = Chance(seed).record(), START + timedelta(days=offset)
    assert lasting(assess(record, on)) == lasting(assess(seen_on(record, on), on))


SETTLING = (
    "labs",
    "dental",
    "opinions",
    "conferences",
    "mirels",
    "sins",
    "answers",
    "biopsies",
    "not_started",
)


@settings(max_examples=80, deadline=None)
@given(seed=SEEDS, name=st.sampled_from(SETTLING))
def test_an_undated_fact_never_closes_a_finding(seed: int, name: str) -> None:
    chance = Chance(seed)
    record, other = chance.record(), chance.record()
    undated = tuple(replace(entry, on=None) for entry in getattr(other, name))
    more = replace(record, **{name: (*getattr(record, name), *undated)})  # type: ignore[arg-type]
    before = {(f.code, f.subject) for f in assess(record, D0).findings if f.code is not Code.DATA_FLAG}
    after = {(f.code, f.subject) for f in assess(more, D0).findings}
    # A high calcium is told of whatever its day; nobody is told to give calcium meanwhile (CAL-01, CAL-09).
    held = {Code.SUPPLEMENT_START} if any(code is Code.HYPERCALCAEMIA for code, _ in after) else set()
    assert {(code, subject) for code, subject in before if code not in held} <= after


def test_about_an_empty_record_there_is_nothing_to_say() -> None:
    found = assess(Record(), D0)
    assert (found.findings, found.doses, found.slots, found.next_change_on) == ((), (), (), None)


@pytest.mark.parametrize("code", list(Code))
def test_every_code_has_its_rules(code: Code) -> None:
    assert code is Code.DATA_FLAG or RULES_OF[code]
