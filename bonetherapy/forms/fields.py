"""Fields of this room: an expiry as vials print it, the sites of a route, reasons in the user's language."""

import calendar
import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.vocabulary import choices
from bonetherapy.enums import Route, Site
from guidelines.bone.interruptions import InterruptionReason

VEINS = (Site.PERIPHERAL_VEIN, Site.CENTRAL_LINE, Site.PORT)
MONTH = re.compile(r"(\d{4})[-/.年]?(\d{1,2})月?")


class ExpiryField(forms.DateField):
    """An expiry: a day, or a month as vials print it (2028-07), which means its last day."""

    widget = forms.TextInput
    default_error_messages = {"invalid": _("Write the expiry as 2028-07 or 2028-07-31.")}

    def to_python(self, value: Any) -> date | None:
        """The last day on which the drug may be given; None when empty."""
        month = MONTH.fullmatch(str(value).strip()) if value else None
        if month is None:
            return super().to_python(value)
        return self._last_day(int(month[1]), int(month[2]))

    def prepare_value(self, value: Any) -> Any:
        """A month where the expiry is the last day of one, as on the vial."""
        if isinstance(value, date) and value.day == calendar.monthrange(value.year, value.month)[1]:
            return f"{value:%Y-%m}"
        return f"{value:%Y-%m-%d}" if isinstance(value, date) else value

    def _last_day(self, year: int, month: int) -> date:
        try:
            return date(year, month, calendar.monthrange(year, month)[1])
        except (ValueError, calendar.IllegalMonthError) as wrong:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from wrong


def site_choices(route: str) -> list[tuple[str, Any]]:
    """The sites of a subcutaneous injection, or of an infusion."""
    return [(site.value, site.label) for site in Site if (site in VEINS) == (route == Route.IV)]


def reason_choices(leave_out: Iterable[InterruptionReason] = ()) -> list[tuple[str, Any]]:
    """The interruption reasons (VOC-17) with an empty first line."""
    without = frozenset(leave_out)
    return [("", _("Choose")), *choices(reason for reason in InterruptionReason if reason not in without)]
