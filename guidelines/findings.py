"""What a rule says: one finding with its rule id, severity, words, source and grade."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from guidelines.terms import Term, Text

__all__ = ["Finding", "Grade", "Rule", "Severity", "Text"]


class Severity(Term):
    """What the software does with a finding (catalogue section 0.3)."""

    HARD = "HARD", "禁止", "Refused"
    STOP = "STOP", "停止", "Stop"
    WARN = "WARN", "提醒", "Warning"
    FLAG = "FLAG", "标记", "Flag"
    TASK = "TASK", "任务", "Task"
    CALC = "CALC", "计算", "Calculated"
    INFO = "INFO", "说明", "Information"


class Grade(Term):
    """Strength of the statement behind a rule (catalogue section 0.2)."""

    STRONG_HIGH = "1A", "1A", "1A"
    STRONG_MODERATE = "1B", "1B", "1B"
    STRONG_LOW = "1C", "1C", "1C"
    WEAK_HIGH = "2A", "2A", "2A"
    WEAK_MODERATE = "2B", "2B", "2B"
    UNGRADED = "E", "专家意见", "Ungraded"
    STANDARD = "S", "通用标准", "Standard"
    PROJECT = "P", "本系统约定", "Project rule"


@dataclass(frozen=True, slots=True)
class Finding:
    """One answer of one rule.

    `key` tells two findings of the same rule apart (a dose, an analyte). `due_on` is the day by which someone
    must act, None when there is no such day. `inputs` are the values the rule looked at, for page and audit.
    """

    rule_id: str
    severity: Severity
    message: Text
    source: str
    grade: Grade
    key: str = ""
    due_on: date | None = None
    inputs: Mapping[str, object] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of the rule catalogue: what is fixed about it, and the sentence it says."""

    rule_id: str
    severity: Severity
    message: Text
    source: str
    grade: Grade

    def finding(self, *, key: str = "", due_on: date | None = None, **inputs: object) -> Finding:
        """Return this rule's finding, its sentence filled with `inputs`."""
        message = self.message.fill({"due_on": due_on, **inputs})
        return Finding(self.rule_id, self.severity, message, self.source, self.grade, key, due_on, inputs)
