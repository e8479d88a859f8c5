"""What the meeting adds to the record: who was there, what was decided, who objected, who signed."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils import timezone

from accounts.enums import Discipline, Rank
from guidelines.findings import Severity
from guidelines.mdt import disciplines as seats
from guidelines.mdt.decisions import DecisionType
from guidelines.mdt.quorum import AttendanceMode
from guidelines.terms import Text
from mdt.enums import ApprovalStep, Intent
from mdt.minutes.evidence import evidence_words
from mdt.minutes.words import both, frozen, term
from mdt.models import Attendance, Case, Decision, Dissent, Meeting, SignOff
from mdt.selectors.quorum import board_at
from patients.models import Override

Part = dict[str, Any]


def discipline_word(code: str) -> Text:
    """`放疗科`."""
    return term(seats.Discipline, code)


def moment(at: datetime | None) -> str:
    """`2026-11-20 15:48:07` by the wall clock of the hospital; empty when it has not come."""
    return "" if at is None else f"{timezone.localtime(at):%Y-%m-%d %H:%M:%S}"


def attendance_part(meeting: Meeting) -> list[Part]:
    """Every discipline with its people; one of the board's that sent nobody is listed as absent."""
    rows: dict[str, list[Attendance]] = {code: [] for code in board_at(meeting).disciplines}
    for row in meeting.attendance.select_related("user").order_by("discipline", "created_at"):
        rows.setdefault(row.discipline, []).append(row)
    order = [code for code in Discipline.values if code in rows]
    return [
        {
            "code": code,
            "discipline": frozen(discipline_word(code)),
            "people": [_came(row) for row in rows[code]],
        }
        for code in order
    ]


def _came(row: Attendance) -> Part:
    rank = row.user.rank if row.user is not None else ""
    return {
        "name": row.name,
        "rank": frozen(both(lambda: Rank(rank).label)) if rank in Rank.values else None,
        "mode": frozen(term(AttendanceMode, row.mode)),
        "hospital": row.hospital,
    }


def opinions_part(case: Case) -> list[Part]:
    """What members have said of the case before the meeting, by discipline."""
    return [
        {
            "name": row.given_by.name,
            "discipline": frozen(discipline_word(row.discipline)),
            "stance": frozen(both(row.get_stance_display)),
            "text": row.text,
        }
        for row in case.opinions.select_related("given_by")
    ]


def decisions_part(case: Case) -> list[Part]:
    """The table of responsibilities (MDT-05); a decision taken out before the sealing is left out."""
    rows = case.decisions.filter(voided_at=None).select_related("owner").order_by("number")
    return [_decision(row) for row in rows]


def _decision(row: Decision) -> Part:
    return {
        "number": row.number,
        "type": frozen(term(DecisionType, row.type)),
        "text": row.text,
        "intent": frozen(both(lambda: Intent(row.intent).label)) if row.intent else None,
        "cites": row.rule_id,
        "evidence": frozen(evidence_words(row.rule_id, row.grade)),
        "grade": row.grade,
        "owner": row.owner.name if row.owner is not None else "",
        "discipline": frozen(discipline_word(row.discipline)) if row.discipline else None,
        "due_on": "" if row.due_on is None else str(row.due_on),
    }


def dissents_part(case: Case) -> list[Part]:
    """Who saw it otherwise, and why; `decision` None: the whole conclusion."""
    rows = case.dissents.select_related("decision").order_by("created_at")
    return [_dissent(row) for row in rows]


def _dissent(row: Dissent) -> Part:
    return {
        "decision": None if row.decision is None else row.decision.number,
        "name": row.name,
        "discipline": frozen(discipline_word(row.discipline)),
        "reason": row.reason,
    }


def overrides_part(case: Case, until: datetime) -> list[Part]:
    """Stops and warnings of this patient that a person passed for this case, with the reason.

    What was passed when the case was concluded names the conference that it became (MDT-04, MDT-05).
    """
    subjects = [case.id, case.conference_id, *case.decisions.values_list("id", flat=True)]
    rows = Override.objects.filter(patient_id=case.patient_id, subject_id__in=subjects, created_at__lte=until)
    return [_override(row) for row in rows.select_related("by").order_by("created_at")]


def _override(row: Override) -> Part:
    return {
        "rule": row.rule_id,
        "severity": frozen(term(Severity, row.severity)),
        "reason": row.reason_text or row.reason_code,
        "by": row.by.name,
        "at": moment(row.created_at),
    }


def signatures_part(signatures: Iterable[SignOff]) -> list[Part]:
    """Who signed, for what, when: in the order of signing, at one moment in the order of steps."""
    return [
        {
            "step": frozen(both(row.get_step_display)),
            "discipline": frozen(discipline_word(row.discipline)) if row.discipline else None,
            "name": row.signed_by.name,
            "at": moment(row.signed_at),
        }
        for row in sorted(signatures, key=_turn)
    ]


def _turn(row: SignOff) -> tuple[datetime, int, int]:
    place = Discipline.values.index(row.discipline) if row.discipline else -1
    return row.signed_at, ApprovalStep.values.index(row.step), place
