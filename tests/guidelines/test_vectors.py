"""The consolidated test vectors of section 13 that belong to therapy, one test per number."""

from decimal import Decimal

from guidelines.analgesia import paracetamol_check
from guidelines.bone.agents import Agent
from guidelines.bone.calcium import CalciumKind, CalciumReading, calcium_gate, calcium_reading
from guidelines.bone.dental import DentalItem, needs_hold, procedure_advice
from guidelines.bone.dosing import RenalVerdict, renal_dose
from guidelines.bone.electrolytes import hypercalcaemia_finding
from guidelines.bone.intervals import Extension, extension_check, interval_label, next_due_on
from guidelines.bone.rebound import rebound_suspected, watch_finding
from guidelines.bone.reminders import days_late, overdue_tier, reminder_on
from guidelines.bone.renal import renal_risks
from guidelines.bone.sre import SreRecord, SreType, new_event_findings
from guidelines.bone.start import CourseFact, open_course_check, prophylaxis_check
from guidelines.bone.states import CourseStatus
from guidelines.bone.stopping import StopClass, StopReason, StopRequest, stop_check
from guidelines.bone.supplements import supplement_check, supplement_stop
from guidelines.bone.switching import switch_check
from guidelines.labs import Analyte, Sex, creatinine_clearance
from guidelines.local.radiotherapy import SbrtPlan, sbrt_check
from guidelines.opioids import opioid_taper
from tests.guidelines.shorthand import LLN, ULN, calcium, day, lab, said

DENOSUMAB, ZOLEDRONATE = Agent.DENOSUMAB, Agent.ZOLEDRONATE
DUE = day("2025-02-28")


def corrected(value: str) -> CalciumReading:
    """A corrected calcium with the limits of section 13."""
    return CalciumReading(CalciumKind.CORRECTED, Decimal(value), day("2025-03-01"), LLN, ULN)


def stop(reason: StopReason, *, adr: bool = False) -> StopClass:
    """The class of a stop request on zoledronate."""
    request = StopRequest(
        agent=ZOLEDRONATE,
        reason=reason,
        started_on=day("2024-01-01"),
        on=day("2025-03-01"),
        severe_adr_on_record=adr,
    )
    return stop_check(request).stop_class


def extension(planned_on: str) -> list[str | None]:
    """What is said to a longer interval after 2025-03-01."""
    wish = Extension(agent=DENOSUMAB, last_on=day("2025-03-01"), planned_on=day(planned_on))
    return [said(finding) for finding in extension_check(wish)]


def test_v01_denosumab_of_2025_01_31() -> None:
    due = next_due_on(day("2025-01-31"), 28)
    assert (due, reminder_on(due)) == (day("2025-02-28"), day("2025-02-25"))


def test_v02_denosumab_of_a_leap_year() -> None:
    due = next_due_on(day("2024-02-01"), 28)
    assert (due, reminder_on(due)) == (day("2024-02-29"), day("2024-02-26"))


def test_v03_on_the_due_date_it_is_not_overdue() -> None:
    assert overdue_tier(DUE, day("2025-02-28")) == 0


def test_v04_the_day_after_it_is_overdue_by_one_day() -> None:
    assert (overdue_tier(DUE, day("2025-03-01")), days_late(DUE, day("2025-03-01"))) == (1, 1)


def test_v05_the_second_tier_begins_after_28_days() -> None:
    assert [overdue_tier(DUE, day(f"2025-03-{n}")) for n in (28, 29)] == [1, 2]


def test_v06_zoledronate_beside_active_denosumab_is_refused() -> None:
    assert said(open_course_check(ZOLEDRONATE, [CourseFact(DENOSUMAB, CourseStatus.ACTIVE)])) == "BMA-09 HARD"


def test_v07_a_switch_before_the_old_drug_is_due_warns() -> None:
    found = switch_check(
        old_agent=DENOSUMAB,
        old_status=CourseStatus.STOPPED,
        last_on=day("2025-03-01"),
        interval=28,
        new_agent=ZOLEDRONATE,
        start_on=day("2025-03-20"),
    )
    assert said(found[0]) == "BMA-15 WARN"
    assert found[0].inputs["earliest_on"] == day("2025-03-29")


def test_v08_intervals_have_labels() -> None:
    assert [interval_label(n) for n in (26, 27, 30, 31)] == ["EARLY", "ON_TIME", "ON_TIME", "LATE"]


def test_v09_extension_to_three_months_and_a_day_more() -> None:
    assert extension("2025-06-01") == ["BMA-17 WARN"]
    assert extension("2025-06-02") == ["BMA-18 STOP", "BMA-17 WARN"]


