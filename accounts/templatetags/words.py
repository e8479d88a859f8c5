"""How facts are written on every page: vocabulary words, dates, masked identifiers, decimal numbers.

`{% load words %}`. What was not recorded is said to be so: never blank, never zero.
"""

from datetime import date, datetime
from decimal import Decimal

from django import template
from django.utils import dateformat, timezone
from django.utils.translation import get_language, gettext, ngettext, pgettext, pgettext_lazy

from accounts import clock
from guidelines.findings import Finding
from guidelines.sources import citation
from guidelines.terms import Text, spoken

register = template.Library()

WEEKDAYS = (
    pgettext_lazy("short weekday", "Mon"),
    pgettext_lazy("short weekday", "Tue"),
    pgettext_lazy("short weekday", "Wed"),
    pgettext_lazy("short weekday", "Thu"),
    pgettext_lazy("short weekday", "Fri"),
    pgettext_lazy("short weekday", "Sat"),
    pgettext_lazy("short weekday", "Sun"),
)
MINUS = "\u2212"  # as wide as a plus; a hyphen is easily overlooked before a digit


@register.filter
def say(value: object) -> str:
    """A Text or Term in the user's language; None is "not recorded"; anything else as it is."""
    return spoken(value, get_language() or "zh-hans")


@register.filter
def cited(finding: Finding | None) -> str:
    """Where the rule of a finding stands, in words."""
    return _not_recorded() if finding is None else say(citation(finding.source))


@register.filter
def source_words(source: str | None) -> str:
    """`诊疗现状白皮书 §12` for "WP §12"; empty for a row that cites nothing."""
    if source is None:
        return _not_recorded()
    return say(citation(source)) if source else ""


@register.filter
def short_date(value: date | None) -> str:
    """`11-20 周五`, `11-20 Fri`; a moment is shown as its date in the hospital."""
    if value is None:
        return _not_recorded()
    day = _day(value)
    return f"{day:%m-%d} {WEEKDAYS[day.weekday()]}"


@register.filter
def long_date(value: date | None) -> str:
    """`2026 年 11 月 20 日 周五`, `Fri 20 Nov 2026`."""
    if value is None:
        return _not_recorded()
    day = _day(value)
    return pgettext("long date", "%(weekday)s %(date)s") % {
        "weekday": WEEKDAYS[day.weekday()],
        "date": dateformat.format(day, pgettext("long date", "j M Y")),
    }


@register.filter
def relative_day(value: date | None, today: date | None = None) -> str:
    """`今天`, `明天`, `3 天后`, `31 天前`, counted from `today` (the hospital's date when not given)."""
    if value is None:
        return _not_recorded()
    days = (_day(value) - (today or clock.today())).days
    near = {0: gettext("today"), 1: gettext("tomorrow"), -1: gettext("yesterday")}
    if days in near:
        return near[days]
    if days > 0:
        return ngettext("in %(days)d day", "in %(days)d days", days) % {"days": days}
    return ngettext("%(days)d day ago", "%(days)d days ago", -days) % {"days": -days}


@register.filter
def mask_phone(value: str | None) -> str:
    """`136****2716`; a short number keeps its last two digits only."""
    plain = "".join((value or "").split())
    if not plain:
        return _not_recorded()
    return f"{plain[:3]}****{plain[-4:]}" if len(plain) >= 10 else f"****{plain[-2:]}"


@register.filter
def mask_id(value: str | None) -> str:
    """`****34`: region and last four would be enough, for the date of birth between them stands beside it."""
    plain = "".join((value or "").split())
    return f"****{plain[-2:]}" if plain else _not_recorded()


@register.filter
def number(value: Decimal | int | None) -> str:
    """`2.05`, `120` (never `120.00` or `1.2E+2`), `−0.5` with a true minus."""
    if value is None:
        return _not_recorded()
    text = format(Decimal(value), "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace("-", MINUS)


@register.filter
def one_place(value: Decimal | None) -> str:
    """`62.0`: one decimal, as diameters are measured."""
    return _not_recorded() if value is None else f"{value:.1f}".replace("-", MINUS)


@register.filter
def two_places(value: Decimal | None) -> str:
    """`2.30`, `2.125`: at least two decimals, as laboratories print calcium."""
    whole, _point, decimals = number(value).partition(".")
    return f"{whole}.{decimals:0<2}" if value is not None else whole


def _day(value: date) -> date:
    return timezone.localtime(value).date() if isinstance(value, datetime) else value


def _not_recorded() -> str:
    return say(Text("未记录", "not recorded"))
