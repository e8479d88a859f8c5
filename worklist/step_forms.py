"""What people type about the diagnostic pathway: a step with its answers, the risk factors."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.functional import lazystr
from django.utils.translation import gettext_lazy as _

from accounts.vocabulary import choices, say
from guidelines.lesions import Extent
from guidelines.pathway.evidence import Pathology
from guidelines.pathway.questions import FACTS
from guidelines.pathway.risk import RiskFactor
from guidelines.pathway.states import PathwayFacts, PathwayState, SurveyResult
from guidelines.terms import Term
from patients.forms.base import RoomForm
from patients.specs.overrides import Acknowledgement
from patients.specs.pathway import RiskSpec, StepSpec
from worklist.enums import ProofReason

YES, NO, UNKNOWN = "yes", "no", "unknown"
ANSWERS = [(YES, _("Yes")), (NO, _("No")), (UNKNOWN, _("Not known"))]
MEANING = {YES: True, NO: False}
TERMS: dict[str, tuple[Term, ...]] = {
    "survey": tuple(SurveyResult),
    "extent": (Extent.LOCALISED, Extent.WIDESPREAD),
    "pathology": tuple(Pathology),
}
NUMBERS = frozenset({"destructive_lesions", "definite_lesions", "inconclusive"})
MOST = 99
# Dates stand in the record; only the last scan may have been done where this record does not reach.
DAYS = frozenset({"last_bone_scan_on"})
NEVER_ASKED = frozenset({"confirmed_on"})
DAY = forms.DateInput(attrs={"type": "date"})


class AnswerField(forms.ChoiceField):
    """Yes, no, not known; nothing chosen is not known."""

    def __init__(self, **more: Any) -> None:
        super().__init__(choices=ANSWERS, required=False, widget=forms.RadioSelect, **more)


def as_typed(value: object) -> object:
    """How a recorded fact stands in the form before anybody touches it."""
    return {True: YES, False: NO, None: UNKNOWN}[value] if value is None or isinstance(value, bool) else value


def _question(name: str) -> forms.Field:
    label = lazystr(_Words(name))
    if name in TERMS:
        options = [*choices(TERMS[name]), (UNKNOWN, _("Not known"))]
        return forms.ChoiceField(label=label, choices=options, required=False, widget=forms.RadioSelect)
    if name in NUMBERS:
        return forms.IntegerField(label=label, required=False, min_value=0, max_value=MOST)
    if name in DAYS:
        return forms.DateField(label=label, required=False, widget=DAY)
    return AnswerField(label=label)


class _Words:
    """The words of a fact, spoken when the page is drawn."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __str__(self) -> str:
        return say(FACTS[self.name])


class StepForm(RoomForm):
    """A step: the facts it asks for, its day, its reason."""

    taken_on = forms.DateField(label=_("Day of the step"), widget=DAY)
    reason = forms.CharField(
        label=_("Reason or remark"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    source = forms.ChoiceField(
        choices=[("", ""), *((str(state.value), "") for state in PathwayState)],
        required=False,
        widget=forms.HiddenInput,
    )
    reasons = ProofReason

    def __init__(self, *args: Any, names: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = tuple(name for name in names if name not in NEVER_ASKED)
        for name in self.names:
            self.fields[name] = _question(name)

    def questions(self) -> list[Any]:
        """The fields of the facts, in the order the rule asks for them."""
        return [self[name] for name in self.names]

    def spec(self, target: PathwayState, answers: tuple[Acknowledgement, ...]) -> StepSpec:
        """What was typed; call it when the form is valid."""
        data = self.cleaned_data
        return StepSpec(
            source=PathwayState(data["source"]) if data["source"] else None,
            target=target,
            taken_on=data["taken_on"],
            reason=data["reason"],
            stated=PathwayFacts(**{name: _stated(name, data[name]) for name in self.names}),
            answers=answers,
        )


def _stated(name: str, value: Any) -> Any:
    if name in NUMBERS or name in DAYS:
        return value
    if name in TERMS:
        return next((term for term in TERMS[name] if term.value == value), None)
    return MEANING.get(value)


class RiskForm(RoomForm):
    """The factors of table 2.2, each yes, no or not known."""

    reviewed_on = forms.DateField(label=_("Day of the review"), widget=DAY)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for factor, label in choices(RiskFactor):
            self.fields[factor] = AnswerField(label=label)

    def spec(self) -> RiskSpec:
        """What was typed; call it when the form is valid."""
        data = self.cleaned_data
        known = {factor: MEANING.get(data[factor.value]) for factor in RiskFactor}
        return RiskSpec(
            reviewed_on=data["reviewed_on"],
            factors={factor: answer for factor, answer in known.items() if answer is not None},
        )

    @staticmethod
    def start(stated: dict[RiskFactor, bool], today: date) -> dict[str, object]:
        """The last answers, offered again."""
        known = {factor.value: as_typed(stated.get(factor)) for factor in RiskFactor}
        return {"reviewed_on": today, **known}
