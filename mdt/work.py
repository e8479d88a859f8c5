"""Proposed cases as rows of what is to do (settings.WORK_SOURCES)."""

from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.enums import Role
from guidelines.assessment.codes import Code
from guidelines.mdt.triggers import TRIGGERS
from mdt.case_words import reason_words
from mdt.enums import CaseState, Lane
from mdt.models import Case
from mdt.models.cases import UNDER_WAY
from patients.models import Patient
from worklist.protocols import Action, WorkRow
from worklist.ranks import EMERGENCY, RANK_OF_A_TASK

STANDS_FOR = frozenset({Code.MDT_REFER.value})
RULES = {trigger.rule.rule_id: trigger.rule for trigger in TRIGGERS}


class ProposedCases:
    """Cases the rules propose: somebody puts the question."""

    lists_for = frozenset({Role.COORDINATOR, Role.ONCOLOGIST})

    def rows(self, *, patients: QuerySet[Patient], today: date, limit: int) -> Collection[WorkRow]:
        """Proposals without a question, the urgent first."""
        rows = Case.objects.filter(patient__in=patients, state=CaseState.PROPOSED).select_related("patient")
        placed = rows.order_by(F("wanted_by").asc(nulls_last=True), "created_at")
        return [_row(case, today) for case in placed[:limit]]

    def covered(self, *, patient_ids: Collection[UUID]) -> Mapping[UUID, Collection[str]]:
        """A case under way is the referral that the finding asks for."""
        held = Case.objects.filter(patient__in=patient_ids, state__in=UNDER_WAY)
        return dict.fromkeys(held.values_list("patient_id", flat=True), STANDS_FOR)


def _row(case: Case, today: date) -> WorkRow:
    due_on = case.wanted_by or timezone.localdate(case.created_at)
    late = (today - due_on).days
    is_urgent = case.lane == Lane.URGENT
    rule = RULES.get(case.triggers[0]) if case.triggers else None
    return WorkRow(
        patient=case.patient,
        badge="urgent" if is_urgent else "overdue" if late > 0 else "due_soon",
        days=None if is_urgent or late <= 0 else late,
        title=_("Case proposed for the MDT"),
        why=reason_words(case),
        due_on=due_on,
        source=rule.source if rule else "",
        grade=rule.grade.value if rule else "",
        owner=str(Role.COORDINATOR.label),
        rank=EMERGENCY if is_urgent else RANK_OF_A_TASK,
        action=Action(_("Put the question"), reverse("case:new", args=[case.patient_id]), "message-circle"),
    )
