"""The lesions: T8 lytic through the cortex, T10 blastic; at follow-up T8 heals with a rim, T10 has grown."""

from enum import StrEnum

from imaging.phantom.shapes import Ellipsoid

T8_MM, T10_MM = 25.0, -25.0
RIM_MM, RIM_HU = 2.5, 750.0


class Scan(StrEnum):
    """Which of the two examinations."""

    BASELINE = "baseline"
    FOLLOW_UP = "followup"


LYTIC = Ellipsoid(x=8, y=45, dx=22, dy=16, hu=45, z=T8_MM, dz=18)
BLASTIC = Ellipsoid(x=-4, y=47, dx=14, dy=12, hu=950, z=T10_MM, dz=14)
DENSER = Ellipsoid(x=-4, y=47, dx=18, dy=15, hu=950, z=T10_MM, dz=18)
HEALING = Ellipsoid(x=8, y=45, dx=12, dy=8, hu=110, z=T8_MM, dz=10)

LESIONS: dict[Scan, tuple[Ellipsoid, ...]] = {
    Scan.BASELINE: (LYTIC, BLASTIC),
    Scan.FOLLOW_UP: (HEALING.grown(RIM_MM, RIM_HU), HEALING, DENSER),
}
# The lesion of each vertebra, as somebody who measures it sees it.
MEASURED: dict[Scan, dict[str, Ellipsoid]] = {
    Scan.BASELINE: {"T8": LYTIC, "T10": BLASTIC},
    Scan.FOLLOW_UP: {"T8": HEALING, "T10": DENSER},
}
