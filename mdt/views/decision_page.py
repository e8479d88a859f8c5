"""What the page of one decision shows: the line, what it became, who said so, and the answers offered."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import Permission, can
from guidelines.mdt.decisions import DecisionType
from guidelines.mdt.followthrough import DecisionOutcome, overdue_decision
from imaging.wording import kind_name
from mdt.following_words import decision_words, link_words, mark_of, outcome_words
from mdt.models import Decision
from mdt.selectors.chains import links_of
from mdt.selectors.followed import is_unconfirmed
from mdt.selectors.history import changes_of
from mdt.selectors.proposals import course_proposal
from mdt.selectors.proposed import proposed_slot


@dataclass(frozen=True, slots=True)
class Said:
    """One answer that was given: by a person, or by the records."""

    words: str
    by: str
    at: datetime


def context_of(row: Any, user: User, today: date) -> dict[str, Any]:
    """Everything the template places."""
    [link] = links_of([row], patient=row.case.patient, today=today)
    return {
        "heading": decision_words(row),
        "decision": row,
        "mark": mark_of(link, today),
        "became": became(row),
        "tale": link_words(link),
        "overdue": _overdue(row, today),
        "proposal": _proposal(row, user),
        "said": [_said(entry) for entry in changes_of(row)],
    }


def became(row: Any) -> tuple[str, str]:
    """The words and the page of what the decision became; both empty while it is nothing yet."""
    if row.course_id is not None:
        return _("the course"), reverse("bonetherapy:course", args=[row.course_id])
    if row.slot_id is not None:
        return kind_name(row.slot), reverse("imaging:slot", args=[row.slot_id])
    if row.task_id is not None:
        return _("the task"), reverse("worklist:task_settle", args=[row.task_id])
    return "", ""


def _overdue(row: Decision, today: date) -> Any:
    """The flag of a decision whose day has passed without an answer (MDT-07)."""
    of = next((term for term in DecisionType if term.value == row.type), None)
    if of is None or row.due_on is None:
        return None
    outcome = DecisionOutcome(row.outcome) if row.outcome else None
    return overdue_decision(of, due_on=row.due_on, today=today, outcome=outcome)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What one button makes of the decision; `url` is a page to open first, empty: the button does it."""

    words: str
    url: str = ""


def _proposal(row: Any, user: User) -> Proposal | None:
    """None when it was confirmed or answered, or the user may not."""
    if row.outcome or not is_unconfirmed(row):
        return None
    if course_proposal(row) is not None:
        url = reverse("following:course", args=[row.id])
        return Proposal(_("Check the course and confirm"), url) if _prescribes(user) else None
    if not can(user, Permission.OUTCOME_RECORD):
        return None
    slot = proposed_slot(row)
    if slot is not None:
        words = {"what": kind_name(slot), "day": slot.due_on.isoformat()}
        return Proposal(_("Becomes the %(what)s of the calendar, due on %(day)s") % words)
    owner = row.owner.name if row.owner else _("the coordinator")
    day = (row.due_on or row.asked_on).isoformat()
    return Proposal(_("Becomes a task of %(owner)s, due on %(day)s") % {"owner": owner, "day": day})


def _prescribes(user: User) -> bool:
    return can(user, Permission.COURSE_PRESCRIBE)


def _said(entry: Any) -> Said:
    by = entry.answered_by.name if entry.answered_by else _("doses, scans and other records")
    words = outcome_words(entry) or _("The records no longer say so.")
    return Said(words=words, by=by, at=entry.pgh_created_at)
