"""What became of a decision, a referral to another hospital's board, and the filters of open decisions."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from accounts.enums import Discipline
from guidelines.mdt.followthrough import DecisionOutcome
from mdt.enums import Lane, NotDoneReason
from mdt.models import Board, Meeting
from mdt.selectors.followed import OPEN_STAGES, Stage
from mdt.selectors.open_decisions import DecisionFilters
from mdt.specs.following import OutcomeSpec, ReferralSpec
from patients.forms.base import RoomForm

OUTCOMES = [
    (DecisionOutcome.IMPLEMENTED.value, pgettext_lazy("decision", "Done")),
    (DecisionOutcome.PARTIAL.value, pgettext_lazy("decision", "Partly")),
    (DecisionOutcome.NOT_IMPLEMENTED.value, pgettext_lazy("decision", "Not done")),
    (DecisionOutcome.CHANGED.value, pgettext_lazy("decision", "Changed")),
]
UNCHOSEN = _("Choose what became of it.")


class OutcomeForm(RoomForm):
    """What became of a decision, and why where it was not done as decided."""

    outcome = forms.ChoiceField(
        label=_("Outcome"),
        choices=OUTCOMES,
        widget=forms.RadioSelect,
        error_messages={"required": UNCHOSEN, "invalid_choice": UNCHOSEN},
    )
    reason = forms.ChoiceField(
        label=_("Because"), choices=NotDoneReason.choices, widget=forms.RadioSelect, required=False
    )
    text = forms.CharField(label=_("In words"), max_length=300, required=False)
    done_on = forms.DateField(label=pgettext_lazy("decision", "Done on"), required=False)

    def spec(self) -> OutcomeSpec:
        """What was answered; call it when the form is valid. A reason chosen before "done" is not said."""
        data = self.cleaned_data
        outcome = DecisionOutcome(data["outcome"])
        is_done = outcome is DecisionOutcome.IMPLEMENTED
        reason = NotDoneReason(data["reason"]) if data["reason"] and not is_done else None
        return OutcomeSpec(outcome=outcome, reason=reason, text=data["text"], done_on=data["done_on"])


def unfolded(sent: QueryDict) -> QueryDict:
    """What was sent; the one choice of a row's menu, `NOT:DECLINED`, as the two fields it stands for."""
    fields = sent.copy()
    if "answer" in sent:
        fields["outcome"], _colon, fields["reason"] = str(sent["answer"]).partition(":")
    return fields


def answer_groups() -> list[tuple[str, list[tuple[str, str]]]]:
    """The menu of a row: done, partly, and the reasons why not. One that needs words is told on its page."""
    done, partly, _not, _changed = OUTCOMES
    told = [one for one in NotDoneReason if one is not NotDoneReason.OTHER]
    reasons = [(f"{DecisionOutcome.NOT_IMPLEMENTED.value}:{one.value}", str(one.label)) for one in told]
    return [
        ("", [(code, str(word)) for code, word in (done, partly)]),
        (gettext("Not done, because"), reasons),
    ]


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
