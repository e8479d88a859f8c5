"""Decisions of the board as rows of what is to do (settings.WORK_SOURCES): to confirm, to answer, overdue."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.enums import Role
from guidelines.mdt.followthrough import MDT_07
from mdt.following_words import decision_words, mark_of
from mdt.forms.following import answer_groups
from mdt.selectors.chains import Link
from mdt.selectors.followed import UNANSWERED, Stage, followed, in_stage, stage_of
from mdt.selectors.proposals import course_proposal
from patients.models import Patient
from worklist.protocols import Action, Menu, WorkRow
from worklist.ranks import RANK, RANK_OF_A_TASK


class DueDecisions:
    """What a board decided and nobody has answered for yet."""

    lists_for = frozenset({Role.COORDINATOR, Role.ONCOLOGIST})

    def rows(self, *, patients: QuerySet[Patient], today: date, limit: int) -> Collection[WorkRow]:
        """Decisions to confirm, asked about and overdue, the longest asked first."""
        waiting = in_stage(Stage.WAITING, today)
        found = followed().filter(UNANSWERED, ~waiting, case__patient__in=patients)
        return [_row(decision, today) for decision in found.order_by("asked_on", "id")[:limit]]

    def covered(self, *, patient_ids: Collection[UUID]) -> Mapping[UUID, Collection[str]]:
        """No finding of the record asks for what a board decided."""
        return dict.fromkeys(patient_ids, ())


def _row(decision: Any, today: date) -> WorkRow:
    stage = stage_of(decision, today)
    mark = mark_of(Link(decision=decision, stage=stage, doses=None), today)
    late = stage is Stage.OVERDUE
    return WorkRow(
        patient=decision.case.patient,
        badge=mark.state,
        days=mark.days,
        title=decision_words(decision),
        why=_("Decided by %(board)s on %(day)s.")
        % {"board": decision.case.board.name, "day": decision.decided_on.isoformat()},
        due_on=decision.due_on or decision.asked_on,
        source=MDT_07.source if late else decision.rule_id,
        grade="" if late else decision.grade,
        owner=decision.owner.name if decision.owner else decision.get_discipline_display(),
        rank=RANK[MDT_07.severity] if late else RANK_OF_A_TASK,
        action=_action(decision, stage),
        menu=None if stage is Stage.CONFIRM else _menu(decision),
    )


def _menu(decision: Any) -> Menu:
    """Every answer that needs no words, in the row that asks."""
    url = reverse("following:answer", args=[decision.id])
    return Menu(url=url, name="answer", words=pgettext("decision", "Record"), groups=answer_groups())


def _action(decision: Any, stage: Stage) -> Action:
    """A course is checked on its own page; everything else is one button on the page of the decision."""
    page = reverse("following:decision", args=[decision.id])
    if stage is not Stage.CONFIRM:
        return Action(_("Was it done?"), f"{page}#answer", "message-circle")
    if course_proposal(decision) is not None:
        return Action(_("Confirm the course"), reverse("following:course", args=[decision.id]), "vaccine")
    return Action(_("Confirm"), f"{page}#confirm", "check")
