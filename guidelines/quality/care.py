"""Indicators of checks, reminders and the team meeting (QI-22 to QI-28, QI-31 to QI-34)."""

from datetime import date

from guidelines.bone.calcium import is_fresh
from guidelines.bone.interruptions import InterruptionReason
from guidelines.bone.intervals import add_days
from guidelines.bone.reminders import reminder_send_on
from guidelines.findings import Grade
from guidelines.mdt.limits import DEFAULT_MDT_LIMITS, MdtLimits
from guidelines.mdt.participation import presented_by
from guidelines.quality.benchmarks import Relation, Stratum, printed, worded
from guidelines.quality.indicators import Indicator, Population, by_id
from guidelines.rates import Standing, both, negated, standing
from guidelines.settings import DEFAULT_LIMITS, Limits
from guidelines.terms import Text

CARE = by_id(
    Indicator(
        id="QI-22",
        name=Text("用药前口腔检查率", "Oral check before the drug"),
        numerator=Text("启动前有有效口腔检查者", "starts with a valid oral examination"),
        denominator=Text("启动骨改良药物者", "starts of the drug"),
        source="GL Rec 8",
    ),
    Indicator(
        id="QI-23",
        name=Text("地舒单抗前血钙检查率", "Calcium check before denosumab"),
        numerator=Text("14 天内有血钙结果的用药", "doses with a calcium result at most 14 days old"),
        denominator=Text("地舒单抗用药", "doses of denosumab"),
        source="GL §4.1.4.3",
        grade=Grade.PROJECT,
    ),
    Indicator(
        id="QI-24",
        name=Text("MDT 会议与病例", "MDT meetings and cases"),
        numerator=Text("MDT 会议数与病例数", "meetings and cases"),
        denominator=Text("月份", "month"),
        source="WP §31",
        population=Population.LITERATURE,
        benchmarks=(
            printed(Stratum.OVERALL, "35-54", "WP §31"),
            printed(Stratum.PREF_ONCOLOGY, "13", "WP §31", Relation.BELOW),
            printed(Stratum.GENERAL, "15-26", "WP §31"),
            worded(Stratum.PROV_ONCOLOGY, "较高", "higher", "WP §31"),
            worded(Stratum.SECONDARY_GENERAL, "多数未建立", "mostly none", "WP §31"),
            printed(Stratum.USA_LARGE, "80", "WP §31", Relation.ABOVE),
        ),
        note=Text(
            "公布数值为建立肺癌 MDT 的医院比例（2015 年文献），是医院层面的指标。",
            "The published values are shares of hospitals with a lung cancer MDT (reference of 2015).",
        ),
    ),
    Indicator(
        id="QI-25",
        name=Text("固定团队", "Fixed team"),
        numerator=Text("到会的固定成员", "regular members present"),
        denominator=Text("受邀的固定成员", "regular members invited"),
        source="WP §31",
    ),
    Indicator(
        id="QI-26",
        name=Text("骨转移病例 MDT 讨论率", "Bone metastasis discussed at the MDT"),
        numerator=Text("14 天内讨论者", "those discussed within 14 days"),
        denominator=Text("确诊骨转移者", "confirmed bone metastasis"),
        source="GL Rec 4",
        grade=Grade.PROJECT,
    ),
    Indicator(
        id="QI-27",
        name=Text("决定落实率", "Decisions implemented"),
        numerator=Text("已落实的决定", "decisions implemented"),
        denominator=Text("到期的决定", "decisions due"),
        source="WP §31",
    ),
    Indicator(
        id="QI-28",
        name=Text("认可 MDT 的医生", "MDT valued"),
        numerator=Text("认为 MDT 重要的医生", "physicians who find the MDT important"),
        denominator=Text("受访医生", "physicians asked"),
        source="WP §30",
        population=Population.SURVEY,
        benchmarks=(worded(Stratum.OVERALL, "接近 90%", "nearly 90%", "WP §30"),),
        computed=False,
    ),
    Indicator(
        id="QI-31",
        name=Text("提醒按时发送率", "Reminders sent on time"),
        numerator=Text("用药前 3 天发出的提醒", "reminders sent three days ahead"),
        denominator=Text("到期的用药", "due doses"),
        source="WP §29",
    ),
    Indicator(
        id="QI-32",
        name=Text("钙剂和维生素 D 补充率", "Supplements"),
        numerator=Text("同时补钙和维生素 D 者", "those with calcium and vitamin D"),
        denominator=Text("用药且无禁忌者", "patients on the drug without contraindication"),
        source="GL §4.1.4.3",
    ),
    Indicator(
        id="QI-33",
        name=Text("迟用原因记录率", "Reason for every late dose"),
        numerator=Text("已记录原因的迟用", "late doses with a reason"),
        denominator=Text("全部迟用", "late doses"),
        source="WP §29",
    ),
    Indicator(
        id="QI-34",
        name=Text("逾期随访率", "Late-dose follow-up"),
        numerator=Text("3 天内已联系者", "cases contacted within 3 days"),
        denominator=Text("逾期病例", "overdue cases of the first tier"),
        source="WP §29",
        grade=Grade.PROJECT,
    ),
)


