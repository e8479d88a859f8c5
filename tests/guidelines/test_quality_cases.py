"""Section 9, case by case: where one patient, dose or scan stands in an indicator."""

from datetime import date
from typing import Any

import pytest

from guidelines.bone.interruptions import InterruptionReason
from guidelines.bone.sre import SreType
from guidelines.labs import Band
from guidelines.quality.care import (
    calcium_check_standing,
    contact_standing,
    discussed_standing,
    oral_check_standing,
    reason_standing,
    reminder_standing,
    supplement_standing,
)
from guidelines.quality.drug import (
    interval_standing,
    no_symptom_start_standing,
    off_standard_standing,
    pre_operative_standing,
    start_standing,
)
from guidelines.quality.imaging import (
    SlotFact,
    baseline_standing,
    bone_scan_slot_standing,
    bone_window_standing,
    ct_slot_standing,
    follow_up_scan_standing,
    overdue_slot_standing,
    sudden_fracture_standing,
    symptom_standing,
)
from guidelines.quality.outcomes import (
    any_event_standing,
    days_to_first_event,
    early_event_standing,
    hypocalcaemia_standing,
    jaw_necrosis_rate,
    relief_standing,
)
from guidelines.rates import Standing, rate_of
from tests.guidelines.shorthand import day

MARK = {"yes": "COUNTED", "no": "NOT_COUNTED", "?": "UNKNOWN", "-": "OUTSIDE"}
ON = day("2025-06-30")


def known(text: str | None) -> date | None:
    """A day, or None."""
    return None if text is None else day(text)


def test_qi_01_of_100_cts_63_were_read() -> None:
    reads = [True] * 63 + [False] * 37 + [None] * 5
    rate = rate_of(bone_window_standing(read) for read in reads)
    assert (rate.shown.en, rate.unknown) == ("63% (63/100)", 5)


@pytest.mark.parametrize(
    ("advanced", "followed_from", "scans", "expected"),
    [
        (True, "2024-06-01", ("2025-01-01",), "yes"),
        (True, "2024-06-01", ("2024-12-30",), "yes"),
        (True, "2024-06-01", ("2024-12-29",), "no"),
        (True, "2024-06-01", (), "no"),
        (True, "2024-12-30", (), "no"),
        (True, "2025-01-01", ("2025-03-01",), "-"),
        (False, "2024-06-01", ("2025-03-01",), "-"),
        (False, None, None, "-"),
        (None, "2024-06-01", ("2025-03-01",), "?"),
        (True, None, ("2025-03-01",), "?"),
        (True, "2024-06-01", None, "?"),
    ],
)
def test_qi_02_bone_scan_in_the_last_six_months(
    advanced: bool | None, followed_from: str | None, scans: tuple[str, ...] | None, expected: str
) -> None:
    done = None if scans is None else tuple(map(day, scans))
    place = follow_up_scan_standing(advanced=advanced, followed_from=known(followed_from), scans=done, on=ON)
    assert place == MARK[expected]


@pytest.mark.parametrize(
    ("surveys", "on", "expected"),
    [
        (("2025-03-29",), "2025-06-30", "yes"),
        (("2025-02-20",), "2025-06-30", "yes"),
        (("2025-03-30",), "2025-06-30", "no"),
        ((), "2025-03-30", "no"),
        ((), "2025-03-29", "-"),
        (("2025-03-05",), "2025-03-10", "yes"),
        (("2025-03-12",), "2025-03-10", "-"),
        (None, "2025-06-30", "?"),
    ],
)
def test_qi_03_baseline_within_28_days(surveys: tuple[str, ...] | None, on: str, expected: str) -> None:
    done = None if surveys is None else tuple(map(day, surveys))
    assert baseline_standing(diagnosed_on=day("2025-03-01"), surveys=done, on=day(on)) == MARK[expected]


