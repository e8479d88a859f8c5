"""How a case reads: its reasons, the badge of its state, how long until its deadline."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.templatetags.words import say
from guidelines.mdt.reasons import CaseReason
from mdt.enums import CaseState, Lane
from mdt.models import Case, PanelOpinion
from mdt.selectors.readiness import Standing

STATES = {
    CaseState.PROPOSED: "draft",
    CaseState.SUBMITTED: "pending",
    CaseState.ACCEPTED: "booked",
    CaseState.CLOSED: "decision_done",
    CaseState.WITHDRAWN: "cancelled",
    CaseState.MERGED: "cancelled",
}


@dataclass(frozen=True, slots=True)
class Badge:
    """A badge state of the design layer, and the words that stand in it."""

    state: str
    text: str


@dataclass(frozen=True, slots=True)
class Preread:
    """A case somebody is to read; `mine` is the own opinion, None while it is missing."""

    case: Case
    lane: Badge
    reasons: str
    mine: PanelOpinion | None


def preread(case: Any) -> Preread:
    """The case as a list of pre-reads shows it (mdt.selectors.prereads)."""
    return Preread(case, lane_badge(case), reason_words(case), case.mine[0] if case.mine else None)


def reason_words(case: Case) -> str:
    """The reasons of the rules in words; empty for a case that only a person submitted."""
    known = [CaseReason(code) for code in case.reasons if code in set(CaseReason)]
    return _(", ").join(say(reason) for reason in known)


def state_badge(case: Case) -> Badge:
    """`On the agenda`, `Submitted` ..."""
    return Badge(STATES[CaseState(case.state)], str(case.get_state_display()))


def lane_badge(case: Case) -> Badge:
    """The lane; only the urgent one is loud."""
    return Badge("urgent" if case.lane == Lane.URGENT else "flag", str(case.get_lane_display()))


def ready_badge(standing: Standing) -> Badge:
    """Green when nothing that must be there is missing, else how much is."""
    if standing.is_ready:
        return Badge("check_ok", _("Ready"))
    count = len(standing.must) + len(standing.seats)
    return Badge("check_missing", ngettext("%(n)s missing", "%(n)s missing", count) % {"n": count})


def clock_words(standing: Standing) -> str:
    """`5 h to the deadline`, `deadline passed 3 h ago`; empty without a meeting."""
    hours = standing.hours_left
    if hours is None:
        return ""
    if hours < 0:
        return _("deadline passed %(hours)s h ago") % {"hours": -hours}
    if hours >= 48:
        return _("%(days)s days to the deadline") % {"days": hours // 24}
    return _("%(hours)s h to the deadline") % {"hours": hours}


def ended_words(case: Case) -> str:
    """Why the case is not discussed; a proposal that nobody touched was taken back by the rules."""
    if case.state == CaseState.WITHDRAWN and case.ended_by_id is None and case.submitted_by_id is None:
        return _("The rules no longer ask for it.")
    return case.ended_reason
