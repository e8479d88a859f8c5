"""The calculators (STD-01 to STD-06): a result with its rule, or what is missing. Nothing is stored."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from guidelines.calculations import CALCULATIONS
from guidelines.findings import Finding, Rule
from guidelines.labs import Sex, corrected_calcium, creatinine_clearance
from guidelines.risk import mirels, sins
from guidelines.risk.ecog import ECOG, ECOG_MAX
from guidelines.risk.mirels import MirelsItems
from guidelines.risk.pain import pain_band, pain_finding
from guidelines.risk.sins import SinsItems
from guidelines.scales import checked
from guidelines.terms import Term, Text, lacking


@dataclass(frozen=True, slots=True, kw_only=True)
class Calculation:
    """One result. `value` None = unknown, and `missing` says why; `inputs` are what it was asked with.

    `band` is what the value means, also where the documented items alone decide it.
    """

    rule: Rule
    value: Decimal | int | None
    unit: str = ""
    band: Term | None = None
    meaning: Text | None = None
    missing: tuple[Text, ...] = ()
    findings: tuple[Finding, ...] = ()
    inputs: Mapping[str, object] = field(default_factory=dict)


_AGE, _WEIGHT, _SEX = Text("年龄", "age"), Text("体重", "weight"), Text("性别", "sex")
_CREATININE, _CALCIUM, _ALBUMIN = (
    Text("肌酐", "creatinine"),
    Text("血钙", "calcium"),
    Text("白蛋白", "albumin"),
)
_SCORE = Text("评分", "score")


def clearance(
    *, age_years: int | None, weight_kg: Decimal | None, creatinine_umol_l: Decimal | None, sex: Sex | None
) -> Calculation:
    """Return creatinine clearance in mL/min (STD-01)."""
    value = creatinine_clearance(
        age_years=age_years, weight_kg=weight_kg, creatinine_umol_l=creatinine_umol_l, sex=sex
    )
    given = {
        "age_years": age_years,
        "weight_kg": weight_kg,
        "creatinine_umol_l": creatinine_umol_l,
        "sex": sex,
    }
    names = (_AGE, _WEIGHT, _CREATININE, _SEX)
    missing = lacking(*zip(names, (part is not None for part in given.values()), strict=True))
    return Calculation(rule=CALCULATIONS["STD-01"], value=value, unit="mL/min", missing=missing, inputs=given)


def calcium(*, calcium_mmol_l: Decimal | None, albumin_g_l: Decimal | None) -> Calculation:
    """Return corrected calcium in mmol/L (STD-02); unknown without albumin, the total is no stand-in."""
    value = None
    if calcium_mmol_l is not None and albumin_g_l is not None:
        value = corrected_calcium(calcium_mmol_l=calcium_mmol_l, albumin_g_l=albumin_g_l).value_mmol_l
    missing = lacking((_CALCIUM, calcium_mmol_l is not None), (_ALBUMIN, albumin_g_l is not None))
    given = {"calcium_mmol_l": calcium_mmol_l, "albumin_g_l": albumin_g_l}
    return Calculation(rule=CALCULATIONS["STD-02"], value=value, unit="mmol/L", missing=missing, inputs=given)


def mirels_score(items: MirelsItems, inputs: Mapping[str, object]) -> Calculation:
    """Return the Mirels total with its band (STD-03)."""
    return Calculation(
        rule=CALCULATIONS["STD-03"],
        value=items.total,
        band=mirels.items_band(items),
        missing=items.missing,
        findings=(mirels.items_finding(items),),
        inputs=inputs,
    )


def sins_score(items: SinsItems, inputs: Mapping[str, object]) -> Calculation:
    """Return the SINS total with its band (STD-04)."""
    return Calculation(
        rule=CALCULATIONS["STD-04"],
        value=items.total,
        band=sins.items_band(items),
        missing=items.missing,
        findings=(sins.items_finding(items),),
        inputs=inputs,
    )


def pain(*, nrs: int | None) -> Calculation:
    """Return the band of a pain score (STD-05). Raises ScaleError outside 0-10."""
    flag = pain_finding(nrs)
    return Calculation(
        rule=CALCULATIONS["STD-05"],
        value=nrs,
        band=None if nrs is None else pain_band(nrs),
        missing=lacking((_SCORE, nrs is not None)),
        findings=() if flag is None else (flag,),
        inputs={"nrs": nrs},
    )


def performance(*, ecog: int | None) -> Calculation:
    """Return what an ECOG grade means (STD-06). Raises ScaleError outside 0-5."""
    meaning = None if ecog is None else ECOG[checked(ecog, 0, ECOG_MAX, "ECOG")]
    return Calculation(
        rule=CALCULATIONS["STD-06"],
        value=ecog,
        meaning=meaning,
        missing=lacking((_SCORE, ecog is not None)),
        inputs={"ecog": ecog},
    )
