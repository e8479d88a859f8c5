"""The report of a board in words: sections of figures, the same for the page, the workbook and CSV."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext, pgettext

from accounts.spreadsheet.writing import Table
from accounts.templatetags.words import number, say
from guidelines.rates import NOT_APPLICABLE, Rate
from mdt.enums import Work
from mdt.selectors.report import Report
from mdt.selectors.report.cases import CaseFigures, Minutes
from mdt.selectors.report.decisions import AGES, DecisionFigures
from mdt.selectors.report.meetings import MeetingFigures


@dataclass(frozen=True, slots=True)
class Figure:
    """One number. `part` of `whole` is its bar; None: it is no share. `unknown` are in neither."""

    label: str
    value: str
    part: int | None = None
    whole: int | None = None
    unknown: int = 0
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Figures that belong together; `note` says what they are counted from."""

    title: str
    figures: tuple[Figure, ...]
    note: str = ""


def sections_of(report: Report) -> list[Section]:
    """Everything the report says: meetings, cases, decisions, what became of them."""
    cases, decisions = report.cases, report.decisions
    return [
        _meetings(report.meetings),
        _attendance(report.meetings),
        _cases(cases),
        Section(gettext("Cases by lane"), _parts(cases.lanes, cases.count)),
        _time(cases),
        Section(gettext("Decisions by type"), _parts(decisions.types, decisions.count), _none(decisions)),
        _followed(decisions),
        _waiting(decisions),
        _dissents(decisions),
    ]


def headline_of(report: Report) -> list[Figure]:
    """What a head of department asks first: work done, bone protection discussed, decisions carried out."""
    meetings, cases, decisions = report.meetings.unit, report.cases, report.decisions
    return [
        Figure(gettext("Meetings held"), str(meetings.meetings)),
        Figure(gettext("Cases concluded"), str(meetings.cases)),
        rate_figure(gettext("Bone metastasis, with a word on bone protection"), cases.statement),
        rate_figure(gettext("Implemented, of those due by today"), decisions.implemented),
    ]


def table_of(report: Report) -> Table:
    """The same as one table, a figure a row; a figure that is no share has no denominator."""
    head = (
        gettext("Part of the report"),
        gettext("Figure"),
        gettext("Value"),
        gettext("Numerator"),
        gettext("Denominator"),
        pgettext("count", "Unknown"),
        gettext("Rule"),
    )
    rows = [
        (section.title, one.label, one.value, one.part, one.whole, one.unknown, one.rule)
        for section in sections_of(report)
        for one in section.figures
    ]
    return Table(gettext("Report of the board"), head, rows)


def rate_figure(label: str, rate: Rate, rule: str = "") -> Figure:
    """A rate with its numbers; nothing to divide by is said, never 0."""
    value = NOT_APPLICABLE if rate.percent is None else f"{number(rate.percent)}%"
    return Figure(label, say(value), rate.numerator, rate.denominator, rate.unknown, rule)


def _meetings(figures: MeetingFigures) -> Section:
    unit = figures.unit
    return Section(
        gettext("Meetings"),
        (
            Figure(gettext("Meetings held"), str(unit.meetings), rule="QI-24"),
            Figure(gettext("Cases concluded"), str(unit.cases), rule="QI-24"),
            Figure(gettext("Cases per meeting"), _or_none(unit.cases_per_meeting), rule="MDT-09"),
            rate_figure(gettext("Meetings with quorum"), figures.quorum, "MDT-03"),
            rate_figure(_complete_label(figures), figures.complete, "MDT-03"),
            rate_figure(gettext("Fixed members who came"), unit.fixed_members, "QI-25"),
        ),
        gettext("A meeting without an attendance list counts as unknown, not as missed."),
    )


def _complete_label(figures: MeetingFigures) -> str:
    names = pgettext("list", ", ").join(say(one.label) for one in figures.required)
    return gettext("Required disciplines all there: %(names)s") % {"names": names or gettext("none named")}


def _attendance(figures: MeetingFigures) -> Section:
    seen = {one: rate for one, rate in figures.unit.attended.items() if rate.numerator}
    return Section(
        gettext("Disciplines at the meetings"),
        tuple(rate_figure(say(one.label), rate, "MDT-09") for one, rate in seen.items()),
        gettext("Only disciplines that came at least once."),
    )


def _cases(figures: CaseFigures) -> Section:
    return Section(
        gettext("Cases"),
        (
            Figure(
                gettext("Median days from submission to the meeting"),
                _or_none(figures.waiting_days),
                whole=figures.waiting_of,
            ),
            rate_figure(gettext("Submitted before the deadline"), figures.in_time),
            rate_figure(gettext("Complete at the deadline"), figures.complete),
            rate_figure(
                gettext("Bone metastasis, with a word on bone protection"), figures.statement, "SAF-05"
            ),
            Figure(
                gettext("without one, but on a bone-modifying drug that day"),
                str(figures.treated),
                figures.treated,
                figures.statement.denominator - figures.statement.numerator,
                rule="SAF-05",
            ),
            Figure(gettext("Cases concluded"), str(figures.count)),
        ),
        gettext(
            "Complete: everything asked of the owners before the deadline was answered by then. A case of "
            "which nothing was asked is unknown, and so is a patient whose bone metastasis is neither "
            "confirmed by the meeting nor excluded."
        ),
    )


def _time(figures: CaseFigures) -> Section:
    return Section(
        gettext("Minutes per case"),
        tuple(_minutes(work, figures.minutes[work]) for work in Work),
        gettext("The median of the cases that were measured."),
    )


def _minutes(work: Work, spent: Minutes) -> Figure:
    return Figure(str(work.label), _or_none(spent.median), whole=spent.cases, unknown=spent.unknown)


def _followed(figures: DecisionFigures) -> Section:
    rate = rate_figure(gettext("Implemented, of those due by today"), figures.implemented, "QI-27")
    reasons = _parts(figures.reasons, sum(figures.reasons.values()))
    return Section(
        gettext("What became of the decisions"),
        (rate, *_parts(figures.outcomes, figures.count, "MDT-08"), *reasons),
        gettext(
            "Reasons are those of decisions not implemented or changed. Unknown: due, but nobody answered."
        ),
    )


def _waiting(figures: DecisionFigures) -> Section:
    labels = [gettext("up to %(days)s days") % {"days": most} for most in AGES]
    labels.append(gettext("more than %(days)s days") % {"days": AGES[-1]})
    ages = zip(labels, figures.open_ages, strict=True)
    return Section(
        gettext("Without an answer, by days since the meeting"),
        tuple(Figure(label, str(count), count, figures.unanswered, rule="MDT-07") for label, count in ages),
    )


def _dissents(figures: DecisionFigures) -> Section:
    return Section(
        gettext("Dissent"),
        (
            Figure(gettext("Dissenting votes"), str(figures.dissents)),
            Figure(gettext("Cases with a dissent"), str(figures.dissent_cases)),
        ),
    )


def _parts(counts: Mapping[Any, int], whole: int, rule: str = "") -> tuple[Figure, ...]:
    return tuple(Figure(_word(kind), str(count), count, whole, rule=rule) for kind, count in counts.items())


def _word(kind: Any) -> str:
    """A word of the guidelines speaks two languages, one of this room is translated."""
    return say(kind) if hasattr(kind, "zh") else str(kind.label)


def _none(figures: DecisionFigures) -> str:
    return "" if figures.count else gettext("No decision was made in this period.")


def _or_none(value: Decimal | None) -> str:
    return say(NOT_APPLICABLE) if value is None else number(value)
