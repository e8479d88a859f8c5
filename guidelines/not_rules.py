"""Rows of the catalogue that are no rule here, each with the reason."""

from collections.abc import Mapping
from types import MappingProxyType

from guidelines.terms import Text

_POLICY = Text(
    "对医疗机构或政府的倡议，软件无法落实。",
    "A call on hospitals or government; software cannot carry it out.",
)
_RESEARCH = Text(
    "研究倡议，目前没有可编码的界值；标志物按本实验室参考范围判断（LAB-12）。",
    "A call for research without a number to encode; markers are judged by the laboratory's limits (LAB-12).",
)


def _answered(zh: str, en: str, *rules: str) -> Text:
    """Return that a finding of the white paper is answered by these rules or features."""
    named = ", ".join(rules)
    tail_zh, tail_en = (f"（{named}）", f" ({named})") if rules else ("", "")
    return Text(
        f"现状描述或倡议，由此落实：{zh}{tail_zh}。", f"Description or request, met by {en}{tail_en}."
    )


NOT_RULES: Mapping[str, Text] = MappingProxyType(
    {
        "MDT-P1": _answered("统一的表单、摘要和规则编号", "one form, one summary and rule ids"),
        "MDT-P2": _answered(
            "远程参会和上级医院", "remote attendance and the higher-level hospital", "MDT-11", "MDT-12"
        ),
        "MDT-P3": _answered("按学科记录到会", "attendance by discipline", "MDT-03", "MDT-04"),
        "MDT-P4": _answered("会议数指标和例会提醒", "the meeting count and its flag", "QI-24", "MDT-13"),
        "MDT-P5": _answered("固定成员率", "the fixed-member rate", "QI-25"),
        "MDT-P6": _answered("决定落实评价", "the evaluation of decisions", "MDT-08", "QI-27"),
        "MDT-R1": _answered(
            "诊断路径和影像随访", "the diagnostic pathway and the imaging calendar", "DX-01", "IMG-02"
        ),
        "MDT-R2": _answered("疑似隐匿性骨转移提交 MDT", "the trigger for occult metastasis", "MDT-T03"),
        "MDT-R3": _answered("远程病例和统一模板", "remote cases and one template", "MDT-11", "MDT-12"),
        "MDT-R4": _answered(
            "骨显像随访和骨窗质控", "the scan calendar and bone-window control", "IMG-02", "IMG-21"
        ),
        "MDT-R5": _RESEARCH,
        "MDT-R6": _answered("确诊即启动骨改良药物", "starting the drug at diagnosis", "BMA-01"),
        "MDT-R7": _answered("停药理由检查", "the check of reasons to stop", "BMA-21"),
        "MDT-R8": _answered(
            "用药周期、提醒和中断原因", "cycle, reminders and reasons", "REM-01", "REM-06", "REM-08"
        ),
        "MDT-R9": _answered("用药前和用药期间口腔检查", "oral checks before and during", "ONJ-01", "ONJ-02"),
        "MDT-R10": _answered(
            "远程参会和转上级医院会诊", "remote attendance and referral", "MDT-11", "MDT-12"
        ),
        "MDT-R11": _POLICY,
        "MDT-R12": _answered("责任分工表", "the responsibility table", "MDT-05"),
        "MDT-R13": _POLICY,
        "MDT-R14": _answered("院内例会", "the regular meeting", "MDT-13"),
    }
)

# Whole families of marks in the catalogue that name something else than a rule.
NOT_RULE_FAMILIES: Mapping[str, Text] = MappingProxyType(
    {
        "AMB": Text(
            "来源之间的空缺或矛盾及其处理；处理结果写在引用它的规则里。",
            "Gaps and contradictions between sources with their resolution; the rules that cite them hold "
            "it.",
        ),
        "VOC": Text("受控词表，不是规则。", "Controlled vocabularies, not rules."),
    }
)
