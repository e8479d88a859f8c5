"""The form of one check before a dose: what was looked at, how it stands, who must do what."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from guidelines.findings import Finding
from guidelines.roles import Role
from guidelines.terms import Term, Text


class CheckKind(Term):
    """The four checks before each dose."""

    CALCIUM = "CALCIUM", "血钙", "Calcium"
    CREATININE_CLEARANCE = "CREATININE_CLEARANCE", "肌酐清除率", "Creatinine clearance"
    DENTAL = "DENTAL", "口腔检查", "Dental"
    SUPPLEMENTS = "SUPPLEMENTS", "钙剂 + 维生素 D", "Calcium + vitamin D"


class CheckState(Term):
    """How a check stands."""

    OK = "OK", "正常", "OK"
    MISSING = "MISSING", "缺失", "Missing"
    STALE = "STALE", "过期", "Stale"
    LOW = "LOW", "偏低", "Low"
    HIGH = "HIGH", "偏高", "High"
    NOT_NEEDED = "NOT_NEEDED", "不需要", "Not needed"
    WARN = "WARN", "提醒", "Warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One check of one dose.

    `blocks`: the dose must not be given without an oncologist's override. `value` is None when nothing usable
    is on record; `owner` and `action` are None when nobody has to do anything.
    """

    kind: CheckKind
    state: CheckState
    label: Text
    value: Decimal | None = None
    unit: str = ""
    detail: Text | None = None
    measured_on: date | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    finding: Finding | None = None
    owner: Role | None = None
    action: Text | None = None
    blocks: bool = False
    reduced_dose_mg: Decimal | None = None
