"""The code, and why a lost factor is taken away."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

CODE_LENGTH = 40  # digits with blanks between them
WRONG = _(
    "This code is wrong, over or was used already. Wait for the next one on your phone, then type it."
    " If none fits, check that the phone sets its clock by itself."
)
DOES_NOT_FIT = _(
    "This code does not fit or is over. Type the one the phone shows now, and check that the phone sets its"
    " clock by itself."
)


class CodeForm(forms.Form):
    """One field for the phone's code and for a printed one."""

    code = forms.CharField(
        label=_("Code"),
        max_length=CODE_LENGTH,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}
        ),
    )

    def refuse(self) -> None:
        """One sentence for a wrong, a used and an old code."""
        self.add_error("code", WRONG)

    def refuse_first(self) -> None:
        """For the code that is to prove that the phone took the secret in."""
        self.add_error("code", DOES_NOT_FIT)


class LostFactorForm(forms.Form):
    """Stands in the trail beside the reset."""

    reason = forms.CharField(
        label=_("Why, and how you made sure who is asking"),
        max_length=300,
        min_length=5,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
