"""The forms of a meeting: when and where, why it is cancelled, a guest, an answer."""

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any, cast

from django import forms
from django.utils.timezone import make_aware
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from mdt.enums import Answer
from mdt.forms.boards import discipline, link, whole
from mdt.forms.staff import StaffField
from mdt.models import Meeting
from mdt.specs import AnswerSpec, MeetingSpec
from patients.forms.base import RoomForm
from patients.forms.records import words

MORNING = time(8)
ANSWERS = [choice for choice in Answer.choices if choice[0] != Answer.NEEDS_ACTION]


class MeetingForm(RoomForm):
    """When and where."""

    starts_at = forms.DateTimeField(label=_("Starts at"), widget=forms.DateTimeInput)
    duration_minutes = whole(_("Minutes"), 600, 60)
    place = words(_("Place"), 100)
    video_link = link(_("Video link"))

    @classmethod
    def start(cls, meeting: Meeting) -> dict[str, Any]:
        """What the form shows of a meeting that exists."""
        return {name: getattr(meeting, name) for name in cls.base_fields}

    def spec(self) -> MeetingSpec:
        """What was typed; call it when the form is valid."""
        return MeetingSpec(**self.cleaned_data)


class SuggestedDayForm(forms.Form):
    """The day for which somebody asks for a meeting (`?on=`)."""

    on = forms.DateField(required=False)

    def start(self) -> dict[str, datetime]:
        """The form of a new meeting, filled with that day's morning; nothing without a day."""
        self.is_valid()
        day = self.cleaned_data.get("on")
        return {"starts_at": make_aware(datetime.combine(day, MORNING))} if day else {}


class CancelForm(RoomForm):
    """Why a meeting does not take place."""

    reason = words(_("Reason"), 200, required=True)


class GuestForm(RoomForm):
    """Somebody who is no member, found by name among `people`."""

    user = StaffField(
        label=_("Person"), widget=forms.TextInput(attrs={"list": "guests", "autocomplete": "off"})
    )
    discipline = discipline()

    def __init__(self, *args: Any, people: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._field.people = list(people)

    @property
    def proposed(self) -> list[str]:
        """The people the browser proposes."""
        return self._field.proposed

    @property
    def _field(self) -> StaffField:
        return cast("StaffField", self.fields["user"])


class AnswerForm(RoomForm):
    """What somebody invited says."""

    answer = forms.TypedChoiceField(
        label=_("Answer"), choices=ANSWERS, coerce=Answer, widget=forms.RadioSelect
    )
    leaves_at = forms.TimeField(label=_("Has to leave at"), required=False)
    note = words(_("Note"), 200)

    def spec(self) -> AnswerSpec:
        """What was typed; call it when the form is valid."""
        return AnswerSpec(**self.cleaned_data)
