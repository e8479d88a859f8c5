"""Response of bone by the MD Anderson criteria, table 1 of the guideline (VOC-19, IMG-40 to IMG-46)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from guidelines.findings import Finding, Grade, Rule, Severity
from guidelines.imaging.bands import Change, band_of
from guidelines.imaging.flare import (
    BoneScanChange,
    Correlative,
    FlareVerdict,
    flare_findings,
    flare_verdict,
)
from guidelines.imaging.limits import DEFAULT_IMAGING_LIMITS, ImagingLimits, Measure
from guidelines.imaging.measuring import Examination, Sums, sums_of
from guidelines.terms import Term, Text


class ResponseCategory(Term):
    """Response of bone metastasis (VOC-19)."""

    CR = "CR", "完全缓解", "Complete response"
    PR = "PR", "部分缓解", "Partial response"
    SD = "SD", "稳定", "Stable disease"
    PD = "PD", "进展", "Progressive disease"
    NE = "NE", "无法评价", "Not evaluable"


class NewLesion(Term):
    """Whether a bone lesion is new, and who saw it; a focus on the bone scan alone proves nothing."""

    NONE = "NONE", "无新病灶", "None"
    BS_ONLY = "BS_ONLY", "仅骨显像新发浓聚", "New focus on the bone scan only"
    CONFIRMED = "CONFIRMED", "经 CT、磁共振、X 线或活检证实", "Confirmed on CT, MRI, X-ray or biopsy"


class CtFill(Term):
    """How far lytic lesions have sclerosed on CT or X-ray."""

    NONE = "NONE", "无硬化", "None"
    PARTIAL_OR_RIM = "PARTIAL_OR_RIM", "部分或边缘硬化", "Partial or rim"
    COMPLETE = "COMPLETE", "完全硬化", "Complete"


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseFacts:
    """What the reader states of all lesions together; None = not examined or not estimated.

    `sums` None = measurable lesions were not all measured again; without measurable lesions they are zero.
    `grown_lesions` are the names of those that alone grew by 25% or more. `nonmeasurable` and `uptake` are
    the bands that lesions read one by one share; the reader's estimate of all together goes before them.
    """

    comparable: bool
    sums: Sums | None
    new_lesion: NewLesion
    nonmeasurable_change_pct: Decimal | None = None
    bs_change_pct: Decimal | None = None
    correlative: Correlative = Correlative.NOT_DONE
    ct_fill: CtFill | None = None
    density_normalised: bool | None = None
    mri_normalised: bool | None = None
    bs_normalised: bool | None = None
    grown_lesions: tuple[str, ...] = ()
    nonmeasurable: Change | None = None
    uptake: Change | None = None

    @property
    def nonmeasurable_band(self) -> Change | None:
        """Return the band of the lesions that cannot be measured (IMG-43); None = nothing is known."""
        return band_of(self.nonmeasurable_change_pct) or self.nonmeasurable

    @property
    def uptake_band(self) -> Change | None:
        """Return the band of the uptake in the bone scan; None = it was not compared."""
        return band_of(self.bs_change_pct) or self.uptake

    @property
    def bone_scan(self) -> BoneScanChange:
        """Return the bone scan's part of the facts."""
        return BoneScanChange(
            new_focus=self.new_lesion is NewLesion.BS_ONLY,
            change_pct=self.bs_change_pct,
            grew=self.uptake_band is Change.GREW,
            correlative=self.correlative,
        )


@dataclass(frozen=True, slots=True)
class Response:
    """The category, why, and what else has to be done; `percent` is the change of the sum from baseline."""

    category: ResponseCategory
    percent: Decimal | None
    findings: tuple[Finding, ...]


def _calc(number: str, zh: str, en: str, source: str) -> Rule:
    return Rule(f"IMG-{number}", Severity.CALC, Text(zh, en), source, Grade.UNGRADED)


