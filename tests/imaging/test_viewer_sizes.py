"""Beside the images: what was measured in them, each lesion in a row, and what became of it."""

from collections.abc import Callable

import pytest

from guidelines.imaging.modalities import Modality
from guidelines.lesions import Bone
from imaging.models import ImagingStudy
from imaging.selectors.register import register_of
from imaging.views.viewer_sizes import SizeRow, size_rows
from patients.models import Patient
from tests.cast import Cast
from tests.imaging.measured import BASELINE, LAST, NADIR, four_lesions, lesion, measure, study

Rows = Callable[..., list[SizeRow]]


@pytest.fixture
def rows(people: Cast, zhang: Patient) -> Rows:
    measured = four_lesions(people, zhang)
    by_day = {one.done_on: one for one in measured.studies}
    return lambda *days: size_rows(register_of(zhang), [by_day[day] for day in days])


def test_two_examinations_stand_side_by_side_with_the_change_of_the_sum(rows: Rows) -> None:
    told = [(row.name, row.sizes, row.change, row.tone) for row in rows(BASELINE, LAST)]
    assert told == [
        ("T8", ("12.1 × 10.4", "18.4 × 14.2"), "+44.9 %", "red"),
        ("L4", ("22.0 × 17.5", "19.6 × 15.8"), "−10.4 %", ""),
    ]
    assert rows(BASELINE, LAST)[0].url.startswith("/patients/")


def test_one_examination_alone_has_no_change(rows: Rows) -> None:
    assert [(row.sizes, row.change) for row in rows(NADIR)] == [
        (("12.0 × 10.2",), ""),
        (("19.7 × 15.5",), ""),
    ]


def test_a_lesion_that_one_of_them_lacks_has_a_gap_and_no_change(people: Cast, zhang: Patient) -> None:
    """Not measured is not gone."""
    rib = lesion(people, zhang, "第8肋", Bone.RIB)
    seen = [study(people, zhang, on) for on in (BASELINE, LAST)]
    measure(people, seen[1], rib, "9.0", "4.0")
    (row,) = size_rows(register_of(zhang), seen)
    assert (row.sizes, row.change, row.tone) == (("", "9.0 × 4.0"), "", "")


def test_what_is_gone_is_halved_and_what_was_never_there_has_no_percent(people: Cast, zhang: Patient) -> None:
    l4, t8 = lesion(people, zhang, "L4", Bone.SPINE), lesion(people, zhang, "T8", Bone.SPINE)
    seen = [study(people, zhang, on) for on in (BASELINE, LAST)]
    for one, (before, after) in ((l4, ("8.0", "0")), (t8, ("0", "8.0"))):
        measure(people, seen[0], one, before, before)
        measure(people, seen[1], one, after, after)
    told = {row.name: (row.change, row.tone) for row in size_rows(register_of(zhang), seen)}
    assert told == {"L4": ("−100.0 %", "green"), "T8": ("", "")}


def test_different_means_are_not_compared(people: Cast, zhang: Patient) -> None:
    one = lesion(people, zhang, "L4", Bone.SPINE)
    seen: list[ImagingStudy] = [
        study(people, zhang, BASELINE),
        study(people, zhang, LAST, Modality.MRI),
    ]
    for each in seen:
        measure(people, each, one, "8.0", "8.0")
    (row,) = size_rows(register_of(zhang), seen)
    assert row.change == ""
