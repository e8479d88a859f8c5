"""The state machine of the diagnostic pathway: which step leads where, and who may take it (section 2.4)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from guidelines.certainty import Answer
from guidelines.findings import Finding, Rule
from guidelines.lesions import Extent
from guidelines.pathway import guards, steps
from guidelines.pathway.evidence import DX_19
from guidelines.pathway.guards import Guard
from guidelines.pathway.states import CONFIRMING, ConfirmationBasis, PathwayFacts, PathwayState, SurveyResult
from guidelines.roles import Role
from guidelines.terms import Text

S = PathwayState

# P, section 0.6: an oncologist takes every step, confirmation is nobody else's. A radiologist may enter what
# a survey showed, the coordinator what the MDT decided and who is listed for it.
DOCTOR = frozenset({Role.ONCOLOGIST})
READER = DOCTOR | {Role.RADIOLOGIST}
ORGANISER = DOCTOR | {Role.MDT_COORDINATOR}


@dataclass(frozen=True, slots=True)
class Transition:
    """One arrow: its rule says what it requires; `automatic` = it follows by itself."""

    rule: Rule
    sources: frozenset[PathwayState]
    target: PathwayState
    met: Guard
    roles: frozenset[Role] = DOCTOR
    basis: ConfirmationBasis | None = None

    @property
    def automatic(self) -> bool:
        """Return whether the step needs nobody's decision."""
        return self.met is guards.always

    @property
    def effect(self) -> Text | None:
        """Return what the step starts; None when it starts nothing."""
        return steps.EFFECTS.get(self.rule.rule_id)


def _from(*states: PathwayState) -> frozenset[PathwayState]:
    return frozenset(states)


_MDT_DECIDED = guards.stated("mdt_decision")
_IMAGING, _PATHOLOGY = ConfirmationBasis.IMAGING, ConfirmationBasis.BIOPSY

TRANSITIONS: tuple[Transition, ...] = (
    Transition(
        steps.DX_T01, _from(S.LC_CONFIRMED), S.SCREEN_DUE, guards.stated("lung_cancer_confirmed"), ORGANISER
    ),
    Transition(
        steps.DX_T02, _from(S.LC_CONFIRMED), S.CONFIRM_LOCALISED, guards.petct_shows(Extent.LOCALISED)
    ),
    Transition(
        steps.DX_T02, _from(S.LC_CONFIRMED), S.CONFIRM_WIDESPREAD, guards.petct_shows(Extent.WIDESPREAD)
    ),
    Transition(
        steps.DX_T03, _from(S.SCREEN_DUE), S.BS_NEGATIVE, guards.surveyed(SurveyResult.NEGATIVE), READER
    ),
    Transition(
        steps.DX_T04, _from(S.SCREEN_DUE), S.BS_POSITIVE, guards.surveyed(SurveyResult.POSITIVE), READER
    ),
    Transition(steps.DX_T05, _from(S.BS_NEGATIVE), S.SURVEILLANCE, guards.quiet),
    Transition(steps.DX_T06, _from(S.BS_NEGATIVE), S.CONFIRM_LOCALISED, guards.stated("local_symptoms")),
    Transition(steps.DX_T07, _from(S.BS_NEGATIVE), S.CONFIRM_LOCALISED, guards.stated("marker_task_open")),
    Transition(steps.DX_T08, _from(S.BS_POSITIVE), S.CONFIRM_LOCALISED, guards.extends(Extent.LOCALISED)),
    Transition(steps.DX_T09, _from(S.BS_POSITIVE), S.CONFIRM_WIDESPREAD, guards.extends(Extent.WIDESPREAD)),
    Transition(steps.DX_T10, CONFIRMING, S.BIOPSY, guards.solitary),
    Transition(
        steps.DX_T11,
        _from(S.CONFIRM_LOCALISED),
        S.CONFIRMED,
        guards.multiple_and_definite,
        basis=_IMAGING,
    ),
    Transition(
        steps.DX_T12,
        _from(S.CONFIRM_WIDESPREAD),
        S.CONFIRMED,
        guards.multiple_and_definite,
        basis=_IMAGING,
    ),
    Transition(steps.DX_T13, CONFIRMING, S.NOT_CONFIRMED, guards.stated("imaging_clear")),
    Transition(steps.DX_T14, CONFIRMING, S.INDETERMINATE, guards.repeated_in_vain),
    *(
        Transition(steps.DX_T15, _from(S.INDETERMINATE), target, _MDT_DECIDED, ORGANISER)
        for target in (S.BIOPSY, S.CONFIRM_LOCALISED, S.CONFIRM_WIDESPREAD, S.SURVEILLANCE)
    ),
    Transition(
        steps.DX_T15, _from(S.INDETERMINATE), S.CONFIRMED, guards.decided_and_definite, basis=_IMAGING
    ),
    Transition(steps.DX_T16, _from(S.BIOPSY), S.CONFIRMED, guards.proven_by_pathology, basis=_PATHOLOGY),
    Transition(steps.DX_T17, _from(S.BIOPSY), S.NOT_CONFIRMED, guards.excluded_by_pathology),
    Transition(steps.DX_T18, _from(S.BIOPSY), S.INDETERMINATE, guards.unsettled_by_pathology),
    Transition(
        steps.DX_T19,
        _from(S.BIOPSY),
        S.CONFIRMED,
        guards.clinical_diagnosis,
        basis=ConfirmationBasis.CLINICAL,
    ),
    Transition(steps.DX_T20, _from(S.NOT_CONFIRMED), S.SURVEILLANCE, guards.always),
    Transition(steps.DX_T21, _from(S.SURVEILLANCE), S.SCREEN_DUE, guards.screen_again, ORGANISER),
    Transition(steps.DX_T22, _from(S.CONFIRMED), S.PRETREATMENT, guards.always),
    Transition(steps.DX_T23, _from(S.PRETREATMENT), S.MDT_PENDING, guards.ready_for_mdt, ORGANISER),
    Transition(steps.DX_T24, _from(S.MDT_PENDING), S.ON_TREATMENT, _MDT_DECIDED, ORGANISER),
    Transition(steps.DX_T25, _from(S.ON_TREATMENT), S.MDT_PENDING, guards.stated("mdt_trigger"), ORGANISER),
    Transition(steps.DX_T26, _from(S.SURVEILLANCE), S.CONFIRM_LOCALISED, guards.site_after_young_scan),
    Transition(
        steps.DX_T27, _from(S.SURVEILLANCE), S.CONFIRM_LOCALISED, guards.lesion_seen(Extent.LOCALISED)
    ),
    Transition(
        steps.DX_T27, _from(S.SURVEILLANCE), S.CONFIRM_WIDESPREAD, guards.lesion_seen(Extent.WIDESPREAD)
    ),
)