def oral_check_standing(
    *, examined_on: date | None, first_dose_on: date, limits: Limits = DEFAULT_LIMITS
) -> Standing:
    """Return where a start stands in QI-22; `examined_on` is the last examination, None = never examined."""
    if examined_on is None or examined_on > first_dose_on:
        return standing(False)
    return standing((first_dose_on - examined_on).days <= limits.dental_valid_days)


def calcium_check_standing(
    *, measured_on: date | None, given_on: date, limits: Limits = DEFAULT_LIMITS
) -> Standing:
    """Return where a dose of denosumab stands in QI-23; `measured_on` None = no calcium before it."""
    if measured_on is None or measured_on > given_on:
        return standing(False)
    return standing(is_fresh(measured_on, given_on, limits))


def discussed_standing(
    *, confirmed_on: date | None, discussed_on: date | None, on: date, limits: MdtLimits = DEFAULT_MDT_LIMITS
) -> Standing:
    """Return where a patient stands in QI-26 on the day `on`; None = not confirmed, not discussed.

    Who still has days left to be discussed in time does not count yet.
    """
    if confirmed_on is None:
        return Standing.OUTSIDE
    last_day = presented_by(confirmed_on, limits)
    in_time = discussed_on is not None and confirmed_on <= discussed_on <= min(last_day, on)
    return standing(in_time, inside=in_time or on > last_day)


def reminder_standing(
    *, due_on: date, planned_on: date, sent_on: date | None, on: date, limits: Limits = DEFAULT_LIMITS
) -> Standing:
    """Return where a due dose stands in QI-31; planned late it is on time when reminded at once (REM-02)."""
    on_time = sent_on is not None and sent_on <= reminder_send_on(due_on, planned_on, limits)
    return standing(on_time, inside=due_on <= on)


def supplement_standing(
    *, contraindicated: bool | None, calcium: bool | None, vitamin_d: bool | None
) -> Standing:
    """Return where a patient on the drug stands in QI-32; a contraindication is high calcium."""
    return standing(both(calcium, vitamin_d), inside=negated(contraindicated))


def reason_standing(*, late: bool | None, reason: InterruptionReason | None) -> Standing:
    """Return where a dose stands in QI-33; a reason of None is what the indicator looks for."""
    return standing(reason is not None, inside=late)


CONTACT_DAYS = 3


def contact_standing(*, due_on: date, contacted_on: date | None, on: date) -> Standing:
    """Return where an overdue dose stands in QI-34: contact within 3 days of the first day overdue.

    `contacted_on` None = nobody was reached. A dose whose three days still run does not count yet.
    """
    last_day = add_days(due_on, 1 + CONTACT_DAYS)
    in_time = contacted_on is not None and due_on < contacted_on <= min(last_day, on)
    return standing(in_time, inside=in_time or on > last_day)
