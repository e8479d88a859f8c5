"""Limits and intervals that a hospital may set (catalogue section 12), handed to each rule by argument.

A hospital versions its own `Limits`; a plan keeps the version it was made with.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from decimal import Decimal
from types import MappingProxyType

from guidelines.terms import Text


class LimitsError(ValueError):
    """A limit that no rule could work with; `field` names it."""

    def __init__(self, field: str, reason: Text) -> None:
        super().__init__(f"{field}: {reason.en}")
        self.field = field
        self.reason = reason


# Days, months, milligrams: no limit of the catalogue comes near, and beyond it no date could carry the sum.
MOST = 9999


def check_amount(name: str, value: object) -> None:
    """Raise LimitsError for a number that no rule could work with; what is no number passes."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return
    if not Decimal(value).is_finite() or value <= 0:
        raise LimitsError(name, Text("必须大于 0", "must be greater than 0"))
    if value > MOST:
        raise LimitsError(name, Text(f"不能大于 {MOST}", f"must not be above {MOST}"))


def check_range(limits: object, lower: str, upper: str, facts: "Mapping[str, LimitFacts]") -> None:
    """Raise LimitsError when the two ends are swapped: the window would be empty, the rule silent."""
    if getattr(limits, lower) > getattr(limits, upper):
        name = facts[lower].name
        raise LimitsError(upper, Text(f"不能小于“{name.zh}”", f'must not be below "{name.en}"'))


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Every configuration key the bone therapy rules read, with the catalogue's default.

    Raises LimitsError for a number that is not positive or too large, or a range whose ends are swapped.
    """

    denosumab_interval_days: int = 28
    denosumab_dose_mg: Decimal = Decimal(120)
    bp_interval_days: int = 28
    reminder_lead_days: int = 3
    reminder_hour: time = time(8, 0)
    overdue_tier2_days: int = 28
    on_time_min_days: int = 27
    on_time_max_days: int = 30
    ext_max_months: int = 3
    bma_start_target_days: int = 14
    lab_valid_days: int = 14
    dental_valid_days: int = 90
    dental_recall_months: int = 6
    dental_hold_months: int = 2
    rebound_start_months: int = 2
    rebound_high_end_months: int = 4
    rebound_watch_end_months: int = 12
    ctx_watch_days: tuple[int, ...] = (60, 90, 120, 180, 365)
    ntx_recheck_months: int = 1
    sre_merge_days: int = 21
    vitd_min_iu: Decimal = Decimal(800)
    vitd_max_iu: Decimal = Decimal(1200)
    calcium_mg: Decimal = Decimal(1000)
    creatinine_rise_check: bool = False

    def __post_init__(self) -> None:
        for name in LIMIT_NAMES:
            check_amount(name, getattr(self, name))
        for lower, upper in ORDERED:
            check_range(self, lower, upper, LIMIT_FACTS)
        if not self.ctx_watch_days:
            raise LimitsError("ctx_watch_days", Text("至少填写一个天数", "needs at least one day"))
        for day in self.ctx_watch_days:
            check_amount("ctx_watch_days", day)


# Pairs that must not be swapped, or a window would be empty and a rule would fall silent.
ORDERED = (
    ("on_time_min_days", "on_time_max_days"),
    ("vitd_min_iu", "vitd_max_iu"),
    ("rebound_start_months", "rebound_high_end_months"),
    ("rebound_high_end_months", "rebound_watch_end_months"),
)


@dataclass(frozen=True, slots=True)
class LimitFacts:
    """How one limit is shown to the clinician who approves it."""

    key: str
    name: Text
    unit: str
    source: str


LIMIT_FACTS: Mapping[str, LimitFacts] = MappingProxyType(
    {
        field: LimitFacts(field.upper(), Text(zh, en), unit, source)
        for field, zh, en, unit, source in (
            ("denosumab_interval_days", "地舒单抗间隔", "Denosumab interval", "d", "GL §4.1.2.1"),
            ("denosumab_dose_mg", "地舒单抗剂量", "Denosumab dose", "mg", "GL §4.1.2.1"),
            ("bp_interval_days", "双膦酸盐间隔", "Bisphosphonate interval", "d", "QA Q9, C3"),
            ("reminder_lead_days", "提前提醒", "Reminder lead", "d", "WP §29"),
            ("reminder_hour", "提醒时刻", "Reminder hour", "h", "P"),
            ("overdue_tier2_days", "逾期升级", "Overdue escalation after", "d", "P AMB-32"),
            ("on_time_min_days", "按时间隔下限", "On-time interval, lower end", "d", "WP §26"),
            ("on_time_max_days", "按时间隔上限", "On-time interval, upper end", "d", "WP §26"),
            ("ext_max_months", "延长间隔上限", "Longest extension", "months", "QA Q9"),
            ("bma_start_target_days", "启动骨改良药目标", "Target for starting the drug", "d", "P"),
            ("lab_valid_days", "检验有效期", "Laboratory result valid for", "d", "P"),
            (
                "dental_valid_days",
                "首次用药前口腔检查有效期",
                "Oral examination before dose 1 valid for",
                "d",
                "P",
            ),
            ("dental_recall_months", "口腔复查间隔", "Oral examination recall", "months", "P"),
            (
                "dental_hold_months",
                "侵入性牙科操作前停药",
                "Hold before an invasive dental procedure",
                "months",
                "QA Q8",
            ),
            ("rebound_start_months", "反弹观察开始", "Rebound watch opens", "months", "QA Q9"),
            ("rebound_high_end_months", "反弹高警戒结束", "Rebound high alert ends", "months", "QA Q9"),
            ("rebound_watch_end_months", "反弹观察结束", "Rebound watch ends", "months", "QA Q9"),
            ("ctx_watch_days", "反弹观察 CTX 检测日", "CTX days in the rebound watch", "d", "P"),
            ("ntx_recheck_months", "NTX 复查", "NTX recheck", "months", "WP §16"),
            ("sre_merge_days", "骨相关事件合并窗", "Skeletal events merged within", "d", "P"),
            ("vitd_min_iu", "维生素 D 下限（每日）", "Vitamin D per day, lower end", "IU", "GL §4.1.4.3"),
            ("vitd_max_iu", "维生素 D 上限（每日）", "Vitamin D per day, upper end", "IU", "GL §4.1.4.3"),
            ("calcium_mg", "钙剂（每日）", "Calcium per day", "mg", "GL §4.1.4.3"),
            (
                "creatinine_rise_check",
                "唑来膦酸肌酐升高检查",
                "Creatinine rise check for zoledronate",
                "",
                "S STD-08",
            ),
        )
    }
)
LIMIT_NAMES = tuple(LIMIT_FACTS)

DEFAULT_LIMITS = Limits()