@pytest.mark.parametrize(
    ("slot", "ct", "scan", "overdue"),
    [
        ({"fulfilled": True, "bone_window": True}, "yes", "yes", "-"),
        ({"fulfilled": True, "bone_window": False}, "no", "yes", "-"),
        ({"fulfilled": True}, "?", "yes", "-"),
        ({"fulfilled": False}, "no", "no", "yes"),
        ({"fulfilled": None}, "?", "?", "?"),
        ({"fulfilled": False, "waived": True}, "-", "-", "-"),
        ({"fulfilled": False, "due_on": day("2025-07-01")}, "-", "-", "no"),
        ({"fulfilled": False, "due_on": day("2025-06-16")}, "no", "no", "no"),
        ({"fulfilled": False, "due_on": day("2025-06-15")}, "no", "no", "yes"),
    ],
)
def test_qi_04_to_06_slots_of_the_calendar(slot: dict[str, Any], ct: str, scan: str, overdue: str) -> None:
    fact = SlotFact(**{"due_on": day("2025-05-01"), **slot})
    places = (
        ct_slot_standing(fact, ON),
        bone_scan_slot_standing(fact, ON),
        overdue_slot_standing(fact, ON, 14),
    )
    assert places == (MARK[ct], MARK[scan], MARK[overdue])


@pytest.mark.parametrize(
    ("confirmed", "symptom", "expected"),
    [(True, True, "yes"), (True, False, "no"), (True, None, "?"), (False, True, "-"), (None, True, "?")],
)
def test_qi_07_found_by_a_symptom(confirmed: bool | None, symptom: bool | None, expected: str) -> None:
    assert symptom_standing(confirmed=confirmed, symptom_at_diagnosis=symptom) == MARK[expected]


FRACTURE = SreType.PATH_FRACTURE


@pytest.mark.parametrize(
    ("fractured", "first", "symptom", "expected"),
    [
        (True, FRACTURE, False, "yes"),
        (True, FRACTURE, True, "no"),
        (True, SreType.RT_TO_BONE, False, "no"),
        (True, FRACTURE, None, "?"),
        (True, None, False, "?"),
        (True, None, True, "no"),
        (False, None, None, "-"),
    ],
)
def test_qi_08_sudden_fracture(
    fractured: bool | None, first: SreType | None, symptom: bool | None, expected: str
) -> None:
    place = sudden_fracture_standing(fractured=fractured, first_event=first, symptom_before=symptom)
    assert place == MARK[expected]


@pytest.mark.parametrize(
    ("eligible", "started", "on", "expected"),
    [
        (True, "2025-03-15", "2025-06-30", "yes"),
        (True, "2025-03-16", "2025-06-30", "no"),
        (True, None, "2025-03-16", "no"),
        (True, None, "2025-03-15", "-"),
        (True, "2025-03-10", "2025-03-12", "yes"),
        (True, "2025-03-14", "2025-03-12", "-"),
        (False, None, "2025-06-30", "-"),
        (None, None, "2025-06-30", "?"),
    ],
)
def test_qi_09_started_by_day_14(eligible: bool | None, started: str | None, on: str, expected: str) -> None:
    place = start_standing(
        confirmed_on=day("2025-03-01"), eligible=eligible, started_on=known(started), on=day(on)
    )
    assert place == MARK[expected]


def test_qi_09_of_20_eligible_9_started_in_time() -> None:
    started = [day("2025-03-15")] * 9 + [day("2025-03-16")] * 5 + [None] * 6
    cases = [
        start_standing(confirmed_on=day("2025-03-01"), eligible=True, started_on=on, on=ON) for on in started
    ]
    assert rate_of(cases).shown.en == "45% (9/20)"


def test_qi_09_without_bone_metastasis_there_is_nothing_to_start() -> None:
    assert start_standing(confirmed_on=None, eligible=True, started_on=None, on=ON) is Standing.OUTSIDE


