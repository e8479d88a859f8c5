"""A finding of the assessment: a code, the rules behind it, what it is about, since when, and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from guidelines.assessment.codes import RULES_OF, Code
from guidelines.findings import Finding, Grade, Rule, Severity
from guidelines.terms import Text

PATIENT = "patient"


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """One finding; `subject` names the bone, dose, study or drug. It counts no days: they change daily."""

    code: Code
    rules: tuple[str, ...]
    severity: Severity
    message: Text
    source: str
    grade: Grade
    subject: str = PATIENT
    since: date | None = None
    due_on: date | None = None
    inputs: Mapping[str, object] = field(default_factory=dict, hash=False)

    def age_days(self, on: date) -> int | None:
        """Return the days since it holds; None when its first day is not known."""
        return None if self.since is None else (on - self.since).days


def coded(
    code: Code,
    rule: Rule,
    *,
    subject: str = PATIENT,
    since: date | None = None,
    due_on: date | None = None,
    also: tuple[str, ...] = (),
    **inputs: object,
) -> Coded:
    """Return a finding in the words of `rule`; the rules of its code come first, then `also`."""
    finding = rule.finding(key=subject, due_on=due_on, **inputs)
    return from_finding(code, finding, subject=subject, since=since, also=also)


def from_finding(
    code: Code,
    finding: Finding,
    *,
    subject: str = PATIENT,
    since: date | None = None,
    due_on: date | None = None,
    also: tuple[str, ...] = (),
) -> Coded:
    """Return the finding of another room under its code; `due_on` stands in where it names no day."""
    return Coded(
        code=code,
        rules=tuple(dict.fromkeys((*RULES_OF[code], finding.rule_id, *also))),
        severity=finding.severity,
        message=finding.message,
        source=finding.source,
        grade=finding.grade,
        subject=subject,
        since=since,
        due_on=finding.due_on or due_on,
        inputs=finding.inputs,
    )
