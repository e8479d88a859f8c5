"""The imaging modalities: names, help texts and their order of sensitivity (VOC-10, table 3.3, DX-13)."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from guidelines.findings import Grade, Rule, Severity
from guidelines.terms import Term, Text


class Modality(Term):
    """An imaging modality (VOC-10)."""

    XRAY = "XRAY", "X 线", "Plain radiograph"
    CT = "CT", "CT", "CT"
    CT_ENH = "CT_ENH", "增强 CT", "Contrast CT"
    CT_SPECTRAL = "CT_SPECTRAL", "能谱 CT", "Spectral CT"
    MRI = "MRI", "磁共振", "MRI"
    BS = "BS", "骨显像", "Bone scan"
    PETCT_FDG = "PETCT_FDG", "PET/CT", "18F-FDG PET/CT"
    PETCT_NAF = "PETCT_NAF", "18F-NaF PET/CT", "18F-NaF PET/CT"
    PETMRI = "PETMRI", "PET/MRI", "PET/MRI"
    DENTAL_PAN = "DENTAL_PAN", "口腔全景 X 光", "Panoramic jaw radiograph"
    DENTAL_CT3D = "DENTAL_CT3D", "CT 三维重建", "Jaw CT with 3D reconstruction"


CT_KINDS = frozenset({Modality.CT, Modality.CT_ENH, Modality.CT_SPECTRAL})
PETCT_KINDS = frozenset({Modality.PETCT_FDG, Modality.PETCT_NAF})

# Names met on import beside code and label. ECT in a Chinese report is a bone scan.
SYNONYMS: Mapping[Modality, tuple[str, ...]] = MappingProxyType(
    {
        Modality.XRAY: ("X-ray", "X光", "X光片", "X线片", "平片", "DR", "radiograph"),
        Modality.CT: ("CT平扫", "plain CT"),
        Modality.CT_ENH: ("CT增强", "contrast-enhanced CT", "enhanced CT"),
        Modality.CT_SPECTRAL: ("CT能谱",),
        Modality.MRI: ("核磁", "核磁共振", "MR"),
        Modality.BS: ("骨扫描", "全身骨扫描", "全身骨显像", "核素骨显像", "ECT", "bone scintigraphy"),
        Modality.PETCT_FDG: ("FDG PET/CT",),
        Modality.PETCT_NAF: ("NaF PET/CT",),
        Modality.PETMRI: ("PET/MR",),
        Modality.DENTAL_PAN: ("口腔全景片", "panoramic radiograph"),
        Modality.DENTAL_CT3D: ("颌骨CT三维重建",),
    }
)


def _plain(name: str) -> str:
    """Return `name` without spaces, strokes and case, so that PET-CT and PET/CT meet."""
    return "".join(letter for letter in name.casefold() if letter.isalnum())


_BY_NAME: Mapping[str, Modality] = MappingProxyType(
    {
        _plain(name): modality
        for modality in Modality
        for name in (modality.value, modality.zh, modality.en, *SYNONYMS[modality])
    }
)


def modality_from_name(text: str) -> Modality | None:
    """Return the modality of that code, name or synonym; None when unknown, which is never guessed."""
    return _BY_NAME.get(_plain(text))


DX_13 = Rule(
    "DX-13",
    Severity.CALC,
    Text(
        "敏感性由高到低：磁共振＞PET/CT＞骨显像＞CT＞X 线。",
        "Sensitivity, highest first: MRI > PET/CT > bone scan > CT > plain radiograph.",
    ),
    "QA Q2, Q4; GL §3.1.5",
    Grade.UNGRADED,
)

_RANKED = (
    frozenset({Modality.MRI}),
    PETCT_KINDS,
    frozenset({Modality.BS}),
    CT_KINDS,
    frozenset({Modality.XRAY}),
)


def sensitivity_rank(modality: Modality) -> int | None:
    """Return 1 for the most sensitive to 5 (DX-13, AMB-03); None where the sources give no place."""
    ranks = [rank for rank, members in enumerate(_RANKED, start=1) if modality in members]
    return ranks[0] if ranks else None


def more_sensitive(one: Modality, other: Modality) -> bool | None:
    """Return whether `one` is more sensitive than `other` (DX-13); None when either has no place."""
    first, second = sensitivity_rank(one), sensitivity_rank(other)
    if first is None or second is None:
        return None
    return first < second


@dataclass(frozen=True, slots=True)
class ModalityHelp:
    """The help text of one modality (table 3.3); `numbers` None = the sources print none."""

    strength: Text
    limit: Text | None
    numbers: Text | None
    source: str


_CT_DETAIL = Text("可显示与神经、血管的关系", "Shows the relation to nerves and vessels")

HELP: Mapping[Modality, ModalityHelp] = MappingProxyType(
    {
        Modality.BS: ModalityHelp(
            Text(
                "一次全身成像，发现早；溶骨、成骨、混合病灶均可显示，对成骨性病灶尤有优势；筛查首选",
                "Whole body, early; lytic, blastic and mixed lesions, blastic above all; first choice for "
                "screening",
            ),
            Text(
                "不显示骨髓；非转移性病变可致假阳性；有闪烁现象；不常规用于疗效评价；只提示、不能确诊",
                "No marrow; false positives from other lesions; flare; not routine for response; a hint, no "
                "proof",
            ),
            Text(
                "敏感度 79%～86%、特异度 81%～88%（指南 §3.1.1），荟萃分析 75% / 94%（§3.1.4）；"
                "较 X 线早 3～6 个月；25 mCi 的辐射量为常规胸部 CT 的 60%",
                "Sensitivity 79%-86%, specificity 81%-88% (GL §3.1.1), 75% / 94% in a meta-analysis "
                "(§3.1.4); "
                "3-6 months earlier than X-ray; 25 mCi gives 60% of the dose of a chest CT",
            ),
            "GL §3.1.1, §3.1.3, §3.1.4; WP §14",
        ),
        Modality.PETCT_FDG: ModalityHelp(
            Text(
                "分辨率高于骨显像，可发现更小病灶；对溶骨性和骨髓病灶最敏感；疗效评价准确；可直接诊断",
                "Higher resolution than a bone scan, smaller lesions; most sensitive for lytic and marrow "
                "lesions; accurate for response; can diagnose directly",
            ),
            Text(
                "价格和可及性受限；炎症、创伤修复可致假阳性；除非怀疑多处骨外转移，不常规用于首次筛查",
                "Price and availability; inflammation and repair give false positives; not routine as first "
                "screening unless many metastases outside bone are suspected",
            ),
            Text("特异度明显高于骨显像", "Specificity clearly above the bone scan"),
            "GL §3.1.2; QA Q4",
        ),
        Modality.PETCT_NAF: ModalityHelp(
            Text("对成骨性病灶最敏感", "Most sensitive for osteoblastic lesions"),
            Text("炎症、创伤修复可致假阳性", "Inflammation and repair give false positives"),
            None,
            "GL §3.1.2",
        ),
        Modality.PETMRI: ModalityHelp(
            Text("早期骨髓病灶、低摄取病灶", "Early marrow lesions and lesions of low uptake"),
            Text(
                "对硬化性病灶特异度低；价格高；不作常规",
                "Low specificity for sclerosis; expensive; not routine",
            ),
            None,
            "GL §3.1.2",
        ),
        Modality.XRAY: ModalityHelp(
            Text(
                "价廉、辐射小；疼痛部位的初步检查",
                "Cheap, little radiation; the first look at a painful bone",
            ),
            Text(
                "不用于早期筛查；皮质未破坏的骨髓病灶看不到；易与骨质疏松混淆",
                "Not for early screening; misses marrow lesions with intact cortex; confused with "
                "osteoporosis",
            ),
            Text(
                "骨密度下降 30%～75% 才可见；较骨显像晚 3～6 个月",
                "Visible only after density has fallen 30%-75%; 3-6 months later than a bone scan",
            ),
            "GL §3.1.3",
        ),
        Modality.CT: ModalityHelp(
            Text(
                "显示细节、皮质和软组织肿块；用于放疗、手术计划和脊柱稳定性判断",
                "Detail, cortex, soft-tissue mass; planning of radiotherapy and surgery; spinal stability",
            ),
            Text(
                "对早期皮质、骨髓浸润敏感度低，骨质疏松者尤甚",
                "Low sensitivity for early cortex and marrow infiltration, above all in osteoporosis",
            ),
            Text(
                "每病灶敏感度 77%、特异度 83%（荟萃分析）；骨窗敏感度 74%、特异度 56%（2012 年文献）",
                "Per lesion sensitivity 77%, specificity 83% (meta-analysis); bone window 74% and 56% "
                "(reference "
                "of 2012)",
            ),
            "GL §3.1.4; WP §11, §12",
        ),
        Modality.CT_ENH: ModalityHelp(_CT_DETAIL, None, None, "GL §3.1.4"),
        Modality.CT_SPECTRAL: ModalityHelp(
            Text("有助于部分成骨性病灶", "Helps with some osteoblastic lesions"), None, None, "GL §3.1.4"
        ),
        Modality.MRI: ModalityHelp(
            Text(
                "唯一直接显示骨髓腔的方法，对骨髓最敏感，脊柱最佳；准确性高于 CT 和骨显像，与 FDG PET/CT "
                "相当",
                "The only method that shows the marrow cavity directly, most sensitive for marrow, best "
                "for the "
                "spine; more accurate than CT or bone scan, equal to FDG PET/CT",
            ),
            Text("对成骨性病灶敏感性相对较低", "Relatively less sensitive for osteoblastic lesions"),
            None,
            "GL §3.1.5; QA Q2, Q4",
        ),
    }
)

# QA Q2: why the order is what it is.
WHY_THIS_ORDER = Text(
    "肿瘤细胞先落在骨髓（磁共振可见），皮质破坏较晚（CT、X 线才可见）。",
    "Tumour cells settle in the marrow first, which MRI shows; the cortex breaks late, which CT and X-ray "
    "show.",
)


def modality_help(modality: Modality) -> ModalityHelp | None:
    """Return strength, limit and numbers of a modality (table 3.3); None for the two dental ones."""
    return HELP.get(modality)
