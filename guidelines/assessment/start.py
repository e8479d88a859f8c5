"""BMA_START and DENTAL_CHECK: the drug starts once bone metastasis is confirmed, the dentist looks before."""

from collections.abc import Iterator
from datetime import date

from guidelines.assessment.chart import Chart
from guidelines.assessment.coded import Coded, coded
from guidelines.assessment.codes import Code
from guidelines.assessment.spine import cord_triggers
from guidelines.bone.dental import ONJ_01, ONJ_02, DentalItem, recall_on
from guidelines.bone.intervals import add_days, next_due_on
from guidelines.bone.start import BMA_01
from guidelines.safety import SAF_08, SAF_09, only_direct_invasion


def start_findings(chart: Chart) -> Iterator[Coded]:
    """Yield BMA_START and DENTAL_CHECK."""
    if start_is_open(chart):
        yield _start(chart)
    dental = _dental(chart)
    if dental is not None:
        yield dental


def start_is_open(chart: Chart) -> bool:
    """Return whether bone metastasis is confirmed and no drug was given (BMA-01).

    Pain, number and site of lesions do not matter. A dated reason against the drug closes it.
    """
    return chart.confirmed and chart.first_dose_on is None and not start_is_explained(chart)


def start_is_explained(chart: Chart) -> bool:
    """Return whether a dated reason against the drug is on record."""
    return any(entry.on is not None and entry.reason.strip() for entry in chart.record.not_started)


def _start_due_on(chart: Chart) -> date | None:
    confirmed_on = chart.confirmed_on
    target = chart.limits.drugs.bma_start_target_days
    return None if confirmed_on is None else add_days(confirmed_on, target)


def _start(chart: Chart) -> Coded:
    since, due_on = chart.confirmed_on, _start_due_on(chart)
    if only_direct_invasion(chart.lesions):
        sites = tuple(lesion.site.name for lesion in chart.lesions)
        return coded(Code.BMA_START, SAF_09, since=since, due_on=due_on, sites=sites)
    return coded(Code.BMA_START, BMA_01, since=since, due_on=due_on, confirmed_on=since)


def _dental(chart: Chart) -> Coded | None:
    if not (start_is_open(chart) or chart.running):
        return None
    examined_on = last_examination(chart)
    if chart.first_dose_on is None:
        return _before_first_dose(chart, examined_on)
    return _during_course(chart, examined_on, chart.first_dose_on)


def last_examination(chart: Chart) -> date | None:
    """Return the day of the last oral examination that was done; a planned or undated one is none."""
    days = (
        visit.on
        for visit in chart.record.dental
        if visit.item is DentalItem.ORAL_EXAM and not visit.planned and visit.on is not None
    )
    return max(days, default=None)


def _before_first_dose(chart: Chart, examined_on: date | None) -> Coded | None:
    limits = chart.limits.drugs
    if examined_on is not None and chart.day.within(examined_on, limits.dental_valid_days):
        return None
    return coded(
        Code.DENTAL_CHECK,
        ONJ_01,
        since=chart.confirmed_on,
        due_on=_start_due_on(chart),
        also=("SAF-08",) if _emergency(chart) else (),
        valid_days=limits.dental_valid_days,
        examined_on=examined_on,
        delay_days=limits.bma_start_target_days,
    )


def _during_course(chart: Chart, examined_on: date | None, first_on: date) -> Coded | None:
    due_on = first_on if examined_on is None else recall_on(examined_on, chart.limits.drugs)
    if not chart.day.reached(due_on):
        return None
    if examined_on is None and _emergency(chart) and _one_dose_given(chart):
        second_on = next_due_on(first_on, chart.limits.drugs.denosumab_interval_days)
        return coded(Code.DENTAL_CHECK, SAF_08, since=first_on, due_on=second_on)
    return coded(
        Code.DENTAL_CHECK, ONJ_02, since=due_on, due_on=due_on, recall_on=due_on, examined_on=examined_on
    )


def _one_dose_given(chart: Chart) -> bool:
    return sum(len(course.given_on) for course in chart.record.courses) == 1


def _emergency(chart: Chart) -> bool:
    """Return whether the first dose may go ahead of the dentist (SAF-08)."""
    return bool(chart.calcium_emergencies or cord_triggers(chart))
