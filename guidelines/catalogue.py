"""Every id of the rule catalogue, by family: what the registry is measured against."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from guidelines.terms import Text


@dataclass(frozen=True, slots=True)
class Family:
    """The rules that share the letters before the dash; `ids` are in the order of the catalogue."""

    prefix: str
    name: Text
    ids: tuple[str, ...]


def family_of(rule_id: str) -> str:
    """Return the letters before the dash."""
    return rule_id.partition("-")[0]


def _family(prefix: str, zh: str, en: str, numbers: str) -> Family:
    return Family(prefix, Text(zh, en), tuple(f"{prefix}-{number}" for number in numbers.split()))


# DX-T00 is the sentence under table 2.4, which has no number there: any other transition is illegal.
_ALL = (
    _family(
        "DX",
        "诊断路径",
        "Diagnostic pathway",
        "01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 "
        "T00 T01 T02 T03 T04 T05 T06 T07 T08 T09 T10 T11 T12 T13 T14 T15 T16 T17 T18 T19 T20 T21 T22 T23 "
        "T24 T25 T26 T27",
    ),
    _family(
        "IMG",
        "影像随访与疗效评价",
        "Imaging follow-up and response",
        "01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 20 21 22 23 24 25 26 30 31 32 33 40 41 42 43 44 45 "
        "46 47 48 49 50",
    ),
    _family(
        "BMA",
        "骨改良药物",
        "Bone-modifying drugs",
        "01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 16b 16c 16d 17 18 19 19b 20 21 22 23 24 25 26 27",
    ),
    _family(
        "REN",
        "肾功能",
        "Kidney",
        "01 02 03 04 05 06 07 08 09",
    ),
    _family(
        "CAL",
        "血钙与补充剂",
        "Calcium and supplements",
        "01 02 03 04 05 06 07 08 09",
    ),
    _family(
        "ONJ",
        "颌骨坏死",
        "Jaw necrosis",
        "01 02 03 04 05 06 07 08 09 10",
    ),
    _family(
        "DEN",
        "牙科操作",
        "Dental procedures",
        "01 02 03 04 05 06 07 08 09",
    ),
    _family(
        "REB",
        "停药反弹",
        "Rebound",
        "01 02 03 04 05 06 07",
    ),
    _family(
        "REM",
        "提醒与逾期",
        "Reminders and overdue doses",
        "01 02 03 04 05 06 07 08 09 10",
    ),
    _family(
        "ADR",
        "不良反应",
        "Adverse reactions",
        "01 02 03",
    ),
    _family(
        "SRE",
        "骨相关事件",
        "Skeletal events",
        "01 02 03 04",
    ),
    _family(
        "LAB",
        "实验室检查与骨标志物",
        "Laboratory tests and bone markers",
        "01 02 03 04 05 06 07 08 09 10 11 12 13",
    ),
    _family(
        "PAIN",
        "疼痛",
        "Pain",
        "01 02 03 04 05 06 07 08 09 10 11 12 13 14",
    ),
    _family(
        "RT",
        "放疗",
        "Radiotherapy",
        "01 02 03 04 05 06 07 08 09 10 11",
    ),
    _family(
        "RNT",
        "放射性核素",
        "Radionuclides",
        "01 02 03 04",
    ),
    _family(
        "SUR",
        "手术",
        "Surgery",
        "01 02 03 04 05 06 07 08 09 10 11 12 13 14",
    ),
    _family(
        "INT",
        "介入治疗",
        "Intervention",
        "01 02 03 04 05 06 07 08 09",
    ),
    _family(
        "PSY",
        "心理支持",
        "Psychological support",
        "01 02 03",
    ),
    _family(
        "SYS",
        "全身治疗",
        "Systemic therapy",
        "01 02 03 04 05 06 07 08 09",
    ),
    _family(
        "MDT",
        "多学科团队",
        "Team meeting",
        "01 02 03 04 05 06 07 08 09 10 11 12 13 P1 P2 P3 P4 P5 P6 R1 R2 R3 R4 R5 R6 R7 R8 R9 R10 R11 R12 "
        "R13 R14 T01 T02 T03 T04 T05 T06 T07 T08 T09 T10 T11 T12 T13 T14",
    ),
    _family(
        "QI",
        "质量指标",
        "Quality indicators",
        "01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 "
        "33 34 35",
    ),
    _family(
        "STD",
        "通用公式与量表",
        "Standard formulas and scales",
        "01 02 03 04 05 06 07 08 09",
    ),
    _family(
        "SAF",
        "安全规则",
        "Safety rules",
        "01 02 03 04 05 06 07 08 09 10",
    ),
    _family(
        "DQ",
        "数据核对",
        "Data checks",
        "01 02 03 04 06 07 08 09 10 11 12 15 16 17 18 19 20 21 22 24 25 26 27 36 39",
    ),
)

FAMILIES: Mapping[str, Family] = MappingProxyType({family.prefix: family for family in _ALL})
CATALOGUE: tuple[str, ...] = tuple(rule_id for family in _ALL for rule_id in family.ids)
