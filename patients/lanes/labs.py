"""Laboratory lanes: corrected calcium, creatinine clearance, bone turnover. Values in canonical units."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext, pgettext

from accounts.templatetags.words import number, say, two_places
from design.chart.lanes import LabLane, Lane, Point
from guidelines.bone.renal import RAISED_RISK_BELOW_ML_MIN
from guidelines.labs import (
    Analyte,
    Band,
    Sex,
    UnitError,
    band,
    canonical_unit,
    corrected_calcium,
    creatinine_clearance,
    to_canonical,
)
from guidelines.values import age_years
from patients.models import BodyWeight, LabResult, Patient
from patients.selectors.whole import OpenRecord

CALCIUM = (Analyte.CALCIUM, Analyte.CORRECTED_CALCIUM, Analyte.ALBUMIN)
ARROWS = {Band.LOW: "↓", Band.HIGH: "↑"}


@dataclass(frozen=True, slots=True)
class Value:
    """One result in the canonical unit of its test; a limit of None was not printed."""

    row: LabResult
    analyte: Analyte
    value: Decimal
    low: Decimal | None
    high: Decimal | None


def calcium(record: OpenRecord) -> Lane:
    """Calcium corrected by the albumin of the same day (STD-02); without one the total, said to be so."""
    values = list(_values(record, CALCIUM))
    albumin = {value.row.sampled_on: value.value for value in values if value.analyte is Analyte.ALBUMIN}
    by_day = {value.row.sampled_on: value for value in values if value.analyte is Analyte.CALCIUM}
    by_day |= {value.row.sampled_on: value for value in values if value.analyte is Analyte.CORRECTED_CALCIUM}
    last = by_day[max(by_day)] if by_day else None
    return LabLane(
        title=say(Analyte.CORRECTED_CALCIUM),
        unit=canonical_unit(Analyte.CALCIUM),
        on_phone=True,
        points=tuple(_calcium_point(value, albumin) for _day, value in sorted(by_day.items())),
        low=last.low if last else None,
        high=last.high if last else None,
        band_word=_range_word(last) if last else "",
    )


def _calcium_point(value: Value, albumin: Mapping[date, Decimal]) -> Point:
    is_total = value.analyte is Analyte.CALCIUM
    found = corrected_calcium(
        calcium_mmol_l=value.value, albumin_g_l=albumin.get(value.row.sampled_on) if is_total else None
    )
    place = band(found.value_mmol_l, value.low, value.high)
    shown = two_places(round(found.value_mmol_l, 2))
    kind = say(Analyte.CORRECTED_CALCIUM)
    if is_total and not found.corrected:
        kind = gettext("Total calcium, not corrected: no albumin of that day")
    return _point(value, found.value_mmol_l, shown, kind, place, "red")


def _range_word(value: Value) -> str:
    if value.low is None or value.high is None:
        return ""
    return pgettext("lab lane", "range %(low)s–%(high)s") % {
        "low": two_places(round(value.low, 2)),
        "high": two_places(round(value.high, 2)),
    }


def clearance(record: OpenRecord) -> Lane:
    """Measured clearance, or computed from each creatinine with the weight known by then (STD-01)."""
    values = list(_values(record, (Analyte.CREATININE, Analyte.CRCL)))
    weights = sorted(record.rows.valid(BodyWeight), key=lambda row: row.measured_on)
    points = [point for value in values if (point := _clearance_point(record.patient, value, weights))]
    return LabLane(
        title=say(Analyte.CRCL),
        unit=canonical_unit(Analyte.CRCL),
        points=tuple(points),
        limit=RAISED_RISK_BELOW_ML_MIN if points else None,
        limit_word=gettext("below %(limit)s: notice") % {"limit": number(RAISED_RISK_BELOW_ML_MIN)},
    )


def _clearance_point(patient: Patient, value: Value, weights: list[BodyWeight]) -> Point | None:
    ml_min = value.value if value.analyte is Analyte.CRCL else _computed(patient, value, weights)
    if ml_min is None:
        return None
    is_low = ml_min < RAISED_RISK_BELOW_ML_MIN
    place = Band.LOW if is_low else Band.UNKNOWN
    return _point(value, ml_min, number(round(ml_min)), say(Analyte.CRCL), place, "amber")


def _computed(patient: Patient, value: Value, weights: list[BodyWeight]) -> Decimal | None:
    known = [row.weight_kg for row in weights if row.measured_on <= value.row.sampled_on]
    return creatinine_clearance(
        age_years=age_years(patient.birth_date, value.row.sampled_on),
        weight_kg=known[-1] if known else None,
        creatinine_umol_l=value.value,
        sex=Sex(patient.sex),
    )


def turnover(record: OpenRecord) -> Lane:
    """CTX, or NTX where no CTX was ever measured: their numbers do not compare."""
    values = list(_values(record, (Analyte.CTX, Analyte.NTX)))
    has_ctx = not values or any(value.analyte is Analyte.CTX for value in values)
    analyte = Analyte.CTX if has_ctx else Analyte.NTX
    points = [
        _point(
            value,
            value.value,
            number(round(value.value, 2)),
            analyte.value.upper(),
            band(value.value, value.low, value.high),
            "amber",
        )
        for value in values
        if value.analyte is analyte
    ]
    return LabLane(title=analyte.value.upper(), unit=canonical_unit(analyte), points=tuple(points))


def _point(value: Value, amount: Decimal, shown: str, kind: str, place: Band, tone: str) -> Point:
    is_out = place in ARROWS
    unit = canonical_unit(value.analyte if value.analyte is not Analyte.CREATININE else Analyte.CRCL)
    said = f"{kind} {shown} {unit}"
    return Point(
        on=value.row.sampled_on,
        said=f"{said} · {say(place)}" if is_out else said,
        url=lab_url(value.row),
        tone=tone if is_out else "ink",
        value=amount,
        shown=shown,
        word=f"{ARROWS[place]} {say(place)}" if is_out else "",
    )


def lab_url(row: LabResult) -> str:
    """The result among those of its test."""
    return f"{reverse('patients:labs', args=[row.patient_id])}?analyte={row.analyte}#lab-{row.id}"


def _values(record: OpenRecord, analytes: Collection[Analyte]) -> Iterator[Value]:
    """Valid results, oldest first; one in a unit nobody can convert has no place on a scale."""
    rows = [row for row in record.rows.valid(LabResult) if Analyte(row.analyte) in analytes]
    for row in sorted(rows, key=lambda row: row.sampled_on):
        analyte = Analyte(row.analyte)
        try:
            value, low, high = (
                None if amount is None else to_canonical(analyte, amount, row.unit)
                for amount in (row.value, row.ref_low, row.ref_high)
            )
        except UnitError:
            continue
        if value is not None:
            yield Value(row, analyte, value, low, high)
