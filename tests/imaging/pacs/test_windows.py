"""The window of DICOM, its edges, and the numbers this house opens a CT with."""

from decimal import Decimal

import numpy as np
import pytest

from guidelines.imaging.windows import CtWindow, matched_window
from imaging.pacs.windows import PRESETS, Window, grey, whole_range


@pytest.mark.parametrize("window", CtWindow)
def test_every_preset_is_the_window_it_is_called(window: CtWindow) -> None:
    preset = PRESETS[window]
    assert matched_window(Decimal(preset.width), Decimal(preset.level)) is window


def test_a_bone_preset_of_another_viewer_is_none() -> None:
    assert matched_window(Decimal(2500), Decimal(480)) is None


@pytest.mark.parametrize(
    ("hu", "window", "shade"),
    [
        (-550, Window(2500, 700), 0),
        (-549, Window(2500, 700), 0),
        (55, Window(2500, 700), 62),
        (55, Window(450, 50), 131),
        (55, Window(1550, -550), 227),
        (820, Window(2500, 700), 140),
        (950, Window(2500, 700), 153),
        (1949, Window(2500, 700), 255),
        (5000, Window(2500, 700), 255),
        (950, Window(450, 50), 255),
    ],
)
def test_grey_by_the_formula(hu: int, window: Window, shade: int) -> None:
    assert grey(np.array([float(hu)]), window)[0] == shade


def test_the_two_edges_are_exactly_black_and_white() -> None:
    window = Window(2500, 700)
    low = 700 - 0.5 - (2500 - 1) / 2
    assert list(grey(np.array([low, low + 2499.0]), window)) == [0, 255]


def test_a_width_of_one_parts_black_from_white() -> None:
    assert list(grey(np.array([99.0, 100.0]), Window(1, 100))) == [0, 255]


def test_the_whole_range_reaches_from_dark_to_bright_and_survives_one_value() -> None:
    values = np.linspace(0, 1000, 1001)
    window = whole_range(values)
    assert list(grey(np.array([5.0, 995.0]), window)) == [0, 255]
    assert grey(np.array([7.0, 7.0]), whole_range(np.array([7.0, 7.0]))).shape == (2,)
