"""Why a case goes to the meeting: reason codes and the facts behind them (section 7.2)."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from guidelines.bone.agents import Agent, is_bisphosphonate
from guidelines.bone.sre import COUNTING, URGENT, SreType
from guidelines.terms import Term


class CaseReason(Term):
    """One reason to present a patient at the meeting."""

    BM_CONFIRMED = "BM_CONFIRMED", "骨转移首次确诊", "bone metastasis confirmed"
    INDETERMINATE = "INDETERMINATE", "骨转移未能确定", "bone metastasis indeterminate"
    DISCORDANT = "DISCORDANT", "骨显像与 MRI 不一致", "bone scan and MRI disagree"
    SOLITARY = "SOLITARY", "孤立性骨病灶", "solitary bone lesion"
    OCCULT = "OCCULT", "标志物升高而影像阴性", "marker raised, imaging negative"
    SRE_ON_BMA = "SRE_ON_BMA", "用药期间发生骨相关事件", "skeletal event on the bone-modifying drug"
    SECOND_SRE = "SECOND_SRE", "再次骨相关事件", "second skeletal event"
    CORD_COMPRESSION = "CORD_COMPRESSION", "脊髓或神经压迫", "spinal cord or nerve compression"
    PATH_FRACTURE = "PATH_FRACTURE", "病理性骨折", "pathological fracture"
    OLIGOMETASTATIC = "OLIGOMETASTATIC", "寡转移", "oligometastatic disease"
    REFRACTORY_PAIN = "REFRACTORY_PAIN", "全身治疗后顽固性骨痛", "bone pain refractory to systemic treatment"
    JAW = "JAW", "疑似或确诊颌骨坏死", "jaw necrosis suspected or confirmed"
    DENTAL_ON_BMA = "DENTAL_ON_BMA", "用药期间侵入性牙科操作", "invasive dental procedure on the drug"
    BMA_STOP = "BMA_STOP", "停用骨改良药物", "stopping the bone-modifying drug"
    BMA_EXTENSION = "BMA_EXTENSION", "延长用药间隔", "longer dose interval"
    BMA_REVIEW = "BMA_REVIEW", "用药 24 个月评估", "review at 24 months of the drug"
    REBOUND = "REBOUND", "停药后反弹", "rebound after stopping"
    PROGRESSION = "PROGRESSION", "疾病进展", "progressive disease"
    NOT_EVALUABLE = "NOT_EVALUABLE", "疗效无法评价", "response not evaluable"
    MIXED_RESPONSE = "MIXED_RESPONSE", "疗效混合", "mixed response"
    DISTRESS = "DISTRESS", "重度焦虑或抑郁", "severe anxiety or depression"
    RENAL_CHANGE = (
        "RENAL_CHANGE",
        "双膦酸盐期间清除率低于 60，需换药",
        "clearance below 60 on a bisphosphonate",
    )
    LYTIC_LOCAL = "LYTIC_LOCAL", "溶骨性病灶拟消融或骨水泥", "lytic lesion for ablation or cement"
    SECOND_OPINION = "SECOND_OPINION", "患者要求第二意见或远程会诊", "second opinion or remote consultation"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFacts:
    """What the triggers read; None = not known, which starts nothing and excludes nothing.

    `stated` are reasons that a clinician or another rule has already put into words; the other fields are
    facts from which a reason follows. `events` are the skeletal events of one look, newest last;
    `earlier_events` counts those before them. `running_agent` None = no bone-modifying drug is known to run.
    """

    stated: frozenset[CaseReason] = field(default_factory=frozenset)
    confirmed_on: date | None = None
    lesion_count: int | None = None
    marker_raised: bool | None = None
    imaging_negative: bool | None = None
    running_agent: Agent | None = None
    events: tuple[SreType, ...] = ()
    earlier_events: int | None = None
    invasive_dental_planned: bool | None = None
    crcl_ml_min: Decimal | None = None
    drug_change_needed: bool | None = None


CRCL_LIMIT_ML_MIN = Decimal(60)


def case_reasons(facts: CaseFacts) -> tuple[CaseReason, ...]:
    """Return every reason for which this patient goes to the meeting, in the order of the vocabulary."""
    found = facts.stated | _of_disease(facts) | _of_events(facts) | _of_drug(facts)
    return tuple(reason for reason in CaseReason if reason in found)


def _of_disease(facts: CaseFacts) -> set[CaseReason]:
    holds = {
        CaseReason.BM_CONFIRMED: facts.confirmed_on is not None,
        CaseReason.SOLITARY: facts.lesion_count == 1,
        CaseReason.OCCULT: facts.marker_raised is True and facts.imaging_negative is True,
    }
    return {reason for reason, held in holds.items() if held}


_BY_EVENT = {
    SreType.CORD_NERVE_COMPRESSION: CaseReason.CORD_COMPRESSION,
    SreType.PATH_FRACTURE: CaseReason.PATH_FRACTURE,
}


def _of_events(facts: CaseFacts) -> set[CaseReason]:
    """MDT-T04, T05: urgent types whatever the drug, any counting event on the drug, any second one."""
    counting = [event for event in facts.events if event in COUNTING]
    found = {_BY_EVENT[event] for event in counting if event in URGENT}
    if counting and facts.running_agent is not None:
        found.add(CaseReason.SRE_ON_BMA)
        if len(counting) + (facts.earlier_events or 0) > 1:
            found.add(CaseReason.SECOND_SRE)
    return found


def _of_drug(facts: CaseFacts) -> set[CaseReason]:
    agent = facts.running_agent
    if agent is None:
        return set()
    found = {CaseReason.DENTAL_ON_BMA} if facts.invasive_dental_planned else set()
    low = facts.crcl_ml_min is not None and facts.crcl_ml_min < CRCL_LIMIT_ML_MIN
    if is_bisphosphonate(agent) and low and facts.drug_change_needed:
        found.add(CaseReason.RENAL_CHANGE)
    return found
