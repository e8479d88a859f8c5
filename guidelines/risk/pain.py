"""Pain as it is measured and followed (STD-05, VOC-20, PAIN-01, PAIN-02, PAIN-14)."""

from guidelines.findings import Finding, Grade, Rule, Severity
from guidelines.scales import checked
from guidelines.terms import Term, Text, lacking


class PainBand(Term):
    """Bands of the numerical rating scale 0-10 (STD-05)."""

    NONE = "NONE", "无痛", "None"
    MILD = "MILD", "轻度", "Mild"
    MODERATE = "MODERATE", "中度", "Moderate"
    SEVERE = "SEVERE", "重度", "Severe"


class PainScale(Term):
    """How pain is quantified (VOC-20)."""

    NRS = "NRS", "数字分级法", "Numerical rating scale"
    VRS = "VRS", "主诉疼痛程度分级法", "Verbal rating scale"
    FACES = "FACES", "面部表情评估量表法", "Faces pain scale"
    BPI = "BPI", "简明疼痛评估量表", "Brief pain inventory"


NRS_MAX = 10
MODERATE_FROM = 4
_BAND_STARTS = (
    (7, PainBand.SEVERE),
    (MODERATE_FROM, PainBand.MODERATE),
    (1, PainBand.MILD),
    (0, PainBand.NONE),
)


def pain_band(nrs: int) -> PainBand:
    """Return the band of a pain score (STD-05). Raises ScaleError outside 0-10."""
    score = checked(nrs, 0, NRS_MAX, "NRS")
    return next(band for start, band in _BAND_STARTS if score >= start)


STD_05 = Rule(
    "STD-05",
    Severity.FLAG,
    Text(
        "疼痛评分 NRS {nrs}（{band}疼痛）：疼痛未控制，请处理并复评，直至 NRS ≤3。",
        "Pain NRS {nrs} ({band}): not controlled; treat and score again until NRS is 3 or less.",
    ),
    "S STD-05; P",
    Grade.STANDARD,
)
PAIN_01 = Rule(
    "PAIN-01",
    Severity.TASK,
    Text(
        "请按四大原则评估疼痛：常规、量化、全面、动态。现缺少：{missing}。"
        "量表可用数字分级法、主诉疼痛程度分级法、面部表情评估量表法或简明疼痛评估量表。",
        "Assess pain by the four principles: routine, quantified, comprehensive, dynamic. Missing: "
        "{missing}. Scales: numerical, verbal, faces, or the brief pain inventory.",
    ),
    "GL §4.3.1",
    Grade.UNGRADED,
)
PAIN_02 = Rule(
    "PAIN-02",
    Severity.FLAG,
    Text(
        "爆发痛 NRS {peak}（平时 {background}）：请排除病理性骨折和脊髓压迫。",
        "Breakthrough pain NRS {peak} (background {background}): check for pathological fracture and "
        "cord compression.",
    ),
    "GL §4.3.1",
    Grade.UNGRADED,
)
PAIN_14 = Rule(
    "PAIN-14",
    Severity.FLAG,
    Text(
        "疼痛持续或加重：NRS {before} → {now}，连续两次评估未下降，请提交 MDT。",
        "Pain persists or worsens: NRS {before} to {now}, not falling on two checks. Ask the MDT.",
    ),
    "P",
    Grade.PROJECT,
)


def pain_finding(nrs: int | None) -> Finding | None:
    """Return the flag of moderate or severe pain (STD-05), None for 0-3. Raises ScaleError outside 0-10.

    None also without a score: whoever has pain and no score is asked for one by `assessment_task`.
    """
    if nrs is None or pain_band(nrs) in (PainBand.NONE, PainBand.MILD):
        return None
    return STD_05.finding(nrs=nrs, band=pain_band(nrs))


_SCORE, _DAY, _SITE = Text("量化评分", "a score"), Text("日期", "the date"), Text("部位", "the site")


def assessment_task(*, scored: bool, dated: bool, located: bool) -> Finding | None:
    """Return the task to assess a patient's pain fully (PAIN-01), None when score, date and site are there.

    "Pain: yes" alone is not quantified.
    """
    missing = lacking((_SCORE, scored), (_DAY, dated), (_SITE, located))
    return PAIN_01.finding(missing=missing) if missing else None


def breakthrough_check(*, background_nrs: int | None, breakthrough_nrs: int | None) -> Finding | None:
    """Return the flag of a recorded breakthrough pain (PAIN-02), None when there was none.

    `breakthrough_nrs` is the peak of a sudden pain; a pain that is always as strong has none.
    """
    if breakthrough_nrs is None:
        return None
    if background_nrs is not None:
        checked(background_nrs, 0, NRS_MAX, "NRS")
    peak = checked(breakthrough_nrs, 0, NRS_MAX, "NRS")
    return PAIN_02.finding(peak=peak, background=background_nrs)


def persisting_pain(before: int | None, now: int | None) -> Finding | None:
    """Return the flag of pain that did not fall between two checks (PAIN-14), `inputs["mdt_trigger"]`.

    None when it fell, when there is no pain now, or before there are two scores.
    """
    if before is None or now is None or now == 0 or now < before:
        return None
    return PAIN_14.finding(before=before, now=now, mdt_trigger="MDT-T07")
