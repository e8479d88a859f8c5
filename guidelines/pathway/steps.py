"""The steps of the pathway as rules: what each requires, and what it starts (DX-T01 to DX-T27)."""

from collections.abc import Mapping
from types import MappingProxyType

from guidelines.findings import Grade, Rule, Severity
from guidelines.terms import Text


def _step(number: str, zh: str, en: str, source: str, grade: Grade = Grade.UNGRADED) -> Rule:
    """Return a step whose finding says what it requires; without that the step is refused (section 2.4)."""
    message = Text(f"须满足：{zh}。", f"Required: {en}.")
    return Rule(f"DX-T{number}", Severity.HARD, message, source, grade)


DX_T01 = _step("01", "肺癌已确诊", "lung cancer is confirmed", "GL fig 1, Rec 1; WP §10")
DX_T02 = _step(
    "02",
    "PET/CT 已完成并显示骨病灶，且已定范围",
    "a PET/CT was done and shows a bone focus of this extent",
    "GL §3.1.2",
)
DX_T03 = _step("03", "骨显像结果为阴性", "the bone scan is negative", "GL fig 1")
DX_T04 = _step("04", "骨显像结果为阳性", "the bone scan is positive", "GL fig 1")
DX_T05 = _step(
    "05",
    "无局部症状，且无未完成的标志物影像任务",
    "no local symptom, and no open imaging task for markers",
    "GL fig 1",
)
DX_T06 = _step("06", "有局部症状", "a local symptom is present", "GL fig 1; P AMB-04")
DX_T07 = _step("07", "有未完成的标志物影像任务", "an imaging task for markers is open", "QA Q2")
DX_T08 = _step("08", "骨显像范围为局限", "the extent is localised", "GL Rec 2, fig 1", Grade.WEAK_HIGH)
DX_T09 = _step("09", "骨显像范围为广泛", "the extent is widespread", "GL Rec 2, fig 1", Grade.WEAK_HIGH)
DX_T10 = _step(
    "10",
    "全身骨骼仅一处骨破坏病灶",
    "exactly one bone-destructive lesion in the whole skeleton",
    "GL Rec 3",
    Grade.STRONG_HIGH,
)
DX_T11 = _step(
    "11",
    "肺癌已确诊，影像确定，且病灶多于一处",
    "lung cancer is confirmed, imaging is definite, and there is more than one lesion",
    "GL §3, Rec 3",
)
DX_T12 = _step(
    "12",
    "肺癌已确诊，全身多发破坏，且影像确定",
    "lung cancer is confirmed, destruction is multiple, and imaging is definite",
    "GL Rec 3",
    Grade.STRONG_HIGH,
)
DX_T13 = _step(
    "13", "确诊影像明确阴性或良性", "confirmatory imaging is clearly negative or benign", "GL fig 1"
)
DX_T14 = _step(
    "14", "影像已重复，仍不能确定", "imaging was repeated and is still not conclusive", "QA Q5; WP §30"
)
DX_T15 = _step(
    "15",
    "已记录 MDT 决定；确诊另须影像确定",
    "the decision of the MDT is recorded; to confirm, imaging is definite as well",
    "QA Q5; P",
)
DX_T16 = _step(
    "16",
    "肺癌已确诊，且骨活检病理阳性",
    "lung cancer is confirmed and pathology of the biopsy is positive",
    "GL §3, §3.1.7",
)
DX_T17 = _step(
    "17",
    "病理阴性，且影像怀疑程度不高",
    "pathology is negative and suspicion on imaging is not high",
    "P",
    Grade.PROJECT,
)
DX_T18 = _step(
    "18",
    "病理阴性或标本不足，且怀疑程度高",
    "pathology is negative or insufficient and suspicion is high",
    "P",
    Grade.PROJECT,
)
DX_T19 = _step(
    "19",
    "活检被拒或不可行，且 MDT 记录影像诊断和原因",
    "biopsy is refused or not feasible, and the MDT documents the diagnosis by imaging with its reason",
    "P; QA Q4, Q5",
    Grade.PROJECT,
)
DX_T20 = _step("20", "无，自动进入", "nothing, the step follows by itself", "GL fig 1")
DX_T21 = _step(
    "21",
    "定期骨显像到期，或新发骨症状，或新的标志物任务，或复发",
    "the scheduled bone scan is due, or a new bone symptom, a new marker task or a recurrence",
    "WP §17; GL §3.2",
)
DX_T22 = _step("22", "无，自动进入", "nothing, the step follows by itself", "GL fig 1, §4.1; P AMB-43")
DX_T23 = _step(
    "23",
    "治疗前评估完成，或确诊已满 14 天",
    "the checklist is complete, or 14 days have passed since confirmation",
    "GL Rec 4; P",
    Grade.STRONG_HIGH,
)
DX_T24 = _step("24", "已记录 MDT 决定", "the decision of the MDT is recorded", "GL Rec 4")
DX_T25 = _step("25", "出现 MDT 触发条件", "a trigger of the MDT is present", "P", Grade.PROJECT)
DX_T26 = _step(
    "26",
    "新发固定部位骨症状或标志物任务，且距上次骨显像不足 6 个月",
    "a new fixed bone symptom or marker task, with the last bone scan younger than 6 months",
    "QA Q2; P",
)
DX_T27 = _step(
    "27",
    "CT（骨窗）、磁共振或 PET/CT 显示可疑骨病灶，且已定范围",
    "CT with bone window, MRI or PET/CT shows a suspicious bone lesion of this extent",
    "WP §11, §12; P",
)

