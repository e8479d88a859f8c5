"""Reasons to present a patient that rest on a person's word, and where the record keeps it (section 7.2)."""

from collections.abc import Mapping
from types import MappingProxyType

from guidelines.mdt.reasons import CaseReason
from guidelines.terms import Text

STATED: Mapping[CaseReason, Text] = MappingProxyType(
    {
        CaseReason.OLIGOMETASTATIC: Text(
            "来源文献没有给出寡转移的病灶数（AMB-34）：由医生在骨转移中填写范围，系统不按病灶数推断。",
            "No source says how many lesions are oligometastatic (AMB-34): the clinician states the extent "
            "with the bone metastasis; it is never derived from a count.",
        ),
        CaseReason.SECOND_OPINION: Text(
            "患者的要求由听到的人记入“会诊要求”，系统不推断。",
            "What a patient asked for is recorded as a consultation request by whoever heard it; it is never "
            "derived.",
        ),
    }
)
