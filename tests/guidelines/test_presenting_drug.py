"""What the drug, the jaw and a person's word bring to the board (MDT-T06, T08, T09, T14)."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidelines.bone.adverse import AdverseEvent
from guidelines.bone.agents import Agent
from guidelines.bone.dental import DentalItem
from guidelines.bone.interruptions import InterruptionReason
from guidelines.bone.stopping import StopReason
from guidelines.labs import Analyte
from guidelines.lesions import Bone, Extent
from guidelines.mdt.reasons import CaseReason
from guidelines.mdt.stated import STATED
from guidelines.record.board import Consultation, ConsultationRequest
from guidelines.record.bonedrugs import AdverseEventEntry, BoneCourse, Dose, Hold, Stop
from guidelines.record.complaints import Symptom, SymptomEntry
from guidelines.record.dental import DentalVisit
from guidelines.record.diagnosis import BoneMetastasis, BoneStatus, StatedExtent
from guidelines.record.lesions import BoneLesion
from guidelines.record.results import LabResult
from guidelines.record.sites import Site
from tests.guidelines.test_presenting import DISCUSSED, RUNNING, THEN, TODAY, call, reasons

LATER = TODAY - timedelta(days=1)  # after THEN, the day of DISCUSSED


def test_an_open_jaw_necrosis_asks_from_its_first_day_until_it_is_over() -> None:
    event = AdverseEventEntry(on=LATER, event=AdverseEvent.ONJ)
    found = call(adverse_events=(event,), conferences=(DISCUSSED,))
    assert found is not None
    assert (found.triggers, found.wanted_by) == (("MDT-T08",), LATER + timedelta(days=14))
    assert reasons(adverse_events=(replace(event, resolved_on=TODAY),)) == []
    assert reasons(adverse_events=(replace(event, resolved_on=TODAY + timedelta(days=1)),)) == ["JAW"]
    assert reasons(adverse_events=(replace(event, event=AdverseEvent.HYPOCALCAEMIA),)) == []
    assert reasons(adverse_events=(replace(event, on=THEN),), conferences=(DISCUSSED,)) == []


@pytest.mark.parametrize(
    ("reason", "found"),
    [
        (InterruptionReason.ONJ, ["JAW"]),
        (InterruptionReason.ONJ_SUSPECTED, ["JAW"]),
        (InterruptionReason.FEAR_OF_ONJ, []),
        (None, []),
    ],
)
def test_a_hold_for_the_jaw_asks_while_it_lasts(reason: InterruptionReason | None, found: list[str]) -> None:
    hold = Hold(on=TODAY, reason=reason)
    assert reasons(courses=(replace(RUNNING, holds=(hold,)),)) == found
    assert reasons(courses=(replace(RUNNING, holds=(replace(hold, until_on=TODAY),)),)) == []


def test_the_last_word_of_the_dentist_on_the_jaw_counts_and_silence_is_none() -> None:
    suspects = DentalVisit(on=THEN, item=DentalItem.ORAL_EXAM, jaw_necrosis=True)
    silent = DentalVisit(on=TODAY, item=DentalItem.ORAL_EXAM)
    assert reasons(dental=(suspects, silent)) == ["JAW"]
    assert reasons(dental=(suspects, replace(silent, jaw_necrosis=False))) == []
    assert reasons(dental=(silent,)) == []


@pytest.mark.parametrize("symptom", [Symptom.JAW_PAIN, Symptom.LOOSE_TOOTH])
def test_a_symptom_of_the_jaw_is_a_suspicion_on_the_drug_alone(symptom: Symptom) -> None:
    entry = SymptomEntry(on=TODAY, symptom=symptom)
    assert reasons(symptoms=(entry,), courses=(RUNNING,)) == ["JAW"]
    assert reasons(symptoms=(entry,)) == []
    assert reasons(symptoms=(replace(entry, resolved_on=TODAY),), courses=(RUNNING,)) == []


@pytest.mark.parametrize(
    ("item", "found"), [(DentalItem.EXTRACTION, ["DENTAL_ON_BMA"]), (DentalItem.CLEANING, [])]
)
def test_only_a_planned_procedure_on_bone_asks_and_only_on_the_drug(
    item: DentalItem, found: list[str]
) -> None:
    visit = DentalVisit(on=TODAY, item=item, planned=True)
    assert reasons(dental=(visit,), courses=(RUNNING,)) == found
    assert reasons(dental=(visit,)) == []
    assert reasons(dental=(replace(visit, planned=False),), courses=(RUNNING,)) == []


@pytest.mark.parametrize(
    ("reason", "found"),
    [(StopReason.NO_BENEFIT, ["BMA_STOP"]), (StopReason.TRANSFERRED, []), (StopReason.SWITCHED, [])],
)
def test_a_drug_that_was_given_up_is_discussed(reason: StopReason, found: list[str]) -> None:
    stop = Stop(on=TODAY, reason=reason)
    assert reasons(courses=(replace(RUNNING, stop=stop),)) == found


@given(days=st.integers(min_value=1, max_value=200))
def test_every_interval_above_the_standard_asks_and_none_up_to_it(days: int) -> None:
    course = replace(RUNNING, interval_days=days, interval_since=LATER)
    assert reasons(courses=(course,)) == (["BMA_EXTENSION"] if days > 28 else [])  # BMA-17


def test_a_longer_interval_asks_from_the_day_it_was_decided() -> None:
    course = replace(RUNNING, interval_days=29, interval_since=LATER)
    found = call(courses=(course,), conferences=(DISCUSSED,))
    assert found is not None
    assert (found.triggers, found.wanted_by) == (("MDT-T09",), LATER + timedelta(days=14))
    assert call(courses=(replace(course, interval_since=None),), conferences=(DISCUSSED,)) is None


def test_without_a_standard_or_an_interval_nobody_knows_what_is_longer() -> None:
    assert reasons(courses=(replace(RUNNING, agent=Agent.NARLUMOSBART, interval_days=84),)) == []
    assert reasons(courses=(replace(RUNNING, agent=None, interval_days=84),)) == []
    assert reasons(courses=(RUNNING,)) == []


LAST = date(2025, 3, 1)  # REB-01: the watch opens on 2025-05-01 and ends on 2026-03-01
STOPPED = BoneCourse(
    on=date(2024, 12, 1),
    agent=Agent.DENOSUMAB,
    doses=(Dose(on=date(2024, 12, 1)), Dose(on=LAST)),
    stop=Stop(on=LAST, reason=StopReason.TRANSFERRED),
)
ON_TREATMENT = date(2025, 2, 1)


def ctx(on: date, value: str, high: str | None = "0.60") -> LabResult:
    limit = None if high is None else Decimal(high)
    return LabResult(on=on, analyte=Analyte.CTX, name="CTX", value=Decimal(value), unit="ng/mL", high=limit)


def rebounds(*labs: LabResult, course: BoneCourse = STOPPED) -> bool:
    found = call(max(lab.on for lab in labs if lab.on), labs=labs, courses=(course,))
    return found is not None and CaseReason.REBOUND in found.reasons


@pytest.mark.parametrize(
    ("on", "value", "found"),
    [
        (date(2025, 4, 30), "0.61", False),
        (date(2025, 5, 1), "0.61", True),
        (date(2025, 5, 1), "0.60", False),
        (date(2026, 3, 1), "0.61", True),
        (date(2026, 3, 2), "0.61", False),
    ],
)
def test_ctx_of_the_watch_above_its_limit_and_the_value_on_treatment_is_a_rebound(
    on: date, value: str, found: bool
) -> None:
    assert rebounds(ctx(ON_TREATMENT, "0.10"), ctx(on, value)) is found


def test_a_rebound_asks_with_the_day_of_its_result() -> None:
    on = date(2025, 5, 8)
    found = call(on, labs=(ctx(on, "0.61"),), courses=(STOPPED,))
    assert found is not None
    assert (found.triggers, found.wanted_by) == (("MDT-T09",), on + timedelta(days=14))


@pytest.mark.parametrize(
    "labs",
    [
        (ctx(date(2025, 5, 8), "0.90", high=None),),
        (ctx(ON_TREATMENT, "0.90"), ctx(date(2025, 5, 8), "0.85")),
        (ctx(date(2025, 5, 8), "0.90"), ctx(date(2025, 6, 8), "0.40")),
    ],
)
def test_no_limit_no_rise_and_a_value_that_fell_back_are_no_rebound(labs: tuple[LabResult, ...]) -> None:
    assert not rebounds(*labs)


def test_the_value_before_the_first_dose_is_no_value_on_treatment() -> None:
    assert rebounds(ctx(date(2024, 12, 1), "0.95"), ctx(date(2025, 5, 8), "0.90"))


def test_a_bisphosphonate_has_no_rebound_and_a_dose_ends_the_watch() -> None:
    assert not rebounds(ctx(date(2025, 5, 8), "0.90"), course=replace(STOPPED, agent=Agent.ZOLEDRONATE))
    again = replace(STOPPED, doses=(*STOPPED.doses, Dose(on=date(2025, 5, 9))), stop=None)
    assert not rebounds(ctx(date(2025, 5, 8), "0.90"), ctx(date(2025, 5, 20), "0.90"), course=again)


LESION = BoneLesion(on=THEN, site=Site(bone=Bone.SPINE, levels=("T8",)))


@pytest.mark.parametrize(
    ("extent", "found"),
    [
        (Extent.OLIGO, ["OLIGOMETASTATIC"]),
        (Extent.SOLITARY, ["SOLITARY"]),
        (Extent.LOCALISED, []),
        (Extent.MULTIPLE, []),
        (Extent.WIDESPREAD, []),
    ],
)
def test_the_extent_a_clinician_stated_asks_how_to_treat_few_lesions(
    extent: Extent, found: list[str]
) -> None:
    stated = StatedExtent(on=TODAY, extent=extent)
    parts: dict[str, Any] = {"conferences": (DISCUSSED,)}
    confirmed = BoneMetastasis(on=THEN, status=BoneStatus.CONFIRMED, extent=stated)
    assert reasons(bone_metastasis=confirmed, **parts) == found
    assert reasons(bone_metastasis=replace(confirmed, status=BoneStatus.EXCLUDED), **parts) == []
    tomorrow = replace(stated, on=TODAY + timedelta(days=1))
    assert reasons(bone_metastasis=replace(confirmed, extent=tomorrow), **parts) == []


@given(count=st.integers(min_value=0, max_value=12))
def test_no_number_of_lesions_is_few_by_itself(count: int) -> None:
    assert "OLIGOMETASTATIC" not in reasons(lesions=(LESION,) * count)


@pytest.mark.parametrize("wish", Consultation)
def test_a_consultation_the_patient_asks_for_goes_to_the_board(wish: Consultation) -> None:
    request = ConsultationRequest(on=TODAY, asked_for=wish)
    found = call(consultations=(request,))
    assert found is not None
    assert (found.triggers, found.wanted_by) == (("MDT-T14",), TODAY + timedelta(days=14))
    assert call(consultations=(replace(request, on=THEN),), conferences=(DISCUSSED,)) is None


R = CaseReason
READ_FROM_THE_RECORD = frozenset({
    R.BM_CONFIRMED, R.INDETERMINATE, R.DISCORDANT, R.SOLITARY, R.OCCULT, R.SRE_ON_BMA, R.SECOND_SRE,
    R.CORD_COMPRESSION, R.PATH_FRACTURE, R.OLIGOMETASTATIC, R.REFRACTORY_PAIN, R.JAW, R.DENTAL_ON_BMA,
    R.BMA_STOP, R.BMA_EXTENSION, R.BMA_REVIEW, R.REBOUND, R.PROGRESSION, R.NOT_EVALUABLE, R.MIXED_RESPONSE,
    R.DISTRESS, R.RENAL_CHANGE, R.LYTIC_LOCAL, R.SECOND_OPINION,
})  # fmt: skip


def test_every_reason_is_read_from_the_record_and_some_only_where_a_person_stated_them() -> None:
    assert set(CaseReason) == READ_FROM_THE_RECORD
    assert set(STATED) == {CaseReason.OLIGOMETASTATIC, CaseReason.SECOND_OPINION}
