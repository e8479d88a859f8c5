"""Changes of a running course: hold, resume, interval, stop, switch."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.vocabulary import choices
from bonetherapy.forms.sheet import Sheet, day, reason_text
from bonetherapy.forms.start import StartForm
from bonetherapy.models import DentalRecord
from bonetherapy.specs import HoldSpec, IntervalSpec, ResumeSpec, StopSpec, SwitchSpec
from guidelines.bone.interruptions import INTERRUPTIONS, InterruptionReason
from guidelines.bone.stopping import StopReason
from patients.specs.overrides import Acknowledgement

MONTHS, DAYS = "months", "days"
ECOG = [(str(grade), str(grade)) for grade in range(5)]
ELECTIVE = (InterruptionReason.ELECTIVE_EXTENSION, InterruptionReason.OTHER)
Answers = tuple[Acknowledgement, ...]


def rebound_plan() -> forms.CharField:
    """The plan in words that leaving or spacing denosumab needs (BMA-24)."""
    return forms.CharField(
        label=_("Rebound plan"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("who takes CTX and asks about symptoms, and what is done when it rises"),
    )


def reason_field(label: Any, reasons: Iterable[Any]) -> forms.ChoiceField:
    """A reason as buttons."""
    return forms.ChoiceField(
        label=label,
        choices=choices(reasons),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the reason.")},
    )


class HoldForm(Sheet):
    """Reason, the day somebody looks again, and the tooth it is for, if any."""

    reason_code = reason_field(_("Reason of the hold"), InterruptionReason)
    dental_record_id = forms.TypedChoiceField(
        label=_("Dental procedure"), required=False, coerce=UUID, empty_value=None
    )
    review_on = day(_("Look at it again on"))
    reason_text = reason_text(_("In words"))

    def __init__(
        self, *args: Any, procedures: Iterable[tuple[str, str]] = (), is_denosumab: bool = False, **more: Any
    ) -> None:
        """`procedures`: (id, words) of dental items that need a hold; denosumab knows no renal reason."""
        super().__init__(*args, **more)
        reasons = [
            reason
            for reason in InterruptionReason
            if not (is_denosumab and INTERRUPTIONS[reason].bisphosphonate_only)
        ]
        self._offer("reason_code", choices(reasons))
        self._offer("dental_record_id", [("", _("None")), *procedures])

    def _offer(self, name: str, options: list[Any]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = options

    def spec(self, answers: Answers = ()) -> HoldSpec | None:
        """The hold as far as it can be read; None without a reason."""
        known = self.known()
        if "reason_code" not in known:
            return None
        return HoldSpec(
            reason_code=known["reason_code"],
            review_on=known.get("review_on"),
            reason_text=known.get("reason_text", "").strip(),
            dental_record_id=known.get("dental_record_id"),
            answers=answers,
        )


def procedure_choice(record: DentalRecord, words: str) -> tuple[str, str]:
    """A dental record as an option: the item and its day."""
    return str(record.id), f"{words} {record.on:%Y-%m-%d}"


class ResumeForm(Sheet):
    """The day of the one next dose."""

    resume_on = day(_("Next injection"))
    reason_text = reason_text(_("In words"))

    def spec(self, answers: Answers = ()) -> ResumeSpec | None:
        """The end of the hold; None without a date."""
        known = self.known()
        if "resume_on" not in known:
            return None
        return ResumeSpec(
            resume_on=known["resume_on"], reason_text=known.get("reason_text", "").strip(), answers=answers
        )


class IntervalForm(Sheet):
    """Another interval, in days or in calendar months, and what a longer one needs (BMA-17)."""

    interval_days = forms.IntegerField(
        label=_("Interval"),
        min_value=1,
        max_value=400,
        error_messages={
            "required": _("Type the interval."),
            "invalid": _("Type the interval as a number, for example 28."),
        },
    )
    unit = forms.ChoiceField(
        label=_("Counted in"),
        choices=[(DAYS, _("days")), (MONTHS, _("calendar months"))],
        widget=forms.RadioSelect,
    )
    rebound_plan = rebound_plan()
    reason_code = reason_field(_("Reason of the change"), ELECTIVE)
    disease_stable = forms.BooleanField(label=_("The disease is stable"), required=False)
    symptoms_controlled = forms.BooleanField(label=_("The symptoms are controlled"), required=False)
    review_on = day(_("MDT review on"), required=False)
    reason_text = reason_text(_("Explanation"))

    def spec(self, answers: Answers = ()) -> IntervalSpec:
        """The interval as far as it can be read; without a number in neither unit."""
        known = self.known()
        number, in_months = known.get("interval_days"), known.get("unit") == MONTHS
        return IntervalSpec(
            interval_days=None if in_months else number,
            interval_months=number if in_months else None,
            reason_code=known.get("reason_code", ""),
            reason_text=known.get("reason_text", "").strip(),
            disease_stable=known.get("disease_stable", False),
            symptoms_controlled=known.get("symptoms_controlled", False),
            review_on=known.get("review_on"),
            rebound_plan=known.get("rebound_plan", "").strip(),
            answers=answers,
        )


class StopForm(Sheet):
    """Reason, day, and the statements that single reasons ask for."""

    reason_code = reason_field(
        _("Reason of the stop"), [reason for reason in StopReason if reason is not StopReason.SWITCHED]
    )
    ecog = forms.TypedChoiceField(
        label="ECOG", choices=ECOG, required=False, coerce=int, empty_value=None, widget=forms.RadioSelect
    )
    no_benefit = forms.BooleanField(
        label=_("I state that the patient has no further benefit from the drug"), required=False
    )
    oligo_controlled = forms.BooleanField(label=_("Oligometastatic and well controlled"), required=False)
    rebound_plan = rebound_plan()
    stopped_on = day(_("Stopped on"))
    reason_text = reason_text(_("In words"))

    def spec(self, answers: Answers = ()) -> StopSpec | None:
        """The stop as far as it can be read; None while reason or day are missing."""
        known = self.known()
        if "reason_code" not in known or "stopped_on" not in known:
            return None
        return StopSpec(
            reason_code=known["reason_code"],
            stopped_on=known["stopped_on"],
            reason_text=known.get("reason_text", "").strip(),
            rebound_plan=known.get("rebound_plan", "").strip(),
            no_benefit=known.get("no_benefit", False),
            oligo_controlled=known.get("oligo_controlled", False),
            ecog=known.get("ecog"),
            answers=answers,
        )


class UnstopForm(Sheet):
    """Why a stop is taken back."""

    reason_text = reason_text(_("Why is the stop undone?"), required=True)


class SwitchForm(StartForm):
    """The next drug, and the plan for leaving denosumab."""

    rebound_plan = rebound_plan()

    def switch(self, stopped_on: Any, answers: Answers = ()) -> SwitchSpec | None:
        """Both halves of the switch; None while drug or first date are missing."""
        start = self.spec(answers)
        if start is None:
            return None
        plan = self.known().get("rebound_plan", "").strip()
        stop = StopSpec(
            reason_code=StopReason.SWITCHED.value,
            stopped_on=stopped_on,
            reason_text=start.reason_text,
            rebound_plan=plan,
            answers=answers,
        )
        return SwitchSpec(stop=stop, start=start)
