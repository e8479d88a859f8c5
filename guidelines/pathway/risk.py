"""High-risk factors for bone metastasis and what they make of the screening task (table 2.2, DX-02)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from guidelines.bone.calcium import CalciumKind, calcium_reading
from guidelines.certainty import Answer, any_of, equals, more_than, opposite
from guidelines.facts import LabFact
from guidelines.findings import Finding, Grade, Rule, Severity
from guidelines.imaging.limits import DEFAULT_IMAGING_LIMITS, ImagingLimits
from guidelines.labs import Analyte
from guidelines.settings import DEFAULT_LIMITS, Limits
from guidelines.staging import DriverStatus, Histology, StageGroup
from guidelines.terms import Term, Text


class RiskFactor(Term):
    """A factor of table 2.2."""

    BONE_PAIN = "BONE_PAIN", "骨痛", "Bone pain"
    HYPERCALCAEMIA = "HYPERCALCAEMIA", "高钙血症", "Hypercalcaemia"
    ALP_HIGH = "ALP_HIGH", "碱性磷酸酶升高", "Raised alkaline phosphatase"
    CORD_SYMPTOMS = "CORD_SYMPTOMS", "脊髓压迫症状", "Symptoms of cord compression"
    CTX_HIGH = "CTX_HIGH", "CTX 升高", "Raised CTX"
    OTHER_MARKER_HIGH = "OTHER_MARKER_HIGH", "BALP、PINP 或 NTX 升高", "Raised BALP, PINP or NTX"
    ADVANCED_STAGE = "ADVANCED_STAGE", "III 或 IV 期", "Stage III or IV"
    T4 = "T4", "T4", "T4"
    N3 = "N3", "N3", "N3"
    NON_SQUAMOUS = "NON_SQUAMOUS", "非鳞癌", "Not squamous"
    DRIVER_POS = "DRIVER_POS", "驱动基因阳性", "Driver gene positive"
    MULTI_ORGAN = "MULTI_ORGAN", "已有多器官转移", "Metastases in several organs"
    BSP_POS = "BSP_POS", "骨唾液蛋白阳性", "Bone sialoprotein positive"
    CEA_HIGH = "CEA_HIGH", "癌胚抗原升高", "Raised CEA"


# Which documents name the factor; only those of GL §3.1.1 may quote Rec 1 (1A).
FACTOR_SOURCES: Mapping[RiskFactor, str] = MappingProxyType(
    {
        RiskFactor.BONE_PAIN: "GL §3.1.1; QA Q2",
        RiskFactor.HYPERCALCAEMIA: "GL §3.1.1; RV §1",
        RiskFactor.ALP_HIGH: "GL §3.1.1; QA Q2; RV §1",
        RiskFactor.CORD_SYMPTOMS: "GL §3.1.1",
        RiskFactor.CTX_HIGH: "QA Q2; WP §16",
        RiskFactor.OTHER_MARKER_HIGH: "WP §16",
        RiskFactor.ADVANCED_STAGE: "QA Q3; RV §1; WP §10",
        RiskFactor.T4: "RV §1",
        RiskFactor.N3: "RV §1",
        RiskFactor.NON_SQUAMOUS: "QA Q3; RV §1",
        RiskFactor.DRIVER_POS: "QA Q3; WP §10",
        RiskFactor.MULTI_ORGAN: "QA Q3",
        RiskFactor.BSP_POS: "RV §1",
        RiskFactor.CEA_HIGH: "RV §1",
    }
)
GUIDELINE_FACTORS = frozenset(factor for factor, source in FACTOR_SOURCES.items() if source.startswith("GL"))


class Priority(Term):
    """How urgent the baseline survey is."""

    HIGH = "HIGH", "高", "High"
    NORMAL = "NORMAL", "常规", "Normal"


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskFacts:
    """What table 2.2 asks for; None = not recorded. `t` and `n` are the digits of the TNM categories."""

    fixed_bone_pain: Answer = None
    cord_symptoms: Answer = None
    labs: tuple[LabFact, ...] = ()
    stage: StageGroup | None = None
    t: int | None = None
    n: int | None = None
    histology: Histology | None = None
    driver: DriverStatus | None = None
    metastatic_organs: int | None = None
    bsp_positive: Answer = None


def raised(labs: Iterable[LabFact], analyte: Analyte, on: date) -> Answer:
    """Return whether the newest result is above its laboratory's limit; on the limit it is not (LAB-09).

    None without a result up to that day, or without its upper limit.
    """
    results = [lab for lab in labs if lab.analyte is analyte and lab.sampled_on <= on]
    newest = max(results, key=lambda lab: lab.sampled_on, default=None)
    return None if newest is None or newest.high is None else newest.value > newest.high


def _calcium_high(labs: Iterable[LabFact], on: date, limits: Limits) -> Answer:
    reading = calcium_reading(labs, on, limits)
    if reading is None or reading.high is None:
        return None
    high = reading.value_mmol_l > reading.high
    # Low albumin hides a high calcium, so an uncorrected value can say yes but never no.
    return None if reading.kind is CalciumKind.UNCORRECTED and not high else high


def _driver_found(driver: DriverStatus | None) -> Answer:
    return None if driver in (None, DriverStatus.UNKNOWN) else driver is DriverStatus.POSITIVE


OTHER_MARKERS = (Analyte.BALP, Analyte.PINP, Analyte.NTX)


def risk_factors(facts: RiskFacts, on: date, limits: Limits = DEFAULT_LIMITS) -> Mapping[RiskFactor, Answer]:
    """Return every factor of table 2.2 with yes, no or not known (None)."""
    labs = facts.labs
    late_stage = any_of(equals(facts.stage, stage) for stage in (StageGroup.III, StageGroup.IV))
    return MappingProxyType(
        {
            RiskFactor.BONE_PAIN: facts.fixed_bone_pain,
            RiskFactor.HYPERCALCAEMIA: _calcium_high(labs, on, limits),
            RiskFactor.ALP_HIGH: raised(labs, Analyte.ALP, on),
            RiskFactor.CORD_SYMPTOMS: facts.cord_symptoms,
            RiskFactor.CTX_HIGH: raised(labs, Analyte.CTX, on),
            RiskFactor.OTHER_MARKER_HIGH: any_of(raised(labs, one, on) for one in OTHER_MARKERS),
            RiskFactor.ADVANCED_STAGE: late_stage,
            RiskFactor.T4: equals(facts.t, 4),
            RiskFactor.N3: equals(facts.n, 3),
            RiskFactor.NON_SQUAMOUS: opposite(equals(facts.histology, Histology.SQUAMOUS)),
            RiskFactor.DRIVER_POS: _driver_found(facts.driver),
            RiskFactor.MULTI_ORGAN: more_than(facts.metastatic_organs, 1),
            RiskFactor.BSP_POS: facts.bsp_positive,
            RiskFactor.CEA_HIGH: raised(labs, Analyte.CEA, on),
        }
    )


@dataclass(frozen=True, slots=True)
class RiskAssessment:
    """The answer of DX-02: `high_risk` None = no factor found, but not all are known."""

    high_risk: Answer
    priority: Priority
    present: tuple[RiskFactor, ...]
    unknown: tuple[RiskFactor, ...]

    @property
    def guideline_basis(self) -> bool:
        """Return whether a factor of the guideline is present, so that 1A may be printed."""
        return bool(GUIDELINE_FACTORS.intersection(self.present))


def assess_risk(
    factors: Mapping[RiskFactor, Answer], limits: ImagingLimits = DEFAULT_IMAGING_LIMITS
) -> RiskAssessment:
    """Return whether the risk is high, and the priority of the survey by RISK_HIGH_RULE (DX-02)."""
    present = tuple(factor for factor in RiskFactor if factors[factor] is True)
    unknown = tuple(factor for factor in RiskFactor if factors[factor] is None)
    of_guideline = len(GUIDELINE_FACTORS.intersection(present))
    urgent = (
        of_guideline >= limits.risk_high_gl_factors
        or len(present) - of_guideline >= limits.risk_high_other_factors
    )
    priority = Priority.HIGH if urgent else Priority.NORMAL
    return RiskAssessment(any_of(factors.values()), priority, present, unknown)


DX_02 = Rule(
    "DX-02",
    Severity.CALC,
    Text(
        "骨转移高危因素：{factors}（优先级：{priority}）。",
        "High-risk factors: {factors} (priority {priority}).",
    ),
    "GL Rec 1, §3.1.1, §3.2",
    Grade.STRONG_HIGH,
)
DX_02_OTHER = Rule(
    "DX-02",
    Severity.CALC,
    Text(
        "骨转移危险因素（专家意见或文献，非指南所列）：{factors}（优先级：{priority}）。",
        "Risk factors (expert or literature, not of the guideline): {factors} (priority {priority}).",
    ),
    "QA Q2, Q3; RV §1; WP §10, §16",
    Grade.UNGRADED,
)
DX_02_NONE = Rule(
    "DX-02",
    Severity.CALC,
    Text("无骨转移高危因素。", "No high-risk factor."),
    "GL Rec 1, §3.1.1",
    Grade.UNGRADED,
)
DX_02_UNKNOWN = Rule(
    "DX-02",
    Severity.TASK,
    Text("高危因素不明：请检测{tests}。", "Risk not known: measure {tests}."),
    "GL §3.1.1; P",
    Grade.PROJECT,
)
_TESTS = {
    RiskFactor.ALP_HIGH: Text("碱性磷酸酶", "alkaline phosphatase"),
    RiskFactor.HYPERCALCAEMIA: Text("血钙和白蛋白", "calcium and albumin"),
}


def risk_findings(risk: RiskAssessment) -> tuple[Finding, ...]:
    """Return the risk in words, and the task to measure what could still raise its priority (DX-02)."""
    found: list[Finding] = []
    if risk.present:
        rule = DX_02 if risk.guideline_basis else DX_02_OTHER
        found.append(rule.finding(factors=risk.present, priority=risk.priority))
    elif risk.high_risk is False:
        found.append(DX_02_NONE.finding())
    tests = tuple(test for factor, test in _TESTS.items() if factor in risk.unknown)
    if tests and risk.priority is Priority.NORMAL:
        found.append(DX_02_UNKNOWN.finding(tests=tests))
    return tuple(found)
