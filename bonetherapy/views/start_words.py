"""What the dose of a course was computed from when it was started, in words: stored then, read again here."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext

from accounts.templatetags.words import number, say
from bonetherapy.models import Course
from guidelines.labs import Analyte, Sex, canonical_unit


def start_words(course: Course) -> str:
    """`肌酐清除率 49.5 mL/min …` (REN-01, STD-01); empty where no clearance was known at the start."""
    kept: Mapping[str, Any] = course.start_inputs
    if kept.get("crcl_ml_min") is None:
        return ""
    value = _value(say(Analyte.CRCL), kept["crcl_ml_min"], "mL/min", kept["crcl_on"])
    return value if kept["crcl_measured"] else gettext("; ").join((value, *_inputs(kept)))


def _inputs(kept: Mapping[str, Any]) -> tuple[str, ...]:
    creatinine = Analyte.CREATININE
    return (
        gettext("%(age)s years, %(sex)s") % {"age": kept["age_years"], "sex": say(Sex(kept["sex"]).label)},
        _value(gettext("weight"), kept["weight_kg"], "kg", kept["weighed_on"]),
        _value(say(creatinine), kept["creatinine_umol_l"], canonical_unit(creatinine), kept["creatinine_on"]),
    )


def _value(name: str, value: str | None, unit: str, day: str | None) -> str:
    if value is None:
        return gettext("%(name)s not recorded") % {"name": name}
    return f"{name} {number(Decimal(value))} {unit} ({day})"
