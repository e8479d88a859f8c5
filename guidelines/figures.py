"""Published figures on bone metastasis, each with its source: the sources disagree (SYS-09, AMB-52)."""

from dataclasses import dataclass

from guidelines.findings import Finding, Grade, Rule, Severity
from guidelines.sources import citation
from guidelines.terms import Text

SYS_09 = Rule(
    "SYS-09",
    Severity.INFO,
    Text("{about}：{value}（{where}）。", "{about}: {value} ({where})."),
    "GL intro; WP §8, §33; QA; RV §1",
    Grade.UNGRADED,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with what it counts and where it is printed. Raises ValueError without a source."""

    about: Text
    value: Text
    source: str

    def __post_init__(self) -> None:
        if not self.source.strip():
            raise ValueError("a figure is never shown without its source")


_SYNCHRONOUS = Text("诊断肺癌时已有骨转移", "Bone metastasis when lung cancer is diagnosed")
_IN_COURSE = Text("病程中发生骨转移", "Bone metastasis in the course")
_SURVIVAL = Text("骨转移后生存", "Survival with bone metastasis")
_EVENTS = Text("骨相关事件", "Skeletal-related events")

FIGURES: tuple[Figure, ...] = (
    Figure(_SYNCHRONOUS, Text("17.42%", "17.42%"), "GL intro"),
    Figure(_SYNCHRONOUS, Text("骨转移患者中约 2/3", "about 2/3 of bone metastases"), "GL intro"),
    Figure(_IN_COURSE, Text("肺癌患者的 30%～40%", "30%-40% of lung cancer"), "RV §1"),
    Figure(_IN_COURSE, Text("肺癌转移患者的 30%～40%", "30%-40% of metastatic lung cancer"), "QA"),
    Figure(_IN_COURSE, Text("转移患者的约 50%", "about 50% of metastatic disease"), "WP §33"),
    Figure(_IN_COURSE, Text("非小细胞肺癌的 50% 以上", "over 50% of non-small-cell lung cancer"), "RV"),
    Figure(
        Text("出现骨转移的平均时间", "Mean time to bone metastasis"), Text("9 个月", "9 months"), "GL intro"
    ),
    Figure(
        _SURVIVAL,
        Text(
            "中位 11.53 个月；1、2、5 年 51%、17%、8%",
            "median 11.53 months; 51%, 17%, 8% at 1, 2, 5 years",
        ),
        "GL intro",
    ),
    Figure(_SURVIVAL, Text("未积极治疗约 10 个月", "about 10 months untreated"), "GL intro"),
    Figure(_SURVIVAL, Text("6～10 个月；1 年 40%～50%", "6-10 months; 40%-50% at 1 year"), "RV §1"),
    Figure(_EVENTS, Text("53.4%", "53.4%"), "GL intro"),
    Figure(_EVENTS, Text("诊断时 20%～30%", "20%-30% at diagnosis"), "GL intro"),
    Figure(_EVENTS, Text("3 个月内约 41%", "about 41% within 3 months"), "WP §8"),
    Figure(_EVENTS, Text("首次发生中位约 5 个月", "first one after a median of about 5 months"), "WP §8"),
)


def shown(figure: Figure) -> Finding:
    """Return a figure with its source in words (SYS-09)."""
    where = citation(figure.source)
    return SYS_09.finding(key=figure.source, about=figure.about, value=figure.value, where=where)
