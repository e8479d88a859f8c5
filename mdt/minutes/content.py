"""The frozen content of one case's minutes: all MDT-06 asks for, in both languages where words are ours.

Read from the record as of the day of the meeting, so that a later version tells the same day and differs only
in what was corrected.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from guidelines.mdt.quorum import quorum_check
from guidelines.mdt.reasons import CaseReason
from guidelines.mdt.record import RecordItem, RecordLine, summary_lines
from guidelines.record.board import BoneDrugStatement
from guidelines.terms import Text
from mdt.minutes import meeting_parts as parts
from mdt.minutes.drug_lines import drug_lines
from mdt.minutes.earlier_part import earlier_part
from mdt.minutes.lab_lines import lab_lines
from mdt.minutes.picture_parts import images_part, studies_part
from mdt.minutes.record_lines import bone_lines, person_lines, state_lines
from mdt.minutes.rules import rules_part
from mdt.minutes.seal import Content
from mdt.minutes.words import Frozen, dated, frozen, joined, same, term
from mdt.models import Case, Meeting, SignOff
from mdt.selectors.quorum import board_at, present_at, quorum_limits
from patients.selectors.whole import OpenRecord

SCHEMA = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """Which version of the document this is; `reason` and `by` say why and by whom a later one was made."""

    number: str
    version: int
    sealed_at: datetime
    reason: str = ""
    by: str = ""


def content_of(case: Case, meeting: Meeting, signatures: tuple[SignOff, ...], edition: Edition) -> Content:
    """The whole document of one case as JSON can hold it; `signatures` are those of the meeting."""
    body = body_of(case, meeting)
    facts = [line_of(line) for line in summary_lines(_known(case, meeting, body, edition))]
    return body | {
        "schema": SCHEMA,
        "number": edition.number,
        "version": edition.version,
        "change": {"reason": edition.reason, "by": edition.by} if edition.reason else None,
        "sealed_at": parts.moment(edition.sealed_at),
        "lines": facts,
        "signatures": parts.signatures_part(signatures),
        "earlier": earlier_part(case, day_of(meeting)),
        "rules": rules_part(case.patient.hospital_id, day_of(meeting)),
    }


def body_of(case: Case, meeting: Meeting) -> Content:
    """What can be corrected after the sealing: everything but the document's own marks and what was told of
    earlier decisions."""
    record = OpenRecord(case.patient, day_of(meeting))
    known = person_lines(record) | bone_lines(record) | state_lines(record) | lab_lines(record)
    known |= drug_lines(record)
    until = meeting.closed_at or meeting.starts_at
    return {
        "meeting": meeting_part(meeting, case),
        "patient": patient_part(case),
        "question": case.question,
        "conclusion": case.conclusion,
        "wish": case.patient_wish,
        "drug_plan": _drug_plan(case),
        "record": {item.value: frozen(words) for item, words in known.items() if words is not None},
        "triggers": [frozen(words) for words in _triggers(case)],
        "attendance": parts.attendance_part(meeting),
        "quorum": _quorum(meeting),
        "studies": studies_part(record),
        "images": images_part(record, until),
        "decisions": parts.decisions_part(case),
        "dissents": parts.dissents_part(case),
        "overrides": parts.overrides_part(case, until),
    }


def day_of(meeting: Meeting) -> date:
    """The day of the meeting by the calendar of the hospital."""
    return timezone.localtime(meeting.starts_at).date()


def meeting_part(meeting: Meeting, case: Case | None = None) -> dict[str, Any]:
    """Board, day, place, chair and coordinator; of a case the time it was discussed."""
    board = board_at(meeting)
    return {
        "board": board.name,
        "hospital": board.hospital.name,
        "on": str(day_of(meeting)),
        "time": _discussed(case, meeting) or f"{timezone.localtime(meeting.starts_at):%H:%M}",
        "place": meeting.place,
        "chair": board.chair.name,
        "coordinator": board.coordinator.name,
        "closing_note": meeting.closing_note,
    }


def _discussed(case: Case | None, meeting: Meeting) -> str:
    """`15:06–15:14`; empty when nobody timed it. A meeting that deferred the case had times of its own."""
    if case is None:
        return ""
    begun = meeting.opened_at or meeting.starts_at
    rows = case.time_spent.filter(work="DISCUSSION", started_at__gte=begun, ended_at__isnull=False)
    spent = list(rows)
    if not spent:
        return ""
    first, last = min(row.started_at for row in spent), max(row.ended_at for row in spent if row.ended_at)
    return f"{timezone.localtime(first):%H:%M}–{timezone.localtime(last):%H:%M}"


def patient_part(case: Case) -> dict[str, str]:
    """Whom the case is about."""
    patient = case.patient
    return {"id": str(patient.id), "name": patient.name, "hospital_number": patient.hospital_number}


def _drug_plan(case: Case) -> Frozen:
    """What the board said of the bone-modifying drug (SAF-05)."""
    said = term(BoneDrugStatement, case.drug_statement) if case.drug_statement else None
    return frozen(joined((said, same(case.drug_text)), "：", ": "))


def _triggers(case: Case) -> list[Text]:
    """The rules that asked for the meeting by their ids, and the reasons they gave."""
    return [*map(same, case.triggers), *(term(CaseReason, code) for code in case.reasons)]


def _quorum(meeting: Meeting) -> Frozen:
    present = present_at(meeting)
    finding = quorum_check(present, quorum_limits(meeting))
    if finding is not None:
        return frozen(finding.message)
    people = meeting.attendance.count()
    words = Text(
        f"{len(present)} 个学科 / {people} 人，达到法定人数",
        f"{len(present)} disciplines, {people} people: quorum",
    )
    return frozen(words)


def _known(case: Case, meeting: Meeting, body: Content, edition: Edition) -> dict[RecordItem, Text | None]:
    """The lines of the summary by their item: the record, then what the meeting added."""
    recorded = {RecordItem(code): Text(**words) for code, words in body["record"].items()}
    return recorded | {
        RecordItem.TRIGGERS: joined(Text(**words) for words in body["triggers"]),
        RecordItem.ATTENDANCE: _attended(body),
        RecordItem.DECISIONS: joined(_decided(row) for row in body["decisions"]),
        RecordItem.RECOMMENDATIONS: _cited(body),
        RecordItem.DISAGREEMENT: joined(_objected(row) for row in body["dissents"]),
        RecordItem.OVERRIDES: joined(_passed(row) for row in body["overrides"]) or Text("无", "none"),
        RecordItem.VERSION: dated(
            Text(f"{edition.number} 版本 {edition.version}", f"{edition.number} version {edition.version}"),
            timezone.localtime(edition.sealed_at).date(),
        ),
    }


def _attended(body: Content) -> Text | None:
    there = [row for row in body["attendance"] if row["people"]]
    return joined((Text(**row["discipline"]) for row in there), "、", ", ")


def _decided(row: dict[str, Any]) -> Text | None:
    kind = Text(**row["type"])
    return joined((kind, same(row["text"]), same(row["owner"]), same(row["due_on"])), "，", ", ")


def _cited(body: Content) -> Text | None:
    words = {row["evidence"]["zh"]: Text(**row["evidence"]) for row in body["decisions"] if row["cites"]}
    return joined(words.values())


def _objected(row: dict[str, Any]) -> Text | None:
    return joined((same(row["name"]), Text(**row["discipline"]), same(row["reason"])), "，", ", ")


def _passed(row: dict[str, Any]) -> Text | None:
    return joined((same(row["rule"]), same(row["reason"]), same(row["by"])), "，", ", ")


def line_of(line: RecordLine) -> dict[str, Any]:
    """One line of the summary, frozen."""
    return {
        "item": line.item.value,
        "name": frozen(line.item.label),
        "words": frozen(line.words),
        "recorded": line.recorded,
    }
