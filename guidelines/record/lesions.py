"""Bone lesions as a report describes them."""

from dataclasses import dataclass

from guidelines.lesions import LesionType
from guidelines.record.entry import Entry
from guidelines.record.sites import Site
from guidelines.terms import Term


class Certainty(Term):
    """How sure the report is that a lesion is a metastasis."""

    STATED = "STATED", "明确转移", "Stated as metastasis"
    SUSPECTED = "SUSPECTED", "可疑转移", "Suspected metastasis"
    UNCLASSIFIED = "UNCLASSIFIED", "未定性", "Not classified"
    BENIGN = "BENIGN", "良性", "Benign"


@dataclass(frozen=True, slots=True, kw_only=True)
class BoneLesion(Entry):
    """A lesion; `on` is the day it was first seen. None = the report does not say, never "absent"."""

    site: Site
    lesion_type: LesionType | None = None
    certainty: Certainty | None = None
    solitary: bool | None = None
    weight_bearing: bool | None = None
    pathologic_fracture: bool | None = None
    cord_compression: bool | None = None
    epidural_contact: bool | None = None
    thecal_sac_compression: bool | None = None
    direct_invasion: bool | None = None
    soft_tissue_mass: bool | None = None

    @property
    def metastatic(self) -> bool:
        """Return whether the rules treat it as metastasis: everything that is not called benign."""
        return self.certainty is not Certainty.BENIGN
