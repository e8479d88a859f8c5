"""Laboratory values: units, reference limits and the standard formulas (LAB-09, LAB-12, STD-01, 02, 09)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from guidelines.findings import Finding, Grade, Rule, Severity
from guidelines.terms import Term, Text
from guidelines.values import floor_1


class Sex(Term):
    """Sex as the creatinine clearance formula needs it."""

    FEMALE = "F", "女", "Female"
    MALE = "M", "男", "Male"


class Analyte(Term):
    """What a laboratory measured."""

    CALCIUM = "calcium", "总血钙", "Total calcium"
    CORRECTED_CALCIUM = "corrected_calcium", "校正血钙", "Corrected calcium"
    IONISED_CALCIUM = "ionised_calcium", "离子钙", "Ionised calcium"
    ALBUMIN = "albumin", "白蛋白", "Albumin"
    CREATININE = "creatinine", "肌酐", "Creatinine"
    EGFR = "egfr", "估算肾小球滤过率", "eGFR"
    CRCL = "crcl", "肌酐清除率", "Creatinine clearance"
    ALP = "alp", "碱性磷酸酶", "Alkaline phosphatase"
    BALP = "balp", "骨特异性碱性磷酸酶", "Bone alkaline phosphatase"
    PINP = "pinp", "I 型前胶原氨基末端肽", "PINP"
    CTX = "ctx", "I 型胶原交联 C-末端肽", "CTX"
    NTX = "ntx", "I 型胶原交联 N-末端肽", "NTX (uNTx/Cr)"
    PHOSPHATE = "phosphate", "血磷", "Phosphate"
    MAGNESIUM = "magnesium", "血镁", "Magnesium"
    VITAMIN_D = "vitamin_d", "25-羟维生素 D", "25-hydroxyvitamin D"
    CEA = "cea", "癌胚抗原", "CEA"


@dataclass(frozen=True, slots=True)
class Unit:
    """An accepted unit: value x times / over = value in the canonical unit."""

    name: str
    times: Decimal = Decimal(1)
    over: Decimal = Decimal(1)


def _units(canonical: str, *others: Unit) -> tuple[Unit, ...]:
    return (Unit(canonical), *others)


_CALCIUM = _units("mmol/L", Unit("mg/dL", over=Decimal("4.008")))
_NG_PER_ML = _units(
    "ng/mL", Unit("µg/L"), Unit("pg/mL", over=Decimal(1000)), Unit("ng/L", over=Decimal(1000))
)

# The first unit is the canonical one. Calcium, creatinine, albumin: STD-09; the rest by molar mass or prefix.
UNITS: Mapping[Analyte, tuple[Unit, ...]] = MappingProxyType(
    {
        Analyte.CALCIUM: _CALCIUM,
        Analyte.CORRECTED_CALCIUM: _CALCIUM,
        Analyte.IONISED_CALCIUM: _CALCIUM,
        Analyte.ALBUMIN: _units("g/L", Unit("g/dL", times=Decimal(10))),
        Analyte.CREATININE: _units("µmol/L", Unit("mg/dL", times=Decimal("88.4"))),
        Analyte.EGFR: _units("mL/min/1.73 m²", Unit("mL/min")),
        Analyte.CRCL: _units("mL/min"),
        Analyte.ALP: _units("U/L", Unit("IU/L")),
        Analyte.BALP: _units("µg/L", Unit("ng/mL")),
        Analyte.PINP: _NG_PER_ML,
        Analyte.CTX: _NG_PER_ML,
        Analyte.NTX: _units("nmol/mmol", Unit("nmol BCE/mmol Cr")),
        Analyte.PHOSPHATE: _units("mmol/L", Unit("mg/dL", over=Decimal("3.0974"))),
        Analyte.MAGNESIUM: _units("mmol/L", Unit("mg/dL", over=Decimal("2.4305"))),
        Analyte.VITAMIN_D: _units("ng/mL", Unit("µg/L"), Unit("nmol/L", over=Decimal("2.496"))),
        Analyte.CEA: _units("ng/mL", Unit("µg/L")),
    }
)


def canonical_unit(analyte: Analyte) -> str:
    """Return the unit in which the rules read this analyte."""
    return UNITS[analyte][0].name


def accepted_units(analyte: Analyte) -> tuple[str, ...]:
    """Return the units that can be entered, the canonical one first."""
    return tuple(unit.name for unit in UNITS[analyte])


class UnitError(ValueError):
    """A unit that this analyte is not measured in; `message` lists the accepted ones."""

    def __init__(self, analyte: Analyte, unit: str) -> None:
        self.accepted = accepted_units(analyte)
        shown = "、".join(self.accepted)
        self.message = Text(
            f"{analyte.zh}的单位“{unit}”无法识别，可用：{shown}。",
            f"{analyte.en} cannot be in “{unit}”; accepted: {', '.join(self.accepted)}.",
        )
        super().__init__(self.message.en)


def _plain(unit: str) -> str:
    """Return the unit as typed on any keyboard: µ, μ and u are one letter, case and blanks do not count."""
    plain = "".join(unit.split()).casefold().replace("μ", "u").replace("²", "2").replace("^", "")
    return plain.replace("µ", "u")


def to_canonical(analyte: Analyte, value: Decimal, unit: str) -> Decimal:
    """Return `value` in the canonical unit of `analyte`, not rounded (STD-09).

    Raises UnitError for a unit this analyte has no conversion from.
    """
    for accepted in UNITS[analyte]:
        if _plain(accepted.name) == _plain(unit):
            return value * accepted.times / accepted.over
    raise UnitError(analyte, unit)


class Band(Term):
    """Where a value lies against its own laboratory's reference limits (LAB-09)."""

    LOW = "LOW", "偏低", "Low"
    NORMAL = "NORMAL", "正常", "Normal"
    HIGH = "HIGH", "偏高", "High"
    UNKNOWN = "UNKNOWN", "无参考范围", "No reference range"


