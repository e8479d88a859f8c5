"""How a patient enters the pathway, and the step that was taken (section 2.4)."""

from datetime import date

from guidelines.findings import Finding, Grade, Rule, Severity
from guidelines.pathway.stages import ESTABLISHED
from guidelines.pathway.states import ConfirmationBasis, PathwayFacts, PathwayState
from guidelines.pathway.steps import NOT_YOURS
from guidelines.pathway.transitions import DOCTOR, ORGANISER, TRANSITIONS, Transition
from guidelines.roles import Role
from guidelines.terms import Text

ENTRY = Rule(
    "DX-T00",
    Severity.HARD,
    Text(
        "首次进入路径只能是“肺癌已确诊”（须已确诊），或病历显示的状态（{proposed}）。",
        "A patient enters the pathway as “lung cancer confirmed”, once it is, or where the record shows the "
        "patient: {proposed}.",
    ),
    "P",
    Grade.PROJECT,
)


def entry_roles(target: PathwayState) -> frozenset[Role]:
    """Return who may enter a patient at this state: the start as DX-T01, every other state a doctor."""
    return ORGANISER if target is PathwayState.LC_CONFIRMED else DOCTOR


def entry_check(
    target: PathwayState, proposed: PathwayState | None, facts: PathwayFacts, role: Role
) -> Finding | None:
    """Return what stands against entering the pathway at this state; None when it may be done."""
    roles = entry_roles(target)
    if role not in roles:
        return NOT_YOURS.finding(target=target, roles=tuple(one for one in Role if one in roles))
    at_start = target is PathwayState.LC_CONFIRMED and facts.lung_cancer_confirmed is True
    return None if at_start or target is proposed else ENTRY.finding(proposed=proposed)


def entry_states(proposed: PathwayState | None) -> tuple[PathwayState, ...]:
    """Return the states at which a patient can enter.

    Once bone metastasis is established there is no way back to the start.
    """
    if proposed is None or proposed is PathwayState.LC_CONFIRMED:
        return (PathwayState.LC_CONFIRMED,)
    return (proposed,) if proposed in ESTABLISHED else (PathwayState.LC_CONFIRMED, proposed)


def step_taken(
    source: PathwayState, target: PathwayState, facts: PathwayFacts, today: date, role: Role
) -> Transition | None:
    """Return the first arrow between two states whose requirement is met, for this role."""
    return next(
        (
            one
            for one in TRANSITIONS
            if source in one.sources and one.target is target and role in one.roles and one.met(facts, today)
        ),
        None,
    )


def follows_by_itself(source: PathwayState) -> Transition | None:
    """Return the step that follows a state without anybody's decision (DX-T20, DX-T22)."""
    return next((one for one in TRANSITIONS if source in one.sources and one.automatic), None)


def confirming_rule(source: PathwayState | None, basis: ConfirmationBasis | None) -> str:
    """Return the rule under which a diagnosis made elsewhere enters the pathway.

    The drawn step with that basis; DX-18, the definition of the diagnosis, where none is drawn.
    """
    drawn = (one.rule.rule_id for one in TRANSITIONS if source in one.sources and one.basis is basis)
    return next(drawn, "DX-18") if source is not None and basis is not None else "DX-18"
