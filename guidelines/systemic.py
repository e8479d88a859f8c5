"""Systemic therapy beside the bones: what is shown, without any dosing (VOC-33, SYS-01 to SYS-08)."""

from collections.abc import Callable
from dataclasses import dataclass

from guidelines.findings import Finding, Grade, Rule, Severity
from guidelines.lesions import MANY, Extent
from guidelines.terms import Term, Text


class SystemicTherapy(Term):
    """Kind of systemic therapy (VOC-33)."""

    CHEMO = "CHEMO", "化疗", "Chemotherapy"
    ICI = "ICI", "免疫检查点抑制剂", "Immune checkpoint inhibitor"
    ICI_DUAL = "ICI_DUAL", "双免疫治疗", "Dual immune checkpoint inhibitors"
    TARGETED = "TARGETED", "靶向治疗", "Targeted therapy"
    ANTI_ANGIO = "ANTI_ANGIO", "抗血管生成治疗", "Anti-angiogenic therapy"


IMMUNOTHERAPY = frozenset({SystemicTherapy.ICI, SystemicTherapy.ICI_DUAL})


def _sys(number: str, zh: str, en: str, source: str) -> Rule:
    return Rule(f"SYS-{number}", Severity.INFO, Text(zh, en), source, Grade.UNGRADED)


SYS_01 = _sys(
    "01",
    "多发骨转移：全身治疗优先于手术和放疗，同时使用骨改良药物和镇痛。",
    "Multiple bone metastases: systemic therapy has priority over surgery and radiotherapy, with a "
    "bone-modifying drug and analgesia.",
    "GL §4.2, §4, Rec 9",
)
SYS_02 = _sys(
    "02",
    "化疗：小细胞和非小细胞肺癌一线均以铂类双联方案为主；综述提及培美曲塞联合铂类。此处不开具方案。",
    "Chemotherapy: a platinum doublet is the first-line backbone in small-cell and non-small-cell lung "
    "cancer; the review names pemetrexed with platinum. No regimen is ordered here.",
    "GL §4.2.1; RV §2.2.2",
)
SYS_03 = _sys(
    "03",
    "骨转移可能削弱免疫治疗效果（指南：证据不一；白皮书荟萃分析 HR 1.67、1.55、1.45，中位生存缩短约 50%）；"
    "联合骨改良药物可能获益。",
    "Bone metastasis may weaken immunotherapy (guideline: mixed evidence; white paper's meta-analyses HR "
    "1.67, 1.55, 1.45, median survival about 50% shorter); a bone-modifying drug may help.",
    "GL §4.2.2; WP §9, §22, §23",
)
SYS_04 = _sys(
    "04",
    "EGFR-TKI 可能减少破骨细胞、延迟首次骨相关事件；骨转移仍是不良预后因素，靶向和免疫治疗效果均减弱。",
    "An EGFR-TKI may reduce osteoclasts and delay the first skeletal event; bone metastasis stays a bad "
    "sign, and targeted and immune therapy work less with it.",
    "GL §4.2.3; QA Q15",
)
SYS_05 = _sys(
    "05",
    "贝伐单抗：骨转移反应率和疾病控制率更高。",
    "Bevacizumab: response and control of bone metastases were higher.",
    "GL §4.2.4",
)
SYS_06 = _sys(
    "06",
    "STK11 突变（可伴 KEAP1）：免疫联合化疗为标准方案；双免疫联合短疗程化疗也可行。",
    "STK11 mutation (with or without KEAP1): immunotherapy with chemotherapy is standard; dual immunotherapy "
    "with short chemotherapy is possible.",
    "QA C2",
)
SYS_06_SINGLE = _sys(
    "06",
    "STK11 突变：单药免疫治疗疗效可能欠佳；免疫联合化疗为标准方案，双免疫联合短疗程化疗也可行。",
    "STK11 mutation: a single checkpoint inhibitor may work less; with chemotherapy it is standard, and dual "
    "immunotherapy with short chemotherapy is possible.",
    "QA C2",
)
SYS_07 = _sys(
    "07",
    "请选择治疗目标：{goals}。",
    "Choose the goals of treatment: {goals}.",
    "GL §4",
)
SYS_08 = _sys(
    "08",
    "未采用的综述说法：{claims}（指南不支持）。",
    "Statements of the review that are not used: {claims} (not supported by the guideline).",
    "RV §2.2.2, §2.2.4; P AMB-33",
)


class Goal(Term):
    """What treatment is for (SYS-07)."""

    SYMPTOMS = "SYMPTOMS", "缓解症状", "Relief of symptoms"
    EVENTS = "EVENTS", "预防或延缓骨相关事件", "Prevent or delay skeletal events"
    SURVIVAL = "SURVIVAL", "延长生存期", "Lengthen survival"
    QUALITY_OF_LIFE = "QUALITY_OF_LIFE", "提高生活质量", "Quality of life"
    PSYCHOLOGICAL = "PSYCHOLOGICAL", "心理支持", "Psychological care"


NOT_USED = (
    Text(
        "吉非替尼联合一线化疗用于小细胞肺癌",
        "gefitinib with first-line chemotherapy for small-cell lung cancer",
    ),
    Text("唑来膦酸预防骨转移发生", "zoledronic acid prevents bone metastasis"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemicPlan:
    """What the display rules read of a plan; None = not recorded."""

    confirmed: bool | None = None
    extent: Extent | None = None
    therapies: frozenset[SystemicTherapy] = frozenset()
    local_treatment: bool | None = None
    egfr_positive: bool | None = None
    stk11_positive: bool | None = None


def _stk11(plan: SystemicPlan) -> Rule | None:
    if not plan.stk11_positive or not plan.therapies & IMMUNOTHERAPY:
        return None
    single = SystemicTherapy.ICI_DUAL not in plan.therapies and SystemicTherapy.CHEMO not in plan.therapies
    return SYS_06_SINGLE if single else SYS_06


_CONDITIONS: tuple[tuple[Rule, Callable[[SystemicPlan], object]], ...] = (
    (SYS_01, lambda plan: plan.local_treatment and plan.extent in MANY),
    (SYS_02, lambda plan: SystemicTherapy.CHEMO in plan.therapies),
    (SYS_03, lambda plan: plan.confirmed and plan.therapies & IMMUNOTHERAPY),
    (SYS_04, lambda plan: plan.egfr_positive),
    (SYS_05, lambda plan: SystemicTherapy.ANTI_ANGIO in plan.therapies),
)


def systemic_notes(plan: SystemicPlan) -> tuple[Finding, ...]:
    """Return the texts that go with a plan (SYS-01 to SYS-06), in the order of the catalogue."""
    rules = [rule for rule, applies in _CONDITIONS if applies(plan)]
    stk11 = _stk11(plan)
    return tuple(rule.finding() for rule in ([*rules, stk11] if stk11 else rules))


def goals_offer(goals: frozenset[Goal]) -> Finding | None:
    """Return the five goals while none is chosen (SYS-07), else None."""
    return None if goals else SYS_07.finding(goals=tuple(Goal))


def not_used_note() -> Finding:
    """Return which statements of the review no rule uses (SYS-08)."""
    return SYS_08.finding(claims=NOT_USED)