IMG_40 = _calc(
    "40",
    "骨转移疗效（MD Anderson 标准）：{category}（总和较基线：{change}）。",
    "Response of bone (MD Anderson criteria): {category} (sum against baseline: {change}).",
    "GL §3.1.6, table 1",
)
IMG_40_ITEM = _calc("40", "{item}。", "{item}.", "GL table 1")
IMG_41 = _calc(
    "41",
    "总和 {current}，较最小值 {nadir} 增加 25% 或以上：进展。",
    "Sum {current}, 25% or more above the smallest {nadir}: progression.",
    "GL table 1",
)
IMG_42 = _calc(
    "42",
    "总和 {current}，较基线 {baseline} 减少 50% 或以上：部分缓解。",
    "Sum {current}, 50% or more below baseline {baseline}: partial response.",
    "GL table 1",
)
IMG_43 = _calc(
    "43",
    "不可测量病灶变化 {percent}%：增加不足 25%、减少不足 50% 为稳定（表 1 印作“增加>25%”，按印刷错误处理）。",
    "Non-measurable lesions {percent}%: below +25% and above -50% is stable (table 1 prints “increase > "
    "25%”, "
    "read as a printing error).",
    "GL table 1; P AMB-05",
)
IMG_43_BAND = _calc(
    "43",
    "不可测量病灶逐个判读，均为“{band}”：稳定。",
    "Non-measurable lesions, read one by one, all “{band}”: stable.",
    "GL table 1; P AMB-05",
)
IMG_44 = _calc(
    "44",
    "两种测量：两径之和 {sum_change}（{sum_category}），两径之积 {product_change}（{product_category}）。"
    "二者不同时由 MDT 决定。",
    "Both measures: sum of diameters {sum_change} ({sum_category}), product {product_change} "
    "({product_category}). Where they differ the MDT decides.",
    "GL table 1; P AMB-06",
)
IMG_45 = Rule(
    "IMG-45",
    Severity.CALC,
    Text(
        "增大以至今最小值 {nadir} 为参照，缩小以基线 {baseline} 为参照。",
        "Growth is counted from the smallest sum so far {nadir}, shrinkage from baseline {baseline}.",
    ),
    "P AMB-08",
    Grade.PROJECT,
)
IMG_46 = Rule(
    "IMG-46",
    Severity.FLAG,
    Text(
        "混合反应：{lesions}增大 25% 或以上，而总和未达进展。请阅片医生确认，并记入 MDT。",
        "Mixed response: {lesions} grew by 25% or more while the sum is no progression. The reader "
        "confirms, note "
        "for the MDT.",
    ),
    "P AMB-09",
    Grade.PROJECT,
)

_NOT_MEASURED = Text("无可比较的测量", "nothing measured to compare")


def change_text(percent: Decimal | None) -> Text:
    """Return a change in percent with its sign, or that there is none to show."""
    return _NOT_MEASURED if percent is None else Text(f"{percent:+}%", f"{percent:+}%")


_NEW_LESION = Text("新发骨病灶已证实", "A new bone lesion is confirmed")
_NONMEASURABLE_UP = Text("不可测量病灶增大 25% 或以上", "Non-measurable lesions grew by 25% or more")
_NONMEASURABLE_DOWN = Text("不可测量病灶缩小 50% 或以上", "Non-measurable lesions shrank by 50% or more")
_BS_DOWN = Text("骨显像摄取减少 50% 或以上", "Bone scan uptake fell by 50% or more")
_FILLED = Text("溶骨病灶部分、边缘或完全硬化", "Lytic lesions show partial, rim or complete sclerosis")
_HEALED = Text("所用各种影像均恢复正常或完全硬化", "Normal or completely sclerosed on every modality used")


def _items(*found: tuple[bool, Text]) -> list[Finding]:
    return [IMG_40_ITEM.finding(key=item.en, item=item) for present, item in found if present]


def progression_items(facts: ResponseFacts) -> tuple[Finding, ...]:
    """Return every item of progression on record (step 2); the bone scan counts with destruction only."""
    found = _items(
        (facts.new_lesion is NewLesion.CONFIRMED, _NEW_LESION),
        (facts.nonmeasurable_band is Change.GREW, _NONMEASURABLE_UP),
    )
    if facts.sums is not None and facts.sums.grew:
        found.append(IMG_41.finding(current=facts.sums.current, nadir=facts.sums.nadir))
    if facts.bone_scan.hot and facts.correlative is Correlative.DESTRUCTION:
        found += flare_findings(facts.bone_scan)
    return tuple(found)


def _partial_items(facts: ResponseFacts) -> tuple[Finding, ...]:
    """Return every item of partial response on record (step 5)."""
    found = _items(
        (facts.ct_fill in (CtFill.PARTIAL_OR_RIM, CtFill.COMPLETE), _FILLED),
        (facts.nonmeasurable_band is Change.SHRANK, _NONMEASURABLE_DOWN),
        (facts.uptake_band is Change.SHRANK, _BS_DOWN),
    )
    if facts.sums is not None and facts.sums.halved:
        found.append(IMG_42.finding(current=facts.sums.current, baseline=facts.sums.baseline))
    if flare_verdict(facts.bone_scan) is FlareVerdict.FLARE:
        found += flare_findings(facts.bone_scan)
    return tuple(found)


