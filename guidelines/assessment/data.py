"""DATA_FLAG: what was entered and cannot be, one finding per field, until a person confirms it."""

from collections.abc import Iterator
from dataclasses import dataclass

from guidelines.assessment.chart import Chart
from guidelines.assessment.coded import Coded
from guidelines.assessment.codes import Code
from guidelines.dataquality.checks import data_flags
from guidelines.findings import Finding
from guidelines.terms import Text


@dataclass(frozen=True, slots=True)
class DataFlag:
    """A data check that speaks, and the field it is about."""

    check: str
    field: str
    message: Text


def open_flags(chart: Chart) -> tuple[Finding, ...]:
    """Return every flag that nobody has confirmed with a reason, each check once per field."""
    found = data_flags(chart.record, chart.episodes, chart.limits)
    once = {(flag.rule_id, flag.key): flag for flag in reversed(found)}
    return tuple(flag for flag in reversed(once.values()) if not chart.answered(Code.DATA_FLAG, flag.key))


def flag_findings(flags: tuple[Finding, ...]) -> Iterator[Coded]:
    """Yield one finding per field, with the sentences of all its checks."""
    fields: dict[str, list[Finding]] = {}
    for flag in flags:
        fields.setdefault(flag.key, []).append(flag)
    yield from (_of_field(field, same) for field, same in fields.items())


def _of_field(field: str, flags: list[Finding]) -> Coded:
    first = flags[0]
    return Coded(
        code=Code.DATA_FLAG,
        rules=tuple(flag.rule_id for flag in flags),
        severity=first.severity,
        message=Text("".join(f.message.zh for f in flags), " ".join(f.message.en for f in flags)),
        source=first.source,
        grade=first.grade,
        subject=field,
        inputs={"field": field, **{name: value for f in flags for name, value in f.inputs.items()}},
    )