def test_v10_pain_relief_is_no_reason_to_stop() -> None:
    assert stop(StopReason.PAIN_RELIEVED) is StopClass.INVALID


def test_v11_a_severe_reaction_is_a_reason_to_stop() -> None:
    assert stop(StopReason.SEVERE_ADR, adr=True) is StopClass.VALID


def test_v12_a_woman_of_70_gets_3_3_mg() -> None:
    crcl = creatinine_clearance(
        age_years=70, weight_kg=Decimal(60), creatinine_umol_l=Decimal("88.4"), sex=Sex.FEMALE
    )
    assert renal_dose(ZOLEDRONATE, crcl).dose_mg == Decimal("3.3")


def test_v13_zoledronate_is_not_recommended_below_30() -> None:
    assert renal_dose(ZOLEDRONATE, Decimal("29.9")).verdict is RenalVerdict.NOT_RECOMMENDED


def test_v14_denosumab_is_never_reduced() -> None:
    assert renal_dose(DENOSUMAB, Decimal(20)).dose_mg == 120


def test_v15_the_kidney_risk_begins_after_65() -> None:
    assert renal_risks(65) == ()
    assert renal_risks(66) == ("AGE_OVER_65",)


def test_v16_calcium_2_05_with_albumin_30_is_fine() -> None:
    reading = calcium_reading([calcium("2.05"), lab(Analyte.ALBUMIN, "30")], day("2025-03-01"))
    assert reading is not None
    assert reading.value_mmol_l == Decimal("2.25")
    assert calcium_gate(DENOSUMAB, reading, day("2025-03-01")) is None


def test_v17_corrected_2_05_stops_denosumab() -> None:
    assert said(calcium_gate(DENOSUMAB, corrected("2.05"), day("2025-03-01"))) == "CAL-03 STOP"


def test_v18_corrected_2_76_withholds_calcium_and_is_an_event() -> None:
    assert said(supplement_stop(corrected("2.76"))) == "CAL-02 STOP"
    assert said(hypercalcaemia_finding(corrected("2.76"))) == "CAL-09 TASK"


def test_v19_an_extraction_two_months_after_the_last_dose() -> None:
    days = {"2025-04-30": ["DEN-04 WARN"], "2025-05-01": []}
    for planned_on, expected in days.items():
        found = procedure_advice(
            DentalItem.EXTRACTION, planned_on=day(planned_on), last_dose_on=day("2025-03-01"), urgent=True
        )
        assert [said(finding) for finding in found] == expected


def test_v20_a_root_canal_holds_nothing() -> None:
    assert not needs_hold(DentalItem.ROOT_CANAL)


def test_v29_prophylaxis_is_refused() -> None:
    assert said(prophylaxis_check(confirmed=False)) == "BMA-03 STOP"


def test_v30_a_second_event_on_zoledronate_continues_or_switches() -> None:
    first, second = (
        SreRecord(SreType.PATH_FRACTURE, day("2024-05-01")),
        SreRecord(SreType.CORD_NERVE_COMPRESSION, day("2024-09-01")),
    )
    found = new_event_findings(second, [first], on_bisphosphonate=True)[-1]
    assert (said(found), found.inputs["mdt_trigger"]) == ("BMA-16 INFO", "MDT-T04")


def test_v31_paracetamol_above_four_grams_is_stopped() -> None:
    assert said(paracetamol_check(Decimal("4.5"))) == "PAIN-05 STOP"


def test_v32_an_opioid_is_tapered_to_thirty() -> None:
    taper = opioid_taper(Decimal(120), Decimal(25), day("2025-03-01"))
    assert [str(dose) for dose in taper.doses[1:]] == ["90.0", "67.5", "50.6", "38.0", "30.0"]


def test_v33_six_months_are_not_enough_for_sbrt() -> None:
    plan = SbrtPlan(
        life_expectancy_months=Decimal(6),
        standard_ebrt_given=True,
        pain_remains_or_recurs=True,
        needs_reirradiation=True,
    )
    assert said(sbrt_check(plan)) == "RT-05 WARN"


def test_v37_two_months_without_denosumab_open_the_watch() -> None:
    today = day("2025-05-01")
    assert (
        said(watch_finding(DENOSUMAB, last_on=day("2025-03-01"), today=today, stopped=False)) == "REB-01 TASK"
    )


def test_v38_ctx_above_both_limits_suspects_rebound() -> None:
    assert rebound_suspected(Decimal("0.61"), on_treatment=Decimal("0.10"), upper=Decimal("0.60"))


def test_v40_vitamin_d_700_warns() -> None:
    assert [said(f) for f in supplement_check(Decimal(1000), Decimal(700))] == ["CAL-01 WARN"]
