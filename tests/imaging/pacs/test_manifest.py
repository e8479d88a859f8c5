"""Slices in the order of the body, and what a series does not allow."""

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from math import cos, radians, sin
from typing import Any

import pytest
from pydicom import Dataset

from imaging.enums import SeriesLimit
from imaging.pacs.errors import NotThere
from imaging.pacs.headers import Header, header_of, person
from imaging.pacs.manifest import manifest_of
from imaging.phantom.grid import UNIT
from imaging.phantom.variants import Variant
from tests.imaging.images import phantom

AXIAL = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)


def slice_at(index: int, **more: Any) -> Header:
    facts: dict[str, Any] = {
        "sop_uid": f"1.2.{index + 1}",
        "modality": "CT",
        "description": "",
        "kernel": "",
        "number": -index,
        "position": (0.0, 0.0, 5.0 * index),
        "orientation": AXIAL,
        "rows": 64,
        "columns": 64,
        "row_spacing": Decimal(4),
        "column_spacing": Decimal(4),
        "thickness": Decimal(5),
        "slope": 1.0,
        "intercept": 0.0,
        "is_signed": True,
        "bits_allocated": 16,
        "bits_stored": 16,
        "padding": None,
        "is_monochrome1": False,
        "frames": 1,
        "samples": 1,
        "frame_of_reference": "1.2.3",
    }
    return Header(**facts | more)


def stack(count: int = 6, **more: Any) -> list[Header]:
    return [slice_at(index, **more) for index in range(count)]


def limits(headers: list[Header]) -> tuple[SeriesLimit, ...]:
    return manifest_of(headers).limits


def test_the_phantom_is_sorted_by_height_and_allows_everything() -> None:
    headers = [header for one in phantom().datasets() if (header := header_of(one))]
    manifest = manifest_of(sorted(headers, key=lambda header: header.number))
    heights = [one.z_mm for one in manifest.slices]
    assert heights == [UNIT.z_of(index) for index in range(UNIT.slices)]
    assert manifest.limits == ()
    assert (manifest.kernel, manifest.thickness_mm, manifest.row_spacing_mm) == (
        "BONE",
        Decimal(5),
        Decimal(4),
    )


def test_order_does_not_depend_on_numbers_or_names() -> None:
    shuffled = [slice_at(index, number=0, sop_uid=f"1.2.{9 - index}") for index in (3, 0, 5, 1, 4, 2)]
    assert [one.z_mm for one in manifest_of(shuffled).slices] == [0, 5, 10, 15, 20, 25]


def test_a_sagittal_stack_is_sorted_from_side_to_side() -> None:
    sagittal = (0.0, 1.0, 0.0, 0.0, 0.0, -1.0)
    headers = [slice_at(index, orientation=sagittal, position=(7.0 * index, 0.0, 0.0)) for index in range(4)]
    heights = [one.z_mm for one in manifest_of(headers).slices]
    assert sorted(abs(z or 0) for z in heights) == [0, 7, 14, 21]
    assert all((after or 0) > (before or 0) for before, after in pairwise(heights))


def test_a_missing_slice_forbids_reformats_and_nothing_else() -> None:
    headers = [header for one in phantom(Variant.MISSING).datasets() if (header := header_of(one))]
    assert limits(headers) == (SeriesLimit.UNEVEN,)


def test_two_phases_in_one_series_are_uneven() -> None:
    assert SeriesLimit.UNEVEN in limits(
        stack() + [slice_at(index, sop_uid=f"9.{index}") for index in range(6)]
    )


def test_a_tilted_gantry_is_seen() -> None:
    angle = radians(15)
    tilted = (1.0, 0.0, 0.0, 0.0, cos(angle), sin(angle))
    assert limits(stack(orientation=tilted)) == (SeriesLimit.TILT,)


def test_an_oblique_stack_along_its_own_normal_is_not_tilted() -> None:
    angle = radians(15)
    oblique = (1.0, 0.0, 0.0, 0.0, cos(angle), sin(angle))
    headers = [
        slice_at(index, orientation=oblique, position=(0.0, -5 * index * sin(angle), 5 * index * cos(angle)))
        for index in range(6)
    ]
    assert limits(headers) == ()


@pytest.mark.parametrize(
    ("more", "limit"),
    [
        ({"row_spacing": None}, SeriesLimit.NO_SPACING),
        ({"position": None}, SeriesLimit.NO_POSITION),
        ({"orientation": None}, SeriesLimit.NO_POSITION),
        ({"frames": 60}, SeriesLimit.MULTI_FRAME),
        ({"samples": 3}, SeriesLimit.COLOUR),
    ],
)
def test_what_is_not_said_is_not_guessed(more: dict[str, Any], limit: SeriesLimit) -> None:
    assert limit in limits(stack(**more))


def test_a_scout_image_is_left_out_and_said_so() -> None:
    scout = slice_at(99, rows=512, orientation=(0.0, 1.0, 0.0, 0.0, 0.0, -1.0))
    manifest = manifest_of([scout, *stack()])
    assert len(manifest.slices) == 6
    assert manifest.limits == (SeriesLimit.MIXED,)


def test_each_slice_keeps_its_own_slope() -> None:
    headers = [replace(slice_at(index), slope=1.0 + index) for index in range(3)]
    assert [one.slope for one in manifest_of(headers).slices] == [1, 2, 3]


def test_without_any_image_there_is_no_series() -> None:
    with pytest.raises(NotThere):
        manifest_of([])


def test_two_thousand_slices_are_a_manifest_like_any_other() -> None:
    manifest = manifest_of(list(reversed(stack(2000))))
    assert len(manifest.slices) == 2000
    assert manifest.slices[1999].z_mm == 5.0 * 1999
    assert manifest.limits == ()


def test_zero_spacing_is_no_spacing() -> None:
    dataset = next(phantom().datasets())
    dataset.PixelSpacing = [0, 0]
    header = header_of(dataset)
    assert header is not None
    assert (header.row_spacing, header.column_spacing) == (None, None)


@pytest.mark.parametrize("uid", ["", "../../etc", "1.2.3/frames", "1" * 65, "1.2 3"])
def test_an_instance_with_a_uid_that_is_none_is_passed_over(uid: str) -> None:
    dataset = Dataset()
    dataset.update(next(phantom().datasets()))
    dataset.add_new("SOPInstanceUID", "UT", uid)
    assert header_of(dataset) is None


def test_a_report_is_no_image() -> None:
    dataset = Dataset()
    dataset.SOPInstanceUID, dataset.Modality = "1.2.3", "SR"
    assert header_of(dataset) is None


@pytest.mark.parametrize(
    ("stored", "read"),
    [("张^桂兰", "张 桂兰"), ("Zhang^Guilan=张^桂兰", "张 桂兰"), ("Zhang^Guilan", "Zhang Guilan"), ("", "")],
)
def test_a_name_is_read_in_its_own_script(stored: str, read: str) -> None:
    dataset = Dataset()
    dataset.PatientName = stored
    assert person(dataset, "PatientName") == read
