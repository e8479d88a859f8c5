"""Reasons to present a patient that no record tells, so that a person submits the case (MDT-T01 to T14)."""

from collections.abc import Mapping
from types import MappingProxyType

from guidelines.mdt.reasons import CaseReason
from guidelines.terms import Text

NOT_DERIVED: Mapping[CaseReason, Text] = MappingProxyType(
    {
        CaseReason.OLIGOMETASTATIC: Text(
            "来源文献没有给出寡转移的病灶数（AMB-34），由医生判断；病历中没有记录这一判断的字段。",
            "No source says how many lesions are oligometastatic (AMB-34): the clinician judges, and no "
            "field of the record holds that judgement.",
        ),
        CaseReason.JAW: Text(
            "疑似或确诊颌骨坏死记录在用药的不良事件中，只用于给药前检查；由医生提交。",
            "Suspected or confirmed jaw necrosis is kept with the adverse events of the drug, which only "
            "the checks before a dose read; the clinician submits the case.",
        ),
        CaseReason.BMA_EXTENSION: Text(
            "延长间隔是尚未决定的意愿；病历只有已经改变的间隔，另有提示。",
            "A longer interval is an intention; the record holds only an interval that has already changed, "
            "which is flagged by itself.",
        ),
        CaseReason.REBOUND: Text(
            "停药后的监测（REB-01 至 REB-07）另行提示疑似反弹；是否反弹由医生判断后提交。",
            "The watch after a stop flags a suspected rebound by itself (REB-01 to REB-07); that it is "
            "one, a clinician judges and submits.",
        ),
        CaseReason.SECOND_OPINION: Text(
            "患者要求第二意见或远程会诊：病历中没有记录患者要求的字段，由听到要求的人提交。",
            "The patient asks for a second opinion or a remote consultation: no field of the record holds "
            "what a patient asked for; whoever heard it submits the case.",
        ),
    }
)
