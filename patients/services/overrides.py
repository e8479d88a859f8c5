"""Stops and warnings: which findings a person may pass, and the row that remembers who did, when and why."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from uuid import UUID

from accounts.errors import Refusal
from accounts.models import User
from accounts.permissions import Permission, can
from guidelines.findings import Finding, Severity
from guidelines.terms import Text
from patients.models import Override, Patient
from patients.specs.overrides import Acknowledgement

ASKING = (Severity.HARD, Severity.STOP, Severity.WARN)


def findings_settle(
    *,
    by: User,
    patient: Patient,
    findings: Iterable[Finding],
    answers: Iterable[Acknowledgement] = (),
    subject_id: UUID | None = None,
) -> list[Override]:
    """Pass when every HARD, STOP and WARN finding is answered; the override rows written are returned.

    Raises Refusal with every finding that stays unanswered: HARD always; STOP unless an oncologist gives
    a reason code and words; WARN unless a reason code is given. FLAG, TASK, CALC and INFO ask nothing.
    Call it inside the transaction of the action it guards.
    """
    asked = sorted((item for item in findings if item.severity in ASKING), key=_gravity)
    answer_to = {(answer.rule_id, answer.key): answer for answer in answers}
    pairs = [(finding, answer_to.get((finding.rule_id, finding.key))) for finding in asked]
    open_findings = [finding for finding, answer in pairs if not _settles(by, finding, answer)]
    if open_findings:
        raise Refusal(open_findings, asked)
    return Override.objects.bulk_create(
        _row(by, patient, finding, answer, subject_id) for finding, answer in pairs if answer
    )


def _gravity(finding: Finding) -> int:
    return ASKING.index(finding.severity)


def _settles(by: User, finding: Finding, answer: Acknowledgement | None) -> bool:
    if answer is None or not answer.reason_code or finding.severity is Severity.HARD:
        return False
    if finding.severity is Severity.STOP:
        return bool(answer.reason_text.strip()) and can(by, Permission.STOP_OVERRIDE)
    return True


def _row(
    by: User, patient: Patient, finding: Finding, answer: Acknowledgement, subject_id: UUID | None
) -> Override:
    return Override(
        patient=patient,
        rule_id=finding.rule_id,
        severity=str(finding.severity),
        subject_id=subject_id,
        inputs=plain(finding.inputs),
        reason_code=answer.reason_code,
        reason_text=answer.reason_text.strip(),
        by=by,
    )


def plain(inputs: Mapping[str, object]) -> dict[str, object]:
    """A rule's inputs as JSON can hold them: decimals and dates as text, texts in both languages."""
    return {name: _plain(value) for name, value in inputs.items()}


def _plain(value: object) -> object:
    if isinstance(value, Decimal | date | UUID):
        return str(value)
    if isinstance(value, Text):
        return {"zh": value.zh, "en": value.en}
    if isinstance(value, tuple | list):
        return [_plain(part) for part in value]
    return value
