"""Sections 7.1 and 7.3: participation, invitations, quorum, decisions and what becomes of them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidelines.mdt.decisions import (
    REQUIRED,
    Decision,
    DecisionNeed,
    DecisionType,
    closing_check,
    discipline_check,
)
from guidelines.mdt.disciplines import CORE, SURVEYED, Discipline, invitations, offered
from guidelines.mdt.followthrough import (
    DecisionOutcome,
    decision_outcome,
    overdue_decision,
    referral_offer,
)
from guidelines.mdt.limits import MdtLimits
from guidelines.mdt.participation import next_working_day, presented_by, referral_finding
from guidelines.mdt.quorum import quorum_check, required_check
from tests.guidelines.shorthand import day, people, said

CONFIRMED = day("2025-03-01")


@pytest.mark.parametrize(
    ("confirmed", "discussed", "today", "expected"),
    [
        ("2025-03-01", None, "2025-03-01", "MDT-01 TASK"),
        ("2025-03-01", None, "2025-03-15", "MDT-01 TASK"),
        ("2025-03-01", None, "2025-03-16", "MDT-01 FLAG"),
        ("2025-03-01", "2025-03-10", "2025-03-16", None),
        ("2025-03-01", "2025-02-20", "2025-03-02", "MDT-01 TASK"),
        (None, None, "2025-03-16", None),
    ],
)
def test_a_confirmed_bone_metastasis_is_presented_in_14_days(
    confirmed: str | None, discussed: str | None, today: str, expected: str | None
) -> None:
    known = [None if text is None else day(text) for text in (confirmed, discussed)]
    assert said(referral_finding(known[0], known[1], day(today))) == expected


def test_the_due_date_and_that_the_drug_does_not_wait_are_said() -> None:
    found = referral_finding(CONFIRMED, None, CONFIRMED)
    assert found is not None
    assert (presented_by(CONFIRMED), found.due_on) == (day("2025-03-15"), day("2025-03-15"))
    assert "骨改良药物不必等待" in found.message.zh
    assert presented_by(CONFIRMED, MdtLimits(mdt_target_days=7)) == day("2025-03-08")


@pytest.mark.parametrize(
    ("today", "urgent_by"),
    [
        ("2025-03-20", "2025-03-21"),  # Thursday
        ("2025-03-21", "2025-03-24"),  # over a weekend
        ("2025-09-30", "2025-10-09"),  # National Day
        ("2025-09-27", "2025-09-28"),  # a Sunday worked for a holiday
        ("2031-03-20", "2031-03-21"),  # a weekday of a year without a notice
    ],
)
def test_urgent_means_the_next_working_day(today: str, urgent_by: str) -> None:
    assert next_working_day(day(today)) == day(urgent_by)


def test_the_calendar_ends_and_the_answer_does_not() -> None:
    assert next_working_day(date.max) == date.max


def test_a_new_case_preselects_the_core_and_a_dental_question_adds_the_dentist() -> None:
    assert set(invitations()) == CORE
    assert set(invitations(dental_question=True)) - CORE == {Discipline.STOMATOLOGY}
    assert set(offered()) == SURVEYED | {Discipline.STOMATOLOGY}
    assert set(offered(dental_question=True)) == SURVEYED


@pytest.mark.parametrize(
    ("present", "expected"),
    [
        ("MED_ONC RADIOLOGY ORTHO", None),
        ("MED_ONC THOR_ONC RESP", "MDT-03 WARN"),
        ("RESP NUC_MED RAD_ONC", None),
        ("MED_ONC RADIOLOGY", "MDT-03 WARN"),
        ("RADIOLOGY ORTHO RAD_ONC", "MDT-03 WARN"),
        ("MED_ONC MED_ONC RADIOLOGY", "MDT-03 WARN"),
        ("", "MDT-03 WARN"),
    ],
)
def test_quorum_asks_for_three_disciplines_with_oncology_and_imaging(
    present: str, expected: str | None
) -> None:
    assert said(quorum_check(people(present))) == expected


def test_the_missing_discipline_is_named() -> None:
    found = quorum_check(people("MED_ONC THOR_ONC RESP"))
    assert found is not None
    assert "影像科或核医学科" in found.message.zh
    assert "more disciplines" not in found.message.en


def test_a_hospital_may_ask_for_more() -> None:
    assert quorum_check(people("MED_ONC RADIOLOGY ORTHO"), MdtLimits(mdt_quorum=4)) is not None


DISCIPLINES = st.frozensets(st.sampled_from(list(Discipline)))


@given(DISCIPLINES, st.sampled_from(list(Discipline)))
def test_one_more_discipline_never_breaks_a_quorum(present: frozenset[Discipline], more: Discipline) -> None:
    if quorum_check(present) is None:
        assert quorum_check(present | {more}) is None


@given(DISCIPLINES, st.sampled_from(list(Discipline)), st.sampled_from(list(DecisionType)))
def test_one_more_discipline_never_spoils_a_decision(
    present: frozenset[Discipline], more: Discipline, decision: DecisionType
) -> None:
    if discipline_check(decision, present) is None:
        assert discipline_check(decision, present | {more}) is None


@pytest.mark.parametrize(
    ("decision", "enough"),
    [
        ("RT", "RAD_ONC"),
        ("SURGERY", "ORTHO"),
        ("SURGERY", "THOR_SURG"),
        ("INTERVENTION", "INTERVENTION"),
        ("RADIONUCLIDE", "NUC_MED"),
        ("DENTAL", "STOMATOLOGY"),
        ("PSYCH", "PSYCH"),
        ("DIAGNOSTIC_WORKUP", "RADIOLOGY"),
        ("BIOPSY", "NUC_MED"),
    ],
)
def test_a_decision_needs_its_discipline(decision: str, enough: str) -> None:
    kind = DecisionType(decision)
    assert said(discipline_check(kind, people("MED_ONC PHARMACY"))) == "MDT-04 WARN"
    assert discipline_check(kind, people(f"MED_ONC {enough}")) is None


@pytest.mark.parametrize("decision", sorted(set(DecisionType) - set(REQUIRED)))
def test_other_decisions_ask_for_no_special_discipline(decision: DecisionType) -> None:
    assert discipline_check(decision, ()) is None


def test_surgery_without_a_surgeon_names_who_is_missing() -> None:
    found = discipline_check(DecisionType.SURGERY, people("MED_ONC"))
    assert found is not None
    assert found.inputs["missing"] == people("THOR_SURG ORTHO")


WHOLE = Decision(
    type=DecisionType.BMA_START, owner="Dr Zhou", discipline=Discipline.MED_ONC, due_on=day("2025-03-10")
)


@pytest.mark.parametrize(
    ("decision", "missing"),
    [
        (WHOLE, ()),
        (Decision(type=WHOLE.type, discipline=WHOLE.discipline, due_on=WHOLE.due_on), ("OWNER",)),
        (Decision(type=WHOLE.type, owner="  ", discipline=WHOLE.discipline), ("OWNER", "DUE")),
        (Decision(), ("TYPE", "OWNER", "DISCIPLINE", "DUE")),
    ],
)
def test_a_case_closes_only_with_a_whole_responsibility_table(
    decision: Decision, missing: tuple[str, ...]
) -> None:
    found = closing_check([decision], people("MED_ONC"))
    assert [said(one) for one in found] == ["MDT-05 STOP"] * bool(missing)
    assert [one.inputs["missing"] for one in found] == [tuple(map(DecisionNeed, missing))] * bool(missing)


def test_a_case_without_decision_or_attendance_stays_open() -> None:
    assert [(one.key, said(one)) for one in closing_check([], ())] == [
        ("attendance", "MDT-05 STOP"),
        ("decisions", "MDT-05 STOP"),
    ]


@pytest.mark.parametrize(
    ("today", "outcome", "expected"),
    [
        ("2025-03-20", None, None),
        ("2025-03-21", None, "MDT-07 FLAG"),
        ("2025-03-21", DecisionOutcome.IMPLEMENTED, None),
        ("2025-03-21", DecisionOutcome.NOT_IMPLEMENTED, None),
    ],
)
def test_a_decision_is_flagged_the_day_after_its_date(
    today: str, outcome: DecisionOutcome | None, expected: str | None
) -> None:
    found = overdue_decision(DecisionType.RT, due_on=day("2025-03-20"), today=day(today), outcome=outcome)
    assert said(found) == expected


@pytest.mark.parametrize(
    ("done", "reviewed", "because", "expected"),
    [
        ("2025-03-09", "2025-03-25", "", "IMPLEMENTED"),
        ("2025-03-10", "2025-03-25", "", "IMPLEMENTED"),
        ("2025-03-20", "2025-03-25", "", "PARTIAL"),
        ("2025-03-20", "2025-03-15", "", "NOT"),
        (None, "2025-03-25", "", "NOT"),
        (None, "2025-03-10", "", None),
        (None, "2025-03-05", "renal failure", "CHANGED"),
    ],
)
def test_start_denosumab_by_10_march(
    done: str | None, reviewed: str, because: str, expected: str | None
) -> None:
    outcome = decision_outcome(
        due_on=day("2025-03-10"),
        done_on=None if done is None else day(done),
        reviewed_on=day(reviewed),
        changed_because=because,
    )
    assert outcome == expected


@pytest.mark.parametrize(
    ("indeterminate", "decided", "expected"),
    [
        (True, (), "MDT-12 TASK"),
        (True, (DecisionType.FOLLOW_UP,), "MDT-12 TASK"),
        (True, (DecisionType.BIOPSY,), None),
        (True, (DecisionType.REFER_UP,), None),
        (False, (), None),
    ],
)
def test_a_diagnosis_left_open_is_offered_to_the_regional_centre(
    indeterminate: bool, decided: tuple[DecisionType, ...], expected: str | None
) -> None:
    assert said(referral_offer(indeterminate=indeterminate, decisions=decided)) == expected


def test_a_discipline_this_board_requires_is_missed_by_name() -> None:
    required = frozenset({Discipline.ORTHO, Discipline.MED_ONC, Discipline.NUC_MED})

    found = required_check(people("MED_ONC RADIOLOGY"), required)

    assert said(found) == "MDT-03 WARN"
    assert found is not None
    assert found.inputs["missing"] == (Discipline.ORTHO, Discipline.NUC_MED)
    assert required_check(people("MED_ONC ORTHO NUC_MED"), required) is None
    assert required_check(people(""), frozenset()) is None
