"""The names laboratories give their tests."""

from collections.abc import Mapping
from types import MappingProxyType

from guidelines.labs import Analyte

SYNONYMS: Mapping[Analyte, tuple[str, ...]] = MappingProxyType(
    {
        Analyte.CALCIUM: ("血钙", "钙", "Ca", "serum calcium"),
        Analyte.IONISED_CALCIUM: ("ionized calcium", "游离钙", "iCa"),
        Analyte.CREATININE: ("血肌酐", "Cr", "Scr", "serum creatinine"),
        Analyte.EGFR: ("estimated GFR",),
        Analyte.CRCL: ("CrCl", "Ccr"),
        Analyte.ALBUMIN: ("ALB", "血清白蛋白"),
        Analyte.ALP: ("AKP",),
        Analyte.PINP: ("P1NP",),
        Analyte.CTX: ("beta-CTX", "β-CTX", "CTX-I"),
        Analyte.NTX: ("uNTx",),
        Analyte.PHOSPHATE: ("磷", "phosphorus"),
        Analyte.MAGNESIUM: ("镁",),
        Analyte.VITAMIN_D: ("vitamin D", "25-OH-VD", "25(OH)D"),
    }
)


def _plain(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())


_BY_NAME: Mapping[str, Analyte] = MappingProxyType(
    {
        _plain(name): analyte
        for analyte in Analyte
        for name in (analyte.value, analyte.zh, analyte.en, *SYNONYMS.get(analyte, ()))
    }
)


def analyte_from_name(text: str) -> Analyte | None:
    """The test of that code, name or synonym; None when it is not on the list, which is never guessed."""
    return _BY_NAME.get(_plain(text))
