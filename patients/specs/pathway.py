"""A step of the diagnostic pathway and the risk factors, as a person enters them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from guidelines.pathway.risk import RiskFactor
from guidelines.pathway.states import PathwayFacts, PathwayState
from patients.specs.overrides import Acknowledgement

NOTHING_STATED = PathwayFacts()


@dataclass(frozen=True, slots=True, kw_only=True)
class StepSpec:
    """From which state to which, on which day; `source` None: the patient enters the pathway.

    `stated` are the answers to what the step asks; what is None there stands as the record has it.
    """

    source: PathwayState | None
    target: PathwayState
    taken_on: date
    reason: str = ""
    stated: PathwayFacts = NOTHING_STATED
    answers: tuple[Acknowledgement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskSpec:
    """The answers to table 2.2; a factor that is left out is not known."""

    reviewed_on: date
    factors: Mapping[RiskFactor, bool] = field(default_factory=dict)
