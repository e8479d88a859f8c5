"""The form of a data flag: a rule, the field it is about, and the sentence."""

from guidelines.findings import Finding, Grade, Rule, Severity
from guidelines.record.entry import Entry
from guidelines.terms import Text

Flags = tuple[Finding, ...]


def dq_rule(number: str, zh: str, en: str, source: str = "P") -> Rule:
    """Return a data check: always a flag, never a stop, and a rule of the project."""
    return Rule(f"DQ-{number}", Severity.FLAG, Text(zh, en), source, Grade.PROJECT)


def field_of(entry: Entry, name: str) -> str:
    """Return the path of a field, such as "mirels[0].score"."""
    return f"{entry.ref}.{name}" if entry.ref else name
