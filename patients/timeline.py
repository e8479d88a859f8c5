"""The time line of a patient: every room hands in its lanes by name, this room imports none of them."""

from collections.abc import Callable

from django.conf import settings
from django.utils.module_loading import import_string

from design.chart.lanes import Lane
from patients.selectors.whole import OpenRecord

LaneSource = Callable[[OpenRecord], Lane]


def lanes_of(record: OpenRecord) -> list[Lane]:
    """The lanes of settings.TIMELINE_SOURCES in their order, from the top.

    A source answers with its lane also when it has no record: what is missing is said. Raises ImportError for
    a path that leads nowhere.
    """
    sources: list[LaneSource] = [import_string(path) for path in settings.TIMELINE_SOURCES]
    return [source(record) for source in sources]
