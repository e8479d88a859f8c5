"""What every form of this room can do: take the problems a service found, each to its field."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import TextChoices

from guidelines.findings import Finding
from patients.forms.answers import AnswerReason


class RoomForm(forms.Form):
    """A form that parses into a spec; `findings` are the rules that asked when it was saved.

    `reasons` are the words in which such a rule is passed.
    """

    findings: tuple[Finding, ...] = ()
    reasons: type[TextChoices] = AnswerReason

    def take(self, error: ValidationError) -> None:
        """Show a service's problems at the fields they are about, the others above the form."""
        if not hasattr(error, "error_dict"):
            self.add_error(None, error)
            return
        for name, problems in error.error_dict.items():
            self.add_error(name if name in self.fields else None, problems)
