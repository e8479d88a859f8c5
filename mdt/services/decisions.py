"""Decisions of the board and who sees them otherwise."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.errors import Conflict
from accounts.models import User
from accounts.permissions import Permission, can
from guidelines.mdt.decisions import DecisionType
from guidelines.recommendations import RECOMMENDATIONS
from guidelines.values import add_months
from mdt.decision_words import decision_text
from mdt.models import Case, Decision, Dissent
from mdt.selectors.conflicts import decision_findings, open_course
from mdt.services.live import case_lock
from mdt.specs.decisions import ORDERS, DecisionSpec, DissentSpec, detail_stored
from patients.services.overrides import findings_settle
from patients.services.recording import Problems
from patients.services.writing import must, refuse, without_reason

FARTHEST_MONTHS = 60
TEXT_MAX = 4000


@transaction.atomic
def decision_record(*, by: User, case: Case, spec: DecisionSpec, today: date) -> Decision:
    """The new line of the responsibility table. The same decision twice is one.

    Owner, discipline and due date may still be missing: they are asked for when the case is closed (MDT-05).
    Raises Refusal for what an order of the drug would be refused for, ValidationError by field, Conflict for
    a case that is not under discussion.
    """
    must(by, Permission.DECISION_RECORD)
    held = case_lock(case.pk)
    refuse(_problems(held, spec, today))
    columns = _columns(spec)
    standing: Decision | None = held.decisions.filter(voided_at=None, **columns).first()
    if standing is not None:
        return standing
    row = Decision(case=held, number=_next_number(held), recorded_by=by, **columns)
    _settle(by, row, spec, today)
    row.save(force_insert=True)
    return row


@transaction.atomic
def decision_change(
    *, by: User, decision: Decision, spec: DecisionSpec, version: int, today: date
) -> Decision:
    """The line with other words, owner or day. Raises Conflict when it changed since `version`, and the rest
    as `decision_record`."""
    must(by, Permission.DECISION_RECORD)
    held = case_lock(decision.case_id)
    row = _decision_lock(held, decision, version)
    refuse(_problems(held, spec, today))
    for name, value in _columns(spec).items():
        setattr(row, name, value)
    _settle(by, row, spec, today)
    row.version += 1
    row.save()
    return row


@transaction.atomic
def decision_void(*, by: User, decision: Decision, reason: str, version: int, now: datetime) -> Decision:
    """The line, struck out with a reason; its number is not given again."""
    must(by, Permission.DECISION_RECORD)
    held = case_lock(decision.case_id)
    row = _decision_lock(held, decision, version)
    refuse({"reason": without_reason(reason)})
    row.voided_at, row.voided_by, row.void_reason = now, by, reason.strip()
    row.version += 1
    row.save()
    return row


@transaction.atomic
def dissent_record(*, by: User, case: Case, spec: DissentSpec) -> Dissent:
    """Who sees it otherwise, with the reason. The same words of the same person twice are one row.

    Whoever records decisions writes it for anybody, a member of the panel for himself.
    """
    for_anybody = can(by, Permission.DECISION_RECORD)
    must(by, Permission.DECISION_RECORD if for_anybody else Permission.PANEL_OPINION)
    held = case_lock(case.pk)
    name = spec.name if for_anybody else by.name
    user = spec.user if for_anybody else by
    about = {} if spec.number is None else {"number": spec.number}
    decision = held.decisions.filter(voided_at=None, **about).first() if about else None
    refuse(_dissent_problems(spec, name, decision))
    row, _made = Dissent.objects.get_or_create(
        case=held,
        decision=decision,
        name=name.strip(),
        discipline=spec.discipline,
        reason=spec.reason.strip(),
        defaults={"user": user, "recorded_by": by},
    )
    return row


def _dissent_problems(spec: DissentSpec, name: str, decision: Decision | None) -> Problems:
    return {
        "name": None if name.strip() else _("Say whose opinion this is."),
        "reason": None if spec.reason.strip() else _("A dissent needs its reason."),
        "number": _("There is no such decision.") if spec.number is not None and decision is None else None,
    }


def _next_number(case: Case) -> int:
    last: int | None = case.decisions.aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def _decision_lock(case: Case, decision: Decision, version: int) -> Decision:
    rows: Any = case.decisions.select_for_update(of=("self",))
    row: Decision = rows.get(pk=decision.pk)
    if row.version != version or row.voided_at is not None:
        raise Conflict(_("Somebody else changed this decision meanwhile. Reload the page."))
    row.case = case
    return row


def _settle(by: User, row: Decision, spec: DecisionSpec, today: date) -> None:
    """An override names the decision that it let pass."""
    patient = row.case.patient
    findings = decision_findings(patient, spec, today)
    findings_settle(by=by, patient=patient, findings=findings, answers=spec.answers, subject_id=row.pk)


def _columns(spec: DecisionSpec) -> dict[str, Any]:
    cites = spec.recommendation is not None
    return {
        "type": spec.type,
        "detail": detail_stored(spec.type, spec.detail),
        "text": decision_text(spec.type, spec.detail, spec.text),
        "intent": spec.intent or "",
        "owner": spec.owner,
        "discipline": spec.discipline or "",
        "due_on": spec.due_on,
        "rule_id": RECOMMENDATIONS[spec.recommendation].source if spec.recommendation else "",
        "grade": (spec.grade or "") if cites else "",
    }


def _problems(case: Case, spec: DecisionSpec, today: date) -> Problems:
    return {
        "agent": _agent_problem(case, spec),
        "interval_days": _interval_problem(spec.detail.interval_days),
        "due_on": _due_problem(spec.due_on, today),
        "recommendation": _citation_problem(spec),
        "text": _("At most %(n)s characters.") % {"n": TEXT_MAX} if len(spec.text) > TEXT_MAX else None,
    }


def _agent_problem(case: Case, spec: DecisionSpec) -> object:
    if spec.type not in ORDERS:
        return None
    if spec.detail.agent is None:
        return _("Choose the drug.")
    running = open_course(case.patient) if spec.type is DecisionType.BMA_SWITCH else None
    is_same = running is not None and running.agent == spec.detail.agent
    return _("Choose another drug.") if is_same else None


def _interval_problem(days: int | None) -> object:
    return None if days is None or 7 <= days <= 92 else _("Enter 7 to 92 days.")


def _due_problem(due_on: date | None, today: date) -> object:
    if due_on is None:
        return None
    if due_on < today:
        return _("This day is past. Accepted: today or later.")
    latest = add_months(today, FARTHEST_MONTHS)
    return _("Not after %(day)s.") % {"day": latest} if due_on > latest else None


def _citation_problem(spec: DecisionSpec) -> object:
    """A grade only as the guideline prints it after this recommendation (MDT-10)."""
    if spec.recommendation is None:
        return None
    cited = RECOMMENDATIONS.get(spec.recommendation)
    if cited is not None and spec.grade in cited.grades:
        return None
    return _("The guideline prints no such grade after this recommendation.")
