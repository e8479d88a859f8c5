"""Other treatment: systemic and local therapy, analgesics and other drugs that a rule reads."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from guidelines.record.entry import Entry
from guidelines.record.sites import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemicTherapy(Entry):
    """Drugs against the cancer, by the names of the record; `proposed` True = not begun."""

    drugs: tuple[str, ...] = ()
    cycles: int | None = None
    stopped_on: date | None = None
    proposed: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Radiotherapy(Entry):
    """A course of radiotherapy; dose and fractions are None where the record does not state them."""

    site: Site | None = None
    dose_gy: Decimal | None = None
    fractions: int | None = None
    proposed: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surgery(Entry):
    """An operation; `of_bone` None = not stated. `curative` is about an operation on the lung."""

    site: Site | None = None
    of_bone: bool | None = None
    curative: bool | None = None
    proposed: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Intervention(Entry):
    """An interventional procedure in the words of the record; `proposed` = intended since the day `on`."""

    site: Site | None = None
    proposed: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrugOrder(Entry):
    """An analgesic or other order, by the name of the record."""

    drug: str
    dose_text: str = ""
    stopped_on: date | None = None
