"""Local treatments a safety rule asks for, by the names of orders and records."""

from collections.abc import Mapping
from types import MappingProxyType

from guidelines.local.operations import Operation
from guidelines.local.radionuclides import Radionuclide

Words = tuple[str, ...]
SBRT: Words = ("sbrt", "sabr", "stereotactic", "立体定向")
ABLATION: Words = ("ablation", "rfa", "cryo", "hifu", "消融")
CEMENT: Words = ("cement", "vertebroplasty", "kyphoplasty", "骨水泥", "椎体成形")
FIXATION: Words = ("fixation", "fusion", "screw", "instrument", "固定", "融合", "螺钉")
RADIONUCLIDES: Mapping[Radionuclide, Words] = MappingProxyType(
    {
        Radionuclide.RA223: ("radium", "ra-223", "ra223", "223ra", "233ra", "镭"),
        Radionuclide.SR89: ("strontium", "sr-89", "sr89", "89sr", "锶"),
    }
)
LAMINECTOMY: Words = ("laminectomy", "椎板切除", "椎板减压")


def says(text: str, words: Words) -> bool:
    """Return whether a text holds one of the words, whatever stands around it."""
    plain = text.casefold()
    return any(word in plain for word in words)


def radionuclide_in(text: str) -> Radionuclide | None:
    """Return the radionuclide a text names (RNT-04); None when it names none that is known."""
    return next((known for known, words in RADIONUCLIDES.items() if says(text, words)), None)


def operations_in(text: str) -> frozenset[Operation]:
    """Return the operation a rule warns of that a text names (SUR-08); empty for any other."""
    return frozenset({Operation.LAMINECTOMY_DECOMPRESSION}) if says(text, LAMINECTOMY) else frozenset()


def fixation_in(text: str) -> bool | None:
    """Return True when a text names a fixation; None otherwise: silence is not "none"."""
    return True if says(text, FIXATION) else None
