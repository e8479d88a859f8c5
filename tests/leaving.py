"""What leaves the house as a file or on paper: how it says who took it and when, and its line of the trail.

The walks of tests/test_trail_walk.py ask this of every answer of every address: a new file fails
them until it stands in the table.
"""

import io
import zipfile
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from accounts.enums import ReadAction
from accounts.models import ReadRecord, User
from tests.access import Row
from tests.cast import TODAY
from tests.masked import REVEALED, whole_numbers

SHOWN = ("text/html", "application/json")  # pages, fragments and answers of the API
PAPER = 'class="print-page"'
SEALED = "an uploaded copy is verified by the digest of its bytes"
MADE_BEFORE = "made once for everybody who prepares the meeting, before anybody takes it"
AS_IT_CAME = "a document of somebody else, given back as it came"
PART_OF_A_PAGE = "a picture inside a page; the line is the reading's"


@dataclass(frozen=True, slots=True)
class Leaving:
    """The line of the trail, and why the file itself does not say who took it; empty: it does."""

    subject: str
    action: ReadAction = ReadAction.EXPORT
    unmarked: str = ""


PRINTED = ReadAction.PRINT
LEAVING = {
    "accounts:trail_csv": Leaving("trail"),
    "board:report_file": Leaving("board report"),
    "bonetherapy:ward_sheet_take": Leaving("ward_sheet"),
    "imaging:export": Leaving("scan board"),
    "interop:import_template": Leaving("import template"),
    "bonetherapy:dose_slip": Leaving("dose_slip", PRINTED),
    "bonetherapy:ward_print": Leaving("ward_list", PRINTED),
    "api-minutes-pdf": Leaving("api_minutes", unmarked=SEALED),
    "minutes:case_file": Leaving("minutes", PRINTED, SEALED),
    "minutes:meeting_file": Leaving("minutes", PRINTED, SEALED),
    "case:preread_file": Leaving("pre-reads", PRINTED, MADE_BEFORE),
    "imaging:attachment_file": Leaving("attachment", unmarked=AS_IT_CAME),
    "imaging:key_image": Leaving("key image", ReadAction.VIEW, PART_OF_A_PAGE),
    "imaging:series_frame": Leaving("images", ReadAction.VIEW, PART_OF_A_PAGE),
    "imaging:series_image": Leaving("images", ReadAction.VIEW, PART_OF_A_PAGE),
}
OF_THE_ARCHIVE = {"imaging:series_frame", "imaging:series_image"}  # refused where none is connected
OF_NOBODY = {"api-schema"}  # describes the API: no patient and no hospital in it
ASKED = {"accounts:trail_csv": f"?since={TODAY}&until={TODAY}"}


@dataclass
class Gate:
    """Looks at everything that goes out: `left` names what was a file or paper, `faults` what is wrong.

    Whole numbers of the patient go out nowhere but where they are asked for.
    """

    left: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)

    def passes(self, name: str, row: Row, user: User, answer: Any, text: str) -> None:
        """One answer and its words."""
        if name not in REVEALED:
            self.faults += [f"{name}: shows {number}" for number in whole_numbers(text)]
        if answer.status_code != 200 or name in OF_NOBODY or not leaves(answer, text):
            return
        self.left.add(name)
        known = LEAVING.get(name)
        problems = ["stands in no table"] if known is None else wrong(known, row, user, answer, text)
        self.faults += [f"{name}: {problem}" for problem in problems]


def leaves(answer: Any, text: str) -> bool:
    """True for what a person can carry away."""
    kind = answer.headers.get("Content-Type", "")
    return "Content-Disposition" in answer.headers or not kind.startswith(SHOWN) or PAPER in text


def wrong(known: Leaving, row: Row, user: User, answer: Any, text: str) -> list[str]:
    """What the permission, the file and the trail owe."""
    problems = [] if row.permission else ["behind no permission"]
    if not known.unmarked and not (user.name in text and f"{TODAY}" in text):
        problems.append("does not say who took it and when")
    lines = ReadRecord.objects.filter(request_id=UUID(answer.headers["X-Request-Id"]), user_id=user.pk)
    if not lines.filter(action=known.action, subject=known.subject).exists():
        problems.append(f"no line: {list(lines.values_list('action', 'subject'))}")
    return problems


def words_of(answer: Any) -> str:
    """What a person can read in an answer, be it a workbook.

    The PDFs of the walks are stand-ins: real ones are read in tests/mdt/minutes/test_printing.py.
    """
    raw = b"".join(answer) if answer.streaming else answer.content
    if raw.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(raw)) as book:
            return "".join(book.read(part).decode(errors="ignore") for part in book.namelist())
    return str(raw.decode(errors="ignore"))