ILLEGAL = Rule(
    "DX-T00",
    Severity.HARD,
    Text("不能从“{source}”直接进入“{target}”。", "There is no step from “{source}” to “{target}”."),
    "GL fig 1; P AMB-04",
    Grade.PROJECT,
)
NOT_YOURS = Rule(
    "DX-T00",
    Severity.HARD,
    Text("进入“{target}”须由{roles}操作。", "The step to “{target}” is taken by: {roles}."),
    "P",
    Grade.PROJECT,
)

# What a step starts, shown beside it.
EFFECTS: Mapping[str, Text] = MappingProxyType(
    {
        "DX-T01": Text("开骨显像，优先级按高危因素", "Order a bone scan; priority by risk factors"),
        "DX-T02": Text("以 PET/CT 作为全身检查", "The PET/CT counts as the survey"),
        "DX-T03": Text("询问局部症状（有/无）", "Ask for local symptoms, yes or no"),
        "DX-T04": Text("记录浓聚部位和范围", "Record foci and extent"),
        "DX-T05": Text("安排随访计划", "Plan the follow-up"),
        "DX-T06": Text("症状部位行确诊检查", "Confirmatory test of the symptomatic site"),
        "DX-T07": Text("行磁共振", "MRI"),
        "DX-T08": Text("可选磁共振、PET/CT、CT、骨活检", "Offer MRI, PET/CT, CT, bone biopsy"),
        "DX-T09": Text("可选 PET/CT、X 线、磁共振", "Offer PET/CT, X-ray, MRI"),
        "DX-T10": Text("活检任务", "Biopsy task"),
        "DX-T11": Text("依据：影像", "Basis: imaging"),
        "DX-T12": Text("不必活检；依据：影像", "Biopsy not required; basis: imaging"),
        "DX-T14": Text("提交 MDT（MDT-T02）", "MDT task (MDT-T02)"),
        "DX-T15": Text("按 MDT 决定执行", "As the MDT decided"),
        "DX-T16": Text("依据：骨活检", "Basis: biopsy"),
        "DX-T18": Text("再次提交 MDT", "Back to the MDT"),
        "DX-T19": Text(
            "依据：临床；标记“孤立病灶未活检”", "Basis: clinical; flag “solitary lesion not biopsied”"
        ),
        "DX-T20": Text("安排随访计划", "Plan the follow-up"),
        "DX-T21": Text("重新筛查", "Screen again"),
        "DX-T22": Text(
            "当天开任务：骨改良药物（BMA-01）、治疗前评估（DX-26）、MDT（MDT-T01）",
            "Tasks of the same day: bone-modifying drug (BMA-01), checklist (DX-26), MDT (MDT-T01)",
        ),
        "DX-T23": Text("列入下次 MDT", "List for the next MDT"),
        "DX-T24": Text("按决定开任务", "Tasks from the decisions"),
        "DX-T25": Text("等待期间治疗继续", "Treatments go on while pending"),
        "DX-T26": Text("该部位磁共振，不必重复骨显像", "MRI of the site, no repeat bone scan"),
        "DX-T27": Text("记录病灶，按范围选择确诊检查", "Record the lesion; confirming tests by extent"),
    }
)
