"""The assessment before treatment as the record has it (DX-26): each item with its newest value, or open."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from guidelines.assessment.chart import Chart
from guidelines.bone.agents import AGENTS, AgentClass
from guidelines.bone.dental import DentalItem
from guidelines.bone.sre import COUNTING
from guidelines.certainty import Answer
from guidelines.dataquality.mirels import total_of
from guidelines.findings import Finding
from guidelines.labs import Analyte, canonical_unit
from guidelines.lesions import LesionType
from guidelines.pathway.pretreatment import PretreatmentItem, checklist, checklist_task
from guidelines.reading.kidney import clearance
from guidelines.reading.labs import latest
from guidelines.record.board import Opinion
from guidelines.record.entry import Entry
from guidelines.record.scores import SinsScore
from guidelines.safety import CORD_SIGNS, in_spine, needs_mirels
from guidelines.terms import Text

Item = PretreatmentItem
EVENT_FREE = Text("至今无骨相关事件", "No skeletal event so far")


@dataclass(frozen=True, slots=True)
class Recorded:
    """What is on record for an item; `on` None: without a day."""

    on: date | None
    words: Text


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An item that applies; `recorded` None: nobody has recorded it, which is not the same as normal."""

    item: PretreatmentItem
    recorded: Recorded | None


def pretreatment_lines(chart: Chart) -> tuple[ItemLine, ...]:
    """Return the items that apply in the order of the catalogue."""
    items = checklist(bisphosphonate_considered=_bisphosphonate(chart), long_bone_or_spine=_bearing(chart))
    return tuple(ItemLine(item, READERS[item](chart)) for item in items)


def pretreatment_task(chart: Chart) -> Finding | None:
    """Return what is still missing (DX-26); None without a dated confirmation, and when all is recorded."""
    if chart.confirmed_on is None:
        return None
    lines = pretreatment_lines(chart)
    recorded = frozenset(line.item for line in lines if line.recorded is not None)
    return checklist_task(chart.confirmed_on, tuple(line.item for line in lines), recorded)


def _bisphosphonate(chart: Chart) -> Answer:
    """Return whether a bisphosphonate is in use or planned; not known before a drug is chosen."""
    agents = {course.agent for course in chart.open_courses if course.agent is not None}
    return any(AGENTS[agent].agent_class is AgentClass.BP for agent in agents) if agents else None


def _bearing(chart: Chart) -> Answer:
    """Return whether a long bone or the spine is affected; not known while a lesion names no bone."""
    if any(needs_mirels(lesion) or in_spine(lesion) for lesion in chart.lesions):
        return True
    return False if chart.lesions and all(lesion.site.bone for lesion in chart.lesions) else None


def _same(words: str) -> Text:
    return Text(words, words)


def _newest(entries: Iterable[tuple[Entry, Text]]) -> Recorded | None:
    known = list(entries)
    entry = max(reversed(known), key=lambda pair: pair[0].on or date.min, default=None)
    return None if entry is None else Recorded(entry[0].on, entry[1])


def _lesions(chart: Chart) -> Recorded | None:
    """Return the number of lesions once the type of each is stated: a site alone is half of the item."""
    typed = [one for one in chart.lesions if one.lesion_type not in (None, LesionType.UNKNOWN)]
    if not typed or len(typed) < len(chart.lesions):
        return None
    days = [lesion.on for lesion in typed if lesion.on is not None]
    return Recorded(max(days, default=None), Text(f"{len(typed)} 处", f"{len(typed)} on record"))


def _events(chart: Chart) -> Recorded | None:
    """Return the newest event; that there was none only while no event that counts is on record (AMB-19)."""
    events = [(event, event.event.label) for event in chart.record.events]
    if any(event.event in COUNTING for event, _words in events):
        return _newest(events)
    return _newest((*events, *((statement, EVENT_FREE) for statement in chart.record.event_free)))


def _signs(chart: Chart) -> Recorded | None:
    signs = ((s, s.symptom.label) for s in chart.record.symptoms if s.symptom in CORD_SIGNS and s.symptom)
    seen = ((o, o.opinion.label) for o in chart.record.opinions if o.opinion is Opinion.NEUROLOGY)
    return _newest((*signs, *seen))


def _pain(chart: Chart) -> Recorded | None:
    return _newest(
        (score, _same(f"NRS {score.worst}")) for score in chart.record.pain if score.worst is not None
    )


def _ecog(chart: Chart) -> Recorded | None:
    return _newest((score, _same(f"ECOG {score.ecog}")) for score in chart.record.ecog)


def _calcium(chart: Chart) -> Recorded | None:
    """Return the corrected calcium, else the total with an albumin of the same day: it can be computed."""
    corrected = latest(chart.labs, Analyte.CORRECTED_CALCIUM)
    albumin_on = {fact.sampled_on for fact in chart.labs if fact.analyte is Analyte.ALBUMIN}
    both = (f for f in chart.labs if f.analyte is Analyte.CALCIUM and f.sampled_on in albumin_on)
    found = corrected or latest(both, Analyte.CALCIUM)
    return None if found is None else Recorded(found.sampled_on, _lab(found.analyte, found.value))


def _lab(analyte: Analyte, value: object) -> Text:
    amount = f"{value} {canonical_unit(analyte)}"
    return Text(f"{analyte.zh} {amount}", f"{analyte.en} {amount}")


def _clearance(chart: Chart) -> Recorded | None:
    reading = clearance(chart.record.person, chart.labs, chart.day)
    if reading is None or reading.value is None:
        return None
    return Recorded(reading.measured_on, _same(f"{reading.value} mL/min"))


def _markers(chart: Chart) -> Recorded | None:
    found = latest(chart.labs, Analyte.CTX, Analyte.NTX)
    return None if found is None else Recorded(found.sampled_on, _lab(found.analyte, found.value))


def _teeth(chart: Chart) -> Recorded | None:
    exams = (one for one in chart.record.dental if one.item is DentalItem.ORAL_EXAM and not one.planned)
    return _newest((one, one.item.label) for one in exams)


def _distress(chart: Chart) -> Recorded | None:
    return _newest((screen, screen.distress.label) for screen in chart.record.distress)


def _stability(chart: Chart) -> Recorded | None:
    mirels = ((s, _same(f"Mirels {t}")) for s in chart.record.mirels if (t := total_of(s)) is not None)
    sins = ((s, _same(f"SINS {t}")) for s in chart.record.sins if (t := _sins_total(s)) is not None)
    return _newest((*mirels, *sins))


def _sins_total(score: SinsScore) -> int | None:
    return score.total if score.total is not None or score.items is None else score.items.total


READERS: Mapping[PretreatmentItem, Callable[[Chart], Recorded | None]] = MappingProxyType(
    {
        Item.LESIONS: _lesions,
        Item.SRE: _events,
        Item.CORD_SIGNS: _signs,
        Item.NRS: _pain,
        Item.ECOG: _ecog,
        Item.CALCIUM: _calcium,
        Item.CLEARANCE: _clearance,
        Item.MARKERS: _markers,
        Item.ORAL_EXAM: _teeth,
        Item.PSYCHE: _distress,
        Item.STABILITY: _stability,
    }
)
