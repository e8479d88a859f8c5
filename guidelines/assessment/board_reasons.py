"""What brings a patient to the board by itself, each reason with the day on which it arose (section 7.2).

Every reader yields what the record says, whether or not a conference has dealt with it since: that is asked
once for all of them by `presenting`. What no record says is in `guidelines.mdt.not_derived`.
"""

from collections.abc import Iterator
from datetime import date

from guidelines.assessment.chart import Chart
from guidelines.assessment.sites import Look, SuspiciousSite, suspicious_sites
from guidelines.bone.agents import is_bisphosphonate
from guidelines.bone.dental import BONE_TOUCH, BoneTouch
from guidelines.bone.dosing import RenalVerdict, renal_dose
from guidelines.bone.start import REVIEW_MONTHS
from guidelines.bone.stopping import StopReason
from guidelines.lesions import LesionType
from guidelines.mdt.reasons import CaseFacts, CaseReason, case_reasons
from guidelines.pathway.confirmation import ConfirmTest, SiteReading
from guidelines.reading.kidney import clearance
from guidelines.reading.procedures import ABLATION, CEMENT, says
from guidelines.record.imaging import ImagingStudy
from guidelines.record.treatment import Intervention
from guidelines.values import add_months

# A course that goes on elsewhere or with another drug was not stopped; of the dead nothing is discussed.
NO_STOP = frozenset({StopReason.SWITCHED, StopReason.TRANSFERRED, StopReason.DIED})
BY_RESPONSE = {"PD": CaseReason.PROGRESSION, "NE": CaseReason.NOT_EVALUABLE}
Seen = tuple[CaseReason, date | None]


def reasons_of(chart: Chart) -> Iterator[Seen]:
    """Yield every reason of the record but its skeletal events, which are reviewed one by one."""
    yield from _of_disease(chart)
    yield from _of_drug(chart)
    yield from _of_kidney(chart)
    yield from _of_response(chart)
    yield from _of_local_treatment(chart)


def _of_disease(chart: Chart) -> Iterator[Seen]:
    if chart.confirmed:
        yield CaseReason.BM_CONFIRMED, chart.confirmed_on
    if chart.record.indeterminate_on is not None:
        yield CaseReason.INDETERMINATE, chart.record.indeterminate_on
    for lesion in chart.lesions:
        if lesion.solitary and not chart.excluded:
            yield CaseReason.SOLITARY, lesion.on
    for place in suspicious_sites(chart):
        if (on := _disagree_on(place)) is not None and not chart.confirmed:
            yield CaseReason.DISCORDANT, on


def _disagree_on(place: SuspiciousSite) -> date | None:
    """Return the day of the MRI that is negative where the bone scan is positive (MDT-T02)."""
    return next((look.on for look in place.looks if place.scan_positive and _is_clean_mri(look)), None)


def _is_clean_mri(look: Look) -> bool:
    return look.test is ConfirmTest.MRI and look.reading is SiteReading.NEGATIVE


def _of_drug(chart: Chart) -> Iterator[Seen]:
    invasive = [v for v in chart.record.dental if v.planned and BONE_TOUCH[v.item] is BoneTouch.YES]
    if chart.running:
        yield from ((CaseReason.DENTAL_ON_BMA, visit.on) for visit in invasive)
        yield from _long_treated(chart)
    elif stopped_on := _stopped_on(chart):
        yield CaseReason.BMA_STOP, stopped_on


def _long_treated(chart: Chart) -> Iterator[Seen]:
    if chart.first_dose_on is None:
        return
    review_on = add_months(chart.first_dose_on, REVIEW_MONTHS)
    if chart.day.reached(review_on):
        yield CaseReason.BMA_REVIEW, review_on


def _stopped_on(chart: Chart) -> date | None:
    """Return the day on which the last drug was given up; None while one is open, or without a day."""
    stops = [course.stop for course in chart.record.courses if course.stop is not None]
    dated = [stop for stop in stops if stop.on is not None and stop.reason not in NO_STOP]
    last = max((stop.on for stop in dated if stop.on is not None), default=None)
    return None if chart.open_courses else last


def _of_kidney(chart: Chart) -> Iterator[Seen]:
    """Yield the need of another drug: table 2 no longer recommends the one that runs (MDT-T12, REN-01)."""
    agents = [course.agent for course in chart.running if course.agent and is_bisphosphonate(course.agent)]
    reading = clearance(chart.record.person, chart.labs, chart.day) if agents else None
    for agent in agents:
        if reading is None or reading.value is None:
            return
        verdict = renal_dose(agent, reading.value, chart.limits.drugs).verdict
        refused = verdict is RenalVerdict.NOT_RECOMMENDED
        facts = CaseFacts(running_agent=agent, crcl_ml_min=reading.value, drug_change_needed=refused)
        yield from ((reason, reading.measured_on) for reason in case_reasons(facts))


def _of_response(chart: Chart) -> Iterator[Seen]:
    """Yield what the last examination with a response says: its category, and whether it is mixed."""
    told = [study for study in chart.record.studies if study.on is not None and _says_response(study)]
    last = max(told, key=lambda study: study.on or date.min, default=None)
    if last is None:
        return
    if (reason := BY_RESPONSE.get(last.response)) is not None:
        yield reason, last.on
    if last.mixed:
        yield CaseReason.MIXED_RESPONSE, last.on


def _says_response(study: ImagingStudy) -> bool:
    return bool(study.response.strip()) or study.mixed


def _of_local_treatment(chart: Chart) -> Iterator[Seen]:
    """Yield ablation or cement that is intended for a lytic lesion (MDT-T13)."""
    for intended in chart.record.interventions:
        if intended.proposed and says(intended.text, (*ABLATION, *CEMENT)) and _is_lytic(intended, chart):
            yield CaseReason.LYTIC_LOCAL, intended.on


def _is_lytic(intended: Intervention, chart: Chart) -> bool:
    site = intended.site
    return site is not None and any(
        lesion.lesion_type is LesionType.OSTEOLYTIC and lesion.site.same_bone(site)
        for lesion in chart.lesions
    )
