"""The end of a case: what MDT-05, MDT-04 and SAF-05 ask, and the conference the rules will read."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.enums import Discipline
from accounts.models import User
from accounts.permissions import Permission
from accounts.vocabulary import say
from guidelines.assessment.start import start_is_open
from guidelines.findings import Finding
from guidelines.mdt import decisions as table
from guidelines.mdt.decisions import DecisionType
from guidelines.mdt.disciplines import Discipline as Seat
from guidelines.record import board
from guidelines.record.board import BoneDrugStatement
from guidelines.safety import SAF_05, conference_gaps
from mdt.enums import CaseState
from mdt.models import Case, Conference
from mdt.services.live import case_lock, clock_stop
from mdt.services.record import CONFERENCE
from mdt.specs import ConferenceSpec
from patients.selectors.whole import chart_of
from patients.services.recording import Findings, Kind, Writing, record_add
from patients.services.writing import must, refuse
from patients.specs.overrides import Acknowledgement


@transaction.atomic
def case_close(
    *, by: User, case: Case, today: date, now: datetime, answers: tuple[Acknowledgement, ...] = ()
) -> Case:
    """The concluded case with the conference it became. A second click finds it closed and changes nothing.

    Raises ValidationError without conclusion, and without a word on bone protection where SAF-05 asks for
    one; Refusal for an incomplete table of responsibilities (MDT-05) and for decisions whose discipline was
    not there (MDT-04), until answered; Conflict when the case is not under discussion.
    """
    must(by, Permission.DECISION_RECORD)
    standing = Case.objects.select_for_update(of=("self",), no_key=True).get(pk=case.pk)
    if standing.state == CaseState.CLOSED:
        return standing
    held = case_lock(case.pk)
    refuse(closing_problems(held, today))
    kind: Kind[ConferenceSpec, Conference] = replace(CONFERENCE, findings=_judge(held), same=_nobodys)
    spec = conference_of(held)
    fact = record_add(kind=kind, by=by, patient=held.patient, spec=spec, today=today, answers=answers)
    held.state, held.closed_at, held.closed_by = CaseState.CLOSED, now, by
    held.conference = fact
    held.save(update_fields=["state", "closed_at", "closed_by", "conference"])
    clock_stop(held, now)
    return held


def _nobodys(columns: dict[str, Any]) -> dict[str, Any]:
    """The same conference, recorded by hand before; one that another case became stays its own."""
    return columns | {"case": None}


def closing_problems(case: Case, today: date) -> dict[str, object]:
    """What must still be written, by field (SAF-05)."""
    return {
        "conclusion": None if case.conclusion.strip() else _("Write the conclusion of the board."),
        "drug_statement": _silence(case, today),
        "drug_text": _which_or_why(case),
    }


def _silence(case: Case, today: date) -> object:
    """Bone metastasis, no drug given and no word on one: such a case is not closed (SAF-05)."""
    told = board.Conference(
        on=today, disciplines=("-",), conclusion=case.conclusion, bone_drug=_statement(case)
    )
    is_open = start_is_open(chart_of(case.patient, today))
    missing = conference_gaps(replace(told, conclusion="-"), drug_open=is_open)
    return say(SAF_05.finding(missing=missing).message) if missing else None


def _which_or_why(case: Case) -> object:
    if not case.drug_statement or case.drug_text.strip():
        return None
    if case.drug_statement == BoneDrugStatement.START:
        return _("Please say which drug.")
    return _("Please say why no drug is given.")


def _statement(case: Case) -> BoneDrugStatement | None:
    return BoneDrugStatement(case.drug_statement) if case.drug_statement else None


def conference_of(case: Case) -> ConferenceSpec:
    """The discussion as the rules read it: the day the meeting began, the disciplines that were there."""
    meeting = case.meeting
    opened_at = meeting.opened_at if meeting else None
    return ConferenceSpec(
        held_on=timezone.localdate(opened_at) if opened_at else None,
        disciplines=present_at(case),
        question=case.question,
        conclusion=case.conclusion,
        drug_statement=_statement(case),
        drug_text=case.drug_text,
    )


def present_at(case: Case) -> tuple[Discipline, ...]:
    """The disciplines of everybody who took part, each once."""
    rows = case.meeting.attendance.all() if case.meeting else ()
    return tuple(dict.fromkeys(Discipline(row.discipline) for row in rows))


def _judge(case: Case) -> Any:
    def findings(spec: ConferenceSpec, writing: Writing) -> Findings:
        yield from closing_findings(case)
        seen = {table.MDT_05_ATTENDANCE.rule_id}
        yield from (one for one in CONFERENCE.findings(spec, writing) if one.rule_id not in seen)

    return findings


def closing_findings(case: Case) -> Iterator[Finding]:
    """The stop for an incomplete table (MDT-05), a warning per decision without its discipline (MDT-04)."""
    present = [Seat(code) for code in present_at(case)]
    rows = list(case.decisions.filter(voided_at=None).select_related("owner"))
    lines = [
        table.Decision(
            type=DecisionType(row.type),
            owner=row.owner.name if row.owner else "",
            discipline=Seat(row.discipline) if row.discipline else None,
            due_on=row.due_on,
        )
        for row in rows
    ]
    yield from table.closing_check(lines, present)
    warned = dict.fromkeys(DecisionType(row.type) for row in rows)
    yield from (found for one in warned if (found := table.discipline_check(one, present)) is not None)
