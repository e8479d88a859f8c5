"""The words of documents and the codes they stand for. What no table names stays words, never a guess."""

from collections.abc import Mapping

from bonetherapy.enums import Site
from guidelines.bone.agents import Agent, agent_from_name
from guidelines.bone.dental import DentalItem
from guidelines.bone.interruptions import InterruptionReason
from guidelines.bone.sre import SreType
from guidelines.bone.stopping import StopReason
from guidelines.facts import Problem
from guidelines.lesions import Bone, LesionType
from guidelines.record.board import BoneDrugStatement, Opinion
from guidelines.record.complaints import Symptom
from guidelines.record.lesions import Certainty
from guidelines.record.sites import Side
from guidelines.staging import DriverStatus
from interop.cases.reading import plain, term_finder
from patients.enums import Histology, MetastasisBasis, Sex

SEXES: Mapping[str, Sex] = {
    "f": Sex.FEMALE, "female": Sex.FEMALE, "女": Sex.FEMALE,
    "m": Sex.MALE, "male": Sex.MALE, "男": Sex.MALE,
}  # fmt: skip

# Brand names on the Chinese market, each of one drug.
BRANDS: Mapping[str, Agent] = {
    "安加维": Agent.DENOSUMAB, "xgeva": Agent.DENOSUMAB,
    "津立泰": Agent.NARLUMOSBART,
    "择泰": Agent.ZOLEDRONATE, "zometa": Agent.ZOLEDRONATE,
    "阿可达": Agent.PAMIDRONATE, "aredia": Agent.PAMIDRONATE,
    "邦罗力": Agent.IBANDRONATE, "bondronat": Agent.IBANDRONATE,
}  # fmt: skip


def agent_of(*names: str) -> Agent | None:
    """The drug of the first name that is known; None when none is, which is never guessed."""
    found = (agent_from_name(name) or BRANDS.get(plain(name)) for name in names if name)
    return next((agent for agent in found if agent is not None), None)


problem_of = term_finder(
    Problem, {"hypocalcemia": Problem.HYPOCALCAEMIA, "hypercalcemia": Problem.HYPERCALCAEMIA}
)
symptom_of = term_finder(Symptom)
side_of = term_finder(Side)
bone_of = term_finder(Bone, {"ribs": Bone.RIB, "vertebra": Bone.SPINE})
# Regions of the case format that name no single bone.
NO_BONE = frozenset({plain("multiple_unspecified"), plain("other"), plain("unknown")})
lesion_type_of = term_finder(
    LesionType,
    {
        "lytic": LesionType.OSTEOLYTIC, "blastic": LesionType.OSTEOBLASTIC,
        "sclerotic": LesionType.OSTEOBLASTIC,
        "溶骨": LesionType.OSTEOLYTIC, "成骨": LesionType.OSTEOBLASTIC, "混合": LesionType.MIXED,
    },
)  # fmt: skip
event_of = term_finder(
    SreType,
    {
        "fracture": SreType.PATH_FRACTURE, "spontaneous fracture": SreType.PATH_FRACTURE,
        "traumatic fracture": SreType.PATH_FRACTURE,
        "spinal cord compression": SreType.CORD_NERVE_COMPRESSION,
        "cord compression": SreType.CORD_NERVE_COMPRESSION, "脊髓压迫": SreType.CORD_NERVE_COMPRESSION,
        "nerve compression": SreType.CORD_NERVE_COMPRESSION,
        "radiation to bone": SreType.RT_TO_BONE, "hypercalcaemia of malignancy": SreType.HYPERCALCAEMIA,
        "hypercalcemia": SreType.HYPERCALCAEMIA,
    },
)  # fmt: skip
NOT_PATHOLOGICAL = frozenset({plain("spontaneous fracture"), plain("traumatic fracture")})
driver_status_of = term_finder(
    DriverStatus,
    {
        "mutated": DriverStatus.POSITIVE, "mutation": DriverStatus.POSITIVE, "fusion": DriverStatus.POSITIVE,
        "amplified": DriverStatus.POSITIVE, "no mutation": DriverStatus.NEGATIVE,
        "wild type": DriverStatus.NEGATIVE,
        "no fusion": DriverStatus.NEGATIVE, "no driver mutation": DriverStatus.NEGATIVE,
        "not tested": DriverStatus.UNKNOWN,
    },
)  # fmt: skip
dental_item_of = term_finder(DentalItem)
# A side belongs to the place: "abdomen" alone is none of the list.
_INJECTION_SITES: Mapping[str, Site] = {
    plain(name): site
    for site, names in {
        Site.LEFT_ARM: ("LEFT_ARM", "left upper arm", "left arm", "左上臂"),
        Site.RIGHT_ARM: ("RIGHT_ARM", "right upper arm", "right arm", "右上臂"),
        Site.LEFT_ABDOMEN: ("LEFT_ABDOMEN", "left abdomen", "左腹部", "左侧腹部", "左腹壁"),
        Site.RIGHT_ABDOMEN: ("RIGHT_ABDOMEN", "right abdomen", "右腹部", "右侧腹部", "右腹壁"),
        Site.LEFT_THIGH: ("LEFT_THIGH", "left thigh", "左大腿"),
        Site.RIGHT_THIGH: ("RIGHT_THIGH", "right thigh", "右大腿"),
        Site.PERIPHERAL_VEIN: ("PERIPHERAL_VEIN", "peripheral vein", "外周静脉"),
        Site.CENTRAL_LINE: ("CENTRAL_LINE", "central line", "中心静脉", "PICC"),
        Site.PORT: ("PORT", "输液港"),
    }.items()
    for name in names
}