def _complete(facts: ResponseFacts) -> bool:
    """Return whether every modality used shows a complete response (step 4, AMB-07)."""
    ct_used = facts.ct_fill is not None or facts.density_normalised is not None
    ct_healed = facts.ct_fill is CtFill.COMPLETE or facts.density_normalised is True
    mri_used = facts.mri_normalised is not None
    bs_used = facts.bs_normalised is not None or facts.uptake_band is not None or facts.bone_scan.new_focus
    return (
        (ct_used or mri_used)
        and (ct_healed or not ct_used)
        and (facts.mri_normalised is True or not mri_used)
        and (facts.bs_normalised is True or not bs_used)
    )


def _nothing_compared(facts: ResponseFacts) -> bool:
    """Return whether nothing at all was measured or stated, so that "no change" would be a guess (step 1)."""
    stated = (
        facts.nonmeasurable_band,
        facts.uptake_band,
        facts.ct_fill,
        facts.density_normalised,
        facts.mri_normalised,
        facts.bs_normalised,
    )
    measured = facts.sums is not None and facts.sums.measurable
    seen = facts.new_lesion is not NewLesion.NONE
    return not measured and not seen and all(one is None for one in stated)


def _verdict(facts: ResponseFacts) -> tuple[ResponseCategory, tuple[Finding, ...]]:
    """Return the category and its reasons in the order of precedence PD, unresolved flare, CR, PR, SD."""
    if not facts.comparable or _nothing_compared(facts):
        return ResponseCategory.NE, ()
    if found := progression_items(facts):
        return ResponseCategory.PD, found
    unresolved = facts.bone_scan.hot and facts.correlative is Correlative.NOT_DONE
    if unresolved or facts.sums is None:
        return ResponseCategory.NE, ()
    if _complete(facts):
        return ResponseCategory.CR, tuple(_items((True, _HEALED)))
    if found := _partial_items(facts):
        return ResponseCategory.PR, found
    return ResponseCategory.SD, _stable_reason(facts)


def _stable_reason(facts: ResponseFacts) -> tuple[Finding, ...]:
    if facts.nonmeasurable_change_pct is not None:
        return (IMG_43.finding(percent=facts.nonmeasurable_change_pct),)
    band = facts.nonmeasurable
    return () if band is None else (IMG_43_BAND.finding(band=band),)


def _flags(facts: ResponseFacts, reasons: tuple[Finding, ...]) -> list[Finding]:
    """Return what has to be done or noted beside the category: flare, reference of growth, mixed response."""
    found = [one for one in flare_findings(facts.bone_scan) if one not in reasons]
    sums = facts.sums
    if sums is not None and sums.nadir < sums.baseline:
        found.append(IMG_45.finding(nadir=sums.nadir, baseline=sums.baseline))
    if facts.grown_lesions and not (sums is not None and sums.grew):
        found.append(IMG_46.finding(lesions=facts.grown_lesions))
    return found


def assess_response(facts: ResponseFacts) -> Response:
    """Return the response of bone by table 1 (IMG-40 to IMG-46), precedence PD > CR > PR > SD.

    NE when there is no comparable examination, when a hotter bone scan has no other imaging of the site, and
    when measurable lesions were not measured again. The first finding is the category in words.
    """
    category, reasons = _verdict(facts)
    percent = None if facts.sums is None or not facts.comparable else facts.sums.percent
    verdict = IMG_40.finding(category=category, percent=percent, change=change_text(percent))
    flags = _flags(facts, reasons) if facts.comparable else []
    return Response(category, percent, (verdict, *reasons, *flags))


def response_by(
    facts: ResponseFacts, examinations: Sequence[Examination], limits: ImagingLimits = DEFAULT_IMAGING_LIMITS
) -> Response:
    """Return the response with the sums of these examinations, by the measure of the hospital (IMG-44)."""
    return assess_response(replace(facts, sums=sums_of(examinations, limits.mda_measure)))


def both_measures(facts: ResponseFacts, examinations: Sequence[Examination]) -> Finding:
    """Return both measures side by side (IMG-44); `inputs["differ"]` says whether the MDT has to decide."""
    by_sum = response_by(facts, examinations, ImagingLimits(mda_measure=Measure.SUM))
    by_product = response_by(facts, examinations, ImagingLimits(mda_measure=Measure.PRODUCT))
    return IMG_44.finding(
        sum_change=change_text(by_sum.percent),
        sum_category=by_sum.category,
        product_change=change_text(by_product.percent),
        product_category=by_product.category,
        differ=by_sum.category is not by_product.category,
    )
