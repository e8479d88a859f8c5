"""The finding codes as this room uses them: their words, who owns them, which of them words may settle."""

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.translation import get_language

from accounts.enums import Role
from guidelines.assessment.codes import Code

_C = Code
NURSES = (
    _C.DENTAL_CHECK,
    _C.CALCIUM_CHECK,
    _C.INJ_REMINDER,
    _C.INJ_DUE,
    _C.INJ_OVERDUE,
    _C.INJ_INTERVAL,
    _C.PAIN_UNCONTROLLED,
    _C.PSYCH_SCREEN,
)
COORDINATORS = (_C.MDT_REFER, _C.MDT_INCOMPLETE, _C.IMAGING_OVERDUE, _C.IMAGING_SYMPTOM)
OWNER: Mapping[Code, Role] = MappingProxyType(
    dict.fromkeys(Code, Role.ONCOLOGIST)
    | dict.fromkeys(NURSES, Role.NURSE)
    | dict.fromkeys(COORDINATORS, Role.COORDINATOR)
)
# What the rules let a person answer with a reason. Everything else ends when the record says so, not before.
ANSWERABLE = frozenset({_C.DATA_FLAG, _C.SRE_NEW, _C.BONE_BIOPSY, _C.INJ_INTERVAL, _C.BMA_STOP_WARN})
# An examination is given up by an oncologist only (IMG-10).
WAIVABLE = frozenset({_C.IMAGING_OVERDUE})


def label(code: str) -> str:
    """The code in words, in the user's language; a code of another version is shown as it is."""
    return Code(code).label.get(get_language() or "") if code in Code.__members__ else code


def is_answerable(code: str) -> bool:
    """True when words of a person end the finding; False: only the fact does."""
    return code in ANSWERABLE | WAIVABLE
