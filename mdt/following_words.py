"""What became of a decision, in words of the user's language."""

from datetime import date
from typing import Any, NamedTuple

from django.utils.translation import gettext, ngettext, pgettext

from accounts.vocabulary import say
from guidelines.mdt.followthrough import DecisionOutcome
from mdt.decision_words import type_word
from mdt.models import Decision
from mdt.selectors.chains import DoseTale, Link
from mdt.selectors.followed import Stage


class Mark(NamedTuple):
    """A badge of the design layer: its state, the number in its word, the word where it has none."""

    state: str
    text: str = ""
    days: int | None = None


OUTCOME_MARKS = {
    DecisionOutcome.IMPLEMENTED: "decision_done",
    DecisionOutcome.PARTIAL: "decision_partly",
    DecisionOutcome.NOT_IMPLEMENTED: "decision_not",
    DecisionOutcome.CHANGED: "decision_changed",
}


def decision_words(decision: Decision) -> str:
    """What was decided: the words of the table, with its type before them unless they say it themselves."""
    kind, text = type_word(decision.type), decision.text.strip()
    if not text or text.startswith(kind):
        return text or kind
    return gettext("%(what)s: %(about)s") % {"what": kind, "about": text}


def mark_of(link: Link, today: date) -> Mark:
    """The state of a decision as a badge."""
    decision, stage = link.decision, link.stage
    if decision.outcome:
        outcome = DecisionOutcome(decision.outcome)
        return Mark(OUTCOME_MARKS[outcome])
    if stage is Stage.OVERDUE:
        return Mark("overdue", days=(today - decision.due_on).days)
    return {
        Stage.ASKED: Mark("due_today", pgettext("decision", "Was it done?")),
        Stage.CONFIRM: Mark("planned", pgettext("decision", "To confirm")),
        Stage.WAITING: Mark("decision_waiting"),
    }[stage]


def outcome_words(decision: Decision) -> str:
    """`Partly implemented on 2025-03-20, 10 days late`; the reason, where there is one. Empty: unanswered."""
    if not decision.outcome:
        return ""
    parts = [say(DecisionOutcome(decision.outcome).label), _on(decision), _behind(decision)]
    words = gettext(", ").join(part for part in parts if part)
    reason = gettext(", ").join(part for part in (_reason(decision), decision.outcome_text) if part)
    return gettext("%(what)s: %(about)s") % {"what": words, "about": reason} if reason else words


def _on(decision: Decision) -> str:
    return gettext("on %(day)s") % {"day": decision.done_on.isoformat()} if decision.done_on else ""


def _behind(decision: Decision) -> str:
    if decision.done_on is None or decision.due_on is None or decision.done_on <= decision.due_on:
        return ""
    days = (decision.done_on - decision.due_on).days
    return ngettext("%(days)d day late", "%(days)d days late", days) % {"days": days}


def _reason(decision: Decision) -> str:
    return str(decision.get_outcome_reason_display()) if decision.outcome_reason else ""


def dose_words(doses: DoseTale | None) -> str:
    """`1 of 3 doses late: missed or late appointment`; empty for a decision that became no course."""
    if doses is None:
        return ""
    if not doses.due:
        return _next(doses)
    reasons = gettext(", ").join(say(reason.label) for reason in doses.reasons)
    words = gettext(", ").join(_counts(doses))
    if reasons:
        return gettext("%(what)s: %(about)s") % {"what": words, "about": reasons}
    return words


def _next(doses: DoseTale) -> str:
    if doses.next_on is None:
        return gettext("no dose planned")
    return gettext("first dose due on %(day)s") % {"day": doses.next_on.isoformat()}


def _counts(doses: DoseTale) -> list[str]:
    numbers = {"late": doses.late, "missed": doses.missed, "due": doses.due}
    said = []
    if doses.late:
        said.append(
            ngettext("%(late)d of %(due)d dose late", "%(late)d of %(due)d doses late", doses.due) % numbers
        )
    if doses.missed:
        said.append(
            ngettext(
                "%(missed)d of %(due)d dose not given", "%(missed)d of %(due)d doses not given", doses.due
            )
            % numbers
        )
    on_time = ngettext("%(due)d dose given on time", "%(due)d doses given on time", doses.due) % numbers
    return said or [on_time]


def link_words(link: Link) -> str:
    """Outcome and doses of one decision in one line; empty while nothing is known of it."""
    parts = (outcome_words(link.decision), dose_words(link.doses))
    return gettext("; ").join(part for part in parts if part)


def age_words(decision: Any, today: date) -> str:
    """How long ago it was decided: `21 days`."""
    days = (today - decision.decided_on).days
    return ngettext("%(days)d day", "%(days)d days", days) % {"days": days}
