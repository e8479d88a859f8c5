"""Coming off an opioid once pain is relieved (PAIN-08)."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from guidelines.bone.intervals import add_days
from guidelines.findings import Finding, Grade, Rule, Severity
from guidelines.scales import ScaleError
from guidelines.terms import Text
from guidelines.values import ONE_DECIMAL

TARGET_MG = Decimal(30)
HOLD_DAYS = 2
CUT_MIN_PCT, CUT_MAX_PCT = Decimal(10), Decimal(25)
SMALLEST_CUT_PCT = Decimal(1)
LARGEST_START_MG = Decimal(10000)  # a typing error above it, P

PAIN_08 = Rule(
    "PAIN-08",
    Severity.CALC,
    Text(
        "疼痛充分缓解后逐渐减量，每日按前一日剂量的 {cut_pct}% 递减（口服吗啡等效量，mg/d）：{doses}；"
        "{target_mg} mg 维持 {hold_days} 天，{stop_from} 起方可考虑停药。换算系数未收录于来源文献，"
        "由医生填写等效量。",
        "Pain well relieved: cut {cut_pct}% of the previous day's dose each day (oral morphine equivalent, "
        "mg per day): {doses}; hold {target_mg} mg for {hold_days} days, stopping may be considered from "
        "{stop_from}. Conversion factors are not in the sources: the clinician enters the equivalent.",
    ),
    "GL §4.3.2.2; P AMB-37",
    Grade.UNGRADED,
)
PAIN_08_CUT = Rule(
    "PAIN-08",
    Severity.WARN,
    Text(
        "每日递减 {cut_pct}%，不在 {minimum}%～{maximum}% 之内。",
        "A cut of {cut_pct}% per day is outside {minimum}%-{maximum}%.",
    ),
    "GL §4.3.2.2",
    Grade.UNGRADED,
)


@dataclass(frozen=True, slots=True)
class TaperDay:
    """The dose of one day in mg of oral morphine equivalent, to one decimal."""

    on: date
    dose_mg: Decimal


@dataclass(frozen=True, slots=True)
class Taper:
    """Day by day: today's dose, the cuts down to the target, then the days on hold at it."""

    days: tuple[TaperDay, ...]
    cuts: int
    stop_from: date

    @property
    def doses(self) -> tuple[Decimal, ...]:
        """Return the doses from today's to the first at the target, without the days on hold."""
        return tuple(day.dose_mg for day in self.days[: self.cuts + 1])


def _cut_doses(start_mg: Decimal, cut_pct: Decimal) -> list[Decimal]:
    doses = [start_mg]
    while doses[-1] > TARGET_MG:
        doses.append(max(TARGET_MG, doses[-1] * (100 - cut_pct) / 100))
    return doses


def opioid_taper(start_mg: Decimal, cut_pct: Decimal, starts_on: date) -> Taper:
    """Return the taper from `start_mg` on `starts_on`, each cut taken from the day before (PAIN-08, AMB-37).

    Clipped at 30 mg, which is then held for two more days. Each day is rounded only to be shown, never in
    between. Raises ScaleError for a dose that cannot be and for a cut that is not 1 to below 100 percent.
    """
    if not 0 < start_mg <= LARGEST_START_MG:
        raise ScaleError(
            Text("剂量须大于 0、不超过 10000 mg。", "The dose must be above 0 and at most 10000 mg.")
        )
    if not SMALLEST_CUT_PCT <= cut_pct < 100:
        raise ScaleError(Text("递减比例须为 1%～100%（不含 100%）。", "The cut must be 1% to below 100%."))
    doses = _cut_doses(start_mg, cut_pct)
    held = doses + doses[-1:] * HOLD_DAYS
    days = tuple(
        TaperDay(add_days(starts_on, n), dose.quantize(ONE_DECIMAL, ROUND_HALF_UP))
        for n, dose in enumerate(held)
    )
    return Taper(days, cuts=len(doses) - 1, stop_from=add_days(starts_on, len(held)))


def taper_finding(start_mg: Decimal, cut_pct: Decimal, starts_on: date) -> Finding:
    """Return the taper in words (PAIN-08). Raises ScaleError as `opioid_taper`."""
    taper = opioid_taper(start_mg, cut_pct, starts_on)
    return PAIN_08.finding(
        cut_pct=cut_pct,
        doses=taper.doses,
        target_mg=min(start_mg, TARGET_MG),
        hold_days=HOLD_DAYS,
        stop_from=taper.stop_from,
    )


def cut_check(cut_pct: Decimal) -> Finding | None:
    """Return the warning for a daily cut outside 10%-25% (PAIN-08), else None."""
    if CUT_MIN_PCT <= cut_pct <= CUT_MAX_PCT:
        return None
    return PAIN_08_CUT.finding(cut_pct=cut_pct, minimum=CUT_MIN_PCT, maximum=CUT_MAX_PCT)
