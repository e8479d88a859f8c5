"""The two figures. What stands later in a figure is drawn over what stands before it."""

from design.bodymap import limbs
from design.bodymap.shapes import Figure, Part, parts_of
from design.bodymap.spine import ribs, vertebrae

FRONT = Figure(
    "front",
    left_x=1,
    shapes=(
        limbs.SKULL, *vertebrae(), *ribs(front=True), limbs.STERNUM, limbs.CLAVICLE, *limbs.ARM,
        limbs.PELVIS, *limbs.LEG, limbs.PATELLA,
    ),
    lines=limbs.FACE,
)  # fmt: skip
BACK = Figure(
    "back",
    left_x=-1,
    shapes=(
        limbs.SKULL, *ribs(front=False), *vertebrae(), limbs.SCAPULA, *limbs.ARM, limbs.PELVIS, *limbs.LEG,
    ),
    lines=limbs.NAPE,
)  # fmt: skip
FIGURES = (FRONT, BACK)
PARTS = parts_of(FIGURES)
# Seen from behind: shoulder blade and ribs, and the vertebrae that the breastbone hides.
BEHIND = frozenset({"SCAPULA", "RIB"})
HIDDEN_LEVELS = frozenset({"T1", "T2", "T3", "T4", "T5", "T6"})


def view_of(part: Part) -> Figure:
    """The figure that shows a mark on this part best."""
    return BACK if part.bone in BEHIND or part.level in HIDDEN_LEVELS else FRONT
