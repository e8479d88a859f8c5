"""The bone-modifying drugs: names, class, dose, route and interval (VOC-14 and table 4.1).

Where the sources print nothing the value is None: it is taken from the local formulary, never guessed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from guidelines.settings import DEFAULT_LIMITS, Limits
from guidelines.terms import Term, Text


class AgentClass(Term):
    """The two classes of bone-modifying drugs."""

    BP = "BP", "双膦酸盐", "Bisphosphonate"
    RANKL = "RANKL", "RANKL 抑制剂", "RANKL inhibitor"


class Agent(Term):
    """A bone-modifying drug (VOC-14)."""

    DENOSUMAB = "DENOSUMAB", "地舒单抗", "Denosumab"
    NARLUMOSBART = "NARLUMOSBART", "纳鲁索拜单抗", "Narlumosbart"
    ZOLEDRONATE = "ZOLEDRONATE", "唑来膦酸", "Zoledronic acid"
    PAMIDRONATE = "PAMIDRONATE", "帕米膦酸", "Pamidronate"
    IBANDRONATE = "IBANDRONATE", "伊班膦酸", "Ibandronate"
    INCADRONATE = "INCADRONATE", "因卡膦酸", "Incadronate"
    OTHER_BP = "OTHER_BP", "其他双膦酸盐", "Other bisphosphonate"


class Route(Term):
    """How the drug is given."""

    SC = "SC", "皮下注射", "subcutaneous"
    IV = "IV", "静脉输注", "intravenous"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentFacts:
    """Master data of one drug; None = not printed in the sources, a clinician enters it."""

    agent: Agent
    agent_class: AgentClass
    dose_mg: Decimal | None
    route: Route | None
    interval_days: int | None
    infusion: Text | None
    infusion_minutes: int | None
    synonyms: tuple[str, ...]
    source: str
    note: Text

    @property
    def name(self) -> Text:
        """Return the drug's Chinese and English name."""
        return self.agent.label


AGENTS: Mapping[Agent, AgentFacts] = MappingProxyType(
    {
        facts.agent: facts
        for facts in (
            AgentFacts(
                agent=Agent.DENOSUMAB,
                agent_class=AgentClass.RANKL,
                dose_mg=Decimal(120),
                route=Route.SC,
                interval_days=28,
                infusion=None,
                infusion_minutes=None,
                synonyms=("地诺单抗", "狄诺塞麦"),
                source="GL §4.1.2.1, §4.1.4.2",
                note=Text("肾功能不全无需调整剂量。", "No dose change for the kidney."),
            ),
            AgentFacts(
                agent=Agent.NARLUMOSBART,
                agent_class=AgentClass.RANKL,
                dose_mg=None,
                route=None,
                interval_days=None,
                infusion=None,
                infusion_minutes=None,
                synonyms=(),
                source="GL §4.1.2.2",
                note=Text(
                    "全人源 IgG4 抗体；指南未给出肺癌骨转移的剂量，须按说明书或试验方案手工填写。",
                    "Fully human IgG4; the guideline prints no dose for lung cancer: enter it from the "
                    "label or trial.",
                ),
            ),
            AgentFacts(
                agent=Agent.ZOLEDRONATE,
                agent_class=AgentClass.BP,
                dose_mg=Decimal("4.0"),
                route=Route.IV,
                interval_days=28,
                infusion=Text("至少 15 分钟（通用标准）", "at least 15 min (standard)"),
                infusion_minutes=15,
                synonyms=("唑来磷酸", "zoledronate"),
                source="GL table 2; QA C3; S STD-08",
                note=Text(
                    "第三代双膦酸盐，按肌酐清除率定剂量。", "Third generation; dose by creatinine clearance."
                ),
            ),
            AgentFacts(
                agent=Agent.PAMIDRONATE,
                agent_class=AgentClass.BP,
                dose_mg=Decimal("90.0"),
                route=Route.IV,
                interval_days=28,
                infusion=Text("2～4 小时或≥4 小时", "2-4 h or at least 4 h"),
                infusion_minutes=120,
                synonyms=("帕米磷酸", "帕米膦酸二钠", "pamidronate disodium", "pamidronic acid"),
                source="GL table 2 footnote; QA C3",
                note=Text("按肌酐清除率定剂量。", "Dose by creatinine clearance."),
            ),
            AgentFacts(
                agent=Agent.IBANDRONATE,
                agent_class=AgentClass.BP,
                dose_mg=Decimal("6.0"),
                route=Route.IV,
                interval_days=28,
                infusion=None,
                infusion_minutes=None,
                synonyms=("伊班膦酸钠", "伊班磷酸", "ibandronate sodium", "ibandronic acid"),
                source="GL table 2, §4.1.1; QA C3",
                note=Text(
                    "第三代双膦酸盐；负荷剂量可较快镇痛，指南未给出负荷剂量数值。",
                    "Third generation; a loading dose relieves pain fast, its amount is not in the "
                    "guideline.",
                ),
            ),
            AgentFacts(
                agent=Agent.INCADRONATE,
                agent_class=AgentClass.BP,
                dose_mg=Decimal("10.0"),
                route=Route.IV,
                interval_days=28,
                infusion=None,
                infusion_minutes=None,
                synonyms=("因卡膦酸二钠", "因卡磷酸", "因卡磷酸二钠", "incadronate disodium"),
                source="GL table 2, §4.1.1; QA C3",
                note=Text(
                    "第三代双膦酸盐；发热、肾毒性和颌骨坏死少于其他第三代药物。",
                    "Third generation; less fever, renal toxicity and jaw necrosis than its peers.",
                ),
            ),
            AgentFacts(
                agent=Agent.OTHER_BP,
                agent_class=AgentClass.BP,
                dose_mg=None,
                route=None,
                interval_days=None,
                infusion=None,
                infusion_minutes=None,
                synonyms=(),
                source="P",
                note=Text(
                    "指南表 2 未列，由医生或药师填写剂量。",
                    "Not in table 2: oncologist or pharmacist enters the dose.",
                ),
            ),
        )
    }
)


def _plain(name: str) -> str:
    """Return `name` without spaces, brackets and case, so that 伊班膦酸（钠） and 伊班膦酸钠 meet."""
    return "".join(letter for letter in name.casefold() if letter.isalnum())


_BY_NAME: Mapping[str, Agent] = MappingProxyType(
    {
        _plain(name): facts.agent
        for facts in AGENTS.values()
        for name in (facts.agent.value, facts.agent.zh, facts.agent.en, *facts.synonyms)
    }
)


def agent_from_name(text: str) -> Agent | None:
    """Return the drug of that code, name or synonym; None when it is not known, which is never guessed."""
    return _BY_NAME.get(_plain(text))


def is_bisphosphonate(agent: Agent) -> bool:
    """Return whether the renal rules apply to this drug."""
    return AGENTS[agent].agent_class is AgentClass.BP


def standard_interval_days(agent: Agent, limits: Limits = DEFAULT_LIMITS) -> int | None:
    """Return the standard days between two doses (BMA-07, BMA-08); None when the sources print none."""
    if agent is Agent.DENOSUMAB:
        return limits.denosumab_interval_days
    return limits.bp_interval_days if AGENTS[agent].interval_days else None