def band(value: Decimal, low: Decimal | None, high: Decimal | None) -> Band:
    """Return LOW below the lower limit and HIGH above the upper one; a value on a limit is normal (LAB-09).

    UNKNOWN when no limit was recorded, or when the value is on the good side of the only one.
    """
    if low is not None and value < low:
        return Band.LOW
    if high is not None and value > high:
        return Band.HIGH
    return Band.UNKNOWN if low is None and high is None else Band.NORMAL


NEEDS_BOTH_LIMITS = frozenset({Analyte.CALCIUM, Analyte.CORRECTED_CALCIUM, Analyte.IONISED_CALCIUM})

LAB_12 = Rule(
    "LAB-12",
    Severity.STOP,
    Text(
        "{analyte}缺少本实验室参考范围，无法判断高低，请补填{needed}。",
        "{analyte} has no laboratory reference range, so it cannot be judged: please enter {needed}.",
    ),
    "P AMB-64",
    Grade.PROJECT,
)
_BOTH = Text("下限和上限", "both limits")
_ONE = Text("下限或上限", "a lower or an upper limit")


def reference_check(analyte: Analyte, low: Decimal | None, high: Decimal | None) -> Finding | None:
    """Return the LAB-12 stop when a result comes without the limits it must be judged by, else None.

    Calcium needs both limits (a dose waits for the lower, supplements for the upper); others need one.
    """
    both = analyte in NEEDS_BOTH_LIMITS
    missing = (low is None or high is None) if both else (low is None and high is None)
    if not missing:
        return None
    return LAB_12.finding(key=analyte.value, analyte=analyte, needed=_BOTH if both else _ONE)


MICROMOL_PER_MG_DL = Decimal("88.4")
FEMALE_FACTOR = Decimal("0.85")


def creatinine_clearance_exact(
    *, age_years: int | None, weight_kg: Decimal | None, creatinine_umol_l: Decimal | None, sex: Sex | None
) -> Decimal | None:
    """Return creatinine clearance in mL/min by Cockcroft-Gault with actual weight, not rounded (STD-01).

    None when age, weight, creatinine or sex is not recorded, or a number is not possible: then it is unknown.
    """
    if age_years is None or weight_kg is None or creatinine_umol_l is None or sex is None:
        return None
    if not 0 <= age_years < 140 or weight_kg <= 0 or creatinine_umol_l <= 0:
        return None
    factor = FEMALE_FACTOR if sex is Sex.FEMALE else Decimal(1)
    return (140 - age_years) * weight_kg * factor * MICROMOL_PER_MG_DL / (72 * creatinine_umol_l)


def creatinine_clearance(
    *, age_years: int | None, weight_kg: Decimal | None, creatinine_umol_l: Decimal | None, sex: Sex | None
) -> Decimal | None:
    """Return creatinine clearance in mL/min floored to one decimal, as the dose table reads it (STD-01).

    None when it is unknown, see `creatinine_clearance_exact`.
    """
    exact = creatinine_clearance_exact(
        age_years=age_years, weight_kg=weight_kg, creatinine_umol_l=creatinine_umol_l, sex=sex
    )
    return None if exact is None else floor_1(exact)


@dataclass(frozen=True, slots=True)
class CorrectedCalcium:
    """Calcium in mmol/L; `corrected` is False when albumin was missing and the total value stands in."""

    value_mmol_l: Decimal
    corrected: bool


ALBUMIN_NORMAL_G_L = Decimal(40)
CALCIUM_PER_ALBUMIN = Decimal("0.02")


def corrected_calcium(*, calcium_mmol_l: Decimal, albumin_g_l: Decimal | None) -> CorrectedCalcium:
    """Return calcium corrected for albumin (STD-02); without albumin the total, uncorrected (CAL-08)."""
    if albumin_g_l is None:
        return CorrectedCalcium(calcium_mmol_l, corrected=False)
    shift = CALCIUM_PER_ALBUMIN * (ALBUMIN_NORMAL_G_L - albumin_g_l)
    return CorrectedCalcium(calcium_mmol_l + shift, corrected=True)
