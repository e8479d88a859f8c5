"""Adverse events of bone-modifying drugs (VOC-25, table 4.4, ADR-01 to ADR-03)."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from guidelines.bone.agents import AgentClass
from guidelines.findings import Finding, Grade, Rule, Severity
from guidelines.terms import Term, Text


class AdverseEvent(Term):
    """What can go wrong on a bone-modifying drug (VOC-25)."""

    ONJ = "ONJ", "颌骨坏死", "Osteonecrosis of the jaw"
    HYPOCALCAEMIA = "HYPOCALCAEMIA", "低钙血症", "Hypocalcaemia"
    OTHER_ELECTROLYTE = "OTHER_ELECTROLYTE", "其他电解质紊乱", "Other electrolyte disorder"
    ATYPICAL_FRACTURE = "ATYPICAL_FRACTURE", "非典型骨折", "Atypical fracture"
    RENAL = "RENAL", "肾功能不全", "Renal insufficiency"
    ACUTE_PHASE = "ACUTE_PHASE", "急性期反应", "Acute-phase reaction"
    FLU_LIKE = "FLU_LIKE", "一过性流感样症状", "Transient flu-like symptoms"
    EYE = "EYE", "眼毒性", "Eye toxicity"
    MSK_PAIN = "MSK_PAIN", "肌肉骨骼疼痛", "Musculoskeletal pain"
    AF = "AF", "心房颤动", "Atrial fibrillation"
    CELLULITIS = "CELLULITIS", "蜂窝织炎", "Cellulitis"
    FEVER = "FEVER", "发热", "Fever"
    FEMORAL_HEAD_NECROSIS = "FEMORAL_HEAD_NECROSIS", "股骨头无菌性坏死", "Aseptic femoral head necrosis"


class EventSeverity(Term):
    """How bad an adverse event is."""

    MILD = "MILD", "轻度", "Mild"
    MODERATE = "MODERATE", "中度", "Moderate"
    SEVERE = "SEVERE", "重度", "Severe"


@dataclass(frozen=True, slots=True)
class EventListing:
    """A row of table 4.4: what the sources print for each class; None = not printed."""

    bisphosphonate: Text | None
    rankl: Text | None
    source: str


_YES = Text("有", "yes")
_BP_ONLY = Text("有（指南列为双膦酸盐特有）", "yes (the guideline lists it for bisphosphonates only)")
_RARE = Text("有，较少见", "yes, relatively rare")
_BOTH = EventListing(_YES, _YES, "GL §4.1.4")

# Table 4.4 as printed. It informs and never blocks an entry (ADR-01, AMB-48).
LISTED_EVENTS: Mapping[AdverseEvent, EventListing] = MappingProxyType(
    {
        AdverseEvent.ONJ: EventListing(_YES, _RARE, "GL §4.1.4"),
        AdverseEvent.HYPOCALCAEMIA: _BOTH,
        AdverseEvent.OTHER_ELECTROLYTE: _BOTH,
        AdverseEvent.ATYPICAL_FRACTURE: EventListing(_YES, _RARE, "GL §4.1.4"),
        AdverseEvent.RENAL: EventListing(_BP_ONLY, None, "GL §4.1.4; QA Q6, Q7"),
        AdverseEvent.ACUTE_PHASE: EventListing(
            _BP_ONLY, Text("专家问答中有", "yes in QA"), "GL §4.1.4; QA Q7"
        ),
        AdverseEvent.FLU_LIKE: EventListing(_BP_ONLY, Text("专家问答中有", "yes in QA"), "GL §4.1.4; QA Q7"),
        AdverseEvent.EYE: EventListing(_BP_ONLY, None, "GL §4.1.4"),
        AdverseEvent.MSK_PAIN: EventListing(_BP_ONLY, Text("常见", "common"), "GL §4.1.4"),
        AdverseEvent.AF: EventListing(_BP_ONLY, None, "GL §4.1.4"),
        AdverseEvent.CELLULITIS: EventListing(None, Text("偶有报道", "occasional reports"), "GL §4.1.4"),
        AdverseEvent.FEVER: EventListing(_YES, None, "GL §4.1.1"),
        AdverseEvent.FEMORAL_HEAD_NECROSIS: EventListing(None, Text("罕见", "rare"), "QA Q7"),
    }
)

ADR_01 = Rule(
    "ADR-01",
    Severity.TASK,
    Text(
        "已登记不良反应：{event}（{severity}）。来源文献对该类药物：{listed}。",
        "Adverse event recorded: {event} ({severity}). The sources say for this class: {listed}.",
    ),
    "GL §4.1.4; QA Q7",
    Grade.UNGRADED,
)
ADR_02 = Rule(
    "ADR-02",
    Severity.CALC,
    Text(
        "严重不良反应：可作为停药或暂停的有效理由，并提交 MDT。",
        "Severe adverse reaction: a valid reason to stop or hold, and a case for the MDT.",
    ),
    "GL §4.1.3",
    Grade.UNGRADED,
)
ADR_03 = Rule(
    "ADR-03",
    Severity.INFO,
    Text(
        "{event}多为一过性，本身不是停药理由，除非患者不能耐受。",
        "{event} is transient and by itself no reason to stop, unless the patient cannot tolerate it.",
    ),
    "QA Q7, Q6",
    Grade.UNGRADED,
)
TRANSIENT = frozenset({AdverseEvent.FLU_LIKE, AdverseEvent.ACUTE_PHASE})
_NOT_LISTED = Text("未列出，照常登记", "not listed; recorded all the same")


def event_findings(
    event: AdverseEvent, severity: EventSeverity, agent_class: AgentClass
) -> tuple[Finding, ...]:
    """Return what a recorded adverse event means (ADR-01 to 03); every event is accepted for every class."""
    row = LISTED_EVENTS[event]
    listed = row.bisphosphonate if agent_class is AgentClass.BP else row.rankl
    found = [ADR_01.finding(key=event.value, event=event, severity=severity, listed=listed or _NOT_LISTED)]
    if severity is EventSeverity.SEVERE:
        found.append(ADR_02.finding(key=event.value))
    if event in TRANSIENT:
        found.append(ADR_03.finding(key=event.value, event=event))
    return tuple(found)


def severe_adr_selectable(severities: frozenset[EventSeverity]) -> bool:
    """Return whether SEVERE_ADR may be chosen as a reason to stop or hold (ADR-02)."""
    return EventSeverity.SEVERE in severities
