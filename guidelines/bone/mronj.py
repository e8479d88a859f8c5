"""Stages of medication-related jaw necrosis, AAOMS (STD-07); standard, not from the guideline."""

from dataclasses import dataclass

from guidelines.terms import Term


class MronjStage(Term):
    """The optional stage beside the white paper's severity (STD-07)."""

    AT_RISK = "AT_RISK", "有风险：用药中，无坏死", "At risk: on the drug, no necrosis"
    STAGE_0 = "STAGE_0", "0 期：非特异症状", "Stage 0: non-specific symptoms"
    STAGE_1 = "STAGE_1", "1 期：骨暴露或可探及瘘，无感染", "Stage 1: exposed bone or fistula, no infection"
    STAGE_2 = "STAGE_2", "2 期：伴感染或疼痛", "Stage 2: with infection or pain"
    STAGE_3 = (
        "STAGE_3",
        "3 期：另有骨折、口外瘘、口鼻窦瘘，或骨溶解达下颌下缘或窦底",
        "Stage 3: also fracture, extra-oral or oral-antral fistula, or lysis to the lower border or sinus "
        "floor",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class JawSigns:
    """What the dentist found; None = not examined.

    `extended` is any sign of stage 3: fracture, extra-oral or oral-antral fistula, lysis to the lower border
    of the mandible or the sinus floor.
    """

    exposed_or_fistula: bool | None = None
    infection_or_pain: bool | None = None
    extended: bool | None = None
    other_symptoms: bool | None = None


def mronj_stage(signs: JawSigns) -> MronjStage | None:
    """Return the stage (STD-07); None while a sign that could raise it is not examined."""
    if signs.extended:
        return MronjStage.STAGE_3
    if signs.extended is None or signs.exposed_or_fistula is None:
        return None
    if signs.exposed_or_fistula:
        return _either(signs.infection_or_pain, MronjStage.STAGE_2, MronjStage.STAGE_1)
    return _either(signs.other_symptoms, MronjStage.STAGE_0, MronjStage.AT_RISK)


def _either(sign: bool | None, present: MronjStage, absent: MronjStage) -> MronjStage | None:
    if sign is None:
        return None
    return present if sign else absent


DEFINITION_DAYS = 56


def meets_definition(
    *, exposed_days: int | None, ever_on_drug: bool | None, jaw_radiotherapy: bool | None
) -> bool | None:
    """Return whether the definition is met (STD-07): over 8 weeks, drug now or before, jaw not irradiated.

    None when a part is not recorded and no other part rules it out. Day 56 itself counts only for the white
    paper ("at least 8 weeks", ONJ-05).
    """
    parts = (
        None if exposed_days is None else exposed_days > DEFINITION_DAYS,
        ever_on_drug,
        None if jaw_radiotherapy is None else not jaw_radiotherapy,
    )
    if False in parts:
        return False
    return None if None in parts else True
