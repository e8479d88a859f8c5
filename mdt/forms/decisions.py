"""The forms of the room: a decision, a dissent, a guest, and what is typed until the case is closed."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.enums import Discipline
from accounts.vocabulary import choices
from guidelines.bone.agents import Agent
from guidelines.findings import Grade
from guidelines.imaging.modalities import Modality
from guidelines.mdt.decisions import DecisionType
from guidelines.mdt.quorum import AttendanceMode
from guidelines.recommendations import Recommendation
from guidelines.record.board import BoneDrugStatement
from mdt.decision_words import citation_choices
from mdt.enums import Intent
from mdt.selectors.team import Owner
from mdt.services.texts import LONGEST
from mdt.specs.attendance import AttendanceSpec
from mdt.specs.decisions import ORDERS, REASONS, SHAPES, DecisionSpec, Detail
from patients.forms.base import RoomForm
from patients.specs.overrides import Acknowledgement

CHOOSE = ("", _("Choose"))
DAY = {"invalid": _("Write the date as 2026-11-20.")}
MONTH = r"^\d{4}-(0[1-9]|1[0-2])$"
ALWAYS = ("intent", "owner", "due_on", "citation", "text")


class DecisionForm(RoomForm):
    """One line of the responsibility table; of the detail only what its type has."""

    agent = forms.TypedChoiceField(
        label=_("Drug"),
        choices=choices(Agent),
        coerce=Agent,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    interval_days = forms.IntegerField(label=_("Interval in days"), required=False)
    reason = forms.ChoiceField(label=_("Reason"), required=False)
    examination = forms.TypedChoiceField(
        label=_("Examination"),
        choices=[CHOOSE, *choices(Modality)],
        coerce=Modality,
        empty_value=None,
        required=False,
    )
    month = forms.RegexField(
        MONTH,
        label=_("Month"),
        required=False,
        error_messages={"invalid": _("Write the month as 2026-11.")},
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    site = forms.CharField(label=_("Site"), max_length=100, required=False)
    intent = forms.TypedChoiceField(
        label=_("Intent"),
        choices=[CHOOSE, *Intent.choices],
        coerce=Intent,
        empty_value=None,
        required=False,
    )
    owner = forms.ChoiceField(label=_("Owner"), required=False)
    due_on = forms.DateField(label=pgettext_lazy("decision", "Due on"), required=False, error_messages=DAY)
    citation = forms.ChoiceField(label=_("Cited recommendation"), required=False)
    text = forms.CharField(
        label=_("In words"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(
        self,
        *args: Any,
        of: DecisionType,
        owners: Iterable[Owner],
        applying: Iterable[Recommendation] = (),
        **more: Any,
    ) -> None:
        """`owners` can carry it out, `applying` are the recommendations offered first."""
        super().__init__(*args, **more)
        self.of = of
        self.owners = {str(one.user.id): one for one in owners}
        shown = (*SHAPES.get(of, ()), *ALWAYS)
        self.fields = {name: field for name, field in self.fields.items() if name in shown}
        self._offer("owner", [(key, _owner_word(one)) for key, one in self.owners.items()])
        self._offer("citation", citation_choices(tuple(one.number for one in applying)))
        if of in REASONS:
            self._offer("reason", choices(REASONS[of]))

    def _offer(self, name: str, options: Iterable[tuple[str, Any]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = [CHOOSE, *options]

    @property
    def first_fields(self) -> list[forms.BoundField]:
        """What a decision usually needs, in the order of the paper."""
        return [field for field in self if field.name not in self._rarely]

    @property
    def more_fields(self) -> list[forms.BoundField]:
        """What stands behind "more"."""
        return [field for field in self if field.name in self._rarely]

    @property
    def has_more(self) -> bool:
        """True when something is wrong there, so that it must be seen."""
        return any(field.errors for field in self.more_fields)

    @property
    def _rarely(self) -> tuple[str, ...]:
        return ("interval_days", "citation") if self.of in ORDERS else ("citation",)

    def spec(self, answers: tuple[Acknowledgement, ...] = ()) -> DecisionSpec:
        """The decision as far as what was typed can be read."""
        known = self.known()
        owner = self.owners.get(known.get("owner", ""))
        number, _colon, grade = known.get("citation", "").partition(":")
        detail = {name: known[name] for name in SHAPES.get(self.of, ()) if name in known}
        return DecisionSpec(
            type=self.of,
            detail=Detail(**detail),
            text=known.get("text", ""),
            intent=known.get("intent"),
            owner=owner.user if owner else None,
            discipline=owner.discipline if owner else None,
            due_on=known.get("due_on"),
            recommendation=int(number) if number else None,
            grade=Grade(grade) if grade else None,
            answers=answers,
        )

    def known(self) -> dict[str, Any]:
        """What was typed and can be read, by field; what is empty or unreadable is left out."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}


def _owner_word(one: Owner) -> str:
    return f"{one.user.name} · {one.discipline.label}"


class DissentForm(RoomForm):
    """Who sees it otherwise: a person of the meeting as a button, or somebody else by name."""

    who = forms.ChoiceField(label=_("Who sees it otherwise"), required=False, widget=forms.RadioSelect)
    name = forms.CharField(label=_("Somebody else"), max_length=60, required=False)
    discipline = forms.ChoiceField(
        label=_("Discipline"), choices=[CHOOSE, *Discipline.choices], required=False
    )
    number = forms.TypedChoiceField(label=_("About"), required=False, coerce=int, empty_value=None)
    reason = forms.CharField(label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class GuestForm(RoomForm):
    """A participant without a seat and without an account (MDT-11)."""

    name = forms.CharField(label=_("Name"), max_length=60)
    discipline = forms.ChoiceField(label=_("Discipline"), choices=[CHOOSE, *Discipline.choices])
    hospital = forms.CharField(label=_("Hospital of origin"), max_length=100, required=False)
    is_remote = forms.BooleanField(label=_("takes part remotely"), required=False)

    def spec(self) -> AttendanceSpec:
        """The guest that was typed."""
        data = self.cleaned_data
        return AttendanceSpec(
            user=None,
            name=data["name"],
            discipline=Discipline(data["discipline"]),
            mode=AttendanceMode.REMOTE if data["is_remote"] else AttendanceMode.ON_SITE,
            hospital=data["hospital"],
        )


class TextsForm(RoomForm):
    """Conclusion, bone protection and the patient's wish; saved field by field while they are typed."""

    conclusion = forms.CharField(
        label=_("Conclusion"),
        max_length=LONGEST["conclusion"],
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    drug_statement = forms.ChoiceField(
        label=_("Bone-modifying drug"),
        choices=[("", _("not said")), *choices(BoneDrugStatement)],
        required=False,
        widget=forms.RadioSelect,
    )
    drug_text = forms.CharField(
        label=_("Which drug, or why not"), max_length=LONGEST["drug_text"], required=False, strip=False
    )
    patient_wish = forms.CharField(
        label=_("Patient's wish"),
        max_length=LONGEST["patient_wish"],
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
