"""What the rules lack for a class of response, and what they may be told about new lesions."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext

from accounts.templatetags.words import say
from guidelines.imaging.flare import Correlative
from guidelines.imaging.modalities import CT_KINDS, Modality
from guidelines.imaging.response import NewLesion
from guidelines.record.lesions import Certainty
from imaging.selectors.comparing import Comparison
from imaging.selectors.judging import stated_in
from imaging.selectors.places import Place
from imaging.selectors.register import Register
from imaging.selectors.stated import Stated
from imaging.specs import ResponseSpec

PROVING = frozenset({*CT_KINDS, Modality.MRI, Modality.XRAY})
HOT_PCT = 25


def missing_of(comparison: Comparison, spec: ResponseSpec, register: Register) -> list[str]:
    """One sentence for each thing without which the class stays open."""
    return list(_missing(comparison, spec, register))


def _missing(comparison: Comparison, spec: ResponseSpec, register: Register) -> Iterator[str]:
    if not comparison.is_comparable:
        yield gettext("No earlier examination by %(modality)s.") % {
            "modality": say(comparison.current.seen.modality)
        }
    elif comparison.baseline is None and spec.has_measurable is not False:
        yield gettext("No lesion was measured in an earlier examination of this kind.")
    if comparison.unmeasured:
        sites = gettext(", ").join(register.sites[name] for name in comparison.unmeasured)
        yield gettext("Not measured in this examination: %(sites)s.") % {"sites": sites}
    yield from _unread(stated_in(comparison, register), spec, register)
    is_hot = spec.bs_change_pct is not None and spec.bs_change_pct >= HOT_PCT
    if (is_hot or spec.new_lesion is NewLesion.BS_ONLY) and spec.correlative is Correlative.NOT_DONE:
        yield gettext("CT, MRI or X-ray of the site the bone scan points to.")


def _unread(stated: Stated, spec: ResponseSpec, register: Register) -> Iterator[str]:
    """Of lesions without diameters one was not read, or they differ: then somebody estimates all together."""
    whole = spec.bs_change_pct if stated.is_uptake else spec.nonmeasurable_change_pct
    if whole is not None:
        return
    if stated.unread:
        sites = gettext(", ").join(register.sites[name] for name in stated.unread)
        yield gettext("Neither measured nor read in this examination: %(sites)s.") % {"sites": sites}
    elif stated.differ:
        yield gettext("The lesions that were read differ: please estimate the change of all together.")


def new_places(comparison: Comparison, register: Register) -> tuple[Place, ...]:
    """The lesions first seen after the last examination of this kind, and not after the next one."""
    last = comparison.series[-2] if len(comparison.series) > 1 else next(reversed(comparison.before), None)
    if last is None:
        return ()
    later = [one.done_on for one in register.examined if one.done_on > comparison.current.done_on
             and one.seen.modality is comparison.current.seen.modality]  # fmt: skip
    return tuple(
        place
        for place in register.places
        if place.first_seen_on is not None
        and place.first_seen_on > last.done_on
        and (not later or place.first_seen_on <= comparison.current.done_on)
        and place.certainty is not Certainty.BENIGN
    )


def new_lesion_of(places: Iterable[Place], register: Register) -> NewLesion:
    """What the examinations that show these lesions amount to; the reader confirms or changes it."""
    ids = [row.study_id for place in places for row in place.rows if row.study_id]
    shown = {register.studies[study_id].modality for study_id in ids if study_id in register.studies}
    if shown & {str(kind) for kind in PROVING}:
        return NewLesion.CONFIRMED
    return NewLesion.BS_ONLY if str(Modality.BS) in shown else NewLesion.NONE
