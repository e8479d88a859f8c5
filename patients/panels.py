"""What other rooms show on a patient's page: they hand in panels by name, this room imports none of them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string

from patients.selectors.whole import OpenRecord


@dataclass(frozen=True, slots=True)
class Panel:
    """One part of the patient's page.

    `url` is the page that owns it, empty when there is none. `template` is drawn with `context` under the
    name `panel` (`panel.context.course`). `banner_template`, when given, is drawn with the same name inside
    the patient's banner: a figure beside the name (`<c-figure>`), not a whole card. `is_due` panels say what
    is to be done now and stand above the time line. `stops`: the rules that stand in the way of what is
    planned or cannot wait, by their ids, None where nothing was judged.
    """

    title: str
    url: str
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    banner_template: str = ""
    is_due: bool = False
    stops: frozenset[str] | None = None


def open_stops(panels: Iterable[Panel]) -> int | None:
    """How many rules stop something, each once; None when no panel has judged anything: that is no "none"."""
    judged = [panel.stops for panel in panels if panel.stops is not None]
    return len(frozenset().union(*judged)) if judged else None


PanelSource = Callable[[HttpRequest, OpenRecord], Panel | None]


def panels_of(request: HttpRequest, record: OpenRecord) -> list[Panel]:
    """The panels of settings.PATIENT_PANELS in their order; a source may have nothing for this user (None).

    Raises ImportError for a path that leads nowhere: a panel that silently stays away hides a due dose.
    """
    sources: list[PanelSource] = [import_string(path) for path in settings.PATIENT_PANELS]
    return [panel for source in sources if (panel := source(request, record)) is not None]


HomePanelSource = Callable[[HttpRequest], Panel | None]


def home_panels_of(request: HttpRequest) -> list[Panel]:
    """What other rooms show above the lists of the first page (settings.HOME_PANELS); raises as above."""
    sources: list[HomePanelSource] = [import_string(path) for path in settings.HOME_PANELS]
    return [panel for source in sources if (panel := source(request)) is not None]
