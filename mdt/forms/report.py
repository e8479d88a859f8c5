"""Which board and which days a report is about, from its address; junk asks for the usual ones."""

from datetime import date
from uuid import UUID

from django import forms

from mdt.periods import Period, Span


class ReportForm(forms.Form):
    """The address of the report."""

    board = forms.UUIDField(required=False)
    span = forms.ChoiceField(choices=Span.choices, required=False)
    on = forms.DateField(required=False)

    def period(self, today: date) -> Period:
        """The period asked for; this month when none is."""
        self.is_valid()
        data = self.cleaned_data
        return Period.around(Span(data.get("span") or Span.MONTH), data.get("on") or today)

    def board_id(self) -> UUID | None:
        """The board asked for; None: any."""
        self.is_valid()
        return self.cleaned_data.get("board")
