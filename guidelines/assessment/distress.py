"""PSYCH_SCREEN: who has a bone metastasis is asked about distress (PSY-01)."""

from collections.abc import Iterator

from guidelines.assessment.chart import Chart
from guidelines.assessment.coded import Coded, from_finding
from guidelines.assessment.codes import Code
from guidelines.psychology import screen_task


def distress_findings(chart: Chart) -> Iterator[Coded]:
    """Yield the screen until one is on record; an undated one, or one before the diagnosis, is none."""
    confirmed_on = chart.confirmed_on
    days = (screen.on for screen in chart.record.distress if screen.on is not None)
    screened = any(confirmed_on is None or on >= confirmed_on for on in days)
    finding = screen_task(confirmed=chart.confirmed, screened=screened)
    if finding is not None:
        yield from_finding(Code.PSYCH_SCREEN, finding, since=confirmed_on, due_on=confirmed_on)
