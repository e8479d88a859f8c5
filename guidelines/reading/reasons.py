"""Reasons for not starting a bone-modifying drug, found in the words of whoever decided (BMA-02)."""

from collections.abc import Mapping
from types import MappingProxyType

from guidelines.bone.start import NotStartedReason

_WORDS: Mapping[NotStartedReason, tuple[str, ...]] = MappingProxyType(
    {
        NotStartedReason.NO_SYMPTOMS: (
            "no symptom", "no bone symptom", "asymptomatic", "without symptom", "no pain", "painless",
            "无症状", "无骨症状", "没有症状", "无骨痛", "无疼痛", "不痛",
        ),
        NotStartedReason.FEW_LESIONS: (
            "few lesion", "single lesion", "one lesion", "solitary",
            "病灶少", "单发", "孤立", "少于 3", "小于3",
        ),
        NotStartedReason.LIMB_LOCATION: ("limb lesion", "limbs only", "limb only", "仅四肢", "四肢病灶"),
    }
)  # fmt: skip


def reasons_in(text: str) -> tuple[NotStartedReason, ...]:
    """Return the reasons a text gives that do not decide the start; empty for every other reason."""
    plain = text.casefold()
    return tuple(reason for reason, words in _WORDS.items() if any(word in plain for word in words))
