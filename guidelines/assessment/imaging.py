"""IMAGING_BASELINE, IMAGING_OVERDUE, BONE_WINDOW and BONE_BIOPSY, and the slots of the follow-up calendar."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from guidelines.assessment.chart import Chart
from guidelines.assessment.coded import Coded, coded
from guidelines.assessment.codes import Code
from guidelines.bone.intervals import add_days
from guidelines.dataquality.staging import bone_places
from guidelines.findings import Finding, Grade, Rule, Severity
from guidelines.imaging.calendar import (
    CalendarFacts,
    SlotKind,
    SlotState,
    SlotStatus,
    Waiver,
    calendar,
    grids,
    next_change_on,
)
from guidelines.imaging.category import (
    ChosenSchedule,
    FollowUpCategory,
    FollowUpFacts,
    anchor_of,
    category_finding,
    follow_up_category,
)
from guidelines.imaging.modalities import CT_KINDS, PETCT_KINDS, Modality
from guidelines.imaging.studies import BoneWindowReview, Study
from guidelines.lesions import Bone
from guidelines.record.complaints import Symptom
from guidelines.record.imaging import ImagingStudy
from guidelines.roles import Role
from guidelines.staging import stage_group
from guidelines.terms import Text
from guidelines.values import add_months

MONTHS_AHEAD = 12
STILL_AHEAD = frozenset({SlotState.PLANNED, SlotState.DUE_SOON})


def _rule(rule_id: str, severity: Severity, zh: str, en: str, source: str, grade: Grade) -> Rule:
    return Rule(rule_id, severity, Text(zh, en), source, grade)


DX_01_BASELINE = _rule(
    "DX-01",
    Severity.TASK,
    "肺癌确诊后尚无全身骨检查，请安排（首选骨显像）。",
    "Lung cancer is confirmed and the whole skeleton was never imaged: arrange it, a bone scan first.",
    "GL Rec 1; WP §10, §17, §33",
    Grade.UNGRADED,
)
DX_01_SITE = _rule(
    "DX-01",
    Severity.TASK,
    "{site}有骨痛而从未做过影像检查，请安排。",
    "Bone pain at {site}, which was never imaged: arrange it.",
    "GL Rec 1; WP §10",
    Grade.UNGRADED,
)
IMG_07_OVERDUE = _rule(
    "IMG-07",
    Severity.FLAG,
    "{kind}应于 {slot_on} 完成，已超过宽限期（{grace_days} 天）。",
    "{kind} was due on {slot_on}; the grace of {grace_days} days has passed.",
    "WP §17; P AMB-15",
    Grade.UNGRADED,
)
IMG_08_MISSED = _rule(
    "IMG-08",
    Severity.FLAG,
    "{kind}应于 {slot_on} 完成，至今未做，已记为错过；下一次应于 {next_on}。",
    "{kind} was due on {slot_on} and was never done: it counts as missed. The next one is due on {next_on}.",
    "WP §17; P AMB-15",
    Grade.UNGRADED,
)
IMG_21_OPEN = _rule(
    "IMG-21",
    Severity.FLAG,
    "CT（{done_on}，{region}）未记录骨窗查看：请在原图像上查看骨窗并记录，无需重新检查。",
    "CT ({done_on}, {region}): the bone window is not recorded as read. Read it in the same images, no new "
    "scan.",
    "WP §12, §17, §33",
    Grade.UNGRADED,
)
DX_22_BIOPSY = _rule(
    "DX-22",
    Severity.TASK,
    "仅一处骨病灶（{site}）：请活检，或写明不活检的理由。",
    "One single bone lesion ({site}): take a biopsy, or record why not.",
    "GL Rec 3",
    Grade.STRONG_HIGH,
)


def imaging_findings(chart: Chart, slots: tuple[SlotStatus, ...]) -> Iterator[Coded]:
    """Yield what is missing: the baseline, painful sites, overdue slots, bone windows, the biopsy.

    The first slot is the baseline itself, which has its own code.
    """
    yield from _baseline(chart)
    yield from _painful_sites(chart)
    yield from (_overdue(chart, status) for status in _latest_past(slots) if _not_done(status))
    yield from (_bone_window(study) for study in chart.record.studies if _unread(study))
    yield from _biopsy(chart)


def _latest_past(slots: tuple[SlotStatus, ...]) -> Iterator[SlotStatus]:
    """Yield the last slot of each kind that lies behind: what was missed stays due until a study comes."""
    for kind in SlotKind:
        past = [s for s in slots if s.slot.kind is kind and s.state not in STILL_AHEAD]
        yield from past[-1:]


def _not_done(status: SlotStatus) -> bool:
    return status.state in {SlotState.OVERDUE, SlotState.MISSED} and status.slot.number > 0


def _baseline(chart: Chart) -> Iterator[Coded]:
    diagnosis = chart.record.diagnosis
    if diagnosis is None or diagnosis.confirmed is False or any(map(_whole_skeleton, chart.record.studies)):
        return
    since = diagnosis.on or chart.confirmed_on
    yield coded(Code.IMAGING_BASELINE, DX_01_BASELINE, since=since, due_on=since)


def _whole_skeleton(study: ImagingStudy) -> bool:
    """Return whether a dated study shows the whole skeleton: bone scan, or PET/CT not limited to a part."""
    if study.on is None or study.whole_body is False:
        return False
    return study.modality is Modality.BS or study.modality in PETCT_KINDS


def _painful_sites(chart: Chart) -> Iterator[Coded]:
    for entry in chart.active(Symptom.BONE_PAIN_FIXED):
        if entry.site is not None and entry.site.bone is not None and not _imaged(chart, entry.site.bone):
            site = entry.site.name
            yield coded(
                Code.IMAGING_BASELINE, DX_01_SITE, subject=site, since=entry.on, due_on=entry.on, site=site
            )


def _imaged(chart: Chart, bone: Bone) -> bool:
    return any(
        study.on is not None and (bone in study.bones or study.whole_body is True or _whole_skeleton(study))
        for study in chart.record.studies
    )


def _unread(study: ImagingStudy) -> bool:
    return study.modality in CT_KINDS and not _window_read(study)


def _window_read(study: ImagingStudy) -> bool:
    """Return whether somebody recorded on a known day that the bone window was read (IMG-21)."""
    review = study.bone_window
    return review is not None and review.reviewed is True and review.on is not None


def _bone_window(study: ImagingStudy) -> Coded:
    return coded(
        Code.BONE_WINDOW,
        IMG_21_OPEN,
        subject=study.ref or f"CT {study.on or ''}".strip(),
        since=study.on,
        due_on=study.on,
        done_on=study.on,
        region=study.region or None,
    )


def _biopsy(chart: Chart) -> Iterator[Coded]:
    """Yield the biopsy of a solitary lesion (DX-22); never with several lesions (DX-23)."""
    lesions = [lesion for lesion in chart.record.lesions if lesion.metastatic] or list(chart.lesions)
    if not lesions or bone_places(chart.record) > 1 or len({item.site.name for item in lesions}) > 1:
        return
    lesion = lesions[0]
    taken = any(biopsy.of_bone is True and biopsy.on is not None for biopsy in chart.record.biopsies)
    site = lesion.site.name
    if lesion.solitary is False or lesion.site.several or lesion.direct_invasion is True or taken:
        return
    if not chart.answered(Code.BONE_BIOPSY, site):
        yield coded(
            Code.BONE_BIOPSY, DX_22_BIOPSY, subject=site, since=lesion.on, due_on=lesion.on, site=site
        )


def _overdue(chart: Chart, status: SlotStatus) -> Coded:
    slot, grace_days = status.slot, chart.limits.imaging.scan_grace_days
    return coded(
        Code.IMAGING_OVERDUE,
        IMG_08_MISSED if status.state is SlotState.MISSED else IMG_07_OVERDUE,
        subject=slot_name(slot.kind, slot.due_on),
        since=add_days(slot.due_on, grace_days + 1),
        due_on=slot.due_on,
        kind=slot.kind,
        slot_on=slot.due_on,
        next_on=slot.next_due_on,
        grace_days=grace_days,
    )


def slot_name(kind: SlotKind, due_on: date) -> str:
    """Return how a slot is named in findings and answers: "CT 2026-04-05"."""
    return f"{kind.value} {due_on.isoformat()}"


@dataclass(frozen=True, slots=True)
class Plan:
    """Which schedule a patient is on and the day it counts from (IMG-01, IMG-05); None = not recorded."""

    category: FollowUpCategory
    anchor_on: date | None


def plan_of(chart: Chart) -> Plan:
    """Return the schedule the record puts the patient on."""
    facts = _follow_up(chart)
    return Plan(follow_up_category(facts), anchor_of(facts))


def category_found(chart: Chart) -> Finding:
    """Return the category in words, or that an oncologist must choose it (IMG-01)."""
    return category_finding(_follow_up(chart))


def slots(chart: Chart) -> tuple[SlotStatus, ...]:
    """Return every slot up to twelve months ahead with its state today."""
    plan = plan_of(chart)
    facts = CalendarFacts(
        category=plan.category,
        anchor_on=plan.anchor_on,
        studies=tuple(studies_of(chart)),
        waivers=tuple(_waivers(chart)),
    )
    today, limits = chart.day.today, chart.limits.imaging
    found = calendar(facts, today, add_months(today, MONTHS_AHEAD), limits)
    changes_on = next_change_on(found, today)
    chart.day.turns(*([] if changes_on is None else [changes_on]), *_entering(chart, facts, found))
    return found


def _entering(chart: Chart, facts: CalendarFacts, found: tuple[SlotStatus, ...]) -> Iterator[date]:
    """Yield the days on which the next slot of each kind comes within twelve months."""
    if facts.anchor_on is None:
        return
    for kind, grid in grids(facts.category, chart.limits.imaging).items():
        own = [status.slot.next_due_on for status in found if status.slot.kind is kind]
        yield _first_day_ahead(own[-1] if own else add_months(facts.anchor_on, grid.first * grid.months))


def _first_day_ahead(due_on: date) -> date:
    """Return the first day from which `due_on` is at most twelve months away."""
    day = add_months(due_on, -MONTHS_AHEAD)
    while day < date.max and add_months(day, MONTHS_AHEAD) < due_on:
        day += timedelta(days=1)
    return day


def _follow_up(chart: Chart) -> FollowUpFacts:
    record, diagnosis = chart.record, chart.record.diagnosis
    confirmed_on = None if diagnosis is None else diagnosis.on
    chosen = None
    if record.follow_up is not None and confirmed_on is not None:
        chosen = ChosenSchedule(record.follow_up, confirmed_on)
    operations = [s.on for s in record.surgeries if s.curative is True and s.on is not None]
    return FollowUpFacts(
        cancer_confirmed_on=confirmed_on,
        baseline_on=chart.confirmed_on,
        diagnosed_on=confirmed_on,
        stage=None if diagnosis is None or diagnosis.stage is None else stage_group(diagnosis.stage),
        bone_metastasis_confirmed=chart.confirmed,
        curative_surgery_on=max(operations, default=None),
        recurrence_on=record.recurred_on,
        chosen=chosen,
    )


def studies_of(chart: Chart) -> Iterator[Study]:
    """Yield the dated studies of a known modality as the calendar reads them."""
    for number, study in enumerate(chart.record.studies):
        if study.on is not None and study.modality is not None:
            yield Study(
                study_id=study.ref or f"{number:04}",
                modality=study.modality,
                done_on=study.on,
                whole_body=study.whole_body,
                reason=study.reason,
                bone_window=BoneWindowReview(reviewed=_window_read(study)),
            )


def _waivers(chart: Chart) -> Iterator[Waiver]:
    """Yield the slots given up with a reason, on their own or as an answer to IMAGING_OVERDUE (IMG-10)."""
    for given in chart.record.given_up_scans:
        yield Waiver(given.kind, given.due_on, Role.ONCOLOGIST, given.reason)
    for answer in chart.record.answers:
        kind, _, day = answer.subject.partition(" ")
        if answer.code == Code.IMAGING_OVERDUE and kind in SlotKind.__members__ and answer.on is not None:
            try:
                due_on = date.fromisoformat(day)
            except ValueError:
                continue
            yield Waiver(SlotKind[kind], due_on, Role.ONCOLOGIST, answer.reason)
