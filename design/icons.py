"""The icons in the sprite (Tabler Icons, outline) and how one is drawn."""

from functools import cache, lru_cache

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

SPRITE = "icons/sprite.svg"
HIDDEN = SafeString('aria-hidden="true"')

_LIST = """
    activity adjustments-horizontal alert-triangle arrow-back-up arrow-down arrow-left arrow-right
    arrow-up arrows-move ban bed bell bone book-2 building-hospital calculator calendar
    calendar-check calendar-due calendar-event calendar-month calendar-plus calendar-time calendar-x
    camera chart-bar check checklist chevron-down chevron-left chevron-right circle-check
    circle-dashed circle-dot circle-half circle-minus circle-plus circle-x clipboard-check clock
    clock-check clock-exclamation clock-hour-4 clock-x cloud-check contrast dental dental-broken
    device-mobile dots dots-vertical download edit equal external-link eye eye-check eye-off
    file-plus file-search file-text git-merge hand-stop heart-handshake history home id inbox
    info-circle keyboard language link list-check lock lock-open login logout mail message-circle
    message-off message-report minus moon package phone phone-call photo pill player-pause
    player-play player-stop plus printer question-mark refresh replace ruler-measure scan search
    send settings shield-check stethoscope sun table test-pipe thumb-up trending-down trending-up
    upload urgent user user-check user-exclamation user-plus users vaccine weight wifi-off x zoom-in
"""
ICONS: tuple[str, ...] = tuple(_LIST.split())

_KNOWN = frozenset(ICONS)


class UnknownIcon(LookupError):
    """An icon that is not in the sprite: add it to ICONS and run `manage.py icon_sprite`."""


@cache
def sprite_url() -> str:
    """The address of the sprite, with its content hash where static files are hashed."""
    return static(SPRITE)


@lru_cache(maxsize=2048)
def icon(name: str, size: int = 18, title: str = "") -> SafeString:
    """The `<svg>` of one icon, `size` in px.

    Without `title` it is decoration and hidden from screen readers: a word must stand beside it.
    Raises UnknownIcon for a name that is not in the sprite.
    """
    if name not in _KNOWN:
        raise UnknownIcon(name)
    label = format_html('role="img" aria-label="{}"', title) if title else HIDDEN
    return format_html(
        '<svg class="icon" width="{}" height="{}" {}><use href="{}#{}"></use></svg>',
        size,
        size,
        label,
        sprite_url(),
        name,
    )
