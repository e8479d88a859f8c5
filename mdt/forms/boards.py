"""The forms of a board: the team template, a member, a series."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.enums import Discipline
from accounts.models import User
from accounts.vocabulary import choices
from guidelines.mdt.limits import MeetingFrequency
from mdt.enums import ApprovalStep
from mdt.models import Board
from mdt.selectors.boards import running, sitting
from mdt.specs import BoardSpec, SeriesSpec
from patients.forms.base import RoomForm
from patients.forms.records import day, words

DISCIPLINES = [("", "—"), *Discipline.choices]


class PersonField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic at run time
    """A member of staff, shown with what the person does."""

    def label_from_instance(self, obj: Any) -> str:
        """`王磊（肿瘤内科）`."""
        return f"{obj.name} · {obj.get_discipline_display() or obj.get_role_display()}"


def person(label: Any, *, required: bool = True) -> PersonField:
    """Somebody to choose; the form says among whom."""
    return PersonField(label=label, queryset=User.objects.none(), required=required)


def discipline() -> forms.TypedChoiceField:
    """The seat somebody takes (VOC-01)."""
    return forms.TypedChoiceField(label=_("Discipline"), choices=DISCIPLINES, coerce=Discipline)


def several(label: Any, options: Any, coerce: Any) -> forms.TypedMultipleChoiceField:
    """Any number of a list, as ticks."""
    return forms.TypedMultipleChoiceField(
        label=label, choices=options, coerce=coerce, required=False, widget=forms.CheckboxSelectMultiple
    )


def whole(label: Any, most: int, start: int | None = None) -> forms.IntegerField:
    """A whole number from 1; it may stay open without a `start`."""
    return forms.IntegerField(
        label=label, min_value=1, max_value=most, initial=start, required=start is not None
    )


def link(label: Any) -> forms.URLField:
    """An address on the web, of a video room."""
    return forms.URLField(label=label, max_length=300, required=False, assume_scheme="https")


class BoardForm(RoomForm):
    """The team template."""

    name = words(_("Name"), 60, required=True)
    chair = person(_("Chair"))
    coordinator = person(_("Coordinator"))
    disciplines = several(_("Invited disciplines"), Discipline.choices, Discipline)
    required = several(_("Required disciplines"), Discipline.choices, Discipline)
    quorum = whole(_("Fewest disciplines"), len(Discipline))
    place = words(_("Place"), 100)
    video_link = link(_("Video link"))
    minutes_per_case = whole(_("Minutes per case"), 60, 6)
    deadline_hours = whole(_("Hours before the meeting to submit"), 336, 24)
    outcome_after_days = whole(_("Days until the outcome is asked for"), 365, 30)
    approval = several(_("Signatures before the minutes are sealed"), ApprovalStep.choices, ApprovalStep)
    medical_affairs = person(_("Signs for the medical affairs office"), required=False)
    is_active = forms.BooleanField(label=_("Meets"), required=False, initial=True)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _among(self, "chair", sitting(user))
        _among(self, "coordinator", running(user))
        _among(self, "medical_affairs", sitting(user))

    @classmethod
    def start(cls, board: Board) -> dict[str, Any]:
        """What the form shows of a board that exists."""
        return {name: getattr(board, name) for name in cls.base_fields}

    def spec(self) -> BoardSpec:
        """What was typed; call it when the form is valid."""
        data = self.cleaned_data
        lists = {name: tuple(data[name]) for name in ("disciplines", "required", "approval")}
        return BoardSpec(**data | lists)


class MemberForm(RoomForm):
    """Somebody who sits on the board: person and discipline."""

    user = person(_("Person"))
    discipline = discipline()

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _among(self, "user", sitting(user))


class SeriesForm(RoomForm):
    """Regular meetings (MDT-13)."""

    first_on = day(_("First on"))
    starts = forms.TimeField(label=_("Starts at"))
    frequency = forms.TypedChoiceField(
        label=_("How often"), choices=choices(MeetingFrequency), coerce=MeetingFrequency
    )
    duration_minutes = whole(_("Minutes"), 600, 60)
    ends_on = day(_("Last on"), required=False)

    def spec(self) -> SeriesSpec:
        """What was typed; call it when the form is valid."""
        return SeriesSpec(**self.cleaned_data)


class SeriesEndForm(RoomForm):
    """The last day of a series, and why its later meetings are cancelled."""

    ends_on = day(_("Last on"))
    reason = words(_("Reason"), 200, required=True)


def _among(form: forms.Form, name: str, people: Any) -> None:
    field = form.fields[name]
    if isinstance(field, PersonField):
        field.queryset = people
