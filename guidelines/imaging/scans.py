"""What the follow-up calendar says: schedule, due soon, overdue, missed, waived (IMG-02 to IMG-11)."""

from datetime import date

from guidelines.findings import Finding, Grade, Rule, Severity
from guidelines.imaging.calendar import SlotKind, SlotState, SlotStatus, grids
from guidelines.imaging.category import ADVANCED_SCHEDULE, FollowUpCategory
from guidelines.imaging.limits import DEFAULT_IMAGING_LIMITS, ImagingLimits
from guidelines.imaging.modalities import PETCT_KINDS
from guidelines.imaging.studies import Study
from guidelines.imaging.windows import IMG_21
from guidelines.roles import Role
from guidelines.terms import Text


def _project(number: str, severity: Severity, zh: str, en: str, source: str = "P") -> Rule:
    return Rule(f"IMG-{number}", severity, Text(zh, en), source, Grade.PROJECT)


IMG_02 = Rule(
    "IMG-02",
    Severity.CALC,
    Text(
        "{category}：自 {anchor_on} 起，CT（含骨窗）每 {ct_months} 个月，骨显像每 {bs_months} 个月。",
        "{category}: from {anchor_on}, CT with bone window every {ct_months} months, bone scan every "
        "{bs_months} months.",
    ),
    "WP §17, §33",
    Grade.UNGRADED,
)
IMG_03 = Rule(
    "IMG-03",
    Severity.CALC,
    Text(
        "术后：自 {anchor_on} 起，骨显像每 {bs_months} 个月。",
        "After surgery: from {anchor_on}, bone scan every {bs_months} months.",
    ),
    "WP §17, §33",
    Grade.UNGRADED,
)
IMG_04 = _project(
    "04",
    Severity.CALC,
    "术后 CT 间隔：{policy}（文献未给出）。凡已做的 CT 均须查看骨窗。",
    "CT after surgery: {policy} (the sources give no interval). Every CT done needs its bone window read.",
    "P AMB-14",
)
IMG_06 = _project(
    "06",
    Severity.CALC,
    "{kind}（应于 {due}）已于 {done_on} 完成。",
    "{kind} due {due} was done on {done_on}.",
    "P AMB-15",
)
IMG_07 = _project(
    "07",
    Severity.FLAG,
    "{kind}应于 {due} 完成，已逾期 {days_overdue} 天。",
    "{kind} was due on {due} and is {days_overdue} days overdue.",
    "P AMB-15",
)
IMG_08 = _project(
    "08",
    Severity.CALC,
    "{kind}（应于 {due}）错过，下一次应于 {next_due} 完成。",
    "{kind} due {due} was missed; the next one is due on {next_due}.",
)
IMG_09 = _project(
    "09", Severity.FLAG, "{kind}应于 {due} 完成，请预约。", "{kind} is due on {due}: please book it."
)
IMG_10 = _project(
    "10",
    Severity.CALC,
    "{kind}（应于 {due}）已由肿瘤科医生豁免：{reason}。不计逾期，不计入质控分母，列入附录。",
    "{kind} due {due} was waived by the oncologist: {reason}. Not overdue, not in the indicator, listed in "
    "its "
    "annex.",
)
IMG_10_REFUSED = _project(
    "10",
    Severity.HARD,
    "豁免检查须由肿瘤科医生填写原因。",
    "Only an oncologist waives a scan, and with a reason.",
)
IMG_11 = _project(
    "11",
    Severity.CALC,
    "{done_on} 的全身 PET/CT 代替骨显像（应于 {due}）：{reason}。",
    "The whole-body PET/CT of {done_on} stands in for the bone scan due {due}: {reason}.",
    "P AMB-02",
)


def _ct_policy(months: int | None) -> Text:
    if months is None:
        return Text("本院未设定", "no local policy")
    return Text(f"本院约定每 {months} 个月", f"local policy, every {months} months")


def schedule_findings(
    category: FollowUpCategory, anchor_on: date, limits: ImagingLimits = DEFAULT_IMAGING_LIMITS
) -> tuple[Finding, ...]:
    """Return the schedule in words (IMG-02, or IMG-03 with IMG-04); empty for a category without one."""
    plan = grids(category, limits)
    if category in ADVANCED_SCHEDULE:
        ct, bs = plan[SlotKind.CT].months, plan[SlotKind.BS].months
        return (IMG_02.finding(category=category, anchor_on=anchor_on, ct_months=ct, bs_months=bs),)
    if category is not FollowUpCategory.POST_OP:
        return ()
    return (
        IMG_03.finding(anchor_on=anchor_on, bs_months=plan[SlotKind.BS].months),
        IMG_04.finding(policy=_ct_policy(limits.postop_ct_months), ct_months=limits.postop_ct_months),
    )


def waiver_refusal(by: Role, reason: str) -> Finding | None:
    """Return the refusal of a waiver that is not an oncologist's or has no reason (IMG-10), else None."""
    return None if by is Role.ONCOLOGIST and reason.strip() else IMG_10_REFUSED.finding()


_BY_STATE = {SlotState.OVERDUE: IMG_07, SlotState.MISSED: IMG_08, SlotState.DUE_SOON: IMG_09}


def slot_finding(status: SlotStatus) -> Finding | None:
    """Return what a slot says today; None for one that is only planned.

    The key tells two slots of a patient apart: kind and due date.
    """
    slot = status.slot
    key = f"{slot.kind.value}:{slot.due_on.isoformat()}"
    if status.study is not None:
        return _study_finding(status, status.study, key)
    if status.state is SlotState.WAIVED:
        reason = "" if status.waiver is None else status.waiver.reason
        return IMG_10.finding(key=key, kind=slot.kind, due=slot.due_on, reason=reason)
    rule = _BY_STATE.get(status.state)
    if rule is None:
        return None
    return rule.finding(
        key=key,
        due_on=slot.due_on,
        kind=slot.kind,
        due=slot.due_on,
        next_due=slot.next_due_on,
        days_overdue=status.days_overdue,
    )


def _study_finding(status: SlotStatus, study: Study, key: str) -> Finding:
    slot = status.slot
    if status.state is SlotState.QC_PENDING:
        return IMG_21.finding(key=study.study_id, done_on=study.done_on)
    if slot.kind is SlotKind.BS and study.modality in PETCT_KINDS:
        return IMG_11.finding(key=key, due=slot.due_on, done_on=study.done_on, reason=study.reason)
    return IMG_06.finding(key=key, kind=slot.kind, due=slot.due_on, done_on=study.done_on)
