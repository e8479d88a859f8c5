"""Every kind of row this room keeps of a patient, as the API takes and tells it."""

from patients.api.event_input import (
    BiopsyInput,
    EventFreeStatementInput,
    PrimarySizeInput,
    ReportedResultInput,
    SkeletalEventInput,
    TreatmentInput,
    biopsy_spec,
    event_free_spec,
    event_spec,
    reported_spec,
    size_spec,
    treatment_spec,
)
from patients.api.observation_input import BodyWeightInput, ProblemInput, problem_spec, weight_spec
from patients.api.records import Facts, outputs
from patients.api.scores import RiskScoreOutput
from patients.api.status_input import (
    BodyHeightInput,
    DistressScreenInput,
    EcogScoreInput,
    PainScoreInput,
    RiskScoreInput,
    SymptomInput,
    distress_spec,
    ecog_spec,
    height_spec,
    pain_spec,
    risk_score_spec,
    symptom_spec,
)
from patients.models import (
    Biopsy,
    BodyHeight,
    BodyWeight,
    DistressScreen,
    EcogScore,
    EventFreeStatement,
    PainScore,
    PrimarySize,
    Problem,
    ReportedResult,
    SkeletalEvent,
    Symptom,
    Treatment,
)
from patients.services import events, observations, status

PAIN = Facts(
    name="PainScore",
    slug="pain-score",
    words="Pain scores",
    kind=status.PAIN,
    related="pain_scores",
    day="measured_on",
    taken=PainScoreInput,
    told=outputs(
        PainScore,
        "measured_on",
        "nrs",
        "nrs_low",
        "nrs_high",
        "severe",
        "breakthrough_per_day",
        "site",
        "text",
    ),
    spec=pain_spec,
)
ECOG = Facts(
    name="EcogScore",
    slug="ecog-score",
    words="Performance status",
    kind=status.ECOG,
    related="ecog_scores",
    day="measured_on",
    taken=EcogScoreInput,
    told=outputs(EcogScore, "measured_on", "score"),
    spec=ecog_spec,
)
HEIGHT = Facts(
    name="BodyHeight",
    slug="height",
    words="Body heights",
    kind=status.HEIGHT,
    related="heights",
    day="measured_on",
    taken=BodyHeightInput,
    told=outputs(BodyHeight, "measured_on", "height_cm"),
    spec=height_spec,
)
WEIGHT = Facts(
    name="BodyWeight",
    slug="weight",
    words="Body weights",
    kind=observations.WEIGHT,
    related="weights",
    day="measured_on",
    taken=BodyWeightInput,
    told=outputs(BodyWeight, "measured_on", "weight_kg"),
    spec=weight_spec,
)
PROBLEM = Facts(
    name="Problem",
    slug="problem",
    words="The problem list",
    kind=observations.PROBLEM,
    related="problems",
    day="noted_on",
    taken=ProblemInput,
    told=outputs(Problem, "code", "text", "noted_on", "resolved_on"),
    spec=problem_spec,
)
SYMPTOM = Facts(
    name="Symptom",
    slug="symptom",
    words="Symptoms and signs",
    kind=status.SYMPTOM,
    related="symptoms",
    day="noted_on",
    taken=SymptomInput,
    told=outputs(Symptom, "code", "site", "noted_on", "resolved_on", "text"),
    spec=symptom_spec,
)
DISTRESS = Facts(
    name="DistressScreen",
    slug="distress-screen",
    words="Psychological screens",
    kind=status.DISTRESS,
    related="distress_screens",
    day="screened_on",
    taken=DistressScreenInput,
    told=outputs(DistressScreen, "screened_on", "distress", "tool", "text"),
    spec=distress_spec,
)
RISK_SCORE = Facts(
    name="RiskScore",
    slug="risk-score",
    words="Mirels and SINS scores",
    kind=status.RISK_SCORE,
    related="risk_scores",
    day="scored_on",
    taken=RiskScoreInput,
    told=RiskScoreOutput,
    spec=risk_score_spec,
)
SKELETAL_EVENT = Facts(
    name="SkeletalEvent",
    slug="skeletal-event",
    words="Skeletal-related events",
    kind=events.SKELETAL_EVENT,
    related="skeletal_events",
    day="occurred_on",
    taken=SkeletalEventInput,
    told=outputs(
        SkeletalEvent, "type", "site", "side", "pathological", "occurred_on", "is_approximate", "text"
    ),
    spec=event_spec,
)
EVENT_FREE = Facts(
    name="EventFreeStatement",
    slug="event-free-statement",
    words="Statements that no skeletal event has happened",
    kind=events.EVENT_FREE,
    related="event_free_statements",
    day="stated_on",
    taken=EventFreeStatementInput,
    told=outputs(EventFreeStatement, "stated_on", "text"),
    spec=event_free_spec,
)
TREATMENT = Facts(
    name="Treatment",
    slug="treatment",
    words="Treatments that are no bone-modifying drug",
    kind=events.TREATMENT,
    related="treatments",
    day="started_on",
    taken=TreatmentInput,
    told=outputs(
        Treatment, "kind", "state", "drugs", "procedure", "drug_class", "of_bone", "curative", "site", "side",
        "dose_text", "daily_mg", "dose_gy", "fractions", "cycles", "started_on", "stopped_on",
        "is_approximate", "text",
    ),
    spec=treatment_spec,
)  # fmt: skip
BIOPSY = Facts(
    name="Biopsy",
    slug="biopsy",
    words="Biopsies",
    kind=events.BIOPSY,
    related="biopsies",
    day="taken_on",
    taken=BiopsyInput,
    told=outputs(Biopsy, "taken_on", "specimen", "of_bone", "positive", "result"),
    spec=biopsy_spec,
)
REPORTED_RESULT = Facts(
    name="ReportedResult",
    slug="reported-result",
    words="Laboratory results as documents tell them",
    kind=events.REPORTED_RESULT,
    related="reported_results",
    day="sampled_on",
    taken=ReportedResultInput,
    told=outputs(
        ReportedResult, "analyte", "value", "value_low", "value_high", "unit", "reference", "flag",
        "sampled_on", "text",
    ),
    spec=reported_spec,
)  # fmt: skip
PRIMARY_SIZE = Facts(
    name="PrimarySize",
    slug="primary-size",
    words="Sizes of the primary tumour",
    kind=events.PRIMARY_SIZE,
    related="primary_sizes",
    day="measured_on",
    taken=PrimarySizeInput,
    told=outputs(PrimarySize, "measured_on", "modality", "longest_mm"),
    spec=size_spec,
)
KINDS = (
    WEIGHT, PROBLEM, PAIN, ECOG, HEIGHT, SYMPTOM, RISK_SCORE, SKELETAL_EVENT, TREATMENT, BIOPSY,
    REPORTED_RESULT, PRIMARY_SIZE, DISTRESS, EVENT_FREE,
)  # fmt: skip
