"""What the rules say to a form that is being saved: refused, stopped, warned, told; and who may pass."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices

from accounts.models import User
from accounts.permissions import Permission, can
from guidelines.findings import Finding, Severity
from patients.forms.answers import AnswerReason, AnswersForm, name_of

TOLD = frozenset({Severity.FLAG, Severity.INFO, Severity.TASK})


@dataclass(frozen=True, slots=True)
class Stand:
    """How the findings of the moment divide: refused, stopped or warned (in `answers`), and told."""

    hard: tuple[Finding, ...]
    answers: AnswersForm
    notes: tuple[Finding, ...]

    @property
    def stops(self) -> list[Finding]:
        """The findings that stand against saving."""
        return [*self.hard, *(question.finding for question in self.answers.stops())]


def stand_of(
    findings: Iterable[Finding], data: Any = None, reasons: type[TextChoices] = AnswerReason
) -> Stand:
    """The findings sorted for the page; `data` is what was typed as an answer, `reasons` its words."""
    found = tuple({name_of(item): item for item in findings}.values())
    return Stand(
        hard=tuple(item for item in found if item.severity is Severity.HARD),
        answers=AnswersForm(found, data, reasons),
        notes=tuple(item for item in found if item.severity in TOLD),
    )


def asked(stand: Stand, user: User) -> dict[str, Any]:
    """What `patients/parts/stops.html` and `questions.html` place."""
    may_override = can(user, Permission.STOP_OVERRIDE)
    return {
        "hard": stand.hard,
        "answers": stand.answers,
        "stop_count": len(stand.stops),
        "notes": stand.notes,
        "may_override": may_override,
        "is_refused": bool(stand.hard) or (bool(stand.stops) and not may_override),
    }
