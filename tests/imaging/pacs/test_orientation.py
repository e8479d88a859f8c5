"""The letters at the edges of an image: the known orientations of a scanner, mirrored and leaning ones."""

from dataclasses import astuple
from math import cos, radians, sin

import pytest

from imaging.pacs.headers import header_of
from imaging.pacs.manifest import manifest_of
from imaging.pacs.orientation import Plane, edges_by_plane, edges_of, normal_of, plane_of
from tests.imaging.images import mirrored, phantom

SUPINE = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)
PRONE = (-1.0, 0.0, 0.0, 0.0, -1.0, 0.0)
FROM_ABOVE = (-1.0, 0.0, 0.0, 0.0, 1.0, 0.0)
SAGITTAL = (0.0, 1.0, 0.0, 0.0, 0.0, -1.0)
CORONAL = (1.0, 0.0, 0.0, 0.0, 0.0, -1.0)


@pytest.mark.parametrize(
    ("orientation", "left_right_top_bottom", "plane"),
    [
        (SUPINE, ("R", "L", "A", "P"), Plane.AXIAL),
        (PRONE, ("L", "R", "P", "A"), Plane.AXIAL),
        (FROM_ABOVE, ("L", "R", "A", "P"), Plane.AXIAL),
        (SAGITTAL, ("A", "P", "H", "F"), Plane.SAGITTAL),
        (CORONAL, ("R", "L", "H", "F"), Plane.CORONAL),
    ],
)
def test_each_edge_names_the_side_it_shows(
    orientation: tuple[float, ...], left_right_top_bottom: tuple[str, ...], plane: Plane
) -> None:
    assert astuple(edges_of(orientation)) == left_right_top_bottom
    assert plane_of(orientation) is plane


def test_a_leaning_plane_has_two_letters_the_greater_part_first() -> None:
    angle = radians(20)
    leaning = edges_of((1.0, 0.0, 0.0, 0.0, cos(angle), sin(angle)))
    assert astuple(leaning) == ("R", "L", "AF", "PH")
    assert astuple(edges_of((1.0, 0.0, 0.0, 0.0, cos(0.05), sin(0.05)))) == ("R", "L", "A", "P")


@pytest.mark.parametrize("orientation", [SUPINE, PRONE, FROM_ABOVE])
def test_what_is_cut_out_of_an_axial_stack_has_the_head_on_top(orientation: tuple[float, ...]) -> None:
    cuts = edges_by_plane(orientation)
    stored = edges_of(orientation)
    assert cuts[Plane.AXIAL] == stored
    assert (cuts[Plane.SAGITTAL].top, cuts[Plane.SAGITTAL].bottom) == ("H", "F")
    assert (cuts[Plane.SAGITTAL].left, cuts[Plane.SAGITTAL].right) == (stored.top, stored.bottom)
    assert (cuts[Plane.CORONAL].top, cuts[Plane.CORONAL].bottom) == ("H", "F")
    assert (cuts[Plane.CORONAL].left, cuts[Plane.CORONAL].right) == (stored.left, stored.right)


def test_a_stack_runs_from_the_feet_whichever_way_its_slices_face() -> None:
    assert normal_of(SUPINE) == normal_of(FROM_ABOVE) == (0.0, 0.0, 1.0)
    plain, turned = (
        manifest_of([header for one in files if (header := header_of(one))])
        for files in (list(phantom().datasets()), list(mirrored(phantom())))
    )
    assert [one.z_mm for one in plain.slices] == [one.z_mm for one in turned.slices]
    assert [one.sop_uid for one in plain.slices] == [one.sop_uid for one in turned.slices]
    assert (plain.orientation, turned.orientation) == (SUPINE, FROM_ABOVE)
