"""Stage groups and histology of the lung tumour, as far as a rule reads them (VOC-05, VOC-06)."""

import re

from guidelines.terms import Term


class StageGroup(Term):
    """The stage without its letter: I to IV."""

    I = "I", "I 期", "Stage I"  # noqa: E741
    II = "II", "II 期", "Stage II"
    III = "III", "III 期", "Stage III"
    IV = "IV", "IV 期", "Stage IV"


_STAGE = re.compile(r"(IV|I{1,3})(?![IV])", re.IGNORECASE)


def stage_group(text: str) -> StageGroup | None:
    """Return the group of a stage written as IIIA or IVb; None when it starts with no stage."""
    match = _STAGE.match(text.strip())
    return StageGroup(match.group(1).upper()) if match else None


class Histology(Term):
    """Histology of the primary tumour (VOC-05)."""

    ADENOCARCINOMA = "ADENOCARCINOMA", "腺癌", "Adenocarcinoma"
    SQUAMOUS = "SQUAMOUS", "鳞癌", "Squamous cell carcinoma"
    SCLC = "SCLC", "小细胞肺癌", "Small cell lung cancer"
    OTHER_NSCLC = "OTHER_NSCLC", "其他非小细胞肺癌", "Other non-small cell lung cancer"


class DriverStatus(Term):
    """Whether a driver gene was found (VOC-06)."""

    POSITIVE = "POSITIVE", "阳性", "Positive"
    NEGATIVE = "NEGATIVE", "阴性", "Negative"
    UNKNOWN = "UNKNOWN", "未知", "Not known"
