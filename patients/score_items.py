"""The items of the two scores, by the names and codes under which they are stored (STD-03, STD-04)."""

from collections.abc import Mapping

from guidelines.lesions import LesionType
from guidelines.risk.mirels import MirelsPain, MirelsSite, MirelsSize
from guidelines.risk.sins import SinsAlignment, SinsCollapse, SinsLocation, SinsPain, SinsPosterolateral
from guidelines.terms import Term
from patients.enums import RiskScale

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
