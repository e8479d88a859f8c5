"""What became of a decision, a referral to another hospital's board, and the filters of open decisions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.enums import Discipline
from guidelines.mdt.followthrough import DecisionOutcome
from mdt.enums import Lane, NotDoneReason
from mdt.models import Board, Meeting
from mdt.selectors.followed import OPEN_STAGES, Stage
from mdt.selectors.open_decisions import DecisionFilters
from mdt.specs.following import OutcomeSpec, ReferralSpec
from patients.forms.base import RoomForm


class OutcomeForm(RoomForm):
    """One line: what became of it. Each button sends `outcome`, or `outcome` and `reason` together."""

    answer = forms.CharField(max_length=40, error_messages={"required": _("Choose what became of it.")})
    text = forms.CharField(label=_("In words"), max_length=300, required=False)
    done_on = forms.DateField(label=pgettext_lazy("decision", "Done on"), required=False)

    def clean_answer(self) -> tuple[DecisionOutcome, NotDoneReason | None]:
        """`NOT:DECLINED` of a button as outcome and reason."""
        code, _colon, reason = str(self.cleaned_data["answer"]).partition(":")
        if code not in set(DecisionOutcome) or (reason and reason not in NotDoneReason.values):
            raise forms.ValidationError(_("Choose what became of it."))
        return DecisionOutcome(code), NotDoneReason(reason) if reason else None

    def spec(self) -> OutcomeSpec:
        """What was answered; call it when the form is valid."""
        outcome, reason = self.cleaned_data["answer"]
        return OutcomeSpec(
            outcome=outcome,
            reason=reason,
            text=self.cleaned_data["text"],
            done_on=self.cleaned_data["done_on"],
        )


class BoardField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic only for the type checker
    """A board with its hospital."""

    def label_from_instance(self, obj: Board) -> str:
        """`西山肿瘤医院 · 区域骨转移中心`."""
        return f"{obj.hospital.name} · {obj.name}"


class ReferralForm(RoomForm):
    """A question for the board of another hospital."""

    board = BoardField(
        label=_("Board"),
        queryset=Board.objects.none(),
        empty_label="—",
        error_messages={"required": _("Choose the board.")},
    )
    question = forms.CharField(
        label=_("Question for the board"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    reason = forms.CharField(label=_("Why this board"), max_length=300)
    lane = forms.ChoiceField(
        label=_("Lane"),
        choices=[(Lane.DISCUSS.value, Lane.DISCUSS.label), (Lane.URGENT.value, Lane.URGENT.label)],
        widget=forms.RadioSelect,
    )
    until = forms.DateField(
        label=_("They may see the patient until"), help_text=_("the last day; the access ends by itself")
    )

    def __init__(self, *args: Any, boards: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["board"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = boards

    def spec(self) -> ReferralSpec:
        """What was typed; call it when the form is valid."""
        data = dict(self.cleaned_data)
        board = data.pop("board")
        return ReferralSpec(**data | {"board_id": board.id, "lane": Lane(data["lane"])})


class AcceptForm(RoomForm):
    """The meeting at which a referred case is discussed."""

    meeting = forms.ModelChoiceField(
        label=_("Meeting"),
        queryset=Meeting.objects.none(),
        error_messages={"required": _("Choose the meeting.")},
    )

    def __init__(self, *args: Any, meetings: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["meeting"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = meetings


class DecisionFilterForm(forms.Form):
    """The board of open decisions from its address; junk filters nothing."""

    stage = forms.ChoiceField(choices=[(one.value, one.value) for one in OPEN_STAGES], required=False)
    board = forms.UUIDField(required=False)
    owner = forms.UUIDField(required=False)
    discipline = forms.ChoiceField(label=_("Discipline"), choices=Discipline.choices, required=False)

    def filters(self) -> DecisionFilters:
        """The filters that make sense."""
        self.is_valid()
        data = self.cleaned_data
        return DecisionFilters(
            stage=Stage(data["stage"]) if data.get("stage") else None,
            board=data.get("board"),
            owner=data.get("owner"),
            discipline=data.get("discipline") or "",
        )
