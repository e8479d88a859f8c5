"""Beside the images: what was measured in them, each lesion in a row, and what became of it."""

from collections.abc import Callable

import pytest

from guidelines.imaging.modalities import Modality
from guidelines.lesions import Bone
from imaging.models import ImagingStudy
from imaging.selectors.register import register_of
from imaging.views.viewer_callouts import callouts_of
from imaging.views.viewer_sizes import SizeRow, Sizes, sizes_of
from patients.models import Patient
from tests.cast import Cast
from tests.imaging.measured import BASELINE, LAST, NADIR, four_lesions, lesion, measure, study

Rows = Callable[..., Sizes]


def told_of(row: SizeRow) -> tuple[str, ...]:
    """Its sizes in words, empty where it was not measured."""
    return tuple(size.words if size else "" for size in row.sizes)


@pytest.fixture
def rows(people: Cast, zhang: Patient) -> Rows:
    measured = four_lesions(people, zhang)
    by_day = {one.done_on: one for one in measured.studies}
    return lambda *days: sizes_of(register_of(zhang), [by_day[day] for day in days])


def test_two_examinations_stand_side_by_side_with_the_change_of_the_sum(rows: Rows) -> None:
    told = [(row.name, told_of(row), row.change, row.tone) for row in rows(BASELINE, LAST).rows]
    assert told == [
        ("T8", ("12.1 × 10.4", "18.4 × 14.2"), "+44.9%", "red"),
        ("L4", ("22.0 × 17.5", "19.6 × 15.8"), "−10.4%", ""),
    ]
    assert rows(BASELINE, LAST).rows[0].url.startswith("/patients/")


def test_all_lesions_together_by_both_measures_and_that_one_grew_alone(rows: Rows) -> None:
    found = rows(BASELINE, LAST)
    assert [(one.before, one.now, one.change, one.tone) for one in found.sums] == [
        ("62.0", "68.0", "+9.7%", ""),
        ("510.8", "571.0", "+11.8%", ""),
    ]
    assert found.mixed is not None
    assert (found.mixed.rule_id, found.mixed.inputs["lesions"]) == ("IMG-46", ("T8",))
    assert rows(BASELINE, NADIR).mixed is None


def test_a_lesion_of_baseline_that_is_not_measured_now_leaves_no_sum(people: Cast, zhang: Patient) -> None:
    seen = [study(people, zhang, on) for on in (BASELINE, LAST)]
    for site in ("T8", "L4"):
        measure(people, seen[0], lesion(people, zhang, site, Bone.SPINE), "9.0", "4.0")
    measure(people, seen[1], lesion(people, zhang, "T8", Bone.SPINE), "19.0", "4.0")
    found = sizes_of(register_of(zhang), seen)
    assert (found.sums, found.mixed) == ((), None)


def test_one_examination_alone_has_no_change(rows: Rows) -> None:
    assert rows(NADIR).sums == ()
    assert [(told_of(row), row.change) for row in rows(NADIR).rows] == [
        (("12.0 × 10.2",), ""),
        (("19.7 × 15.5",), ""),
    ]


def test_a_lesion_that_one_of_them_lacks_has_a_gap_and_no_change(people: Cast, zhang: Patient) -> None:
    """Not measured is not gone."""
    rib = lesion(people, zhang, "第8肋", Bone.RIB)
    seen = [study(people, zhang, on) for on in (BASELINE, LAST)]
    measure(people, seen[1], rib, "9.0", "4.0")
    (row,) = sizes_of(register_of(zhang), seen).rows
    assert (told_of(row), row.change, row.tone) == (("", "9.0 × 4.0"), "", "")


def test_what_is_gone_is_halved_and_what_was_never_there_has_no_percent(people: Cast, zhang: Patient) -> None:
    l4, t8 = lesion(people, zhang, "L4", Bone.SPINE), lesion(people, zhang, "T8", Bone.SPINE)
    seen = [study(people, zhang, on) for on in (BASELINE, LAST)]
    for one, (before, after) in ((l4, ("8.0", "0")), (t8, ("0", "8.0"))):
        measure(people, seen[0], one, before, before)
        measure(people, seen[1], one, after, after)
    told = {row.name: (row.change, row.tone) for row in sizes_of(register_of(zhang), seen).rows}
    assert told == {"L4": ("−100.0%", "green"), "T8": ("", "")}


def test_different_means_are_not_compared(people: Cast, zhang: Patient) -> None:
    one = lesion(people, zhang, "L4", Bone.SPINE)
    seen: list[ImagingStudy] = [
        study(people, zhang, BASELINE),
        study(people, zhang, LAST, Modality.MRI),
    ]
    for each in seen:
        measure(people, each, one, "8.0", "8.0")
    (row,) = sizes_of(register_of(zhang), seen).rows
    assert row.change == ""


def test_only_what_was_drawn_on_a_slice_has_a_place_on_the_picture(people: Cast, zhang: Patient) -> None:
    seen = study(people, zhang, BASELINE)
    for site in ("T8", "L4"):
        measure(people, seen, lesion(people, zhang, site, Bone.SPINE), "12.1", "10.4")
    lines = {"long": [[1, 2], [3, 4]], "short": [[2, 2], [2, 5]]}
    drawn = seen.measurements.filter(lesion__site="T8")
    drawn.update(series_uid="1.2.3", slice_index=7, ends=lines)
    (callout,) = callouts_of(register_of(zhang), seen)
    assert (callout.name, callout.size, callout.slice_index) == ("T8", "12.1 × 10.4 mm", 7)
    assert (callout.lines, callout.reach_mm) == ("[[[1, 2], [3, 4]], [[2, 2], [2, 5]]]", "6.05")
    (size, _typed) = (row.sizes[0] for row in sizes_of(register_of(zhang), [seen]).rows)
    assert size is not None
    assert (size.series_uid, size.slice_index) == ("1.2.3", 7)
