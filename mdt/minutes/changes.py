"""What the record says otherwise since the minutes were sealed, said plainly."""

from collections.abc import Mapping
from types import MappingProxyType

from guidelines.mdt.record import RecordItem
from guidelines.terms import Text
from mdt.minutes.content import body_of
from mdt.minutes.seal import Content
from mdt.models import Case, Minutes

PARTS: Mapping[str, Text] = MappingProxyType(
    {
        "meeting": Text("会议信息", "Meeting"),
        "patient": Text("患者信息", "Patient"),
        "question": Text("讨论问题", "Question"),
        "conclusion": Text("结论", "Conclusion"),
        "wish": Text("患者意愿", "Patient's wish"),
        "drug_plan": Text("骨改良药计划", "Plan for the bone-modifying drug"),
        "triggers": Text("提交原因", "Reasons for the meeting"),
        "attendance": Text("出席", "Attendance"),
        "quorum": Text("法定人数", "Quorum"),
        "studies": Text("影像检查", "Imaging"),
        "images": Text("关键图像", "Key images"),
        "decisions": Text("决策", "Decisions"),
        "dissents": Text("异议", "Dissent"),
        "overrides": Text("停止与越权", "Stops overridden"),
    }
)


def changes_since(minutes: Minutes) -> tuple[Text, ...]:
    """The parts in which the record of that day differs today from what was sealed; empty: it says the same.

    A fact dated after the meeting is no change. Only corrections of what was known by then are.
    """
    case = Case.objects.select_related(
        "patient__diagnosis", "patient__bone_metastasis", "meeting__board__hospital", "meeting__board__chair"
    ).get(pk=minutes.case_id)
    if case.meeting is None:
        return (PARTS["meeting"],)
    return differing(minutes.content, body_of(case, case.meeting))


def differing(sealed: Content, current: Content) -> tuple[Text, ...]:
    """The names of what differs, in the order of the document; of the record every line by its own name."""
    parts = [words for name, words in PARTS.items() if sealed.get(name) != current.get(name)]
    before, now = sealed.get("record", {}), current.get("record", {})
    lines = [item.label for item in RecordItem if before.get(item.value) != now.get(item.value)]
    return (*parts, *lines)
