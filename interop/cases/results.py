"""Laboratory results of a case: what can be measured against a range, and what is only told."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from guidelines.labs import Analyte, UnitError, to_canonical
from guidelines.reading.labs import POSSIBLE
from interop.cases.reading import Node, Page
from interop.cases.words import is_other_test
from patients.record.analytes import analyte_from_name
from patients.specs.events import ReportedResultSpec
from patients.specs.facts import LabSpec

RANGE = re.compile(r"(?P<low>\d+(?:\.\d+)?)\s*[-–~～]\s*(?P<high>\d+(?:\.\d+)?)$")


@dataclass(frozen=True, slots=True)
class Limits:
    """The reference range of a laboratory; `text` as printed."""

    low: Decimal | None = None
    high: Decimal | None = None
    text: str = ""


def read_results(page: Page, case: Node) -> None:
    """Laboratory results and tumour markers."""
    for name in ("labs", "tumour_markers"):
        page.each(case, name, lambda node: _result(page, node))


def _result(page: Page, node: Node) -> LabSpec | ReportedResultSpec | None:
    name = node.text("analyte", 100)
    if not name:
        raise node.child("analyte").bad("缺少检验项目", "is needed: the test")
    sampled_on = page.calendar.day(node)
    value, limits, analyte = node.number("value"), _limits(node.child("ref")), analyte_from_name(name)
    if analyte is None and not is_other_test(name) and not _speaks_of_several(name):
        _complain_of_name(page, node)
    if analyte is None or value is None or sampled_on is None or not _usable(node, analyte, value):
        return _reported(node, name, sampled_on, value, limits)
    return LabSpec(
        analyte=analyte,
        value=value,
        unit=node.text("unit", 16),
        sampled_on=sampled_on,
        ref_low=limits.low,
        ref_high=limits.high,
    )


def _speaks_of_several(name: str) -> bool:
    """True for a line such as "calcium and electrolytes, every 4 weeks": words about a series."""
    return "," in name or " and " in name or "、" in name


def _complain_of_name(page: Page, node: Node) -> None:
    zh, en = "、".join(term.value for term in Analyte), ", ".join(term.value for term in Analyte)
    page.complain(
        node.child("analyte"),
        f"不在检验项目列表中，已按原文保存；可用：{zh}",
        f"is not on the list of tests and is kept as printed; accepted: {en}",
    )


def _usable(node: Node, analyte: Analyte, value: Decimal) -> bool:
    """True for a value that can be measured against a range; DQ-22 asks about any other one."""
    try:
        canonical = to_canonical(analyte, value, node.text("unit", 30))
    except UnitError:
        return False
    least, most = POSSIBLE.get(analyte, (Decimal(0), canonical))
    return value > 0 and least <= canonical <= most and value == round(value, 3)


def _reported(
    node: Node, name: str, sampled_on: date | None, value: Decimal | None, limits: Limits
) -> ReportedResultSpec:
    return ReportedResultSpec(
        analyte=name,
        sampled_on=sampled_on,
        value=_four(value),
        value_low=_four(node.number("value_low")),
        value_high=_four(node.number("value_high")),
        unit=node.text("unit", 30),
        reference=limits.text,
        flag=node.text("flag", 10),
        text=node.text("text_zh"),
    )


def _four(value: Decimal | None) -> Decimal | None:
    return None if value is None else round(value, 4)


def _limits(node: Node) -> Limits:
    if isinstance(node.value, dict):
        low, high = node.number("low"), node.number("high")
        if low is not None and high is not None and low >= high:
            raise node.bad("下限应小于上限", "must have the lower limit below the upper one")
        return Limits(low, high, f"{low}-{high}")
    told = node.words(60)
    found = RANGE.match(told)
    return Limits(Decimal(found["low"]), Decimal(found["high"]), told) if found else Limits(text=told)
