"""Dose by kidney function: the guideline's table 2 as data, and its reading (REN-01)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType

from guidelines.bone.agents import Agent
from guidelines.settings import DEFAULT_LIMITS, Limits
from guidelines.terms import Term
from guidelines.values import floor_1


@dataclass(frozen=True, slots=True)
class DoseBand:
    """One row of table 2: the clearance it holds for, and the dose; a dose of None is "not recommended"."""

    printed: str
    above_ml_min: Decimal | None
    includes_end: bool
    dose_mg: Decimal | None

    def holds(self, crcl_ml_min: Decimal) -> bool:
        """Return whether a clearance reaches this row; rows are read from the top."""
        if self.above_ml_min is None:
            return True
        return crcl_ml_min > self.above_ml_min or (self.includes_end and crcl_ml_min == self.above_ml_min)


def _above(end: int, dose_mg: str) -> DoseBand:
    return DoseBand(f"> {end}", Decimal(end), includes_end=False, dose_mg=Decimal(dose_mg))


def _from(end: int, dose_mg: str) -> DoseBand:
    return DoseBand(f"≥ {end}", Decimal(end), includes_end=True, dose_mg=Decimal(dose_mg))


def _below(printed: str, dose_mg: str | None) -> DoseBand:
    return DoseBand(printed, None, includes_end=False, dose_mg=None if dose_mg is None else Decimal(dose_mg))


# GL table 2, rows read from the top. The gaps of the print (49-50, 39-40, exactly 30) take the lower dose.
RENAL_TABLE: Mapping[Agent, tuple[DoseBand, ...]] = MappingProxyType({
    Agent.ZOLEDRONATE: (
        _above(60, "4.0"), _from(50, "3.5"), _from(40, "3.3"), _from(30, "3.0"), _below("< 30", None),
    ),
    Agent.PAMIDRONATE: (_above(30, "90.0"), _below("≤ 30", None)),
    Agent.IBANDRONATE: (_from(50, "6.0"), _from(30, "4.0"), _below("< 30", "2.0")),
    Agent.INCADRONATE: (_above(30, "10.0"), _below("≤ 30", "5.0")),
})  # fmt: skip


class RenalVerdict(Term):
    """What the kidney allows."""

    OK = "OK", "标准剂量", "Standard dose"
    REDUCED = "REDUCED", "需减量", "Reduced dose"
    NOT_RECOMMENDED = "NOT_RECOMMENDED", "不推荐使用", "Not recommended"
    NO_ADJUSTMENT = "NO_ADJUSTMENT", "无需调整", "No adjustment"
    UNKNOWN = "UNKNOWN", "无法计算", "Unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class RenalDose:
    """The dose REN-01 gives; None mg when it is not recommended or cannot be known (see `verdict`)."""

    agent: Agent
    dose_mg: Decimal | None
    verdict: RenalVerdict
    rule: str = "REN-01"
    source: str = "GL table 2"
    inputs: Mapping[str, object] = field(default_factory=dict, hash=False)


def renal_dose(agent: Agent, crcl_ml_min: Decimal | None, limits: Limits = DEFAULT_LIMITS) -> RenalDose:
    """Return the dose for a creatinine clearance in mL/min, floored to one decimal first (REN-01).

    Denosumab needs no clearance. UNKNOWN when the clearance of a bisphosphonate is not known, or the drug is
    not in the table.
    """
    if agent is Agent.DENOSUMAB:
        return RenalDose(
            agent=agent,
            dose_mg=limits.denosumab_dose_mg,
            verdict=RenalVerdict.NO_ADJUSTMENT,
            source="GL §4.1.2.1, §4.1.4.2",
        )
    bands = RENAL_TABLE.get(agent)
    if bands is None or crcl_ml_min is None:
        return RenalDose(agent=agent, dose_mg=None, verdict=RenalVerdict.UNKNOWN)
    floored = floor_1(crcl_ml_min)
    row = next(row for row in bands if row.holds(floored))
    inputs = {"crcl_ml_min": floored, "row": row.printed}
    return RenalDose(agent=agent, dose_mg=row.dose_mg, verdict=_verdict(row, bands[0]), inputs=inputs)


def _verdict(row: DoseBand, standard: DoseBand) -> RenalVerdict:
    if row.dose_mg is None:
        return RenalVerdict.NOT_RECOMMENDED
    return RenalVerdict.OK if row is standard else RenalVerdict.REDUCED
