"""What changes while others work: agenda, attendance, decisions and texts, in one piece with a digest."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.db.models import Prefetch
from django.template.loader import render_to_string

from accounts import clock
from accounts.enums import Discipline
from guidelines.mdt.quorum import AttendanceMode
from mdt.decision_words import cited_words, due_words, type_word
from mdt.models import Decision, Dissent
from mdt.selectors.agenda_live import AgendaRow, agenda_of, next_to, seconds_on
from mdt.selectors.gaps import gaps_at_hand
from mdt.selectors.presence import presence_of
from mdt.views.live_door import Spot

PARTS = ("agenda", "seats", "decided", "stored")
MODES = (AttendanceMode.ON_SITE, AttendanceMode.REMOTE)


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """One decision in words."""

    row: Decision
    type: str
    cited: str
    due: str
    discipline: str
    dissents: list[Dissent]


def decision_line(row: Decision) -> DecisionLine:
    """The line of a decision whose dissents are loaded."""
    return DecisionLine(
        row=row,
        type=type_word(row.type),
        cited=cited_words(row),
        due=due_words(row),
        discipline=discipline_word(row.discipline),
        dissents=list(row.dissents.all()),
    )


def discipline_word(code: str) -> str:
    """The name of a discipline; empty for none."""
    return str(Discipline(code).label) if code in set(Discipline) else ""


def state_context(spot: Spot, open_bench: str = "") -> dict[str, Any]:
    """Everything the four parts show; `open_bench` is the discipline whose people stand open."""
    gaps = gaps_at_hand(spot.meeting, spot.today)
    rows = agenda_of(spot.meeting, spot.user, clock.now(), gaps)
    before, after = next_to(rows, spot.case)
    decisions = spot.case.decisions.filter(voided_at=None).select_related("owner")
    said = Prefetch("dissents", Dissent.objects.order_by("created_at"))
    return {
        "spot": spot,
        "rows": rows,
        "before": before,
        "after": after,
        "place": next((row.number for row in rows if row.case.id == spot.case.id), 0),
        "elsewhere": _elsewhere(rows, spot),
        "presence": presence_of(spot.meeting, spot.today),
        "modes": MODES,
        "open_bench": open_bench,
        "decisions": [decision_line(row) for row in decisions.prefetch_related(said)],
        "general_dissents": spot.case.dissents.filter(decision=None),
        "seconds": seconds_on(spot.case),
        "budget": spot.case.budget_minutes or spot.meeting.board.minutes_per_case,
    }


def _elsewhere(rows: list[AgendaRow], spot: Spot) -> AgendaRow | None:
    """The case the room looks at, when it is another one that this user may see."""
    shown = next((row for row in rows if row.is_shown), None)
    return shown if shown and shown.name and shown.case.id != spot.case.id else None


def digest_of(context: dict[str, Any], request: Any) -> str:
    """Changes whenever one of the parts reads otherwise: a page that shows this digest is up to date."""
    told = "".join(render_to_string(f"mdt/live/{part}.html", context, request) for part in PARTS)
    return sha256(told.encode()).hexdigest()[:16]
