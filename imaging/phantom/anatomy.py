"""The chest without lesions. Densities in HU, diameters in mm, no more anatomy than a window test needs."""

from collections.abc import Iterator

import numpy as np

from imaging.phantom.shapes import Ellipsoid

AIR_HU, CORTEX_HU, TRABECULAR_HU, DISC_HU, CANAL_HU, MUSCLE_HU, AORTA_HU = -1000, 820, 190, 85, 25, 55, 180
CORTEX_MM = 1.6
LEVEL_MM, BODY_MM = 25.0, 20.0  # from vertebra to vertebra, and the height of a vertebral body
SPINE_Y = 46.0
VERTEBRA = (38.0, 30.0)
MARROW = (VERTEBRA[0] - 2 * CORTEX_MM, VERTEBRA[1] - 2 * CORTEX_MM)
SKIN = (240.0, 176.0)

BODY = (
    Ellipsoid(0, 0, *SKIN, hu=-90),
    Ellipsoid(0, 0, SKIN[0] - 16, SKIN[1] - 16, hu=MUSCLE_HU),
    Ellipsoid(-56, -6, 84, 118, hu=-860),
    Ellipsoid(58, -6, 80, 118, hu=-860),
    Ellipsoid(14, -26, 84, 66, hu=45),
    Ellipsoid(24, 26, 24, 24, hu=AORTA_HU),
)
STERNUM = (Ellipsoid(0, -78, 34, 9, hu=CORTEX_HU), Ellipsoid(0, -78, 30, 6, hu=TRABECULAR_HU))
ARCH = (
    Ellipsoid(0, SPINE_Y + 25, 30, 26, hu=620),
    Ellipsoid(0, SPINE_Y + 21, 17, 16, hu=CANAL_HU),
    Ellipsoid(0, SPINE_Y + 34, 7, 14, hu=620),
)


def shapes_at(z: float) -> Iterator[Ellipsoid]:
    """What is painted into a slice at this height, in order."""
    yield from BODY
    yield from STERNUM
    yield from _ribs(z)
    yield from ARCH
    yield from _vertebra(z)


def _vertebra(z: float) -> Iterator[Ellipsoid]:
    """Disc, end plate or body: the spine repeats every 25 mm, with a vertebra in the middle of z = 0."""
    from_middle = abs((z + LEVEL_MM / 2) % LEVEL_MM - LEVEL_MM / 2)
    if from_middle > BODY_MM / 2:
        yield Ellipsoid(0, SPINE_Y, *VERTEBRA, hu=DISC_HU)
        return
    yield Ellipsoid(0, SPINE_Y, *VERTEBRA, hu=CORTEX_HU)
    if from_middle < BODY_MM / 2 - CORTEX_MM:
        yield Ellipsoid(0, SPINE_Y, *MARROW, hu=TRABECULAR_HU)


def _ribs(z: float) -> Iterator[Ellipsoid]:
    """Two pairs a slice, sliding forward along the wall from level to level."""
    slope = (z % LEVEL_MM) / LEVEL_MM
    for angle in (np.pi * (0.10 + 0.2 * slope), np.pi * (-0.25 + 0.2 * slope)):
        x, y = float(np.cos(angle) * (SKIN[0] / 2 - 14)), float(np.sin(angle) * (SKIN[1] / 2 - 14))
        for side in (-1, 1):
            yield Ellipsoid(side * x, y, 13, 9, hu=CORTEX_HU)
            yield Ellipsoid(side * x, y, 8, 5, hu=TRABECULAR_HU)
