"""The nurse's list of one invented morning, for the style guide."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SampleRow:
    """A row of the nurse's list."""

    state: str
    days: int | None
    name: str
    person: str
    ward: str
    drug: str
    number: str
    due: str
    checks: tuple[dict[str, str], ...]
    action: str
    icon: str
    kind: str = "secondary"
    escalation: str = ""


_DRUG = "地舒单抗 120 mg"
_TEETH = {"state": "ok", "label": "口腔"}
_GOOD = {"state": "ok", "label": "血钙", "value": "2.24"}

_UNKNOWN = ({"state": "unknown", "label": "中断原因未填"},)
_KNOWN = ({"state": "ok", "label": "原因：忘记预约"}, _GOOD)
_LOW = ({"state": "low", "label": "血钙", "value": "2.05", "note": "低于 2.11"}, _TEETH)
_GAP = ({"state": "missing", "label": "肌酐清除率", "note": "缺失"}, _TEETH)
_WOUND = ({"state": "stop", "label": "拔牙创口未愈", "icon": "dental-broken"}, _GOOD)
_OLD = ({"state": "stale", "label": "血钙过期", "note": "16 天前"}, _TEETH)
_RECALL = (_GOOD, {"state": "warn", "label": "口腔复查到期 23 天"}, {"state": "ok", "label": "补充剂"})

_PAUSE = ("暂停", "player-pause")
_ASK = ("催检验", "send")
_GIVE = ("注射", "vaccine", "primary")
_CALL = ("填原因并改期", "phone", "secondary", "超 28 天，已升级至主管医生")

_R = SampleRow
# fmt: off
ROWS = (
    _R("overdue", 31, "周桂芳", "女 71 岁", "一科 12 床", _DRUG, "第 6 次", "10-20 周二", _UNKNOWN, *_CALL),
    _R("overdue", 2, "吴秀兰", "女 60 岁", "日间病房", _DRUG, "第 9 次", "11-18 周三", _KNOWN, *_GIVE),
    _R("blocked", None, "王建国", "男 66 岁", "一科 07 床", _DRUG, "第 3 次", "今日", _LOW, *_PAUSE),
    _R("blocked", None, "赵卫东", "男 63 岁", "一科 21 床", "唑来膦酸", "第 5 次", "11-23 周一", _GAP, *_ASK),
    _R("blocked", None, "孙玉梅", "女 57 岁", "日间病房", _DRUG, "第 2 次", "11-25 周三", _WOUND, *_PAUSE),
    _R("blocked", None, "刘志强", "男 62 岁", "二科 11 床", _DRUG, "第 7 次", "11-27 周五", _OLD, *_ASK),
    _R("due_today", None, "张桂兰", "女 58 岁", "一科 15 床", _DRUG, "第 11 次", "今日", _RECALL, *_GIVE),
)
# fmt: on
