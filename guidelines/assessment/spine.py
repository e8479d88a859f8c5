"""CORD_EMERGENCY and SPINE_URGENT: what in the spine cannot wait, and what is missing (SAF-02, SAF-03)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from guidelines.assessment.chart import Chart, earliest, is_since
from guidelines.assessment.coded import Coded, coded
from guidelines.assessment.codes import Code
from guidelines.bone.intervals import add_days
from guidelines.bone.sre import SreType
from guidelines.lesions import Bone
from guidelines.record.board import Opinion
from guidelines.record.complaints import Symptom
from guidelines.record.sites import Site
from guidelines.safety import CORD_SIGNS, SAF_02, SAF_03, in_spine, presses_on_cord, touches_cord_space
from guidelines.terms import Text

SUBJECT = "spine"
_COMPRESSION = Text("脊髓受压", "cord compression")
_CONTACT = Text("硬膜外或硬膜囊受压", "epidural or thecal sac contact")
_FRACTURE = Text("椎体病理性骨折", "vertebral pathological fracture")


@dataclass(frozen=True, slots=True)
class Trigger:
    """One reason for urgency: where, what, and since when; None = not dated."""

    site: str
    sign: Text
    on: date | None


def spine_findings(chart: Chart) -> Iterator[Coded]:
    """Yield the emergency and the urgent assessment, each once with all its reasons."""
    cord = cord_triggers(chart)
    if cord:
        yield _cord(chart, cord)
    urgent = tuple(trigger for trigger in _urgent(chart, bool(cord)) if _urgent_missing(chart, trigger))
    if urgent:
        yield _spine(chart, urgent)


def cord_triggers(chart: Chart) -> tuple[Trigger, ...]:
    """Return the reasons for a cord emergency whose opinions or decision are not all on record (SAF-02)."""
    return tuple(trigger for trigger in _cord_reasons(chart) if _cord_missing(chart, trigger))


def _cord_reasons(chart: Chart) -> Iterator[Trigger]:
    for lesion in chart.lesions:
        if presses_on_cord(lesion):
            yield Trigger(lesion.site.name, _COMPRESSION, lesion.on)
    if _spine_involved(chart):
        for entry in chart.active(*CORD_SIGNS):
            if entry.symptom is not None:
                yield Trigger(_name(entry.site), entry.symptom.label, entry.on)


def _spine_involved(chart: Chart) -> bool:
    return any(in_spine(lesion) for lesion in chart.lesions)


def _name(site: Site | None) -> str:
    return SUBJECT if site is None or not site.name else site.name


def _urgent(chart: Chart, cord_open: bool) -> Iterator[Trigger]:
    """Yield the reasons for an urgent assessment (SAF-03); contact with a deficit is the emergency's."""
    if not cord_open:
        yield from (
            Trigger(lesion.site.name, _CONTACT, lesion.on)
            for lesion in chart.lesions
            if touches_cord_space(lesion)
        )
    yield from _fractures(chart)
    if _spine_involved(chart):
        yield from _immobilising(chart)


def _fractures(chart: Chart) -> Iterator[Trigger]:
    for lesion in chart.lesions:
        if in_spine(lesion) and lesion.pathologic_fracture is True:
            yield Trigger(lesion.site.name, _FRACTURE, lesion.on)
    for event in chart.record.events:
        if event.event is SreType.PATH_FRACTURE and event.site is not None and _is_spine(event.site):
            yield Trigger(event.site.name, _FRACTURE, event.on)


def _immobilising(chart: Chart) -> Iterator[Trigger]:
    for entry in chart.active(Symptom.PAIN_IMMOBILISING):
        if entry.site is None or _is_spine(entry.site):
            yield Trigger(_name(entry.site), Symptom.PAIN_IMMOBILISING.label, entry.on)


def _is_spine(site: Site) -> bool:
    return site.bone is Bone.SPINE


def _given(chart: Chart, opinion: Opinion, since: date | None) -> bool:
    """Return whether an opinion was given on or after a day; an operation or irradiation done implies it."""
    spoken = (entry.on for entry in chart.record.opinions if entry.opinion is opinion)
    return any(is_since(day, since) for day in (*spoken, *_implied(chart, opinion)))


def _implied(chart: Chart, opinion: Opinion) -> Iterator[date | None]:
    if opinion in (Opinion.SPINE_SURGERY, Opinion.DECISION):
        for operation in chart.record.surgeries:
            if operation.site is not None and _is_spine(operation.site) and not operation.proposed:
                yield operation.on
    if opinion in (Opinion.RADIOTHERAPY, Opinion.DECISION):
        for course in chart.record.radiotherapy:
            if course.site is not None and _is_spine(course.site) and not course.proposed:
                yield course.on


CORD_NEEDS = (Opinion.SPINE_SURGERY, Opinion.RADIOTHERAPY, Opinion.DECISION)
SINS_MISSING, OPINION_MISSING = (
    Text("脊柱稳定性评分（SINS）", "SINS"),
    Text("脊柱外科或放疗科意见", "spine or radiotherapy opinion"),
)


def _cord_missing(chart: Chart, trigger: Trigger) -> tuple[Text, ...]:
    return tuple(opinion.label for opinion in CORD_NEEDS if not _given(chart, opinion, trigger.on))


def _urgent_missing(chart: Chart, trigger: Trigger) -> tuple[Text, ...]:
    since = trigger.on
    scored = any(is_since(score.on, since) for score in chart.record.sins)
    advised = any(_given(chart, o, since) for o in (Opinion.SPINE_SURGERY, Opinion.RADIOTHERAPY))
    parts = (
        (_given(chart, Opinion.NEUROLOGY, since), Opinion.NEUROLOGY.label),
        (scored, SINS_MISSING),
        (advised, OPINION_MISSING),
    )
    return tuple(name for there, name in parts if not there)


def _cord(chart: Chart, triggers: tuple[Trigger, ...]) -> Coded:
    since = earliest(*(trigger.on for trigger in triggers))
    missing = [name for trigger in triggers for name in _cord_missing(chart, trigger)]
    return coded(
        Code.CORD_EMERGENCY,
        SAF_02,
        subject=SUBJECT,
        since=since,
        due_on=since,
        sites=_sites(triggers),
        signs=_signs(triggers),
        missing=tuple(dict.fromkeys(missing)),
    )


def _spine(chart: Chart, triggers: tuple[Trigger, ...]) -> Coded:
    since = earliest(*(trigger.on for trigger in triggers))
    missing = [name for trigger in triggers for name in _urgent_missing(chart, trigger)]
    days = chart.limits.safety.spine_opinion_days
    return coded(
        Code.SPINE_URGENT,
        SAF_03,
        subject=SUBJECT,
        since=since,
        due_on=None if since is None else add_days(since, days),
        sites=_sites(triggers),
        signs=_signs(triggers),
        missing=tuple(dict.fromkeys(missing)),
    )


def _sites(triggers: tuple[Trigger, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(trigger.site for trigger in triggers))


def _signs(triggers: tuple[Trigger, ...]) -> tuple[Text, ...]:
    return tuple(dict.fromkeys(trigger.sign for trigger in triggers))
