"""When surgery of a bone lesion is suggested, and its limits (SUR-01 to 05, 07, 13, 14)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from guidelines.bone.sre import SreRecord, SreType
from guidelines.findings import Finding, Grade, Rule, Severity
from guidelines.lesions import LIMITED, LONG_BONES, Bone, Extent
from guidelines.local.lesion import LocalLesion
from guidelines.local.operations import Operation, spine_surgery_note
from guidelines.risk.ecog import severe_decline
from guidelines.terms import Term, Text, holding, lacking


def _sur(
    number: str,
    severity: Severity,
    zh: str,
    en: str,
    source: str,
    grade: Grade = Grade.UNGRADED,
) -> Rule:
    return Rule(f"SUR-{number}", severity, Text(zh, en), source, grade)


SUR_01 = _sur(
    "01",
    Severity.CALC,
    "建议采取外科治疗干预：{reasons}。",
    "Surgical intervention is suggested: {reasons}.",
    "GL §4.5.3; P AMB-41",
)
SUR_01_UNKNOWN = _sur(
    "01",
    Severity.TASK,
    "尚不能判断是否建议外科干预，请补录：{missing}。",
    "Whether surgery is suggested cannot be said yet; record: {missing}.",
    "GL §4.5.3; P AMB-41",
)
SUR_02 = _sur(
    "02",
    Severity.INFO,
    "全身治疗有效，局部或孤立性病灶，脊柱受累：可在外科充分评估的情况下进行外科干预。",
    "Systemic treatment works, the lesion is local or isolated, the spine is involved: surgery is an option "
    "after full surgical evaluation.",
    "GL Rec 11",
    Grade.WEAK_MODERATE,
)
SUR_03 = _sur(
    "03",
    Severity.INFO,
    "手术通常仅用于已有或即将发生病理性骨折的病变，此处符合；须符合治疗目标，严格选择者可整块切除唯一的骨转移灶，"
    "除单纯脊柱或胸骨受累外很少根治性切除。",
    "Surgery is usually only for complete or impending pathological fracture, as here. It must fit the "
    "goals; resection of the only metastasis is possible in selected patients; curative resection is rare "
    "except in simple spine or sternum disease.",
    "GL §4.5.2",
)
SUR_03_AGAINST = _sur(
    "03",
    Severity.INFO,
    "手术通常仅用于已有或即将发生病理性骨折的病变：此处两者皆无，一般不建议手术。",
    "Surgery is usually only for complete or impending pathological fracture: neither is present, so it is "
    "usually not advised.",
    "GL §4.5.2",
)
SUR_04 = _sur(
    "04",
    Severity.WARN,
    "手术获益不确定或风险高：{limits}。",
    "Benefit of surgery is doubtful or its risk high: {limits}.",
    "RV §1",
)
SUR_05 = _sur(
    "05",
    Severity.FLAG,
    "{bone}：{reasons}，是手术的明确指征，请骨科会诊。",
    "{bone}: {reasons}; a clear indication for surgery, ask orthopaedics.",
    "GL §4.5.4.1",
)
SUR_07 = _sur(
    "07",
    Severity.INFO,
    "其他治疗无法控制骨破坏、顽固性疼痛、主要血管和神经受累、广泛软组织侵犯同时存在：为提高生存质量可截肢。",
    "Bone destruction not controlled otherwise, intractable pain, main vessel or nerve involved and wide "
    "soft-tissue invasion together: amputation is possible for quality of life.",
    "GL §4.5.4.1; P AMB-67",
)
SUR_13 = _sur(
    "13",
    Severity.INFO,
    "{operated_on} 已行骨手术：登记为骨相关事件；手术标本送病理，可指导后续治疗。",
    "Surgery to bone on {operated_on}: register it as skeletal event; the tissue goes to pathology and "
    "guides treatment.",
    "GL §4.5.1",
)
SUR_13_PATHOLOGY = _sur(
    "13",
    Severity.TASK,
    "{operated_on} 手术的病理结果尚未登记。",
    "The pathology of the operation on {operated_on} is not recorded.",
    "GL §4.5.1",
)
SUR_14 = _sur(
    "14",
    Severity.INFO,
    "孤立性骨转移手术的长期获益证据不足，优先考虑放疗。",
    "Evidence for a long-term benefit of surgery on a solitary lesion is weak; prefer radiotherapy.",
    "QA Q14",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SurgeryCase:
    """The list of §4.5.3; None = not recorded."""

    confirmed: bool | None = None
    worse_after_conservative: bool | None = None
    fracture: bool | None = None
    function_not_restored: bool | None = None
    nerve_compression: bool | None = None
    spine_unstable: bool | None = None
    insensitive: bool | None = None

    @property
    def alternatives(self) -> tuple[tuple[Text, bool | None], ...]:
        """Return items 2 to 7 with their names."""
        return tuple(zip(ALTERNATIVES, self._answers, strict=True))

    @property
    def _answers(self) -> tuple[bool | None, ...]:
        return (
            self.worse_after_conservative,
            self.fracture,
            self.function_not_restored,
            self.nerve_compression,
            self.spine_unstable,
            self.insensitive,
        )


ALTERNATIVES = (
    Text("保守治疗后骨破坏或疼痛仍加重", "destruction or pain worse after conservative care"),
    Text("已出现病理性骨折", "pathological fracture"),
    Text("保守治疗后运动功能仍无法恢复", "motor function not restored by conservative care"),
    Text("神经压迫症状", "nerve compression"),
    Text("脊柱不稳定，易截瘫", "spine instability with risk of paraplegia"),
    Text("病灶对放、化疗均不敏感", "lesion insensitive to radio- and chemotherapy"),
)
_CONFIRMED = Text("是否确诊骨转移", "whether bone metastasis is confirmed")


def surgery_suggested(case: SurgeryCase) -> bool | None:
    """Return whether surgery is suggested: confirmed, and one of items 2 to 7 (SUR-01, AMB-41).

    None while an item that could decide is not recorded.
    """
    answers = [answer for _, answer in case.alternatives]
    if case.confirmed is False or all(answer is False for answer in answers):
        return False
    return True if case.confirmed and True in answers else None


def surgery_answer(case: SurgeryCase) -> Finding | None:
    """Return the suggestion of surgery (SUR-01), the task to record what is missing, or None for "no"."""
    suggested = surgery_suggested(case)
    if suggested:
        return SUR_01.finding(reasons=holding(*case.alternatives))
    if suggested is False:
        return None
    unknown = lacking((_CONFIRMED, case.confirmed), *((n, a is not None) for n, a in case.alternatives))
    return SUR_01_UNKNOWN.finding(missing=unknown)


def surgery_option(lesion: LocalLesion) -> Finding | None:
    """Return surgery as an option for a local spine lesion while systemic treatment works (SUR-02)."""
    fits = lesion.systemic_effective and lesion.extent in LIMITED and lesion.bone is Bone.SPINE
    return SUR_02.finding(mdt_trigger="MDT-T06") if fits else None


def fracture_note(lesion: LocalLesion) -> Finding | None:
    """Return whether the usual reason for surgery is there (SUR-03); None while either is unknown."""
    if lesion.fracture or lesion.fracture_risk:
        return SUR_03.finding()
    return None if None in (lesion.fracture, lesion.fracture_risk) else SUR_03_AGAINST.finding()


def considered_notes(lesion: LocalLesion) -> tuple[Finding, ...]:
    """Return what is shown when surgery of this lesion is considered, the graded statement first."""
    answers = (
        surgery_option(lesion),
        fracture_note(lesion),
        spine_surgery_note() if lesion.bone is Bone.SPINE else None,
        solitary_note(lesion.extent),
    )
    return tuple(answer for answer in answers if answer is not None)


class SurgeryLimit(Term):
    """What makes surgery doubtful or dangerous (SUR-04)."""

    MULTIPLE_SITES = "MULTIPLE_SITES", "多部位病灶", "Multiple sites"
    INTACT_CORTEX = "INTACT_CORTEX", "骨皮质完整，病灶难以定位", "Intact cortex, lesion hard to find"
    NEAR_VESSELS = "NEAR_VESSELS", "邻近血管、神经", "Close to vessels or nerves"
    MARGIN = "MARGIN", "难以达到安全切缘", "Margin unlikely"
    POOR_CONDITION = "POOR_CONDITION", "全身状况差", "Poor general condition"


def limits_check(limits: Iterable[SurgeryLimit], ecog: int | None) -> Finding | None:
    """Return the warning with the limits of planned surgery (SUR-04), else None; ECOG 3 or more adds one.

    Raises ScaleError for an ECOG outside 0-5.
    """
    known = set(limits)
    if ecog is not None and severe_decline(ecog):
        known.add(SurgeryLimit.POOR_CONDITION)
    named = tuple(limit for limit in SurgeryLimit if limit in known)
    return SUR_04.finding(limits=named) if named else None


def long_bone_indication(
    bone: Bone, *, unbearable_pain: bool | None, fracture: bool | None
) -> Finding | None:
    """Return the clear indication in a long bone, unbearable pain or fracture (SUR-05), else None."""
    reasons = holding(
        (Text("难以忍受的疼痛", "unbearable pain"), unbearable_pain),
        (Text("病理性骨折", "pathological fracture"), fracture),
    )
    if bone not in LONG_BONES or not reasons:
        return None
    return SUR_05.finding(bone=bone, reasons=reasons, discipline="ORTHO")


def amputation_option(
    *,
    uncontrolled: bool | None,
    intractable_pain: bool | None,
    vessel_or_nerve: bool | None,
    soft_tissue: bool | None,
) -> Finding | None:
    """Return amputation as an option when all four conditions hold (SUR-07), else None."""
    every = all((uncontrolled, intractable_pain, vessel_or_nerve, soft_tissue))
    return SUR_07.finding(operation=Operation.AMPUTATION) if every else None


def operated_event(operated_on: date, site: str) -> SreRecord:
    """Return the skeletal event that surgery to bone is registered as (SUR-13)."""
    return SreRecord(SreType.SURGERY_TO_BONE, operated_on, site)


def operated_notes(operated_on: date, *, pathology_recorded: bool | None) -> tuple[Finding, ...]:
    """Return what follows an operation (SUR-13): the event, and a task until the pathology is recorded."""
    note = SUR_13.finding(operated_on=operated_on)
    return (note,) if pathology_recorded else (note, SUR_13_PATHOLOGY.finding(operated_on=operated_on))


def solitary_note(extent: Extent | None) -> Finding | None:
    """Return what the expert says on surgery of a solitary lesion (SUR-14), else None; it blocks nothing."""
    return SUR_14.finding() if extent is Extent.SOLITARY else None
