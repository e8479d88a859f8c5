"""T, N, M and stage of lung cancer: the tables of the 7th and 8th edition, as far as a check reads them.

Source: standard (UICC/AJCC), not in the guideline. The 9th edition is not checked.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

# Longest diameter in mm by T: above the first, up to the second. None = no end.
_T_SIZES: Mapping[str, tuple[int, int | None]] = MappingProxyType(
    {
        "1A": (0, 10),
        "1B": (10, 20),
        "1C": (20, 30),
        "1": (0, 30),
        "2A": (0, 40),
        "2B": (40, 50),
        "2": (0, 50),
        "3": (0, 70),
        "4": (0, None),
    }
)
DEFAULT_EDITION = 8

# Rows T, columns N0 to N3. A larger T without its letter is left out where the letter decides.
_STAGES_8: Mapping[str, tuple[str, str, str, str]] = MappingProxyType(
    {
        "1A": ("IA1", "IIB", "IIIA", "IIIB"),
        "1B": ("IA2", "IIB", "IIIA", "IIIB"),
        "1C": ("IA3", "IIB", "IIIA", "IIIB"),
        "1": ("IA", "IIB", "IIIA", "IIIB"),
        "2A": ("IB", "IIB", "IIIA", "IIIB"),
        "2B": ("IIA", "IIB", "IIIA", "IIIB"),
        "3": ("IIB", "IIIA", "IIIB", "IIIC"),
        "4": ("IIIA", "IIIA", "IIIB", "IIIC"),
    }
)
_STAGES_7: Mapping[str, tuple[str, str, str, str]] = MappingProxyType(
    {
        "1A": ("IA", "IIA", "IIIA", "IIIB"),
        "1B": ("IA", "IIA", "IIIA", "IIIB"),
        "1": ("IA", "IIA", "IIIA", "IIIB"),
        "2A": ("IB", "IIA", "IIIA", "IIIB"),
        "2B": ("IIA", "IIB", "IIIA", "IIIB"),
        "3": ("IIB", "IIIA", "IIIA", "IIIB"),
        "4": ("IIIA", "IIIA", "IIIB", "IIIB"),
    }
)
_STAGES: Mapping[int, Mapping[str, tuple[str, str, str, str]]] = MappingProxyType(
    {7: _STAGES_7, 8: _STAGES_8}
)
_METASTATIC: Mapping[int, Mapping[str, str]] = MappingProxyType(
    {
        7: MappingProxyType({"1": "IV", "1A": "IV", "1B": "IV"}),
        8: MappingProxyType({"1": "IV", "1A": "IVA", "1B": "IVA", "1C": "IVB"}),
    }
)
_PART = re.compile(r"[CPYRA]*[TNM]?([0-4X])([ABC])?(?:[1-3])?", re.IGNORECASE)


def tnm_code(text: str | None) -> str | None:
    """Return number and letter of one category in capitals: "cT2b" is "2B", "M1" is "1".

    None for nothing, an X, or words that are no category.
    """
    match = None if text is None else _PART.fullmatch(text.strip())
    if match is None or match.group(1).upper() == "X":
        return None
    return match.group(1) + (match.group(2) or "").upper()


def size_fits(t: str | None, longest_mm: Decimal) -> bool | None:
    """Return whether a diameter can belong to this T (8th edition); None when T is not known.

    A T may be higher than its size for other reasons, so only T1 and T2b have a lower end.
    """
    sizes = _T_SIZES.get(tnm_code(t) or "")
    if sizes is None:
        return None
    above, up_to = sizes
    return above < longest_mm and (up_to is None or longest_mm <= up_to)


def stage_of(t: str | None, n: str | None, m: str | None, edition: int = DEFAULT_EDITION) -> str | None:
    """Return the stage of these categories in an edition; None where the table needs more than is known."""
    metastatic = _METASTATIC.get(edition, {}).get(tnm_code(m) or "")
    if metastatic is not None or tnm_code(m) != "0":
        return metastatic
    row = _STAGES.get(edition, {}).get(tnm_code(t) or "")
    node = tnm_code(n)
    return None if row is None or node is None or node[0] not in "0123" else row[int(node[0])]


_STAGE = re.compile(r"(IV|I{1,3})([ABC]?)([1-3]?)", re.IGNORECASE)


def stage_code(text: str | None) -> str | None:
    """Return the stage at the beginning of a text in capitals: "IVb" is "IVB"; None when there is none."""
    match = None if text is None else _STAGE.match(text.strip())
    return None if match is None else match.group(0).upper()


def stages_agree(one: str, other: str) -> bool:
    """Return whether two stages can be the same, one of them perhaps written with less detail."""
    a, b = _STAGE.fullmatch(one), _STAGE.fullmatch(other)
    if a is None or b is None:
        return False
    return a.group(1) == b.group(1) and all(
        not x or not y or x == y for x, y in zip(a.groups()[1:], b.groups()[1:], strict=True)
    )
