"""A form whose consequence is shown beside it while it is filled in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

DATE_ERRORS = {"required": _("Choose the date."), "invalid": _("Write the date as 2026-11-20.")}


class Sheet(forms.Form):
    """What the forms about courses share: they can be read before they are complete."""

    def known(self) -> dict[str, Any]:
        """What can be read so far, by field name; what is empty or unreadable is left out."""
        if not self.is_bound:
            values = {name: self.get_initial_for_field(field, name) for name, field in self.fields.items()}
        else:
            self.is_valid()
            values = self.cleaned_data
        return {name: value for name, value in values.items() if value not in (None, "", [])}

    def quiet(self) -> None:
        """Read the form without complaining: only its consequence was asked for."""
        if self.is_bound:
            quieted(self)


def quieted(form: forms.Form) -> None:
    """The typed text stays in the form, its problems are not shown."""
    form.errors.clear()


def reason_text(label: Any, *, required: bool = False) -> forms.CharField:
    """Words beside a coded reason."""
    return forms.CharField(
        label=label, max_length=300, required=required, widget=forms.Textarea(attrs={"rows": 2})
    )


def day(label: Any, *, required: bool = True, hint: Any = "") -> forms.DateField:
    """A date with the errors of the house."""
    return forms.DateField(label=label, required=required, help_text=hint, error_messages=DATE_ERRORS)