@pytest.mark.parametrize(
    ("symptoms", "started", "expected"),
    [(False, True, "yes"), (False, False, "no"), (True, True, "-"), (None, True, "?"), (False, None, "?")],
)
def test_qi_10_started_without_symptoms(symptoms: bool | None, started: bool | None, expected: str) -> None:
    assert no_symptom_start_standing(symptoms=symptoms, started=started) == MARK[expected]


@pytest.mark.parametrize(
    ("surgery", "tumour", "bma", "expected"),
    [
        (True, True, True, "yes"),
        (True, True, False, "no"),
        (True, None, False, "no"),
        (True, True, None, "?"),
        (False, True, True, "-"),
    ],
)
def test_qi_12_both_treatments_before_surgery(
    surgery: bool | None, tumour: bool | None, bma: bool | None, expected: str
) -> None:
    place = pre_operative_standing(bone_surgery=surgery, anti_tumour_before=tumour, bma_before=bma)
    assert place == MARK[expected]


def test_qi_17_intervals_of_27_28_30_and_31_days() -> None:
    rate = rate_of(interval_standing(days) for days in (27, 28, 30, 31, None))
    assert (rate.shown.en, rate.unknown) == ("75% (3/4)", 1)
    assert interval_standing(26) is Standing.NOT_COUNTED


def test_qi_18_counts_approved_extensions() -> None:
    assert [off_standard_standing(fact) for fact in (True, False, None)] == [
        "COUNTED",
        "NOT_COUNTED",
        "UNKNOWN",
    ]


@pytest.mark.parametrize(
    ("event", "until", "expected"),
    [
        ("2025-05-30", "2025-12-01", "yes"),  # day 90
        ("2025-05-31", "2025-12-01", "no"),
        ("2025-02-20", "2025-12-01", "no"),
        (None, "2025-12-01", "no"),
        (None, "2025-05-30", "no"),
        (None, "2025-05-29", "-"),
        (None, None, "?"),
    ],
)
def test_qi_19_event_within_90_days(event: str | None, until: str | None, expected: str) -> None:
    place = early_event_standing(
        confirmed_on=day("2025-03-01"), first_event_on=known(event), followed_until=known(until)
    )
    assert place == MARK[expected]


def test_qi_20_and_29_days_to_the_first_event_and_jaw_necrosis_per_year() -> None:
    confirmed = day("2025-03-01")
    assert days_to_first_event(confirmed, (day("2025-08-01"), day("2025-07-29"))) == 150
    assert days_to_first_event(confirmed, (day("2025-02-01"),)) == 0
    assert days_to_first_event(confirmed, ()) is None
    rate = jaw_necrosis_rate(2, 36525)
    assert rate is not None
    assert f"{rate:f}" == "2.0"


@pytest.mark.parametrize(
    ("had", "confirmed", "expected"),
    [(True, True, "yes"), (False, True, "no"), (None, True, "?"), (True, False, "-")],
)
def test_qi_21_any_event(had: bool | None, confirmed: bool, expected: str) -> None:
    assert any_event_standing(had, confirmed=confirmed) == MARK[expected]


@pytest.mark.parametrize(
    ("examined", "expected"),
    [("2025-03-01", "yes"), ("2024-12-01", "yes"), ("2024-11-30", "no"), ("2025-03-02", "no"), (None, "no")],
)
def test_qi_22_oral_check_at_most_90_days_old(examined: str | None, expected: str) -> None:
    place = oral_check_standing(examined_on=known(examined), first_dose_on=day("2025-03-01"))
    assert place == MARK[expected]


@pytest.mark.parametrize(
    ("measured", "expected"),
    [("2025-03-15", "yes"), ("2025-03-01", "yes"), ("2025-02-28", "no"), ("2025-03-16", "no"), (None, "no")],
)
def test_qi_23_calcium_at_most_14_days_old(measured: str | None, expected: str) -> None:
    assert calcium_check_standing(measured_on=known(measured), given_on=day("2025-03-15")) == MARK[expected]


