"""How courses and safety records are written on the pages of this room. `{% load therapy %}`."""

from django import template

from accounts.templatetags.words import say
from bonetherapy.models import Course, DentalRecord, SupplementOrder
from bonetherapy.views.change_words import course_interval, reason_word
from bonetherapy.wording import strength as strength_of
from guidelines.bone.adverse import AdverseEvent
from guidelines.bone.dental import DentalItem, needs_hold

register = template.Library()


@register.filter
def dental_item(code: str) -> str:
    """A dental item in the user's language; a code nobody knows is shown as it stands."""
    return say(DentalItem[code]) if code in DentalItem.__members__ else code


@register.filter
def asks_clearance(record: DentalRecord) -> bool:
    """True for a dental item that needs the dentist's clearance and has none (DEN-05)."""
    is_known = record.item in DentalItem.__members__
    return is_known and needs_hold(DentalItem[record.item]) and record.settled_on is None


@register.filter
def adverse_event(code: str) -> str:
    """An adverse event in the user's language."""
    return say(AdverseEvent[code]) if code in AdverseEvent.__members__ else code


@register.filter
def any_reason(code: str) -> str:
    """A reason of a hold or of a stop in the user's language."""
    return reason_word(code)


@register.filter
def interval(course: Course) -> str:
    """`每 28 天`."""
    return course_interval(course)


@register.filter
def strength(order: SupplementOrder) -> str:
    """`1000 mg + 800 IU`."""
    return strength_of(order)
