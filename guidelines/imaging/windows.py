"""CT windows and the quality check that the bone window was read (VOC-11, IMG-20 to IMG-26)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from guidelines.findings import Finding, Grade, Rule, Severity
from guidelines.imaging.modalities import CT_KINDS
from guidelines.imaging.studies import BoneWindowReview, Study
from guidelines.roles import Role
from guidelines.terms import Term, Text


class CtWindow(Term):
    """The window a CT is displayed in (VOC-11)."""

    LUNG = "LUNG", "肺窗", "Lung window"
    MEDIASTINAL = "MEDIASTINAL", "纵隔窗", "Mediastinal window"
    BONE = "BONE", "骨窗", "Bone window"


@dataclass(frozen=True, slots=True)
class WindowRange:
    """Width and level in HU, limits inclusive."""

    min_width: int
    max_width: int
    min_level: int
    max_level: int

    def holds_width(self, width: Decimal) -> bool:
        """Return whether the width is inside."""
        return self.min_width <= width <= self.max_width

    def holds_level(self, level: Decimal) -> bool:
        """Return whether the level is inside."""
        return self.min_level <= level <= self.max_level


WINDOWS: Mapping[CtWindow, WindowRange] = MappingProxyType(
    {
        CtWindow.LUNG: WindowRange(1500, 1600, -600, -500),
        CtWindow.MEDIASTINAL: WindowRange(400, 600, 40, 60),
        CtWindow.BONE: WindowRange(2000, 3000, 500, 1000),
    }
)


def _img(number: str, severity: Severity, zh: str, en: str, source: str = "WP §12") -> Rule:
    return Rule(f"IMG-{number}", severity, Text(zh, en), source, Grade.UNGRADED)


IMG_20 = _img(
    "20",
    Severity.CALC,
    "窗宽 {width}、窗位 {level} HU：{window}。",
    "Window width {width}, level {level} HU: {window}.",
)
IMG_20_NONE = _img(
    "20",
    Severity.WARN,
    "窗宽 {width}、窗位 {level} HU 不属于肺窗、纵隔窗或骨窗，请确认。",
    "Window width {width}, level {level} HU is neither lung, mediastinal nor bone window: please confirm.",
)
IMG_21 = _img(
    "21",
    Severity.FLAG,
    "{done_on} 的 CT 未查看骨窗（质控未关闭）：请补看已有图像的骨窗，无需重新检查。",
    "The bone window of the CT of {done_on} was not read (quality item open): read it on the images at hand, "
    "no new scan is needed.",
    "WP §12, §17, §33",
)
IMG_22 = _img(
    "22",
    Severity.INFO,
    "可回顾性查看骨窗：每次 CT 都含全部窗的数据，不增加辐射和检查时间。",
    "The window can be read afterwards: every CT holds all windows, without more radiation or scan time.",
    "WP §11, §12",
)
IMG_23 = _img(
    "23",
    Severity.WARN,
    "已标记查看骨窗，但记录的窗宽 {width}、窗位 {level} HU 不在骨窗范围（约 2000～3000 / 500～1000），"
    "请确认。",
    "The bone window is marked as read, but width {width} and level {level} HU are outside it (about "
    "2000-3000 "
    "/ 500-1000): please confirm.",
    "WP §12; P",
)
IMG_24 = _img(
    "24",
    Severity.INFO,
    "任何阅片医生（肿瘤科或影像科）都可在看 CT 时顺手查看骨窗，诊断和随访均适用。",
    "Any reader of the CT (oncologist or radiologist) can look at the bone window in passing, at diagnosis "
    "and "
    "follow-up.",
)
IMG_24_REFUSED = _img(
    "24",
    Severity.HARD,
    "骨窗查看须由肿瘤科或影像科医生填写，并注明阅片者和时间。",
    "The bone window review is recorded by an oncologist or a radiologist, with reader and time.",
    "WP §12; P",
)
IMG_25 = _img(
    "25",
    Severity.CALC,
    "骨窗查看率：{reviewed} / {total}（{rate}）。",
    "Bone window review rate: {reviewed} of {total} ({rate}).",
    "WP §11",
)
IMG_26 = _img(
    "26",
    Severity.INFO,
    "AI 辅助阅片是白皮书对未来的建议，本版本不提供，可登记为需求。",
    "Computer-assisted reading is what the white paper suggests for the future; this version has none, the "
    "wish can be recorded.",
    "WP §17",
)


def matched_window(width: Decimal, level: Decimal) -> CtWindow | None:
    """Return the window a width and level in HU belong to (IMG-20); None when they match none."""
    for window, hu in WINDOWS.items():
        if hu.holds_width(width) and hu.holds_level(level):
            return window
    return None


def window_finding(width: Decimal, level: Decimal) -> Finding:
    """Return which window this is, or the warning that it is none (IMG-20)."""
    window = matched_window(width, level)
    if window is None:
        return IMG_20_NONE.finding(width=width, level=level)
    return IMG_20.finding(width=width, level=level, window=window)


READERS = frozenset({Role.ONCOLOGIST, Role.RADIOLOGIST})


def review_refusal(review: BoneWindowReview) -> Finding | None:
    """Return the refusal of a review without a reader who may read it or without its day (IMG-21, IMG-24)."""
    if review.reader in READERS and review.reviewed_on is not None:
        return None
    return IMG_24_REFUSED.finding(reader=review.reader, reviewed_on=review.reviewed_on)


def quality_finding(study: Study) -> Finding | None:
    """Return the open quality item of a CT whose bone window was not read (IMG-21); None for other studies.

    "No" and an empty field both leave it open.
    """
    read = study.bone_window is not None and study.bone_window.reviewed is True
    if study.modality not in CT_KINDS or read:
        return None
    return IMG_21.finding(key=study.study_id, done_on=study.done_on)


def retrospective_note(study: Study, today: date) -> Finding | None:
    """Return the note that an older CT can still be read (IMG-22); None when nothing is open."""
    if quality_finding(study) is None or today <= study.done_on:
        return None
    return IMG_22.finding(key=study.study_id)


def settings_check(review: BoneWindowReview) -> Finding | None:
    """Return the warning for a review with a recorded width or level outside the bone window (IMG-23)."""
    bone = WINDOWS[CtWindow.BONE]
    width, level = review.window_width, review.window_level
    outside = (width is not None and not bone.holds_width(width)) or (
        level is not None and not bone.holds_level(level)
    )
    if review.reviewed is not True or not outside:
        return None
    return IMG_23.finding(width=width, level=level)


_NO_RATE = Text("不适用", "n/a")


def review_rate(studies: Iterable[Study]) -> Finding:
    """Return how many CTs of a period had their bone window read (IMG-25): numerator of QI-01 over all CTs.

    `inputs["percent"]` has one decimal and is None without any CT, never 0.
    """
    cts = [study for study in studies if study.modality in CT_KINDS]
    reviewed = sum(quality_finding(study) is None for study in cts)
    percent = (Decimal(100 * reviewed) / len(cts)).quantize(Decimal("0.1")) if cts else None
    rate = _NO_RATE if percent is None else f"{percent}%"
    return IMG_25.finding(reviewed=reviewed, total=len(cts), percent=percent, rate=rate)
