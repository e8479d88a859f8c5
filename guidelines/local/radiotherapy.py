"""Radiotherapy of a bone lesion (RT-01 to RT-11)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from guidelines.bone.sre import SreRecord, SreType
from guidelines.findings import Finding, Grade, Rule, Severity
from guidelines.lesions import FEW, Bone
from guidelines.local.lesion import LocalLesion
from guidelines.terms import Term, Text, holding, lacking


class Radiotherapy(Term):
    """Kind of radiotherapy (VOC-27)."""

    EBRT_SINGLE_8GY = "EBRT_SINGLE_8GY", "外照射，单次 8 Gy", "External beam, single 8 Gy"
    EBRT_FRACTIONATED = "EBRT_FRACTIONATED", "外照射，分割", "External beam, fractionated"
    SBRT = "SBRT", "立体定向放射治疗", "Stereotactic body radiotherapy"
    BRACHY_I125 = "BRACHY_I125", "近距离治疗（碘-125）", "Brachytherapy (I-125)"


def _rt(
    number: str, severity: Severity, zh: str, en: str, source: str, grade: Grade = Grade.UNGRADED
) -> Rule:
    return Rule(f"RT-{number}", severity, Text(zh, en), source, grade)


RT_01 = _rt(
    "01",
    Severity.INFO,
    "经全身治疗仍无改善的{problems}：局部外照射应作为首选，特别是立体定向放射治疗（SBRT 另见 RT-05）。",
    "{problems} not improved by systemic treatment: local external beam radiotherapy is the first choice, "
    "especially stereotactic (for SBRT see RT-05).",
    "GL Rec 10",
    Grade.STRONG_MODERATE,
)
RT_02 = _rt(
    "02",
    Severity.INFO,
    "有放疗适应证：{reasons}。",
    "Radiotherapy is indicated: {reasons}.",
    "QA Q10",
)
RT_03 = _rt(
    "03",
    Severity.WARN,
    "外照射前请先评估体能状态并明确病灶部位，现缺少：{missing}。",
    "Before external beam radiotherapy assess performance status and define the site; missing: {missing}.",
    "GL §4.4.1",
)
RT_04 = _rt(
    "04",
    Severity.INFO,
    "单纯性骨转移：外照射为标准治疗，疼痛缓解率 50%～80%（另一处为 60%～85%），完全缓解可达 1/3。单次 8 Gy "
    "与分割照射止痛效果相同且更方便，即便需要再次照射。",
    "Uncomplicated metastasis: external beam is standard; pain relief in 50%-80% (elsewhere 60%-85%), "
    "complete in up to 1/3. A single 8 Gy equals fractions for pain and is more convenient, even when "
    "repeated.",
    "GL §4.4.1, §4.3; P AMB-68",
)
RT_05 = _rt(
    "05",
    Severity.WARN,
    "SBRT 应主要用于期望寿命＞6 个月、标准外照射后仍痛或复发并需再次照射的患者；未满足或未记录：{missing}。"
    "请说明理由。",
    "SBRT is mainly for a life expectancy above 6 months with pain left or back after standard external beam "
    "and a need to irradiate again; not met or not recorded: {missing}. Give the reason.",
    "GL §4.4.2; P AMB-38",
)
RT_06 = _rt(
    "06",
    Severity.INFO,
    "小体积骨寡转移：SBRT 局部控制率更高、止痛明显，椎骨转移尤甚。",
    "Small-volume oligometastasis: SBRT gives better local control and pain relief, in vertebrae above all.",
    "GL §4.4.2; RV §2.2.3",
)
RT_07 = _rt(
    "07",
    Severity.FLAG,
    "{level} 行 SBRT：可能增加椎骨压缩骨折风险，请作 SINS 评分。",
    "SBRT to {level}: it may raise the risk of vertebral compression fracture; score the SINS.",
    "GL §4.4.2",
)
RT_08 = _rt(
    "08",
    Severity.INFO,
    "{given_on} 已行骨放疗：登记为骨相关事件。放疗期间同样需要骨改良药物（目前：{drug}）。",
    "Radiotherapy to bone on {given_on}: register it as skeletal event. The bone-modifying drug is needed "
    "with it (now: {drug}).",
    "QA Q11; GL §4.1.1",
)
RT_09 = _rt(
    "09",
    Severity.INFO,
    "{extent}且 TN 分期较早：建议积极局部治疗，优先放疗，其次手术，提交 MDT。剂量受邻近脊髓限制，通常达不到"
    "根治剂量。",
    "{extent}, early T and N: active local treatment, radiotherapy before surgery, both to the MDT. The dose "
    "is limited near the cord and usually not radical.",
    "QA Q14; P AMB-40",
)
RT_10 = _rt(
    "10",
    Severity.INFO,
    "骨水泥不能替代放疗：治疗后通常仍需放疗。",
    "Cement cannot replace radiotherapy: it is usually still needed afterwards.",
    "QA Q13",
)
RT_11 = _rt(
    "11",
    Severity.INFO,
    "其他剂量、分割方式和适应证未收录于来源文献（指南指向文献 10），请用本院方案。",
    "Other doses, fractions and indications are not in the sources (the guideline points to reference 10): "
    "use the local protocol.",
    "GL §4.4.1",
)

_PAIN = Text("顽固性骨痛", "refractory bone pain")
_FRACTURE = Text("病理性骨折", "pathological fracture")
_COMPRESSION = Text("脊髓或神经压迫", "cord or nerve compression")


def first_choice(lesion: LocalLesion) -> Finding | None:
    """Return radiotherapy as first choice for what systemic treatment did not improve (RT-01), else None."""
    problems = holding(
        (_PAIN, lesion.pain_uncontrolled),
        (_FRACTURE, lesion.fracture),
        (_COMPRESSION, lesion.compression),
    )
    return RT_01.finding(problems=problems) if lesion.systemic_failed and problems else None


def indication(lesion: LocalLesion) -> Finding | None:
    """Return why radiotherapy is indicated: pain, risk of fracture, fracture (RT-02), else None."""
    reasons = holding(
        (Text("骨痛", "bone pain"), lesion.painful),
        (Text("骨折风险", "risk of fracture"), lesion.fracture_risk),
        (Text("已发生病理性骨折", "fracture has happened"), lesion.fracture),
    )
    return RT_02.finding(reasons=reasons) if reasons else None


def planning_check(*, ecog: int | None, site_defined: bool) -> Finding | None:
    """Return the warning that performance status or site is missing before external beam (RT-03)."""
    missing = lacking(
        (Text("体能状态评分", "performance status"), ecog is not None),
        (Text("病灶部位", "site of the lesion"), site_defined),
    )
    return RT_03.finding(missing=missing) if missing else None


def standard_treatment(lesion: LocalLesion) -> Finding | None:
    """Return external beam as standard for a painful lesion known to be uncomplicated (RT-04), else None."""
    return RT_04.finding() if lesion.painful and lesion.emergency is False else None


@dataclass(frozen=True, slots=True, kw_only=True)
class SbrtPlan:
    """What §4.4.2 asks before stereotactic radiotherapy; None = not recorded."""

    life_expectancy_months: Decimal | None = None
    standard_ebrt_given: bool | None = None
    pain_remains_or_recurs: bool | None = None
    needs_reirradiation: bool | None = None


SBRT_LIFE_EXPECTANCY_ABOVE = Decimal(6)


def sbrt_check(plan: SbrtPlan) -> Finding | None:
    """Return the warning unless all four conditions are known to hold (RT-05); 6 months exactly do not."""
    months = plan.life_expectancy_months
    missing = lacking(
        (
            Text("期望寿命＞6 个月", "life expectancy above 6 months"),
            months is not None and months > SBRT_LIFE_EXPECTANCY_ABOVE,
        ),
        (Text("已行标准外照射", "standard external beam given"), plan.standard_ebrt_given),
        (Text("仍痛或复发", "pain left or back"), plan.pain_remains_or_recurs),
        (Text("需再次照射", "need to irradiate again"), plan.needs_reirradiation),
    )
    return RT_05.finding(missing=missing) if missing else None


def sbrt_advantage(lesion: LocalLesion) -> Finding | None:
    """Return what SBRT does better for a small oligometastasis (RT-06), else None."""
    return RT_06.finding() if lesion.extent in FEW and lesion.small_volume else None


def sbrt_fracture_flag(lesion: LocalLesion) -> Finding | None:
    """Return the flag of a compression fracture after SBRT to a vertebra (RT-07), None for other bones."""
    if lesion.bone is not Bone.SPINE:
        return None
    return RT_07.finding(key=lesion.level, level=lesion.level or Bone.SPINE)


def given_event(given_on: date, site: str) -> SreRecord:
    """Return the skeletal event that radiotherapy to bone is registered as (RT-08)."""
    return SreRecord(SreType.RT_TO_BONE, given_on, site)


def given_note(given_on: date, *, drug_active: bool | None) -> Finding:
    """Return what goes with radiotherapy that was given (RT-08); `inputs["start_drug"]` unless one runs."""
    drug = Text("使用中", "running") if drug_active else Text("未使用或未记录，请启动", "none, start it")
    return RT_08.finding(given_on=given_on, drug=drug, start_drug=not drug_active)


def local_first(lesion: LocalLesion) -> Finding | None:
    """Return local treatment, radiotherapy before surgery, for few lesions and early T and N (RT-09)."""
    if lesion.extent not in FEW or not lesion.early_tn:
        return None
    return RT_09.finding(extent=lesion.extent, order=("RT", "SURGERY"), mdt_trigger="MDT-T06")


def after_cement(lesion: LocalLesion) -> Finding | None:
    """Return that radiotherapy is still needed after cement (RT-10), None once given or planned."""
    done = lesion.irradiated or lesion.irradiation_planned
    return RT_10.finding() if lesion.cemented and not done else None


def fractionation_note() -> Finding:
    """Return that fraction tables are not in the sources (RT-11)."""
    return RT_11.finding()


def radiotherapy_options(lesion: LocalLesion) -> tuple[Finding, ...]:
    """Return what speaks for radiotherapy of this lesion, the strongest statement first."""
    answers = (
        first_choice(lesion),
        indication(lesion),
        standard_treatment(lesion),
        sbrt_advantage(lesion),
        local_first(lesion),
        after_cement(lesion),
    )
    return tuple(answer for answer in answers if answer is not None)
