"""One bone lesion as the rules of local treatment read it."""

from dataclasses import dataclass

from guidelines.lesions import Bone, BonePart, Extent, LesionType
from guidelines.risk.pain import MODERATE_FROM


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalLesion:
    """A lesion and what was done for it; None = not recorded, which is neither yes nor no.

    `systemic_failed`: not improved by systemic treatment. `usual_care_failed`: radiotherapy, surgery and
    drugs did not suffice. `cord_threat`: the fracture may come to press the cord. `irradiated` and `cemented`
    count when given, `irradiation_planned` when only planned.
    """

    bone: Bone | None = None
    level: str = ""
    part: BonePart | None = None
    proximal: bool | None = None
    lesion_type: LesionType | None = None
    extent: Extent | None = None
    small_volume: bool | None = None
    nrs: int | None = None
    fracture: bool | None = None
    fracture_risk: bool | None = None
    compression: bool | None = None
    cord_threat: bool | None = None
    systemic_failed: bool | None = None
    systemic_effective: bool | None = None
    usual_care_failed: bool | None = None
    progressed: bool | None = None
    early_tn: bool | None = None
    cemented: bool | None = None
    irradiated: bool | None = None
    irradiation_planned: bool | None = None
    radiotherapy_refused: bool | None = None
    unfit_for_surgery: bool | None = None

    @property
    def painful(self) -> bool:
        """Return whether pain was scored above 0."""
        return self.nrs is not None and self.nrs > 0

    @property
    def pain_uncontrolled(self) -> bool:
        """Return whether pain was scored moderate or severe (STD-05)."""
        return self.nrs is not None and self.nrs >= MODERATE_FROM

    @property
    def emergency(self) -> bool | None:
        """Return whether there is a bone emergency, fracture or compression; None while one is unknown."""
        if self.fracture or self.compression:
            return True
        return None if None in (self.fracture, self.compression) else False
