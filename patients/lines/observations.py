"""Weight and problems in one line."""

from django.utils.translation import gettext

from accounts.templatetags.words import number
from patients.enums import ProblemCode
from patients.lines.base import Line
from patients.models import BodyWeight, Problem


def weight_line(row: BodyWeight) -> Line:
    """`60.5 kg`."""
    return Line(on=row.measured_on, what=f"{number(row.weight_kg)} kg")


def problem_line(row: Problem) -> Line:
    """The problem with its description, and whether it is over."""
    name = "" if row.code == ProblemCode.OTHER else str(row.get_code_display())
    over = gettext("over since %(day)s") % {"day": row.resolved_on} if row.resolved_on else ""
    return Line(
        on=row.noted_on,
        what=" ".join(part for part in (name, row.text) if part),
        note=over,
        badge="check_ok" if row.resolved_on else "",
        badge_text=gettext("over") if row.resolved_on else "",
    )
