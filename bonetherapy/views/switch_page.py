"""What the switch shows: the other drugs as at a start, the earliest day, what leaving this drug means."""

from datetime import date
from typing import Any

from django.utils.translation import gettext

from bonetherapy.forms.changes import SwitchForm
from bonetherapy.models import Course
from bonetherapy.selectors.gates import last_given_on
from bonetherapy.selectors.stops import switch_findings
from bonetherapy.views import start_page
from bonetherapy.views.change_page import common, earliest_on, watch_dates
from guidelines.bone.agents import Agent
from guidelines.bone.stopping import half_life_note
from guidelines.bone.switching import SwitchCause, switch_offer
from guidelines.findings import Finding

# The old course ends in the same step, so that it is not in the way of the new one.
ENDED = "BMA-09"


def context(course: Course, form: SwitchForm, today: date) -> dict[str, Any]:
    """Everything the template places."""
    start = start_page.context(course.patient, form, today, leave_out=Agent(course.agent), ended=ENDED)
    spec = form.switch(today)
    if spec and spec.start.agent == course.agent:
        spec = None
    found = switch_findings(course, spec, today) if spec else ()
    save = gettext("Switch the drug"), "replace"
    return (
        start
        | common(course, gettext("Switch the drug"), save, "switch")
        | {
            "findings": [*start["findings"], *found],
            "told": _told(course),
            "earliest_on": earliest_on(course, today),
            "watch": watch_dates(course, today),
        }
    )


def _told(course: Course) -> list[Finding]:
    agent = Agent(course.agent)
    offers = [switch_offer(agent, cause) for cause in SwitchCause]
    half_life = half_life_note(agent, last_given_on(course))
    return [*offers, *([half_life] if half_life else [])]