def injection_site_of(told: str) -> Site | None:
    """Where a dose was given; None for words that name no place of the list."""
    return _INJECTION_SITES.get(plain(told))


opinion_of = term_finder(Opinion)
statement_of = term_finder(BoneDrugStatement)
interruption_of = term_finder(InterruptionReason)
stop_reason_of = term_finder(
    StopReason,
    {
        "pain relief": StopReason.PAIN_RELIEVED, "stable disease": StopReason.DISEASE_STABLE,
        "stable": StopReason.DISEASE_STABLE, "new sre": StopReason.SRE_OCCURRED,
        "sre": StopReason.SRE_OCCURRED,
        "疼痛缓解": StopReason.PAIN_RELIEVED, "病情稳定": StopReason.DISEASE_STABLE,
    },
)  # fmt: skip

_CERTAINTY = (
    ("not classified", Certainty.UNCLASSIFIED), ("unclassified", Certainty.UNCLASSIFIED),
    ("suspected", Certainty.SUSPECTED), ("benign", Certainty.BENIGN), ("stated", Certainty.STATED),
    ("operated metastasis", Certainty.STATED), ("diagnosis only", Certainty.STATED),
)  # fmt: skip


def certainty_of(told: str) -> Certainty | None:
    """How sure the words are; None when they say nothing of it."""
    words = told.casefold()
    return next((term for start, term in _CERTAINTY if words.startswith(start)), None)


def histology_of(told: str) -> Histology:
    """The histology that the words begin with; UNKNOWN when they name none of the list."""
    words = told.casefold()
    if "non-small" in words or "非小细胞" in words:
        return Histology.OTHER_NSCLC
    for word, histology in _HISTOLOGY.items():
        if word in words:
            return histology
    return Histology.UNKNOWN


_HISTOLOGY: Mapping[str, Histology] = {
    "adenocarcinoma": Histology.ADENOCARCINOMA, "腺癌": Histology.ADENOCARCINOMA,
    "squamous": Histology.SQUAMOUS, "鳞": Histology.SQUAMOUS,
    "small cell": Histology.SCLC, "小细胞": Histology.SCLC, "sclc": Histology.SCLC,
}  # fmt: skip


def basis_of(told: str) -> MetastasisBasis:
    """How bone metastasis was confirmed; NOT_STATED when the words do not say."""
    words = told.casefold()
    if told in MetastasisBasis.values:
        return MetastasisBasis(told)
    if words.startswith("biopsy") or "活检" in words:
        return MetastasisBasis.BIOPSY
    if "imaging" in words or "影像" in words:
        with_clinic = "clinical" in words or "临床" in words
        return MetastasisBasis.IMAGING_AND_CLINICAL if with_clinic else MetastasisBasis.IMAGING
    return MetastasisBasis.MDT if words.startswith("mdt") else MetastasisBasis.NOT_STATED


# Tests that no rule reads: they are kept as printed and nobody is asked about them.
OTHER_TESTS = (
    "white cell", "leuko", "neutrophil", "lymphocyte", "platelet", "haemoglobin", "hemoglobin", "blood count",
    "alt", "ast", "bilirubin", "globulin", "protein", "electrophoresis", "a/g", "liver", "kidney", "urea",
    "electrolyte", "potassium", "sodium", "chloride", "ldh", "d-dimer", "crp", "glucose", "esr",
    "ca125", "ca15-3", "ca19-9", "ca72-4", "nse", "cyfra", "scc", "progrp", "pth",
    "白细胞", "中性粒", "血小板", "血红蛋白", "肝", "肾功能", "血常规", "电解质", "肿瘤标志物",
)  # fmt: skip


def is_other_test(name: str) -> bool:
    """True for a laboratory test that is known and read by no rule."""
    words = name.casefold()
    return any(words.startswith(test) or f" {test}" in words or (len(test) > 3 and test in words)
               for test in OTHER_TESTS)  # fmt: skip
