"""What a meeting decides: type, required discipline, responsibility table (VOC-35, MDT-04, MDT-05)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from guidelines.findings import Finding, Grade, Rule, Severity
from guidelines.mdt.disciplines import IMAGING, SURGERY, Discipline, Seat, in_order, missing_seats, seat
from guidelines.terms import Term, Text


class DecisionType(Term):
    """What a decision is about (VOC-35)."""

    DIAGNOSTIC_WORKUP = "DIAGNOSTIC_WORKUP", "进一步检查", "Diagnostic work-up"
    BIOPSY = "BIOPSY", "活检", "Biopsy"
    SYSTEMIC = "SYSTEMIC", "全身治疗", "Systemic therapy"
    BMA_START = "BMA_START", "启动骨改良药物", "Start the bone-modifying drug"
    BMA_SWITCH = "BMA_SWITCH", "更换骨改良药物", "Switch the bone-modifying drug"
    BMA_HOLD = "BMA_HOLD", "暂停骨改良药物", "Hold the bone-modifying drug"
    BMA_STOP = "BMA_STOP", "停用骨改良药物", "Stop the bone-modifying drug"
    BMA_EXTEND = "BMA_EXTEND", "延长用药间隔", "Extend the dose interval"
    RT = "RT", "放疗", "Radiotherapy"
    SURGERY = "SURGERY", "手术", "Surgery"
    INTERVENTION = "INTERVENTION", "介入治疗", "Intervention"
    RADIONUCLIDE = "RADIONUCLIDE", "放射性核素治疗", "Radionuclide therapy"
    ANALGESIA = "ANALGESIA", "镇痛", "Analgesia"
    PSYCH = "PSYCH", "心理干预", "Psychological support"
    DENTAL = "DENTAL", "口腔与颌骨", "Teeth and jaw"
    FOLLOW_UP = "FOLLOW_UP", "随访", "Follow-up"
    REFER_UP = "REFER_UP", "转上级医院会诊", "Refer to a higher-level hospital"


MDT_04 = Rule(
    "MDT-04",
    Severity.WARN,
    Text("决定“{decision}”时没有相应学科参加：{missing}。", "“{decision}” was decided without {missing}."),
    "P",
    Grade.PROJECT,
)
REQUIRED: Mapping[DecisionType, Seat] = MappingProxyType(
    {
        DecisionType.DIAGNOSTIC_WORKUP: IMAGING,
        DecisionType.BIOPSY: IMAGING,
        DecisionType.RT: seat(Discipline.RAD_ONC),
        DecisionType.SURGERY: SURGERY,
        DecisionType.INTERVENTION: seat(Discipline.INTERVENTION),
        DecisionType.RADIONUCLIDE: seat(Discipline.NUC_MED),
        DecisionType.DENTAL: seat(Discipline.STOMATOLOGY),
        DecisionType.PSYCH: seat(Discipline.PSYCH),
    }
)


def discipline_check(decision: DecisionType, present: Iterable[Discipline]) -> Finding | None:
    """Return the warning that nobody of the required discipline took part in this decision (MDT-04)."""
    place = REQUIRED.get(decision)
    if place is None or not missing_seats((place,), frozenset(present)):
        return None
    return MDT_04.finding(key=decision.value, decision=decision, missing=in_order(place))


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One line of the responsibility table; None or empty = not filled in."""

    type: DecisionType | None = None
    owner: str = ""
    discipline: Discipline | None = None
    due_on: date | None = None


class DecisionNeed(Term):
    """What each line of the responsibility table must hold (MDT-05)."""

    TYPE = "TYPE", "决定类型", "type"
    OWNER = "OWNER", "负责人", "owner"
    DISCIPLINE = "DISCIPLINE", "负责学科", "discipline"
    DUE = "DUE", "完成日期", "due date"


def missing_needs(decision: Decision) -> tuple[DecisionNeed, ...]:
    """Return what the line still lacks (MDT-05)."""
    held = {
        DecisionNeed.TYPE: decision.type is not None,
        DecisionNeed.OWNER: bool(decision.owner.strip()),
        DecisionNeed.DISCIPLINE: decision.discipline is not None,
        DecisionNeed.DUE: decision.due_on is not None,
    }
    return tuple(need for need, there in held.items() if not there)


MDT_05 = Rule(
    "MDT-05",
    Severity.STOP,
    Text(
        "第 {number} 项决定缺少：{missing}。请补全责任分工表后再结束病例。",
        "Decision {number} lacks: {missing}. Complete the responsibility table before closing the case.",
    ),
    "WP §32; P",
    Grade.UNGRADED,
)
MDT_05_NONE = Rule(
    "MDT-05",
    Severity.STOP,
    Text("尚未记录任何决定，不能结束病例。", "No decision is recorded: the case cannot be closed."),
    "WP §32; P",
    Grade.UNGRADED,
)
MDT_05_ATTENDANCE = Rule(
    "MDT-05",
    Severity.STOP,
    Text(
        "尚未记录参会学科，不能结束病例。", "No discipline is recorded as present: the case cannot be closed."
    ),
    "WP §32; P",
    Grade.UNGRADED,
)


def attendance_check(present: Iterable[Discipline]) -> Finding | None:
    """Return the stop for closing a case with nobody recorded as present (MDT-05), else None."""
    return None if frozenset(present) else MDT_05_ATTENDANCE.finding(key="attendance")


def closing_check(decisions: Iterable[Decision], present: Iterable[Discipline]) -> tuple[Finding, ...]:
    """Return what stands against closing the case (MDT-05); empty when every decision has all it needs."""
    nobody = attendance_check(present)
    found = [] if nobody is None else [nobody]
    lines = tuple(decisions)
    if not lines:
        found.append(MDT_05_NONE.finding(key="decisions"))
    for number, decision in enumerate(lines, start=1):
        if missing := missing_needs(decision):
            found.append(MDT_05.finding(key=str(number), number=number, missing=missing))
    return tuple(found)
