"""MDT_REFER, MDT_INCOMPLETE and SRE_NEW: what the team must see, and what its record leaves out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from guidelines.assessment.chart import Chart, earliest
from guidelines.assessment.coded import Coded, coded
from guidelines.assessment.codes import Code
from guidelines.assessment.start import start_is_open
from guidelines.bone.sre import COUNTING, URGENT, SreRecord, SreType, merged_events
from guidelines.findings import Grade, Rule, Severity
from guidelines.mdt.participation import MDT_01, next_working_day, presented_by
from guidelines.record.board import Conference
from guidelines.record.skeleton import SkeletalEvent
from guidelines.safety import SAF_05, conference_gaps
from guidelines.terms import Text

SRE_03_EVENT = Rule(
    "SRE-03",
    Severity.FLAG,
    Text(
        "新发骨相关事件（{event_on}：{events}；{sites}）：请重新评估并提交 MDT；骨改良药物继续使用，"
        "不因此停药。",
        "New skeletal event ({event_on}: {events}; {sites}): assess again and present at the MDT; the "
        "bone-modifying drug goes on, it is no reason to stop.",
    ),
    "GL Rec 7, Rec 10, §4.5.3",
    Grade.UNGRADED,
)
MDT_T04_EVENT = Rule(
    "MDT-T04",
    Severity.TASK,
    Text(
        "{event_on} 发生骨相关事件（{events}）后尚无 MDT 讨论，请在 {due_on} 前提交。",
        "The skeletal event of {event_on} ({events}) has not been discussed: present it at the MDT by "
        "{due_on}.",
    ),
    "GL Rec 4, Rec 7; P",
    Grade.UNGRADED,
)


def board_findings(chart: Chart) -> Iterator[Coded]:
    """Yield the referral, the gaps of the last conference, and every event nobody has reviewed."""
    events = unreviewed_events(chart)
    refer = _refer(chart, events)
    if refer is not None:
        yield refer
    yield from _incomplete(chart)
    yield from (_new(event) for event in events)


@dataclass(frozen=True, slots=True)
class Happening:
    """One event of the register with all its records (SRE-02)."""

    on: date
    records: tuple[SreRecord, ...]

    @property
    def types(self) -> tuple[SreType, ...]:
        """Return what happened, each type once."""
        return tuple(dict.fromkeys(record.type for record in self.records))

    @property
    def sites(self) -> tuple[str, ...]:
        """Return where, each place once."""
        return tuple(dict.fromkeys(record.site for record in self.records if record.site))


def unreviewed_events(chart: Chart) -> tuple[Happening, ...]:
    """Return the dated events that no complete conference and no answer has reviewed since (SRE-03)."""
    records = [
        SreRecord(event.event, event.on, _place(event))
        for event in chart.record.events
        if event.on is not None and event.event in COUNTING
    ]
    merged = (Happening(group[0].on, group) for group in merged_events(records, chart.limits.drugs))
    return tuple(
        event
        for event in merged
        if not chart.discussed_since(event.on)
        and not chart.answered(Code.SRE_NEW, _subject(event), since=event.on)
    )


def _place(event: SkeletalEvent) -> str:
    """Return the bone of an event in words; empty for one of the whole body, such as high calcium."""
    return "" if event.site is None or event.site.bone is None else event.site.name


def _subject(event: Happening) -> str:
    return event.sites[0] if event.sites else event.types[0].value


def _new(event: Happening) -> Coded:
    urgent = not URGENT.isdisjoint(event.types)
    return coded(
        Code.SRE_NEW,
        SRE_03_EVENT,
        subject=_subject(event),
        since=event.on,
        due_on=next_working_day(event.on) if urgent else None,
        event_on=event.on,
        events=event.types,
        sites=event.sites or None,
    )


def _refer(chart: Chart, events: tuple[Happening, ...]) -> Coded | None:
    """Return the one referral: of the confirmation while it was never discussed, else of the last event."""
    if not chart.confirmed:
        return None
    confirmed_on = chart.confirmed_on
    if not chart.discussed_since(confirmed_on):
        due_on = None if confirmed_on is None else presented_by(confirmed_on, chart.limits.mdt)
        urgent = _urgent_by(events)
        return coded(
            Code.MDT_REFER,
            MDT_01,
            since=confirmed_on,
            due_on=earliest(due_on, urgent),
            also=_triggers(events),
            confirmed_on=confirmed_on,
        )
    return _refer_event(chart, events[-1]) if events else None


def _refer_event(chart: Chart, event: Happening) -> Coded:
    return coded(
        Code.MDT_REFER,
        MDT_T04_EVENT,
        since=event.on,
        due_on=_urgent_by((event,)) or presented_by(event.on, chart.limits.mdt),
        also=_triggers((event,)),
        event_on=event.on,
        events=event.types,
    )


def _urgent_by(events: tuple[Happening, ...]) -> date | None:
    """Return the next working day after the first urgent event; None without one (MDT-T05)."""
    return earliest(*(next_working_day(e.on) for e in events if not URGENT.isdisjoint(e.types)))


def _triggers(events: tuple[Happening, ...]) -> tuple[str, ...]:
    if not events:
        return ()
    return ("MDT-T04", "MDT-T05") if _urgent_by(events) is not None else ("MDT-T04",)


def _incomplete(chart: Chart) -> Iterator[Coded]:
    """Yield the gaps of the last conference, and of every undated one."""
    dated = [c for c in chart.record.conferences if c.on is not None]
    last = max(reversed(dated), key=lambda c: c.on or date.min, default=None)
    undated = [c for c in chart.record.conferences if c.on is None]
    for conference in (*undated, *([] if last is None else [last])):
        gaps = conference_gaps(conference, drug_open=start_is_open(chart))
        if gaps:
            yield _gaps(conference, gaps)


def _gaps(conference: Conference, gaps: tuple[Text, ...]) -> Coded:
    subject = conference.ref or ("MDT" if conference.on is None else f"MDT {conference.on}")
    return coded(
        Code.MDT_INCOMPLETE,
        SAF_05,
        subject=subject,
        since=conference.on,
        due_on=conference.on,
        missing=gaps,
    )
