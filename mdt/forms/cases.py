"""The forms of a case: the question, other words for it, its deferral, its end, an opinion."""

from datetime import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.templatetags.words import short_date
from mdt.enums import DeferralReason, Lane, Stance
from mdt.models import Board, Case, Meeting
from mdt.selectors.cases import boards_of, case_under_way, meetings_ahead, next_meeting
from mdt.specs.cases import CaseSpec, DeferralSpec, QuestionSpec, StanceSpec
from patients.forms.base import RoomForm
from patients.forms.records import words
from patients.models import Patient

LONGEST_QUESTION = 2000
MEETINGS_SHOWN = 12


class MeetingField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic only for the type checker
    """A meeting, told by its day, time and board."""

    def label_from_instance(self, meeting: Any) -> str:
        """`03-07 周五 15:00 骨转移 MDT`."""
        return meeting_words(meeting)


class SubmitForm(RoomForm):
    """A question for the board, with the next meeting chosen already."""

    question = forms.CharField(
        label=_("Question for the board"),
        max_length=LONGEST_QUESTION,
        widget=forms.Textarea(attrs={"rows": 4, "autofocus": True}),
    )
    lane = forms.ChoiceField(
        label=_("Lane"), choices=Lane.choices, initial=Lane.DISCUSS, widget=forms.RadioSelect
    )
    board = forms.ModelChoiceField(Board.objects.none(), label=_("Board"), empty_label=None)
    meeting = MeetingField(
        Meeting.objects.none(),
        label=_("Meeting"),
        required=False,
        empty_label=_("the coordinator chooses"),
    )
    patient_wish = words(_("Patient's wish"), LONGEST_QUESTION, area=True)
    joins = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, patient: Patient, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        boards = boards_of(patient.hospital_id)
        self.board_of_rules = boards.first()
        _offer(self.fields["board"], boards, self.board_of_rules)
        if len(boards) == 1:
            self.fields["board"].widget = forms.HiddenInput()
        _offer(self.fields["meeting"], _meetings(boards, now), self._preset(now))
        self._propose(patient)

    def spec(self) -> CaseSpec:
        """What was typed."""
        data = self.cleaned_data
        return CaseSpec(
            question=data["question"],
            lane=Lane(data["lane"]),
            patient_wish=data["patient_wish"],
            joins=data["joins"],
        )

    def _preset(self, now: datetime) -> Meeting | None:
        """The next meeting."""
        board = self.board_of_rules
        return None if board is None else next_meeting(board, now)

    def _propose(self, patient: Patient) -> None:
        """The lane that the rules propose."""
        case = None if self.board_of_rules is None else case_under_way(patient, self.board_of_rules)
        if case is not None:
            self.fields["lane"].initial = case.lane


class QuestionForm(RoomForm):
    """The question and the patient's wish in other words."""

    question = forms.CharField(
        label=_("Question for the board"),
        max_length=LONGEST_QUESTION,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    patient_wish = words(_("Patient's wish"), LONGEST_QUESTION, area=True)
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def spec(self) -> QuestionSpec:
        """What was typed."""
        return QuestionSpec(**self.cleaned_data)


class LaneForm(RoomForm):
    """The lane a case is put into."""

    lane = forms.TypedChoiceField(choices=Lane.choices, coerce=Lane)


class DeferForm(RoomForm):
    """Why a case waits, and for which meeting."""

    reason = forms.TypedChoiceField(
        label=_("Reason"), choices=DeferralReason.choices, coerce=DeferralReason, widget=forms.RadioSelect
    )
    text = words(_("In words"), 300)
    to_meeting = MeetingField(
        Meeting.objects.none(), label=_("To the meeting"), required=False, empty_label=_("the next one")
    )
    from_id = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, case: Case, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ahead = meetings_ahead(case.board, now).select_related("board")
        others = ahead if case.meeting is None else ahead.exclude(pk=case.meeting.pk)
        _offer(self.fields["to_meeting"], others, None)
        self.fields["from_id"].initial = case.meeting_id

    def spec(self) -> DeferralSpec:
        """What was chosen."""
        names = ("reason", "text", "from_id")
        return DeferralSpec(**{name: self.cleaned_data[name] for name in names})


class WithdrawForm(RoomForm):
    """Why a case is taken back."""

    reason = words(_("Reason"), 200, required=True)


class MergeForm(RoomForm):
    """The case that stays."""

    into = forms.UUIDField()


class StanceForm(RoomForm):
    """An opinion before the meeting."""

    stance = forms.TypedChoiceField(
        label=_("Stance"), choices=Stance.choices, coerce=Stance, widget=forms.RadioSelect
    )
    text = words(_("Opinion"), LONGEST_QUESTION, area=True)

    def spec(self) -> StanceSpec:
        """What was said."""
        return StanceSpec(**self.cleaned_data)


class MoveForm(RoomForm):
    """A case and the number it gets on the agenda."""

    case = forms.UUIDField()
    place = forms.IntegerField(min_value=1, max_value=500)


class ReadingForm(RoomForm):
    """When a page was opened, as it was signed then, and how long it was looked at."""

    opened = forms.CharField(max_length=200)
    seconds = forms.IntegerField(min_value=0, max_value=86_400)


def meeting_words(meeting: Meeting) -> str:
    """`03-07 周五 15:00 骨转移 MDT`."""
    starts = timezone.localtime(meeting.starts_at)
    return f"{short_date(starts)} {starts:%H:%M} {meeting.board.name}"


def _meetings(boards: QuerySet[Board], now: datetime) -> QuerySet[Meeting]:
    ids = [meeting.pk for board in boards for meeting in meetings_ahead(board, now)[:MEETINGS_SHOWN]]
    return Meeting.objects.filter(pk__in=ids).select_related("board").order_by("starts_at")


def _offer(field: forms.Field, rows: QuerySet[Any], chosen: object) -> None:
    if isinstance(field, forms.ModelChoiceField):
        field.queryset, field.initial = rows, chosen
