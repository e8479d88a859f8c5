"""The finding codes: the name a screen, a test and a report use, and the rules behind each."""

from collections.abc import Mapping
from types import MappingProxyType

from guidelines.terms import Term


class Code(Term):
    """What a finding says must be done or known."""

    BMA_START = "BMA_START", "启动骨改良药物", "Start the bone-modifying drug"
    DENTAL_CHECK = "DENTAL_CHECK", "口腔检查", "Oral examination"
    CALCIUM_CHECK = "CALCIUM_CHECK", "查血钙", "Measure calcium"
    HYPOCALCAEMIA_HOLD = "HYPOCALCAEMIA_HOLD", "低钙：暂缓用药", "Low calcium: hold the dose"
    HYPERCALCAEMIA = "HYPERCALCAEMIA", "高钙血症", "High calcium"
    SUPPLEMENT_HOLD = "SUPPLEMENT_HOLD", "停用钙剂和维生素 D", "Withhold calcium and vitamin D"
    HYPERCALCAEMIA_EMERGENCY = "HYPERCALCAEMIA_EMERGENCY", "高钙血症急症", "Hypercalcaemia emergency"
    SUPPLEMENT_START = "SUPPLEMENT_START", "开具钙剂和维生素 D", "Prescribe calcium and vitamin D"
    RENAL_DOSE = "RENAL_DOSE", "按肾功能定剂量", "Dose by kidney function"
    NEPHROTOXIC = "NEPHROTOXIC", "肾毒性风险", "Risk to the kidney"
    MDT_REFER = "MDT_REFER", "提交 MDT", "Refer to the MDT"
    MDT_INCOMPLETE = "MDT_INCOMPLETE", "MDT 记录不完整", "MDT record incomplete"
    MIRELS_NEEDED = "MIRELS_NEEDED", "需 Mirels 评分", "Mirels score needed"
    MIRELS_BORDERLINE = "MIRELS_BORDERLINE", "Mirels 临界", "Mirels borderline"
    MIRELS_HIGH = "MIRELS_HIGH", "Mirels 高风险", "Mirels high"
    CORD_EMERGENCY = "CORD_EMERGENCY", "脊髓压迫急症", "Spinal cord emergency"
    SPINE_URGENT = "SPINE_URGENT", "脊柱急诊评估", "Urgent spine"
    IMAGING_BASELINE = "IMAGING_BASELINE", "基线骨检查", "Baseline imaging of bone"
    IMAGING_OVERDUE = "IMAGING_OVERDUE", "影像随访逾期", "Imaging overdue"
    IMAGING_SYMPTOM = "IMAGING_SYMPTOM", "症状驱动的随访", "Symptom-driven follow-up"
    BONE_WINDOW = "BONE_WINDOW", "查看骨窗", "Read the bone window"
    BONE_BIOPSY = "BONE_BIOPSY", "骨活检", "Bone biopsy"
    INJ_REMINDER = "INJ_REMINDER", "用药提醒", "Dose coming up"
    INJ_DUE = "INJ_DUE", "今日用药", "Dose due"
    INJ_OVERDUE = "INJ_OVERDUE", "用药逾期", "Dose overdue"
    INJ_INTERVAL = "INJ_INTERVAL", "用药间隔异常", "Odd interval"
    BMA_STOP_WARN = "BMA_STOP_WARN", "停药提醒", "Stop in question"
    PAIN_SEVERE = "PAIN_SEVERE", "重度疼痛", "Severe pain"
    PAIN_UNCONTROLLED = "PAIN_UNCONTROLLED", "疼痛未控制", "Pain not controlled"
    PSYCH_SCREEN = "PSYCH_SCREEN", "心理筛查", "Psychological screen"
    SRE_NEW = "SRE_NEW", "新发骨相关事件", "New skeletal event"
    DATA_FLAG = "DATA_FLAG", "数据待核对", "Data to be checked"


# The assessment contract lists the codes of its answer: these are tasks beside it.
BESIDE_THE_CONTRACT = frozenset({Code.PSYCH_SCREEN})

_C = Code
RULES_OF: Mapping[Code, tuple[str, ...]] = MappingProxyType(
    {
        _C.BMA_START: ("BMA-01",),
        _C.DENTAL_CHECK: ("ONJ-01", "ONJ-02"),
        _C.CALCIUM_CHECK: ("CAL-03",),
        _C.HYPOCALCAEMIA_HOLD: ("CAL-03",),
        _C.HYPERCALCAEMIA: ("CAL-02", "CAL-09"),
        _C.SUPPLEMENT_HOLD: ("CAL-02", "CAL-09"),
        _C.HYPERCALCAEMIA_EMERGENCY: ("SAF-01",),
        _C.SUPPLEMENT_START: ("CAL-01",),
        _C.RENAL_DOSE: ("REN-01", "REN-03"),
        _C.NEPHROTOXIC: ("REN-05", "SAF-06"),
        _C.MDT_REFER: ("MDT-01", "MDT-T01"),
        _C.MDT_INCOMPLETE: ("MDT-05", "SAF-05"),
        _C.MIRELS_NEEDED: ("STD-03", "SAF-04"),
        _C.MIRELS_BORDERLINE: ("STD-03",),
        _C.MIRELS_HIGH: ("STD-03",),
        _C.CORD_EMERGENCY: ("SAF-02",),
        _C.SPINE_URGENT: ("SAF-03", "STD-04"),
        _C.IMAGING_BASELINE: ("DX-01",),
        _C.IMAGING_OVERDUE: ("IMG-07", "IMG-08"),
        _C.IMAGING_SYMPTOM: ("IMG-14",),
        _C.BONE_WINDOW: ("IMG-21",),
        _C.BONE_BIOPSY: ("DX-22", "DX-23"),
        _C.INJ_REMINDER: ("REM-01",),
        _C.INJ_DUE: ("REM-01",),
        _C.INJ_OVERDUE: ("REM-01", "REM-04"),
        _C.INJ_INTERVAL: ("BMA-19b", "REM-07"),
        _C.BMA_STOP_WARN: ("BMA-21", "BMA-24"),
        _C.PAIN_SEVERE: ("STD-05",),
        _C.PAIN_UNCONTROLLED: ("STD-05",),
        _C.PSYCH_SCREEN: ("PSY-01",),
        _C.SRE_NEW: ("SRE-03",),
        _C.DATA_FLAG: (),
    }
)
