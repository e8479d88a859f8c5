"""One case, read: who it is about, what it says, and what could not be read."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from interop.cases.board import read_board
from interop.cases.imaging import read_imaging
from interop.cases.person import WhoSpec, read_tumour, who
from interop.cases.reading import BadValue, Calendar, Node, Page, clean, without_commentary
from interop.cases.results import read_results
from interop.cases.status import read_status
from interop.cases.therapy import read_therapy
from interop.cases.treatment import read_treatment


@dataclass(frozen=True, slots=True)
class Parsed:
    """A case as typed parts, each with its place in the document, in the order in which they are written."""

    case: str
    who: WhoSpec
    items: tuple[tuple[str, Any], ...]
    complaints: tuple[BadValue, ...]


def case_parse(document: Any, *, index_on: date, seen_on: date) -> Parsed:
    """Everything of a case that was seen on `seen_on`. Nothing is written.

    Raises BadValue when it cannot be read at all: no object, no sex, no age.
    """
    case = Node(without_commentary(clean(document)))
    calendar = Calendar(index_on, seen_on)
    person = who(case, calendar)
    page = Page(calendar)
    read_tumour(page, case)
    read_status(page, case)
    read_results(page, case)
    read_imaging(page, case)
    read_treatment(page, case)
    read_board(page, case)
    _read_therapy(page, case, person)
    return Parsed(case_id(document), person, tuple(page.items), tuple(page.complaints))


def _read_therapy(page: Page, case: Node, person: WhoSpec) -> None:
    try:
        read_therapy(page, case, person.born_on)
    except BadValue as error:
        page.complaints.append(error)


def case_id(document: Any) -> str:
    """The name of a case; empty where it has none."""
    named = document.get("id") if isinstance(document, dict) else None
    return str(clean(str(named)))[:60] if isinstance(named, str | int) else ""
