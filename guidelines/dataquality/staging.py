"""T, N, M, stage and size against each other and against the bones (DQ-06 to DQ-11)."""

from guidelines.dataquality.flags import Flags, dq_rule
from guidelines.findings import Finding
from guidelines.record.diagnosis import BoneMetastasis, BoneStatus, Diagnosis
from guidelines.record.record import Record
from guidelines.tnm import DEFAULT_EDITION, size_fits, stage_code, stage_of, stages_agree, tnm_code

DQ_06 = dq_rule(
    "06",
    "{m} 指单个胸外转移灶，记录有 {count} 处骨病灶：应为 M1c。",
    "{m} means one metastasis outside the chest; {count} bone lesions are on record: M1c.",
    "S; P",
)
DQ_07 = dq_rule("07", "{m} 须注明 a、b 或 c。", "{m} needs its letter: a, b or c.", "S; P")
DQ_08 = dq_rule(
    "08",
    "原发灶最大径 {sizes} mm 与 {t} 不符。",
    "The primary measures {sizes} mm, which does not fit {t}.",
    "S; P",
)
DQ_09 = dq_rule(
    "09",
    "{t}{n}{m} 在第 {edition} 版为 {expected} 期，记录为 {stage} 期。请核对分期和版本。",
    "{t}{n}{m} is stage {expected} in edition {edition}; {stage} is recorded. Check stage and edition.",
    "S; P",
)
DQ_10 = dq_rule(
    "10",
    "记录为 {m}，但有骨转移：请重新分期。",
    "{m} is recorded, yet bone is involved: stage again.",
    "S; P",
)
DQ_11 = dq_rule(
    "11", "有骨转移而无分期，请补录。", "Bone metastasis is confirmed and no stage is recorded.", "P"
)
TNM, STAGE = "primary.tnm", "primary.stage"


def staging_flags(record: Record) -> Flags:
    """Return what does not fit in TNM and stage (DQ-06 to DQ-11)."""
    confirmed = is_confirmed(record.bone_metastasis)
    diagnosis = record.diagnosis
    if diagnosis is None:
        return (DQ_11.finding(key=STAGE),) if confirmed else ()
    found = (
        _m1b(diagnosis, bone_places(record)),
        _letter(diagnosis),
        _size(diagnosis),
        _stage(diagnosis),
        DQ_10.finding(key=TNM, m=diagnosis.m) if confirmed and tnm_code(diagnosis.m) == "0" else None,
        DQ_11.finding(key=STAGE) if confirmed and not stage_code(diagnosis.stage) else None,
    )
    return tuple(flag for flag in found if flag is not None)


def is_confirmed(bone: BoneMetastasis | None) -> bool:
    """Return whether bone metastasis is confirmed."""
    return bone is not None and bone.status is BoneStatus.CONFIRMED


def bone_places(record: Record) -> int:
    """Return how many different bone lesions the list names at least; "several" counts as two."""
    places: dict[tuple[object, ...], int] = {}
    for lesion in record.lesions:
        site = lesion.site
        place = (site.bone, site.text.casefold(), site.side)
        if lesion.metastatic:
            places[place] = max(len(site.levels), 2 if site.several else 1)
    return sum(places.values())


def _m1b(diagnosis: Diagnosis, count: int) -> Finding | None:
    if tnm_code(diagnosis.m) != "1B" or count <= 1 or diagnosis.tnm_edition == 7:
        return None
    return DQ_06.finding(key=TNM, m=diagnosis.m, count=count)


def _letter(diagnosis: Diagnosis) -> Finding | None:
    return DQ_07.finding(key=TNM, m=diagnosis.m) if tnm_code(diagnosis.m) == "1" else None


def _size(diagnosis: Diagnosis) -> Finding | None:
    sizes = [size.longest_mm for size in diagnosis.sizes if size.longest_mm is not None]
    wrong = tuple(size for size in sizes if size_fits(diagnosis.t, size) is False)
    return DQ_08.finding(key=TNM, sizes=wrong, t=diagnosis.t) if wrong else None


def _stage(diagnosis: Diagnosis) -> Finding | None:
    edition = DEFAULT_EDITION if diagnosis.tnm_edition is None else diagnosis.tnm_edition
    expected = stage_of(diagnosis.t, diagnosis.n, diagnosis.m, edition)
    stage = stage_code(diagnosis.stage)
    if expected is None or stage is None or stages_agree(stage, expected):
        return None
    return DQ_09.finding(
        key=STAGE,
        t=diagnosis.t,
        n=diagnosis.n,
        m=diagnosis.m,
        edition=edition,
        expected=expected,
        stage=stage,
    )
