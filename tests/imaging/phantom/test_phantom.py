"""The phantom is what it says: lesions of known size, the same files every time, true variants."""

from pathlib import Path

import numpy as np
import pytest
from django.core.management import CommandError, call_command
from pydicom import dcmread
from pydicom.uid import JPEG2000Lossless

from imaging.phantom.grid import DEMO, UNIT, grid_of
from imaging.phantom.lesions import BLASTIC, DENSER, HEALING, LYTIC, RIM_MM, Scan
from imaging.phantom.shapes import Ellipsoid
from imaging.phantom.variants import Variant
from imaging.phantom.volume import clean_slice
from tests.imaging.images import phantom


def extent_mm(scan: Scan, lesion: Ellipsoid, low: float, high: float) -> tuple[float, float]:
    """How far its density reaches along x and along y through its centre."""
    image = clean_slice(DEMO, scan, lesion.z)
    row, column = DEMO.pixel_of(lesion.x, lesion.y)
    spans = []
    for line, start in ((image[row, :], column), (image[:, column], row)):
        inside = (line >= low) & (line <= high)
        first = last = start
        while inside[first - 1]:
            first -= 1
        while inside[last + 1]:
            last += 1
        spans.append((last - first + 1) * DEMO.pixel_mm)
    return spans[0], spans[1]


@pytest.mark.parametrize(
    ("scan", "lesion", "low", "high"),
    [
        (Scan.BASELINE, BLASTIC, 600, 960),
        (Scan.FOLLOW_UP, DENSER, 600, 960),
        (Scan.FOLLOW_UP, HEALING, 0, 430),
    ],
)
def test_a_lesion_is_as_large_as_the_table_says(
    scan: Scan, lesion: Ellipsoid, low: float, high: float
) -> None:
    across, deep = extent_mm(scan, lesion, low, high)
    assert abs(across - lesion.dx) <= 1.5 * DEMO.pixel_mm
    assert abs(deep - lesion.dy) <= 1.5 * DEMO.pixel_mm


def test_the_lytic_lesion_breaks_the_cortex_that_the_healthy_side_keeps() -> None:
    image = clean_slice(DEMO, Scan.BASELINE, LYTIC.z)
    left, right = (image[DEMO.pixel_of(x, LYTIC.y)] for x in (17.5, -17.5))
    assert left < 100
    assert right > 500


def test_at_follow_up_the_lesion_is_smaller_with_a_dense_rim() -> None:
    image = clean_slice(DEMO, Scan.FOLLOW_UP, HEALING.z)
    centre = image[DEMO.pixel_of(HEALING.x, HEALING.y)]
    rim = image[DEMO.pixel_of(HEALING.x - HEALING.dx / 2 - RIM_MM / 2, HEALING.y)]
    assert centre == pytest.approx(HEALING.hu, abs=1)
    assert rim > 600


def test_two_runs_write_the_same_bytes(tmp_path: Path) -> None:
    first, second = (phantom().write(tmp_path / name) for name in ("one", "two"))
    names = [path.name for path in sorted(first.iterdir())]
    assert len(names) == UNIT.slices
    assert all((first / name).read_bytes() == (second / name).read_bytes() for name in names)


def test_the_variants_hold_the_same_densities(tmp_path: Path) -> None:
    plain = {one.ImagePositionPatient[2]: one for one in phantom().datasets()}
    for variant in (Variant.UNSIGNED, Variant.JPEG2000):
        for one in phantom(variant).datasets():
            one.save_as(tmp_path / "one.dcm")
            back = dcmread(tmp_path / "one.dcm")
            same = plain[one.ImagePositionPatient[2]]
            assert (back.PixelRepresentation, back.RescaleIntercept) == (0, -1024)
            hu = back.pixel_array.astype(int) + int(back.RescaleIntercept)
            assert np.abs(hu - np.maximum(same.pixel_array, -1024)).max() == 0
    assert back.file_meta.TransferSyntaxUID == JPEG2000Lossless


def test_the_variant_with_a_hole_lacks_one_slice() -> None:
    assert len(list(phantom(Variant.MISSING).datasets())) == UNIT.slices - 1


@pytest.mark.parametrize("text", ["256", "256x128x10", "8x8x4", "256x256x0", "4096x4096x10", "axaxa"])
def test_a_size_that_is_none_is_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="256x256x60"):
        grid_of(text)
    with pytest.raises(CommandError):
        call_command("phantom", out=tmp_path, size=text)


def test_the_command_writes_both_examinations(tmp_path: Path) -> None:
    call_command("phantom", out=tmp_path, size="64x64x12", variant="unsigned")
    files = list(tmp_path.rglob("*.dcm"))
    assert len(files) == 2 * UNIT.slices
    assert {dcmread(file).AccessionNumber for file in files} == {"PHANTOM-1", "PHANTOM-2"}
