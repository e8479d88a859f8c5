"""What is computed from the record, with its inputs: unknown as soon as one of them is missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext

from accounts.templatetags.words import number, say, two_places
from guidelines.bone.renal import RAISED_RISK_BELOW_ML_MIN
from guidelines.facts import LabFact
from guidelines.labs import (
    Analyte,
    Band,
    band,
    canonical_unit,
    corrected_calcium,
    creatinine_clearance,
)
from guidelines.sources import citation
from guidelines.values import age_years
from patients.cards import Card
from patients.facts import PatientFacts
from patients.selectors.whole import OpenRecord
from patients.sheets.scores import MIRELS, SINS
from patients.sheets.status import ECOG, PAIN

BADGES = {Band.LOW: "check_low", Band.HIGH: "check_high", Band.NORMAL: "check_ok", Band.UNKNOWN: ""}
SCORES = ((MIRELS, "STD-03"), (SINS, "STD-04"), (ECOG, "STD-06"), (PAIN, "STD-05"))


@dataclass(frozen=True, slots=True)
class Calculation:
    """One result. `value` empty: unknown. `inputs` are what it was computed from, each with its day."""

    name: str
    value: str
    inputs: str
    rule_id: str
    badge: str = ""
    badge_text: str = ""
    url: str = ""

    @property
    def source(self) -> str:
        """Where the rule stands, in words: all of these are published standards."""
        return say(citation("S"))


def calculations_of(record: OpenRecord, cards: Iterable[Card]) -> list[Calculation]:
    """Clearance and corrected calcium, and of the cards the scores, performance and pain."""
    facts = record.facts
    by_name = {card.sheet.name: card for card in cards}
    scores = [_newest(by_name[sheet.name], rule_id) for sheet, rule_id in SCORES if sheet.name in by_name]
    return [_clearance(facts, record.today), _calcium(facts), *scores]


def _newest(card: Card, rule_id: str) -> Calculation:
    """The newest row of a card; its note holds the items or what the number means."""
    if not card.lines:
        return Calculation(str(card.sheet.title), "", gettext("not recorded"), rule_id)
    _row, line, urls = card.lines[0]
    when = str(line.on) if line.on else gettext("no day")
    inputs = " · ".join(part for part in (when, line.note) if part)
    return Calculation(
        str(card.sheet.title), line.what, inputs, rule_id, line.badge, line.badge_text, urls["record"]
    )


def _clearance(facts: PatientFacts, today: date) -> Calculation:
    creatinine, age = facts.lab(Analyte.CREATININE), age_years(facts.birth_date, today)
    value = creatinine_clearance(
        age_years=age,
        weight_kg=facts.weight_kg,
        creatinine_umol_l=creatinine.value if creatinine else None,
        sex=facts.sex,
    )
    inputs = (
        gettext("%(age)s years, %(sex)s") % {"age": age, "sex": say(facts.sex.label)},
        _dated(gettext("weight"), facts.weight_kg, "kg", facts.weighed_on),
        _lab(Analyte.CREATININE, creatinine),
    )
    is_low = value is not None and value < RAISED_RISK_BELOW_ML_MIN
    return Calculation(
        say(Analyte.CRCL),
        f"{number(value)} mL/min" if value is not None else "",
        gettext("; ").join(inputs),
        "STD-01",
        "check_low" if is_low else "",
        gettext("below %(limit)s") % {"limit": number(RAISED_RISK_BELOW_ML_MIN)} if is_low else "",
    )


def _calcium(facts: PatientFacts) -> Calculation:
    """Corrected only by the albumin of the same day; the total alone is no corrected value."""
    total = facts.lab(Analyte.CALCIUM)
    albumin = _albumin_with(total, facts)
    inputs = gettext("; ").join((_lab(Analyte.CALCIUM, total), _lab(Analyte.ALBUMIN, albumin)))
    if total is None or albumin is None:
        return Calculation(say(Analyte.CORRECTED_CALCIUM), "", inputs, "STD-02")
    value = corrected_calcium(calcium_mmol_l=total.value, albumin_g_l=albumin.value).value_mmol_l
    place = band(value, total.low, total.high)
    shown = f"{two_places(round(value, 2))} {canonical_unit(Analyte.CALCIUM)}"
    return Calculation(say(Analyte.CORRECTED_CALCIUM), shown, inputs, "STD-02", BADGES[place], say(place))


def _albumin_with(total: LabFact | None, facts: PatientFacts) -> LabFact | None:
    if total is None:
        return None
    days = (fact for fact in facts.labs if fact.analyte is Analyte.ALBUMIN)
    return next((fact for fact in days if fact.sampled_on == total.sampled_on), None)


def _lab(analyte: Analyte, fact: LabFact | None) -> str:
    unit = canonical_unit(analyte)
    return _dated(say(analyte), fact.value if fact else None, unit, fact.sampled_on if fact else None)


def _dated(name: str, value: Decimal | None, unit: str, day: date | None) -> str:
    if value is None:
        return gettext("%(name)s not recorded") % {"name": name}
    return f"{name} {number(round(value, 2))} {unit} ({day})"
