"""The tags of the design layer; loaded for every template (see TEMPLATES.builtins)."""

import re
from collections.abc import Iterable
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms.boundfield import BoundField
from django.forms.forms import BaseForm
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, pgettext

from design import atoms, fields, timeline
from design.icons import icon as draw_icon
from design.shares import Share, share_of
from design.words import BADGES, word

register = template.Library()
DAY = re.compile(r"\d{4}-\d{2}-\d{2}|\b\d{2}-\d{2} (?:周.|[A-Z][a-z]{2})")


@register.simple_tag
def icon(name: str, size: int = 18, title: str = "") -> SafeString:
    """`{% icon "clock-exclamation" %}`: decoration unless it has a title."""
    return draw_icon(name, size, str(title))


@register.simple_tag
def badge(state: str, days: int | None = None, text: str = "", value: str = "") -> SafeString:
    """`{% badge "overdue" days=31 %}`."""
    return atoms.badge(state, days, str(text), str(value))


@register.simple_tag
def check(state: str, label: str, value: Any = "", note: str = "", icon: str = "") -> SafeString:
    """`{% check "low" "血钙" value="2.05" note="低于 2.11" %}`."""
    return atoms.check(state, str(label), str(value), str(note), icon)


@register.simple_tag
def grade(text: str) -> SafeString:
    """`{% grade "1B" %}`."""
    return atoms.grade(str(text or ""))


@register.simple_tag
def button(label: str, url: str = "", icon: str = "", **options: Any) -> SafeString:
    """`{% button label url kind="primary" icon="vaccine" size="small" row_action=True hint=name %}`."""
    return atoms.button(str(label), str(url or ""), glyph=icon, **options)


@register.simple_tag
def keys(*names: str) -> SafeString:
    """`{% keys "J" "K" %}`."""
    return atoms.keys(*names)


@register.simple_block_tag
def more(content: str, label: str = "") -> SafeString:
    """`{% more %}<a class="menu-item" href="...">...</a>{% endmore %}`: the three dots of a row."""
    return atoms.more(content, str(label) or gettext("More"))


@register.simple_tag
def control(field: BoundField, size: str = "") -> str:
    """The bare control of a form field; pages use `<c-field>`."""
    return fields.control(field, size)


@register.simple_tag
def field_kind(field: BoundField) -> str:
    """How `<c-field>` draws this field."""
    return fields.kind_of(field)


@register.simple_tag
def field_choices(field: BoundField, notes: dict[str, str] | None = None) -> list[fields.Choice]:
    """The options of a group of choice buttons."""
    return fields.choices_of(field, notes or None)


@register.inclusion_tag("components/form_errors.html")
def form_errors(form: BaseForm) -> dict[str, Any]:
    """The summary above a form: every problem with a link to its field; nothing when all is well."""
    return {"problems": fields.problems_of(form)}


class _Words:
    def above(self, point: timeline.DosePoint) -> str:
        """The word above a mark; empty for a dose that went as planned."""
        if point.state == "late" and point.days_late:
            return pgettext("dose", "%(days)s d late") % {"days": point.days_late}
        words = {
            "held": pgettext("dose", "On hold"),
            "overdue": pgettext("dose", "Overdue"),
            "missed": pgettext("dose", "Missed"),
            "not_given": pgettext("dose", "Not given"),
        }
        return words.get(point.state, "")

    def now(self, point: timeline.DosePoint) -> str:
        """The date of the dose in question, with the word that says so; empty for all others."""
        if point.state not in timeline.NOW or point.date is None:
            return ""
        return pgettext("dose", "this one %(date)s") % {"date": f"{point.date:%m-%d}"}

    def title(self, point: timeline.DosePoint) -> str:
        """One sentence for the tooltip and for screen readers."""
        words = {
            "given": pgettext("dose", "given"),
            "late": pgettext("dose", "given late"),
            "planned": pgettext("dose", "planned"),
            "due": pgettext("dose", "due"),
            "cancelled": pgettext("dose", "cancelled"),
        }
        state = self.above(point) or words.get(point.state, "")
        when = point.date.isoformat() if point.date else gettext("no date")
        return gettext("Dose %(label)s, %(when)s, %(state)s") % {
            "label": point.label,
            "when": when,
            "state": state,
        }


@register.inclusion_tag("components/dose_timeline.html")
def dose_timeline(items: Iterable[timeline.DosePoint], label: str = "") -> dict[str, Any]:
    """The doses of a course as numbered marks.

    Items have `state` (given late held planned due overdue missed not_given cancelled), `label` (the
    number), `date`, `days_late` and, if the mark leads somewhere, `url`.
    """
    points = list(items)
    return {"drawing": timeline.drawing(points, _Words()), "label": label or gettext("Doses of this course")}


@register.inclusion_tag("components/share.html")
def share(part: int, whole: int) -> dict[str, Share]:
    """`{% share 4 5 %}`: a bar beside its numbers."""
    return {"share": share_of(part, whole)}


@register.inclusion_tag("components/month.html")
def month_grid(weeks: Iterable[Iterable[Any]], caption: str = "") -> dict[str, Any]:
    """A calendar month. Days have `date in_month is_today is_workday holiday url items`.

    `holiday` is the name of a public holiday or empty, `is_workday` a working day moved to a weekend;
    items have `state` (a badge state), `label` and `url`.
    """
    return {"weeks": weeks, "caption": caption}


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context: template.Context, page: Page[Any]) -> dict[str, Any]:
    """Links to the previous and next page that keep the filters of the address; nothing for one page."""
    request = context.get("request")
    query = request.GET.copy() if request else None
    if query is not None:
        query.pop("page", None)
    return {"page": page, "query": query.urlencode() if query else ""}


@register.filter
def toast_tone(message: Any) -> str:
    """The kind of toast for a Django message: good, warn or bad."""
    return {"error": "bad", "warning": "warn"}.get(message.level_tag, "good")


@register.filter
def whole(text: Any) -> SafeString:
    """A sentence whose dates do not break at their hyphens; escaped."""
    escaped = conditional_escape(text)
    return mark_safe(DAY.sub(r'<span class="nowrap">\g<0></span>', escaped))  # noqa: S308 - escaped above


@register.filter
def glued(text: Any) -> str:
    """An amount and its unit that stay on one line: `120 mg` with a no-break space."""
    return str(text).replace(" ", "\u00a0")


@register.filter
def on(flag: Any) -> bool:
    """Whether a flag of a component is set; `current="{{ row.current }}"` hands over the word False."""
    return bool(flag) and str(flag) not in {"False", "None", "0"}


@register.filter
def initial(user: Any) -> str:
    """The first character of a person's name, for the round mark in the top bar."""
    return str(user).strip()[:1].upper()


@register.filter
def badge_tone(state: str) -> str:
    """The colour role of a badge state."""
    return BADGES[state].tone


@register.simple_tag
def badge_icon(state: str) -> SafeString:
    """The icon of a badge state, with its word for screen readers."""
    return draw_icon(BADGES[state].icon, 14, word(state, 0))