@pytest.mark.parametrize(
    ("confirmed", "discussed", "on", "expected"),
    [
        ("2025-03-01", "2025-03-15", "2025-06-30", "yes"),
        ("2025-03-01", "2025-03-16", "2025-06-30", "no"),
        ("2025-03-01", "2025-02-20", "2025-06-30", "no"),
        ("2025-03-01", None, "2025-03-15", "-"),
        ("2025-03-01", None, "2025-03-16", "no"),
        (None, None, "2025-03-16", "-"),
    ],
)
def test_qi_26_discussed_in_14_days(
    confirmed: str | None, discussed: str | None, on: str, expected: str
) -> None:
    place = discussed_standing(confirmed_on=known(confirmed), discussed_on=known(discussed), on=day(on))
    assert place == MARK[expected]


@pytest.mark.parametrize(
    ("bands", "expected"),
    [
        ((Band.NORMAL, Band.LOW), "yes"),
        ((Band.NORMAL, Band.HIGH), "no"),
        ((Band.UNKNOWN,), "?"),
        ((), "?"),
        ((Band.UNKNOWN, Band.NORMAL), "no"),
    ],
)
def test_qi_30_low_corrected_calcium(bands: tuple[Band, ...], expected: str) -> None:
    assert hypocalcaemia_standing(bands) == MARK[expected]


@pytest.mark.parametrize(
    ("planned", "sent", "on", "expected"),
    [
        ("2025-01-31", "2025-02-25", "2025-03-01", "yes"),
        ("2025-01-31", "2025-02-26", "2025-03-01", "no"),
        ("2025-02-27", "2025-02-27", "2025-03-01", "yes"),
        ("2025-01-31", None, "2025-03-01", "no"),
        ("2025-01-31", "2025-02-25", "2025-02-27", "-"),
    ],
)
def test_qi_31_reminded_three_days_ahead(planned: str, sent: str | None, on: str, expected: str) -> None:
    place = reminder_standing(
        due_on=day("2025-02-28"), planned_on=day(planned), sent_on=known(sent), on=day(on)
    )
    assert place == MARK[expected]


@pytest.mark.parametrize(
    ("contraindicated", "calcium", "vitamin_d", "expected"),
    [
        (False, True, True, "yes"),
        (False, True, False, "no"),
        (False, True, None, "?"),
        (True, False, False, "-"),
        (None, True, True, "?"),
    ],
)
def test_qi_32_calcium_with_vitamin_d(
    contraindicated: bool | None, calcium: bool | None, vitamin_d: bool | None, expected: str
) -> None:
    place = supplement_standing(contraindicated=contraindicated, calcium=calcium, vitamin_d=vitamin_d)
    assert place == MARK[expected]


@pytest.mark.parametrize(
    ("late", "reason", "expected"),
    [
        (True, InterruptionReason.FORGOTTEN, "yes"),
        (True, None, "no"),
        (False, None, "-"),
        (None, None, "?"),
    ],
)
def test_qi_33_every_late_dose_has_a_reason(
    late: bool | None, reason: InterruptionReason | None, expected: str
) -> None:
    assert reason_standing(late=late, reason=reason) == MARK[expected]


@pytest.mark.parametrize(
    ("contacted", "on", "expected"),
    [
        ("2025-03-04", "2025-03-30", "yes"),
        ("2025-03-05", "2025-03-30", "no"),
        ("2025-02-28", "2025-03-30", "no"),
        (None, "2025-03-04", "-"),
        (None, "2025-03-05", "no"),
    ],
)
def test_qi_34_contact_within_three_days(contacted: str | None, on: str, expected: str) -> None:
    place = contact_standing(due_on=day("2025-02-28"), contacted_on=known(contacted), on=day(on))
    assert place == MARK[expected]


@pytest.mark.parametrize(
    ("treated", "relieved", "expected"), [(True, True, "yes"), (True, None, "?"), (False, None, "-")]
)
def test_qi_35_relief_by_radiotherapy(treated: bool, relieved: bool | None, expected: str) -> None:
    assert relief_standing(treated=treated, relieved=relieved) == MARK[expected]
