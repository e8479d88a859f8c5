"""The assessment of a case as JSON: the answer of the command and of the API (assess-contract, section 2)."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from guidelines.assessment.assess import Assessment
from guidelines.assessment.coded import Coded
from guidelines.assessment.codes import BESIDE_THE_CONTRACT
from guidelines.assessment.data import DataFlag
from guidelines.assessment.doses import DoseLine
from guidelines.imaging.calendar import SlotStatus
from interop.cases.complaints import Complaint
from patients.services.overrides import plain


def answer_of(case: str, found: Assessment, refused: Iterable[Complaint]) -> dict[str, Any]:
    """One case. What a rule refused to save is shown among the data flags."""
    flags = [_flag(flag) for flag in found.data_flags] + [_refused(complaint) for complaint in refused]
    return {
        "case": case,
        "on": found.on.isoformat(),
        "findings": [
            _finding(one, found.on) for one in found.findings if one.code not in BESIDE_THE_CONTRACT
        ],
        "doses": [_dose(line) for line in found.doses],
        "slots": [_slot(status) for status in found.slots],
        "data_flags": flags,
        "pathway_state": None if found.pathway_state is None else str(found.pathway_state.value),
        "next_change_on": _day(found.next_change_on),
    }


def trouble_of(case: str, complaint: Complaint) -> dict[str, Any]:
    """One value that was not taken over."""
    return {"case": case, **complaint.plain()}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _finding(finding: Coded, on: date) -> dict[str, Any]:
    return {
        "code": str(finding.code.value),
        "rules": list(finding.rules),
        "severity": str(finding.severity.value),
        "due_on": _day(finding.due_on),
        "since": _day(finding.since),
        "age_days": finding.age_days(on),
        "subject": finding.subject,
        "inputs": plain(finding.inputs),
        "message_zh": finding.message.zh,
        "message_en": finding.message.en,
        "source": finding.source,
        "grade": str(finding.grade.value),
    }


def _dose(line: DoseLine) -> dict[str, Any]:
    return {
        "agent": line.agent,
        "number": line.number,
        "due_on": _day(line.due_on),
        "reminder_on": _day(line.reminder_on),
        "state": str(line.state.value),
        "days_late": line.days_late,
        "given_on": _day(line.given_on),
        "interval_days": line.interval_days,
    }


def _slot(status: SlotStatus) -> dict[str, Any]:
    return {
        "kind": str(status.slot.kind.value),
        "due_on": _day(status.slot.due_on),
        "state": str(status.state.value),
    }


def _flag(flag: DataFlag) -> dict[str, str]:
    return {
        "check": flag.check,
        "field": flag.field,
        "message_zh": flag.message.zh,
        "message_en": flag.message.en,
    }


def _refused(complaint: Complaint) -> dict[str, str]:
    return {
        "check": complaint.rule_id,
        "field": complaint.field,
        "message_zh": complaint.message.zh,
        "message_en": complaint.message.en,
    }
