"""Sign-in, profile and password. Errors say what to do and never which part of a sign-in was wrong."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm, UsernameField
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts import clock
from accounts.directory.backend import is_down
from accounts.models import User
from accounts.policy import policy
from accounts.policy.ageing import has_ended
from accounts.policy.validators import rules_in_words
from accounts.specs import ProfileSpec

YEARS = (1900, 2199)  # as accounts.api
A_MONTH = timedelta(days=30)


DIRECTORY_DOWN = _(
    "The hospital's directory does not answer, so your password cannot be checked. Whoever has a password of "
    "BoneBoard's own can still sign in; everybody else tries again in some minutes."
)


class SignInForm(AuthenticationForm):
    """Username and password; one sentence for every refusal, so that nobody learns which names exist."""

    error_messages = {
        "invalid_login": _(
            "User name or password is wrong. Check that Caps Lock and the Chinese input method are off."
        ),
        "inactive": _(
            "User name or password is wrong. Check that Caps Lock and the Chinese input method are off."
        ),
    }

    # Django's own field only tells the browser how long a name may be; longer ones do not fit the trail.
    username = UsernameField(max_length=150, widget=forms.TextInput(attrs={"autofocus": True}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("User name")
        self.fields["password"].label = _("Password")

    def confirm_login_allowed(self, user: Any) -> None:
        """Also refuses a temporary password that was not used in time; who typed it right is told so."""
        super().confirm_login_allowed(user)
        if isinstance(user, User) and has_ended(user, clock.now()):
            raise ValidationError(
                _("This temporary password was good for %(days)d days. Ask the administrator for a new one."),
                code="temporary_password_ended",
                params={"days": policy().temporary_age.days},
            )

    def get_invalid_login_error(self) -> ValidationError:
        """That the directory is down, whoever asks; else the one sentence for every refusal."""
        if is_down(self.request):
            return ValidationError(DIRECTORY_DOWN, code="directory_down")
        return super().get_invalid_login_error()


class ProfileForm(forms.Form):
    """Language, e-mail, single-key shortcuts and the dark projector mode."""

    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES, widget=forms.RadioSelect)
    wants_email = forms.BooleanField(
        label=_("Reminders by e-mail"),
        required=False,
        help_text=_("Notices under the bell always arrive; this is about e-mail only."),
    )
    has_shortcuts = forms.BooleanField(
        label=_("Single-key shortcuts"),
        required=False,
        help_text=_("Switch off when dictation software or another program types single letters."),
    )
    dark_projector = forms.BooleanField(
        label=_("Dark projector mode"),
        required=False,
        help_text=_("Every page dark and in larger letters, for the meeting room. The key D does the same."),
    )

    def spec(self) -> ProfileSpec:
        """The choices as typed; call after is_valid()."""
        return ProfileSpec(**self.cleaned_data)


class PasswordForm(PasswordChangeForm):
    """The old password once, the new one twice."""

    error_messages = PasswordChangeForm.error_messages | {
        "password_incorrect": _("The old password is not right. Type it again."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new_password1"].help_text = rules_in_words()


class TrailForm(forms.Form):
    """Which part of the trail: days of the hospital, and one patient if wanted."""

    since = forms.DateField(label=_("First day"), widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=_("Last day"), widget=forms.DateInput(attrs={"type": "date"}))
    patient = forms.UUIDField(
        label=_("Patient id"), required=False, help_text=_("As in the address of the patient's page.")
    )

    @staticmethod
    def last_month(today: date) -> dict[str, date]:
        """What the form offers first."""
        return {"since": today - A_MONTH, "until": today}

    def clean(self) -> dict[str, Any]:
        """The days in their order."""
        values = super().clean() or {}
        since, until = values.get("since"), values.get("until")
        for name in ("since", "until"):
            if values.get(name) and not YEARS[0] <= values[name].year <= YEARS[1]:
                self.add_error(name, _("This year cannot be meant."))
        if since and until and until < since:
            self.add_error("until", _("The last day is before the first."))
        return values
