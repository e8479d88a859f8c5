"""What brings a patient to the board by itself, each reason with the day on which it arose (section 7.2).

Every reader yields what the record says, whether or not a conference has dealt with it since: that is asked
once for all of them by `presenting`.
"""

from collections.abc import Iterator
from datetime import date

from guidelines.assessment.chart import Chart
from guidelines.assessment.sites import Look, SuspiciousSite, suspicious_sites
from guidelines.bone.agents import is_bisphosphonate
from guidelines.bone.dosing import RenalVerdict, renal_dose
from guidelines.lesions import Extent, LesionType
from guidelines.mdt.reasons import CaseFacts, CaseReason, case_reasons
from guidelines.pathway.confirmation import ConfirmTest, SiteReading
from guidelines.reading.kidney import clearance
from guidelines.reading.procedures import ABLATION, CEMENT, says
from guidelines.record.imaging import ImagingStudy
from guidelines.record.treatment import Intervention

# How many lesions are "few" no source says: the clinician states the extent (AMB-34).
BY_EXTENT = {Extent.SOLITARY: CaseReason.SOLITARY, Extent.OLIGO: CaseReason.OLIGOMETASTATIC}
BY_RESPONSE = {"PD": CaseReason.PROGRESSION, "NE": CaseReason.NOT_EVALUABLE}
Seen = tuple[CaseReason, date | None]


def reasons_of(chart: Chart) -> Iterator[Seen]:
    """Yield the reasons of disease, kidney, response, local treatment and of the patient's own wish."""
    yield from _of_disease(chart)
    yield from _of_kidney(chart)
    yield from _of_response(chart)
    yield from _of_local_treatment(chart)
    yield from _asked_for(chart)


def _of_disease(chart: Chart) -> Iterator[Seen]:
    if chart.confirmed:
        yield CaseReason.BM_CONFIRMED, chart.confirmed_on
    if chart.record.indeterminate_on is not None:
        yield CaseReason.INDETERMINATE, chart.record.indeterminate_on
    for lesion in chart.lesions:
        if lesion.solitary and not chart.excluded:
            yield CaseReason.SOLITARY, lesion.on
    yield from _of_extent(chart)
    for place in suspicious_sites(chart):
        if (on := _disagree_on(place)) is not None and not chart.confirmed:
            yield CaseReason.DISCORDANT, on


def _of_extent(chart: Chart) -> Iterator[Seen]:
    """Yield what a clinician's word on the extent of the bone disease asks (MDT-T02, MDT-T06)."""
    bone = chart.record.bone_metastasis
    stated = None if bone is None or chart.excluded else bone.extent
    if stated is not None and (reason := BY_EXTENT.get(stated.extent)) is not None:
        yield reason, stated.on


def _disagree_on(place: SuspiciousSite) -> date | None:
    """Return the day of the MRI that is negative where the bone scan is positive (MDT-T02)."""
    return next((look.on for look in place.looks if place.scan_positive and _is_clean_mri(look)), None)


def _is_clean_mri(look: Look) -> bool:
    return look.test is ConfirmTest.MRI and look.reading is SiteReading.NEGATIVE


def _asked_for(chart: Chart) -> Iterator[Seen]:
    """Yield the patient's wish for a second opinion or a remote consultation (MDT-T14)."""
    yield from ((CaseReason.SECOND_OPINION, request.on) for request in chart.record.consultations)


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
