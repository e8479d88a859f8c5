"""Choosing the drug: both classes stand, patient factors lean (BMA-04, BMA-14, table 4.2, CAL-04)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from guidelines.bone.agents import Agent, AgentClass
from guidelines.findings import Finding, Grade, Rule, Severity
from guidelines.terms import Term, Text


class ChoiceFactor(Term):
    """What about the patient leans the choice (table 4.2)."""

    RENAL = "RENAL", "肾功能不全", "Renal impairment"
    RENAL_BP_WANTED = (
        "RENAL_BP_WANTED",
        "肾功能不全但希望用双膦酸盐",
        "Renal impairment, bisphosphonate wanted",
    )
    HYPERCALCAEMIA_RISK = "HYPERCALCAEMIA_RISK", "高钙血症风险", "Hypercalcaemia risk"
    BP_INTOLERANCE = "BP_INTOLERANCE", "双膦酸盐不耐受", "Bisphosphonate not tolerated"
    IMMUNOTHERAPY = "IMMUNOTHERAPY", "计划免疫治疗", "Immunotherapy planned"
    SEVERE_PAIN = "SEVERE_PAIN", "重度疼痛，希望较快缓解", "Severe pain, wish for fast relief"
    IRREGULAR_VISITS = "IRREGULAR_VISITS", "不能规律就诊或可能中断", "Cannot keep regular visits, may stop"
    EVIDENCE_RANKING = "EVIDENCE_RANKING", "证据排序", "Evidence ranking"


@dataclass(frozen=True, slots=True)
class Leaning:
    """A row of table 4.2: the drugs it speaks for (none for a mere note), why, and the source."""

    factor: ChoiceFactor
    agents: tuple[Agent, ...]
    reason: Text
    source: str


_HYPERCALCAEMIA_REASON = Text("倾向地舒单抗", "Leans to denosumab")

LEANINGS: Mapping[ChoiceFactor, Leaning] = MappingProxyType(
    {
        row.factor: row
        for row in (
            Leaning(
                ChoiceFactor.RENAL,
                (Agent.DENOSUMAB,),
                Text("地舒单抗不经肾脏清除", "Denosumab is not cleared by the kidney"),
                "GL §4.1.4.2; QA Q6",
            ),
            Leaning(
                ChoiceFactor.RENAL_BP_WANTED,
                (Agent.INCADRONATE,),
                Text(
                    "因卡膦酸在肾脏的沉积少于唑来膦酸，或按表 2 减量",
                    "Incadronate deposits less in the kidney than zoledronic acid; or dose by table 2",
                ),
                "GL §4.1.4.2, table 2",
            ),
            Leaning(ChoiceFactor.HYPERCALCAEMIA_RISK, (Agent.DENOSUMAB,), _HYPERCALCAEMIA_REASON, "QA Q6"),
            Leaning(ChoiceFactor.BP_INTOLERANCE, (Agent.DENOSUMAB,), _HYPERCALCAEMIA_REASON, "QA Q6"),
            Leaning(
                ChoiceFactor.IMMUNOTHERAPY,
                (Agent.DENOSUMAB,),
                Text(
                    "地舒单抗与免疫治疗有协同报道；用任何一类都优于不用",
                    "Synergy with denosumab reported; either class is better than none",
                ),
                "GL §4.2.2; WP §22, §23",
            ),
            Leaning(
                ChoiceFactor.SEVERE_PAIN,
                (Agent.IBANDRONATE,),
                Text(
                    "伊班膦酸负荷剂量可较快镇痛（指南未给出数值）；骨改良药物联合阿片类",
                    "Ibandronate loading dose (amount not in the guideline); drug plus opioid",
                ),
                "GL §4.1.1, §4.3.2.3",
            ),
            Leaning(
                ChoiceFactor.IRREGULAR_VISITS,
                (Agent.ZOLEDRONATE, Agent.PAMIDRONATE, Agent.IBANDRONATE, Agent.INCADRONATE),
                Text(
                    "双膦酸盐停药后无反弹，地舒单抗有",
                    "Bisphosphonates have no rebound after stopping, denosumab has",
                ),
                "QA Q9",
            ),
            Leaning(
                ChoiceFactor.EVIDENCE_RANKING,
                (),
                Text(
                    "专家问答首选地舒单抗；指南指出肺癌骨转移没有头对头试验；白皮书倾向地舒单抗",
                    "The expert puts denosumab first; the guideline knows no head-to-head trial in lung "
                    "cancer; "
                    "the white paper leans to denosumab",
                ),
                "QA Q11; GL §4.1.2.1; WP §23",
            ),
        )
    }
)

BMA_04 = Rule(
    "BMA-04",
    Severity.INFO,
    Text("双膦酸盐或 RANKL 抑制剂均可选择。", "Either a bisphosphonate or a RANKL inhibitor."),
    "GL Rec 6",
    Grade.STRONG_HIGH,
)
BMA_04_FACTOR = Rule(
    "BMA-04",
    Severity.INFO,
    Text("{factor}：{reason}。", "{factor}: {reason}."),
    "GL Rec 6",
    Grade.UNGRADED,
)
BMA_14 = Rule(
    "BMA-14",
    Severity.INFO,
    Text(
        "免疫治疗联合骨改良药物有协同报道：无进展生存 7.5 → 13.7 个月（P = 0.031），总生存 P = "
        "0.012（用与不用相比）。",
        "Synergy with immunotherapy is reported: PFS 7.5 -> 13.7 months (P = 0.031), OS P = 0.012, any "
        "drug vs none.",
    ),
    "GL §4.2.2; WP §23; RV §2.2.5",
    Grade.UNGRADED,
)


def choice_advice(factors: Iterable[ChoiceFactor]) -> tuple[Finding, ...]:
    """Return that both classes stand (1A), then one line per factor; nothing is preselected (BMA-04)."""
    present = set(factors)
    rows = [LEANINGS[factor] for factor in ChoiceFactor if factor in present]
    leanings = [_leaning(row) for row in rows]
    return (BMA_04.finding(classes=tuple(AgentClass)), *leanings)


def _leaning(row: Leaning) -> Finding:
    rule = Rule("BMA-04", Severity.INFO, BMA_04_FACTOR.message, row.source, Grade.UNGRADED)
    return rule.finding(key=row.factor.value, factor=row.factor, reason=row.reason, agents=row.agents)


def immunotherapy_note(*, ici_planned: bool) -> Finding | None:
    """Return the note on immunotherapy when it is planned (BMA-14), else None."""
    return BMA_14.finding() if ici_planned else None


CAL_04 = Rule(
    "CAL-04",
    Severity.INFO,
    Text("{agent}的低钙血症发生率：{figure}。", "Hypocalcaemia with {agent}: {figure}."),
    "GL §4.1.4.3",
    Grade.UNGRADED,
)
HYPOCALCAEMIA_RATES: Mapping[Agent, Text] = MappingProxyType(
    {
        Agent.ZOLEDRONATE: Text("5%～10%", "5%-10%"),
        Agent.IBANDRONATE: Text("1%～10%", "1%-10%"),
        Agent.DENOSUMAB: Text("18%", "18%"),
    }
)
NO_FIGURE = Text("来源文献未给出数值", "no figure in the sources")


def hypocalcaemia_rate(agent: Agent) -> Finding:
    """Return the printed rate of hypocalcaemia with the drug, or that the sources print none (CAL-04)."""
    return CAL_04.finding(agent=agent, figure=HYPOCALCAEMIA_RATES.get(agent, NO_FIGURE))
