"""What lies under the marks: the future tinted, months, hairlines, meetings through all lanes, today."""

from collections.abc import Iterator
from datetime import date

from django.utils import dateformat
from django.utils.safestring import SafeString
from django.utils.translation import pgettext

from design.chart import paint
from design.chart.labels import width_of
from design.chart.scale import Scale, Tick, ticks

HEAD, MONTHS = 46, 38


def ground(
    scale: Scale, *, width: int, height: float, tops: list[float], crossings: list[date]
) -> SafeString:
    """The ground of a picture; `tops` are the upper edges of its lanes, `crossings` days of decisions."""
    return paint.group(
        _future(scale, height),
        *_months(ticks(scale), scale.x(scale.window.today), height),
        *(paint.element("line", stroke="line", x1=0, x2=width, y1=top, y2=top) for top in tops),
        *(_upright(scale.x(day), HEAD, height, "violet", stroke_dasharray="2 4") for day in crossings),
        *_today(scale, height),
    )


def _future(scale: Scale, height: float) -> SafeString:
    x = scale.x(scale.window.today)
    return paint.element(
        "rect",
        fill="primary-tint",
        fill_opacity=0.6,
        x=x,
        y=HEAD,
        width=scale.right + 12 - x,
        height=height - HEAD,
    )


def _upright(x: float, top: float, bottom: float, colour: str, **more: object) -> SafeString:
    return paint.element("line", stroke=colour, x1=x, x2=x, y1=top, y2=bottom, **more)


def _months(months: list[Tick], today: float, height: float) -> Iterator[SafeString]:
    """A line a month; its name where neither the one before nor the line of today stands in the way."""
    free = 0.0
    for tick in months:
        yield _upright(tick.x, MONTHS + 2, height, "line")
        name = month_name(tick)
        end = tick.x + width_of(name)
        if tick.is_named and tick.x >= free and not tick.x - 3 <= today <= end + 3:
            yield paint.words(tick.x, MONTHS - 3, name, fill="ink2", bold=tick.names_year)
            free = end + 5


def month_name(tick: Tick) -> str:
    """`1 月`, and where the year must be said `2026 年 1 月`."""
    form = pgettext("month with year", "M Y") if tick.names_year else pgettext("month", "M")
    return dateformat.format(tick.month, form)


def _today(scale: Scale, height: float) -> Iterator[SafeString]:
    """The line of today with its date above the months, kept inside the picture."""
    x = scale.x(scale.window.today)
    word = pgettext("time line", "Today %(day)s") % {"day": f"{scale.window.today:%m-%d}"}
    half = width_of(word) / 2 + 7
    middle = min(x, scale.right + 10 - half)
    yield _upright(x, 22, height, "primary", stroke_width=2)
    yield paint.element("rect", fill="primary", x=middle - half, y=2, width=2 * half, height=20, rx=4)
    yield paint.words(middle, 16, word, fill="surface", bold=True, anchor="middle")
