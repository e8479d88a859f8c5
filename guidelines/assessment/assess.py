"""The assessment of one patient on one day: findings, data flags, doses, slots, and when to look again."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from guidelines.assessment.board import board_findings
from guidelines.assessment.calcium import calcium_findings
from guidelines.assessment.chart import Chart
from guidelines.assessment.coded import Coded
from guidelines.assessment.codes import Code
from guidelines.assessment.data import DataFlag, flag_findings, open_flags
from guidelines.assessment.distress import distress_findings
from guidelines.assessment.doses import CourseLines, DoseLine, dose_lines
from guidelines.assessment.imaging import Plan, imaging_findings, plan_of, slots
from guidelines.assessment.injections import injection_findings
from guidelines.assessment.longbones import mirels_findings
from guidelines.assessment.pain import pain_findings
from guidelines.assessment.pathway import pathway_state
from guidelines.assessment.presenting import BoardCall, board_call
from guidelines.assessment.renal import renal_findings
from guidelines.assessment.scan_orders import symptom_findings
from guidelines.assessment.spine import spine_findings
from guidelines.assessment.start import start_findings
from guidelines.assessment.supplements import supplement_findings
from guidelines.day import Day
from guidelines.findings import Finding, Severity
from guidelines.imaging.calendar import SlotStatus
from guidelines.pathway.states import PathwayState
from guidelines.reading.limits import DEFAULT_HOSPITAL_LIMITS, HospitalLimits
from guidelines.record.record import Record, dates_of, seen_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """What a record says on a day; the same answer holds until `next_change_on`, None = for good.

    `board`: why the patient should be presented, None = nothing asks for it.
    Only day counts (age of a finding, days late) go on by themselves in between.
    """

    on: date
    findings: tuple[Coded, ...]
    data_flags: tuple[DataFlag, ...]
    doses: tuple[DoseLine, ...]
    plan: Plan
    slots: tuple[SlotStatus, ...]
    pathway_state: PathwayState | None
    board: BoardCall | None
    next_change_on: date | None


def assess(record: Record, on: date, limits: HospitalLimits = DEFAULT_HOSPITAL_LIMITS) -> Assessment:
    """Return everything that is due, open or contradictory on the day `on`; later facts are not seen.

    It never fails, whatever the record holds, and depends on nothing else.
    """
    day = Day(on)
    day.turns(*dates_of(record))
    chart = Chart(seen_on(record, on), day, limits)
    courses, calendar, flags = dose_lines(chart), slots(chart), open_flags(chart)
    return Assessment(
        on=on,
        findings=in_order(_findings(chart, courses, calendar, flags)),
        data_flags=tuple(DataFlag(flag.rule_id, flag.key, flag.message) for flag in flags),
        doses=tuple(line for lines in courses for line in (*lines.recorded, *lines.planned)),
        plan=plan_of(chart),
        slots=calendar,
        pathway_state=pathway_state(chart),
        board=board_call(chart),
        next_change_on=day.next_change_on,
    )


def _findings(
    chart: Chart,
    courses: tuple[CourseLines, ...],
    calendar: tuple[SlotStatus, ...],
    flags: tuple[Finding, ...],
) -> Iterator[Coded]:
    yield from spine_findings(chart)
    yield from calcium_findings(chart)
    yield from start_findings(chart)
    yield from injection_findings(chart, courses)
    yield from renal_findings(chart)
    yield from supplement_findings(chart)
    yield from mirels_findings(chart)
    yield from board_findings(chart)
    yield from pain_findings(chart)
    yield from distress_findings(chart)
    yield from imaging_findings(chart, calendar)
    yield from symptom_findings(chart)
    yield from flag_findings(flags)


WORST_FIRST = (
    Severity.HARD,
    Severity.STOP,
    Severity.FLAG,
    Severity.TASK,
    Severity.WARN,
    Severity.CALC,
    Severity.INFO,
)


# What cannot wait stands above everything, whatever its severity in the catalogue.
EMERGENCIES = (Code.CORD_EMERGENCY, Code.HYPERCALCAEMIA_EMERGENCY, Code.SPINE_URGENT)


def in_order(found: Iterator[Coded]) -> tuple[Coded, ...]:
    """Return the findings worst first, then by due date; of one code and subject only the first."""
    once: dict[tuple[str, str], Coded] = {}
    for finding in found:
        once.setdefault((finding.code, finding.subject), finding)
    return tuple(sorted(once.values(), key=_rank))


def _rank(finding: Coded) -> tuple[bool, int, date]:
    can_wait = finding.code not in EMERGENCIES
    return can_wait, WORST_FIRST.index(finding.severity), finding.due_on or date.max
