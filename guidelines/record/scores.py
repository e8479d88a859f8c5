"""Stability scores: what was typed as total, and the items behind it."""

from dataclasses import dataclass

from guidelines.record.entry import Entry
from guidelines.record.sites import Site
from guidelines.risk.mirels import MirelsItems
from guidelines.risk.sins import SinsItems


@dataclass(frozen=True, slots=True, kw_only=True)
class MirelsScore(Entry):
    """A Mirels score; `total` None = only items were recorded, `items` None = only a total was."""

    site: Site
    total: int | None = None
    items: MirelsItems | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SinsScore(Entry):
    """A SINS score; `total` None = only items were recorded, `items` None = only a total was."""

    site: Site
    total: int | None = None
    items: SinsItems | None = None
