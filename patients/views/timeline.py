"""The time line: as part of the patient's page, as a page of its own, and its fragment for htmx."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext as _

from accounts import clock
from accounts.permissions import Permission, SignedInRequest, requires
from design.chart import facts
from design.chart.lanes import Lane
from design.chart.picture import NARROW, WIDE, picture
from design.chart.scale import Window, window
from patients.selectors.whole import OpenRecord
from patients.timeline import lanes_of
from patients.views.door import patient_or_404, record_page

RANGES = {"3": 3, "6": 6, "14": 14, "all": None}
USUAL, ON_PHONE = "14", 6


@dataclass(frozen=True, slots=True)
class Choice:
    """What the reader asked for: how far back, and as picture or as table; nothing asked is the usual."""

    range: str
    is_table: bool
    is_asked: bool

    @property
    def months(self) -> int | None:
        """Months back, None for all."""
        return RANGES[self.range]

    def query(self, *, range: str = "", is_table: bool | None = None) -> str:  # noqa: A002 - its name in the address
        """The query of a link that changes one of the two."""
        table = self.is_table if is_table is None else is_table
        return f"?range={range or self.range}" + ("&view=table" if table else "")


def choice_of(query: QueryDict) -> Choice:
    """What the address asks for; anything unknown is the usual range."""
    asked = query.get("range", USUAL)
    known = asked in RANGES
    return Choice(asked if known else USUAL, query.get("view") == "table", known and "range" in query)


def timeline_context(record: OpenRecord, choice: Choice) -> dict[str, Any]:
    """What `patients/timeline.html` draws; the queries are the same, whatever the lanes hold."""
    lanes, today = lanes_of(record), record.today
    shown = _window(lanes, choice.months, today)
    context = {"choice": choice, "ranges": _ranges(choice), "undated": facts.undated(lanes)}
    context |= {"to_table": choice.query(is_table=not choice.is_table), "same": choice.query()}
    if choice.is_table:
        return context | {"facts": facts.dated(lanes, shown)}
    return context | {"wide": picture(lanes, shown, WIDE), "narrow": _narrow(lanes, choice, today)}


def _window(lanes: list[Lane], months: int | None, today: date) -> Window:
    return window(today, months, facts.earliest(lanes), facts.planned_next(lanes, today))


def _narrow(lanes: list[Lane], choice: Choice, today: date) -> Any:
    """For a phone: four lanes, and half a year unless another range was asked for."""
    months = choice.months if choice.is_asked else ON_PHONE
    shown = _window(lanes, months, today)
    return picture([lane for lane in lanes if lane.on_phone], shown, NARROW)


def _ranges(choice: Choice) -> list[tuple[str, str, bool]]:
    words = {"3": _("3 months"), "6": _("6 months"), "14": _("14 months"), "all": _("All")}
    return [(words[name], choice.query(range=name), name == choice.range) for name in RANGES]


@requires(Permission.PATIENT_VIEW)
def timeline(request: SignedInRequest, patient_id: UUID) -> HttpResponse:
    """The time line alone, for reading and printing; the fragment `#line` for htmx."""
    patient = patient_or_404(request, patient_id, "timeline")
    part = "#line" if request.headers.get("HX-Request") else ""
    record = OpenRecord(patient, clock.today())
    context = timeline_context(record, choice_of(request.GET))
    return record_page(request, f"patients/timeline.html{part}", record, **context)
