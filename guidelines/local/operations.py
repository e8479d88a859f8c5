"""Which operation for which bone, and the scores that help (VOC-29, SUR-06, SUR-08 to SUR-12)."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from guidelines.findings import Finding, Grade, Rule, Severity
from guidelines.lesions import Bone, BonePart
from guidelines.risk.mirels import MirelsItems, mirels_applies
from guidelines.risk.mirels import items_band as mirels_band
from guidelines.risk.sins import SinsItems, needs_surgeon
from guidelines.risk.sins import items_band as sins_band
from guidelines.terms import Term, Text


class Operation(Term):
    """Operation on a bone metastasis (VOC-29)."""

    SEGMENT_RESECTION_PROSTHESIS = (
        "SEGMENT_RESECTION_PROSTHESIS",
        "瘤段切除、假体重建",
        "Segment resection with prosthesis",
    )
    CEMENT_INTERNAL_FIXATION = (
        "CEMENT_INTERNAL_FIXATION",
        "骨水泥填充内固定",
        "Cement-filled internal fixation",
    )
    SEGMENTAL_PROSTHESIS = "SEGMENTAL_PROSTHESIS", "节段假体重建", "Segmental prosthesis"
    EN_BLOC_RESECTION = "EN_BLOC_RESECTION", "整块切除", "En bloc resection"
    AMPUTATION = "AMPUTATION", "截肢", "Amputation"
    LAMINECTOMY_DECOMPRESSION = "LAMINECTOMY_DECOMPRESSION", "椎板切除减压术", "Laminectomy decompression"
    TRANSTUMOUR_CORPECTOMY = "TRANSTUMOUR_CORPECTOMY", "经瘤椎体切除术", "Transtumour corpectomy"
    SEPARATION_SURGERY = "SEPARATION_SURGERY", "分离手术", "Separation surgery"
    MI_VERTEBROPLASTY = "MI_VERTEBROPLASTY", "微创经皮椎体成形术", "Minimally invasive vertebroplasty"
    CURETTAGE_CEMENT = "CURETTAGE_CEMENT", "去除病灶后骨水泥（PMMA）成形", "Removal with PMMA cement"
    IMPLANT_OR_CEMENT_REINFORCEMENT = (
        "IMPLANT_OR_CEMENT_REINFORCEMENT",
        "植入物或骨水泥强化",
        "Implant or cement reinforcement",
    )
    TOTAL_HIP = "TOTAL_HIP", "全髋关节置换术", "Total hip replacement"
    SIMPLE_RESECTION = "SIMPLE_RESECTION", "单纯切除术", "Simple resection"


LONG_BONE_OPERATIONS: Mapping[BonePart, tuple[Operation, ...]] = MappingProxyType(
    {
        BonePart.END: (Operation.SEGMENT_RESECTION_PROSTHESIS,),
        BonePart.SHAFT: (Operation.CEMENT_INTERNAL_FIXATION, Operation.SEGMENTAL_PROSTHESIS),
    }
)
# The guideline's usual way with the pelvis, and the one for a part that it does not name, is OTHER.
PELVIS_OPERATIONS: Mapping[BonePart, tuple[Operation, ...]] = MappingProxyType(
    {
        BonePart.NON_ACETABULAR: (Operation.IMPLANT_OR_CEMENT_REINFORCEMENT,),
        BonePart.ACETABULUM: (Operation.TOTAL_HIP,),
        BonePart.PUBIS_ISCHIUM: (Operation.SIMPLE_RESECTION,),
        BonePart.OTHER: (Operation.CURETTAGE_CEMENT,),
    }
)
SPINE_OPERATIONS = (
    Operation.LAMINECTOMY_DECOMPRESSION,
    Operation.TRANSTUMOUR_CORPECTOMY,
    Operation.SEPARATION_SURGERY,
    Operation.MI_VERTEBROPLASTY,
)

SUR_06 = Rule(
    "SUR-06",
    Severity.CALC,
    Text(
        "长骨{part}病灶可选：{operations}，个体化选择。",
        "Long bone, {part}: {operations}; chosen individually.",
    ),
    "GL §4.5.4.1",
    Grade.UNGRADED,
)
SUR_06_UNKNOWN = Rule(
    "SUR-06",
    Severity.TASK,
    Text(
        "病灶在骨端还是骨干未记录，无法给出术式，请补录。",
        "Whether the lesion is at the end or in the shaft is not recorded, so no operation can be named.",
    ),
    "GL §4.5.4.1",
    Grade.UNGRADED,
)
SUR_08 = Rule(
    "SUR-08",
    Severity.WARN,
    Text(
        "应避免单纯后路椎板减压术（未记录固定），以防加重脊柱不稳定。",
        "Avoid simple posterior laminectomy decompression (no fixation recorded): it worsens instability.",
    ),
    "GL §4.5.4.2",
    Grade.UNGRADED,
)
SUR_09 = Rule(
    "SUR-09",
    Severity.INFO,
    Text(
        "脊柱手术以姑息为主：对脊髓和神经根减压，重建脊柱稳定。术式：{operations}。",
        "Spine surgery is palliative: decompress cord and roots, rebuild stability. Options: {operations}.",
    ),
    "GL §4.5.4.2",
    Grade.UNGRADED,
)
SUR_10 = Rule(
    "SUR-10",
    Severity.CALC,
    Text("骨盆（{part}）可选：{operations}。", "Pelvis ({part}): {operations}."),
    "GL §4.5.4.3",
    Grade.UNGRADED,
)
SUR_10_UNKNOWN = Rule(
    "SUR-10",
    Severity.TASK,
    Text(
        "骨盆病灶是否累及髋臼未记录，无法给出术式，请补录。",
        "Whether the pelvic lesion reaches the acetabulum is not recorded, so no operation can be named.",
    ),
    "GL §4.5.4.3",
    Grade.UNGRADED,
)
SUR_11 = Rule(
    "SUR-11",
    Severity.CALC,
    Text(
        "{bone} Mirels 评分 {total}：{band}。通用标准，非指南内容。",
        "{bone}, Mirels score {total}: {band}. A published standard, not from the guideline.",
    ),
    "S STD-03",
    Grade.STANDARD,
)
SUR_12 = Rule(
    "SUR-12",
    Severity.CALC,
    Text(
        "SINS 评分 {total}：{band}；脊柱外科会诊：{consult}。通用标准，非指南内容。",
        "SINS score {total}: {band}; spine surgeon: {consult}. A published standard, not from the guideline.",
    ),
    "S STD-04",
    Grade.STANDARD,
)


def long_bone_operations(part: BonePart | None) -> Finding:
    """Return the operations for a part of a long bone (SUR-06), or the task to record the part."""
    operations = None if part is None else LONG_BONE_OPERATIONS.get(part)
    if operations is None:
        return SUR_06_UNKNOWN.finding()
    return SUR_06.finding(part=part, operations=operations)


def laminectomy_check(operations: Iterable[Operation], *, fixation: bool | None) -> Finding | None:
    """Return the warning for laminectomy without fixation (SUR-08), else None; unknown counts as without."""
    return SUR_08.finding() if Operation.LAMINECTOMY_DECOMPRESSION in operations and not fixation else None


def spine_surgery_note() -> Finding:
    """Return the aim of spine surgery with its techniques (SUR-09)."""
    return SUR_09.finding(operations=SPINE_OPERATIONS)


def pelvis_operations(part: BonePart | None) -> Finding:
    """Return the operations for a part of the pelvis (SUR-10), or the task to record the part."""
    operations = None if part is None else PELVIS_OPERATIONS.get(part)
    if operations is None:
        return SUR_10_UNKNOWN.finding()
    return SUR_10.finding(part=part, operations=operations)


def limb_risk(bone: Bone, items: MirelsItems) -> Finding | None:
    """Return the Mirels score as help for a long bone (SUR-11); None where the score does not apply."""
    if not mirels_applies(bone):
        return None
    return SUR_11.finding(bone=bone, total=items.total, band=mirels_band(items))


_CONSULT: Mapping[bool | None, Text] = MappingProxyType(
    {True: Text("需要", "needed"), False: Text("不需要", "not needed"), None: Text("未知", "unknown")}
)


def spine_risk(items: SinsItems) -> Finding:
    """Return the SINS as help for a spine lesion (SUR-12): 7 or more asks for a spine surgeon."""
    needed = needs_surgeon(items)
    return SUR_12.finding(
        total=items.total, band=sins_band(items), consult=_CONSULT[needed], needs_surgeon=needed
    )
