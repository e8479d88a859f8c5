"""The hand of a person at work, and the rows of the product study that say how much it may take.

Counted as section 4 counts: a radio, tick, button, key or menu choice is one; typing is not.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table of section 4: where it stands, what happens, the most actions it may take."""

    table: str
    time: str
    what: str
    most: int

    def __str__(self) -> str:
        return f"{self.table} {self.time} {self.what}"


@dataclass(slots=True)
class Hand:
    """What somebody does on a page; `done` says it one by one."""

    page: Page
    done: list[str] = field(default_factory=list)

    def click(self, target: Any) -> None:
        """A button, a link, a tick or a radio, once the scripts of the page listen."""
        self.page.wait_for_load_state()
        self.done.append(" ".join(target.inner_text().split()) or target.get_attribute("value") or "tick")
        target.click()

    def press(self, key: str) -> None:
        """A key that acts, once they listen."""
        self.page.wait_for_load_state()
        self.done.append(key)
        self.page.keyboard.press(key)

    def choose(self, target: Any, option: str) -> None:
        """One of a menu."""
        self.done.append(option)
        target.select_option(label=option)

    def attach(self, target: Any, file: Path) -> None:
        """A file: one choice, as one of a menu."""
        self.done.append(file.name)
        target.set_input_files(file)

    def fetch(self, target: Any, folder: Path) -> Path:
        """A button or link that downloads a file; where it is."""
        with self.page.expect_download() as coming:
            self.click(target)
        kept = folder / coming.value.suggested_filename
        coming.value.save_as(kept)
        return kept

    def type(self, target: Any, text: str) -> None:
        """Words: not counted."""
        target.fill(text)


@contextmanager
def counted(row: Row, page: Page) -> Iterator[Hand]:
    """What happens inside takes at most as many actions as the row allows."""
    hand = Hand(page)
    yield hand
    log.info("%s: %s of %s %s", row, len(hand.done), row.most, hand.done)
    assert len(hand.done) <= row.most, f"{row}: {hand.done}"
