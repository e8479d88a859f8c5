"""The questions a rule asks before an action is saved: a reason for a warning, an override for a stop.

Every form that a rule may interrupt shows them in place and parses them into acknowledgements.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import TextChoices
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from guidelines.findings import Finding, Severity
from patients.specs.overrides import Acknowledgement

PREFIX = "answer"
SENT = re.compile(rf"{PREFIX}-(?P<rule>[A-Z]+-\d+[a-z]?)(?:-(?P<key>.+))?-reason")


class AnswerReason(TextChoices):
    """Why a person goes on although a rule warns or stops. The code is kept in the override row."""

    ARRANGED = "ARRANGED", _("Already arranged")
    PATIENT_INFORMED = "PATIENT_INFORMED", _("Patient informed and agrees")
    RESULT_SEEN = "RESULT_SEEN", _("Newer result seen, not entered yet")
    DOCTOR_ORDERED = "DOCTOR_ORDERED", _("Ordered by the responsible doctor")
    BENEFIT = "BENEFIT", _("Benefit outweighs the risk")
    OTHER = "OTHER", _("Other, see the words")


@dataclass(frozen=True, slots=True)
class Question:
    """One finding with the fields that answer it."""

    finding: Finding
    reason: BoundField
    text: BoundField

    @property
    def is_stop(self) -> bool:
        """True when only an oncologist's override in words passes it."""
        return self.finding.severity is Severity.STOP


class AnswersForm(forms.Form):
    """Two fields per finding that asks: a reason, and words. WARN needs a reason; services judge STOP."""

    def __init__(
        self, findings: Iterable[Finding], data: Any = None, reasons: type[TextChoices] = AnswerReason
    ) -> None:
        super().__init__(data, prefix=PREFIX)
        self.reasons = reasons
        self.findings = [item for item in findings if item.severity in (Severity.WARN, Severity.STOP)]
        for finding in self.findings:
            self._ask(finding)

    def _ask(self, finding: Finding) -> None:
        name = name_of(finding)
        self.fields[f"{name}-reason"] = forms.ChoiceField(
            label=_("Reason for going on"),
            choices=[("", _("Choose")), *self.reasons.choices],
            required=finding.severity is Severity.WARN,
            error_messages={"required": _("Choose why you go on in spite of this warning.")},
        )
        self.fields[f"{name}-text"] = forms.CharField(
            label=_("In words"),
            max_length=300,
            required=False,
            widget=forms.Textarea(attrs={"rows": 2}) if finding.severity is Severity.STOP else None,
        )

    def clean(self) -> dict[str, Any]:
        """An override that was begun needs its words (the service refuses it without them)."""
        data = super().clean() or self.cleaned_data
        for finding in self.findings:
            name = name_of(finding)
            begun = finding.severity is Severity.STOP and data.get(f"{name}-reason")
            if begun and not data.get(f"{name}-text"):
                self.add_error(f"{name}-text", _("An override needs its reason in words."))
        return data

    def questions(self) -> Iterator[Question]:
        """Every finding with its two fields, in the order of the findings."""
        for finding in self.findings:
            name = name_of(finding)
            yield Question(finding, self[f"{name}-reason"], self[f"{name}-text"])

    def warnings(self) -> list[Question]:
        """The questions anybody who may do the action can answer."""
        return [question for question in self.questions() if not question.is_stop]

    def stops(self) -> list[Question]:
        """The questions only an oncologist can answer."""
        return [question for question in self.questions() if question.is_stop]


def answers_in(
    data: Mapping[str, Any], reasons: type[TextChoices] = AnswerReason
) -> tuple[Acknowledgement, ...]:
    """Every answer that was sent, also to findings the page could not know when it was drawn.

    A code that is not in the list is dropped: the service then says that the rule is still unanswered.
    """
    return tuple(
        Acknowledgement(
            rule_id=found["rule"],
            key=found["key"] or "",
            reason_code=data[name],
            reason_text=str(data.get(f"{name.removesuffix('-reason')}-text", "")).strip(),
        )
        for name in data
        if (found := SENT.fullmatch(name)) and data[name] in reasons.values
    )


def name_of(finding: Finding) -> str:
    """The name a finding's fields share; stable between showing and saving."""
    return f"{finding.rule_id}-{finding.key}" if finding.key else finding.rule_id
