"""TNM, stage and size (DQ-06 to DQ-11), and the tables behind them."""

from decimal import Decimal

import pytest

from guidelines.dataquality.staging import bone_places, staging_flags
from guidelines.lesions import Bone
from guidelines.record.diagnosis import Diagnosis, PrimarySize
from guidelines.record.record import Record
from guidelines.record.sites import Site
from guidelines.tnm import size_fits, stage_code, stage_of, stages_agree, tnm_code
from tests.guidelines.assessment.cast import FEMUR, SPINE, lesion, patient

TWO = (lesion(FEMUR), lesion(SPINE))


def staged(t: str | None = None, n: str | None = None, m: str | None = None, **facts: object) -> Diagnosis:
    """A diagnosis of stage IV unless it says otherwise."""
    return Diagnosis(t=t, n=n, m=m, **{"stage": "IV", **facts})  # type: ignore[arg-type]


def sized(*millimetres: str) -> tuple[PrimarySize, ...]:
    """Diameters of the primary."""
    return tuple(PrimarySize(longest_mm=Decimal(one)) for one in millimetres)


@pytest.mark.parametrize(
    ("record", "checks"),
    [
        (patient(diagnosis=staged(m="M1b"), lesions=TWO), ["DQ-06"]),
        (patient(diagnosis=staged(m="M1b"), lesions=TWO[:1]), []),
        (patient(diagnosis=staged(m="M1b", tnm_edition=7), lesions=TWO), []),
        (patient(diagnosis=staged(m="M1c"), lesions=TWO), []),
        (patient(diagnosis=staged(m="M1")), ["DQ-07"]),
        (patient(diagnosis=staged("T1c", m="M1c", sizes=sized("12", "26"))), ["DQ-08"]),
        (patient(diagnosis=staged("T1c", m="M1c", sizes=sized("26", "30"))), []),
        (patient(diagnosis=staged("T2b", m="M1c", sizes=sized("40"))), ["DQ-08"]),
        (Record(diagnosis=staged("T2a", "N1", "M0", stage="IIA")), ["DQ-09"]),
        (Record(diagnosis=staged("T2a", "N1", "M0", stage="IIA", tnm_edition=7)), []),
        (Record(diagnosis=staged("T2a", "N1", "M0", stage="IIB")), []),
        (Record(diagnosis=staged("T1c", "N3", "M1c", stage="IVA")), ["DQ-09"]),
        (Record(diagnosis=staged("T1c", "N3", "M1c", stage="IVb")), []),
        (patient(diagnosis=staged(m="M0", stage="IIA")), ["DQ-10"]),
        (patient(diagnosis=staged(stage=None)), ["DQ-11"]),
        (patient(), ["DQ-11"]),
        (Record(diagnosis=staged(stage=None)), []),
        (Record(), []),
    ],
)
def test_what_does_not_fit_is_flagged(record: Record, checks: list[str]) -> None:
    assert [flag.rule_id for flag in staging_flags(record)] == checks


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("cT2b", "2B"),
        ("pT1c", "1C"),
        ("M1", "1"),
        ("N3", "3"),
        ("TX", None),
        ("", None),
        (None, None),
        ("big", None),
    ],
)
def test_a_category_is_read_without_prefix(text: str | None, code: str | None) -> None:
    assert tnm_code(text) == code


@pytest.mark.parametrize(
    ("t", "size", "fits"),
    [
        ("T1a", "10", True), ("T1a", "10.1", False), ("T1b", "10", False), ("T1b", "20", True),
        ("T2a", "40", True), ("T2a", "41", False), ("T2b", "40", False), ("T2b", "50", True),
        ("T3", "70", True), ("T3", "71", False), ("T4", "200", True), ("TX", "10", None),
    ],
)  # fmt: skip
def test_a_diameter_belongs_to_a_t(t: str, size: str, fits: bool | None) -> None:
    assert size_fits(t, Decimal(size)) is fits


@pytest.mark.parametrize(
    ("tnm", "edition", "stage"),
    [
        ("T1a N0 M0", 8, "IA1"), ("T1c N0 M0", 8, "IA3"), ("T2b N0 M0", 8, "IIA"), ("T3 N1 M0", 8, "IIIA"),
        ("T4 N3 M0", 8, "IIIC"), ("T1c N0 M1b", 8, "IVA"), ("T4 N3 M1c", 8, "IVB"), ("T3 N2 M1", 8, "IV"),
        ("T2a N1 M0", 7, "IIA"), ("T4 N2 M0", 7, "IIIB"), ("T1 N0 M0", 9, None), ("T2 N0 M0", 8, None),
        ("T1a NX M0", 8, None), ("T1a N0 MX", 8, None),
    ],
)  # fmt: skip
def test_the_stage_follows_from_the_categories(tnm: str, edition: int, stage: str | None) -> None:
    t, n, m = tnm.split()
    assert stage_of(t, n, m, edition) == stage


def test_a_stage_may_be_written_with_less_detail() -> None:
    assert (stage_code("IVb"), stage_code("at surgery"), stage_code(None)) == ("IVB", None, None)
    assert stages_agree("IV", "IVA")
    assert not stages_agree("IVB", "IVA")
    assert not stages_agree("IIIA", "IIA")
    assert not stages_agree("?", "IIA")


def test_places_are_counted_once() -> None:
    several = Site(text="ribs", bone=Bone.RIB, several=True)
    levels = Site(text="T3, T5, T8", bone=Bone.SPINE, levels=("T3", "T5", "T8"))
    assert bone_places(Record(lesions=(lesion(FEMUR), lesion(FEMUR)))) == 1
    assert bone_places(Record(lesions=(lesion(several),))) == 2
    assert bone_places(Record(lesions=(lesion(levels), lesion(FEMUR)))) == 4
