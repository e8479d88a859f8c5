"""The items of the two scores, by the names and codes under which they are stored (STD-03, STD-04)."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from guidelines.lesions import LesionType
from guidelines.risk.mirels import MirelsItems, MirelsPain, MirelsSite, MirelsSize
from guidelines.risk.sins import (
    SinsAlignment,
    SinsCollapse,
    SinsItems,
    SinsLocation,
    SinsPain,
    SinsPosterolateral,
)
from guidelines.terms import Term
from patients.enums import RiskScale

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Items = Mapping[str, type[Term]]
MIRELS_ITEMS: Items = {
    "site": MirelsSite,
    "pain": MirelsPain,
    "lesion_type": LesionType,
    "size": MirelsSize,
}
SINS_ITEMS: Items = {
    "location": SinsLocation,
    "pain": SinsPain,
    "lesion_type": LesionType,
    "alignment": SinsAlignment,
    "collapse": SinsCollapse,
    "posterolateral": SinsPosterolateral,
}
ITEMS: Mapping[str, Items] = {RiskScale.MIRELS: MIRELS_ITEMS, RiskScale.SINS: SINS_ITEMS}
MIRELS_LABELS: "Mapping[str, _StrPromise]" = {
    "site": _("Part of the limb"),
    "pain": _("Pain of the lesion"),
    "lesion_type": _("Type of the lesion"),
    "size": _("Share of the shaft"),
}
SINS_LABELS: "Mapping[str, _StrPromise]" = {
    "location": _("Segment"),
    "pain": _("Pain under load"),
    "lesion_type": _("Type of the lesion"),
    "alignment": _("Alignment"),
    "collapse": _("Vertebral collapse"),
    "posterolateral": _("Posterolateral involvement"),
}
LABELS: "Mapping[str, Mapping[str, _StrPromise]]" = {
    RiskScale.MIRELS: MIRELS_LABELS,
    RiskScale.SINS: SINS_LABELS,
}


def mirels_items(items: Any) -> MirelsItems:
    """Chosen or stored items as the rules read them; an absent one is unknown."""
    return MirelsItems(**_read(RiskScale.MIRELS, items))


def sins_items(items: Any) -> SinsItems:
    """The same for SINS."""
    return SinsItems(**_read(RiskScale.SINS, items))


def total_of(scale: RiskScale, items: Any) -> int | None:
    """The total the items make; None while one is unknown."""
    read = mirels_items(items) if scale == RiskScale.MIRELS else sins_items(items)
    return read.total


def _read(scale: RiskScale, items: Any) -> dict[str, Any]:
    return {name: terms(items[name]) for name, terms in ITEMS[scale].items() if items.get(name) in set(terms)}
