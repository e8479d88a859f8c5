"""The time line of a patient: every room hands in its lanes by name, this room imports none of them."""

from collections.abc import Callable
from datetime import date

from django.conf import settings
from django.utils.module_loading import import_string

from design.chart.lanes import Lane
from patients.models import Patient

LaneSource = Callable[[Patient, date], Lane]


def lanes_of(patient: Patient, today: date) -> list[Lane]:
    """The lanes of settings.TIMELINE_SOURCES in their order, from the top.

    A source answers with its lane also when it has no record: what is missing is said. Raises ImportError for
    a path that leads nowhere.
    """
    sources: list[LaneSource] = [import_string(path) for path in settings.TIMELINE_SOURCES]
    return [source(patient, today) for source in sources]
