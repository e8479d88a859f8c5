"""The high-risk factors as the record shows them, and as a person answered what no record holds (2.2)."""

from collections.abc import Mapping
from types import MappingProxyType

from guidelines.assessment.chart import Chart
from guidelines.certainty import Answer
from guidelines.pathway.risk import RiskFactor, RiskFacts, risk_factors
from guidelines.record.complaints import Symptom
from guidelines.record.diagnosis import Diagnosis
from guidelines.staging import DriverStatus, stage_group
from guidelines.tnm import tnm_code

CORD = (Symptom.LEG_WEAKNESS, Symptom.SENSORY_LEVEL, Symptom.BLADDER_BOWEL)


def recorded_factors(chart: Chart) -> Mapping[RiskFactor, Answer]:
    """Return every factor of table 2.2 as the record shows it; None where it is silent."""
    cancer = chart.record.diagnosis or Diagnosis()
    facts = RiskFacts(
        fixed_bone_pain=True if chart.active(Symptom.BONE_PAIN_FIXED) else None,
        cord_symptoms=True if chart.active(*CORD) else None,
        labs=chart.labs,
        stage=stage_group(cancer.stage or ""),
        t=_digit(cancer.t),
        n=_digit(cancer.n),
        histology=cancer.histology,
        driver=_driver(cancer),
    )
    return risk_factors(facts, chart.day.today, chart.limits.drugs)


def answered_factors(
    recorded: Mapping[RiskFactor, Answer], stated: Mapping[RiskFactor, Answer]
) -> Mapping[RiskFactor, Answer]:
    """Return the factors with what a person answered in the place of the record."""
    given = {factor: answer for factor, answer in stated.items() if answer is not None}
    return MappingProxyType({**recorded, **given})


def _digit(category: str | None) -> int | None:
    code = tnm_code(category) or ""
    return int(code[0]) if code[:1].isdigit() else None


def _driver(cancer: Diagnosis) -> DriverStatus | None:
    """Return whether a driver gene was found; negative only when every gene that was tested is."""
    results = {driver.status for driver in cancer.drivers}
    if DriverStatus.POSITIVE in results:
        return DriverStatus.POSITIVE
    return DriverStatus.NEGATIVE if results == {DriverStatus.NEGATIVE} else None