@dataclass(frozen=True, slots=True)
class NextStep:
    """A step that leads on from a state; `met` None = a fact it asks for is not recorded."""

    transition: Transition
    met: Answer

    @property
    def requirement(self) -> Text:
        """Return in words what the step requires."""
        return self.transition.rule.message


def next_steps(state: PathwayState, facts: PathwayFacts, today: date) -> tuple[NextStep, ...]:
    """Return every step of a state, each with whether its requirement is met."""
    return tuple(NextStep(one, one.met(facts, today)) for one in TRANSITIONS if state in one.sources)


def _proven(source: PathwayState, facts: PathwayFacts) -> bool:
    """Return whether more than bone scan and markers is on record; a biopsy has its own steps (DX-19)."""
    return source is S.BIOPSY or facts.definite_imaging is True


def transition_check(
    source: PathwayState, target: PathwayState, facts: PathwayFacts, today: date, role: Role
) -> tuple[Finding, ...]:
    """Return what stands against a step, the reason first; empty when it may be taken.

    DX-19 when CONFIRMED is set without definite imaging, then the step itself: none drawn in figure 1, the
    role may not, or the requirement is not met. A requirement that is not known is not met.
    """
    arrows = [one for one in TRANSITIONS if source in one.sources and one.target is target]
    proof = [] if target is not S.CONFIRMED or _proven(source, facts) else [DX_19.finding()]
    return (*proof, *_step_refusals(source, target, arrows, facts, today, role))


def _step_refusals(
    source: PathwayState,
    target: PathwayState,
    arrows: list[Transition],
    facts: PathwayFacts,
    today: date,
    role: Role,
) -> tuple[Finding, ...]:
    if not arrows:
        return (steps.ILLEGAL.finding(source=source, target=target),)
    own = [one for one in arrows if role in one.roles]
    if not own:
        return (steps.NOT_YOURS.finding(target=target, roles=_roles(arrows)),)
    if any(one.met(facts, today) for one in own):
        return ()
    return tuple(one.rule.finding(known=one.met(facts, today) is not None) for one in own)


def _roles(arrows: Iterable[Transition]) -> tuple[Role, ...]:
    allowed = {role for one in arrows for role in one.roles}
    return tuple(role for role in Role if role in allowed)


def confirmation_basis(source: PathwayState, facts: PathwayFacts, today: date) -> ConfirmationBasis | None:
    """Return what a confirmation from this state rests on (DX-T16, DX-T19); None when it is not possible."""
    met = [one.basis for one in TRANSITIONS if source in one.sources and one.basis and one.met(facts, today)]
    return met[0] if met else None


def not_biopsied_flag(basis: ConfirmationBasis | None) -> bool:
    """Return whether "solitary lesion not biopsied" is shown with the diagnosis (DX-T19)."""
    return basis is ConfirmationBasis.CLINICAL
