"""The form of a version of a hospital's limits: one field per key, with its unit, default and source."""

import re
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from accounts.models import User
from accounts.vocabulary import choices, say
from guidelines.reading.limit_values import (
    LIMIT_KEYS,
    LimitKey,
    limit_errors,
    limits_from,
    shown,
    stored,
    values_of,
)
from guidelines.reading.limits import HospitalLimits
from guidelines.terms import Term
from patients.models import LimitsVersion
from patients.services.limits import day_problem, draft_is_open
from patients.specs.limits import LimitsSpec

TYPED = r"[\s,，;；、]+"
LONGEST = 9  # digits: Python refuses to read numbers of thousands of them


class DaysField(forms.CharField):
    """Days with commas between them, as a list; a word among them stays a word, for the rules to refuse."""

    def to_python(self, value: Any) -> Any:
        """`60, 90` -> [60, 90]."""
        parts = [part for part in re.split(TYPED, super().to_python(value) or "") if part]
        return [int(part) if part.isdecimal() and len(part) <= LONGEST else part for part in parts]

    def prepare_value(self, value: Any) -> Any:
        """[60, 90] -> `60, 90`; what a person typed is shown again as it was."""
        return ", ".join(map(str, value)) if isinstance(value, list) else value


def field_for(key: LimitKey) -> forms.Field:
    """The field of one limit in the language of this request; whether a number fits, the rules say."""
    words: dict[str, Any] = {"label": say(key.facts.name), "help_text": explained(key)}
    default = key.default
    if isinstance(default, Term):
        return forms.ChoiceField(choices=choices(type(default)), **words)
    if isinstance(default, bool):
        return forms.BooleanField(required=False, **words)
    if isinstance(default, tuple):
        return DaysField(**words)
    if isinstance(default, int) or default is None:
        return forms.IntegerField(required=default is not None, **words)
    return forms.DecimalField(max_digits=8, decimal_places=2, **words)


def explained(key: LimitKey) -> str:
    """`LAB_VALID_DAYS · 天 · 默认 14 · 来源 P`."""
    default = gettext("default %(value)s") % {"value": say(shown(key.default))}
    source = gettext("source %(source)s") % {"source": key.facts.source}
    return " · ".join(filter(None, [key.facts.key, say(key.unit), default, source]))


class LimitsForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    """A draft. Naming the approver approves it; only a draft that was saved before can be approved.

    `today` and `limits` (the values a new draft starts with) are set by the page.
    """

    today: date
    limits: HospitalLimits
    approver = forms.ModelChoiceField(
        User.objects.none(),
        required=False,
        label=_("Approved by"),
        help_text=_(
            "An oncologist of this hospital. With a name here, saving approves the version for good."
        ),
    )

    class Meta:
        model = LimitsVersion
        fields = ["hospital", "effective_from", "reason"]
        widgets = {"reason": forms.Textarea(attrs={"rows": 2, "cols": 80})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        is_new = self.instance._state.adding
        limits = self.limits if is_new else self.instance.limits
        self.initial = {**values_of(limits), **self.initial}
        self.fields |= {key.name: field_for(key) for key in LIMIT_KEYS}
        if is_new:
            del self.fields["approver"]
        else:
            self.fields["approver"].queryset = oncologists(self.instance.hospital_id)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Every limit no rule could work with is refused at its field, in words."""
        data = super().clean() or {}
        values = {key.name: _stored(data[key.name]) for key in LIMIT_KEYS if key.name in data}
        for name, reason in limit_errors(values).items():
            if name not in self.errors:
                self.add_error(name, say(reason))
        if not self.errors:
            self.limits = limits_from(values)
        return data

    def clean_effective_from(self) -> date:
        """Nothing is judged anew backwards."""
        day: date = self.cleaned_data["effective_from"]
        if problem := day_problem(day, self.today):
            raise forms.ValidationError(str(problem))
        return day

    def clean_hospital(self) -> Any:
        """One draft at a time."""
        hospital = self.cleaned_data["hospital"]
        draft = LimitsVersion.objects.filter(hospital=hospital, approved_at=None).exclude(pk=self.instance.pk)
        if found := draft.first():
            raise forms.ValidationError(draft_is_open(found))
        return hospital

    def spec(self) -> LimitsSpec:
        """What the person wants; only after the form was found valid."""
        data = self.cleaned_data
        return LimitsSpec(limits=self.limits, effective_from=data["effective_from"], reason=data["reason"])


def oncologists(hospital_id: Any) -> Any:
    """Who can be named as approver."""
    people = User.objects.filter(hospital_id=hospital_id, role=Role.ONCOLOGIST, is_active=True)
    return people.order_by("name")


def _stored(value: Any) -> Any:
    return value if isinstance(value, list) else stored(value)
