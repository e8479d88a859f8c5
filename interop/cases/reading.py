"""Reading a document with an eye on the place: every value that cannot be read says where, why, and what can.

The reader knows no clinical meaning. Commentary keys are taken out before anything is read, so that no rule
can come to depend on them (assess-contract, section 5).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, TypeVar

from guidelines.terms import Term, Text

T = TypeVar("T")
W = TypeVar("W", bound=Term)
COMMENTARY = frozenset({"text_problems", "valid", "note"})
COMMENTARY_STARTS, COMMENTARY_ENDS = ("teaching_points_",), ("_note",)
LARGEST = Decimal(10) ** 9
DEEPEST = 30


class BadValue(Exception):
    """A value that cannot be read: its place in the document and what is accepted there."""

    def __init__(self, path: str, message: Text) -> None:
        super().__init__(f"{path}: {message.en}")
        self.path = path
        self.message = message


class NotYet(Exception):
    """A fact of a later day than the one on which the document is read: it is not seen."""


def is_commentary(key: str) -> bool:
    """True for a key that is a reader's remark and no fact."""
    return key in COMMENTARY or key.startswith(COMMENTARY_STARTS) or key.endswith(COMMENTARY_ENDS)


def clean(value: Any, depth: int = 0) -> Any:
    """The document as a database can hold it: no NUL, no half character, no infinite number.

    Raises BadValue for a document that is nested without end.
    """
    if depth > DEEPEST:
        raise BadValue(
            "", Text(f"嵌套过深，最多 {DEEPEST} 层", f"nested too deeply: at most {DEEPEST} levels")
        )
    if isinstance(value, Mapping):
        return {clean(str(key)): clean(part, depth + 1) for key, part in value.items()}
    if isinstance(value, list):
        return [clean(part, depth + 1) for part in value]
    if isinstance(value, str):
        return value.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, float | Decimal) and not Decimal(str(value)).is_finite():
        return str(value)
    return value


def without_commentary(value: Any) -> Any:
    """The document without its commentary, at every depth."""
    if isinstance(value, Mapping):
        return {key: without_commentary(part) for key, part in value.items() if not is_commentary(str(key))}
    return [without_commentary(part) for part in value] if isinstance(value, list) else value


@dataclass(frozen=True, slots=True)
class Calendar:
    """How days of a document become dates: counted from `index_on`; what lies after `seen_on` is not seen."""

    index_on: date
    seen_on: date

    def day(self, node: "Node", name: str = "offset_days") -> date | None:
        """The date of an offset; None where there is none. Raises NotYet after `seen_on`."""
        day = self._date(node, name)
        if day is not None and day > self.seen_on:
            raise NotYet
        return day

    def end(self, node: "Node", name: str) -> date | None:
        """The date of an end; one after `seen_on` has not come yet, so there is none."""
        day = self._date(node, name)
        return None if day is None or day > self.seen_on else day

    def planned(self, node: "Node", name: str = "offset_days") -> date | None:
        """The date of something that is planned, also a coming one."""
        return self._date(node, name)

    @property
    def index(self) -> date:
        """The index day, for what a document states without a day of its own. Raises NotYet before it."""
        if self.index_on > self.seen_on:
            raise NotYet
        return self.index_on

    def _date(self, node: "Node", name: str) -> date | None:
        offset = node.whole(name)
        if offset is None:
            return None
        try:
            return self.index_on + timedelta(days=offset)
        except OverflowError as error:
            raise node.child(name).bad("超出日历范围", "is outside the calendar") from error


@dataclass(frozen=True, slots=True)
class Node:
    """A value of the document and its place, such as labs[2]; a missing value is None."""

    value: Any
    path: str = ""

    def bad(self, zh: str, en: str) -> BadValue:
        """The complaint about this value: what it is, what is wrong, what is accepted."""
        shown = "" if self.value is None else f"{self.value!s:.40} "
        return BadValue(self.path, Text(f"{shown}{zh}", f"{shown}{en}"))

    def child(self, name: str) -> "Node":
        """The value under a key; the document must have an object or nothing here."""
        return Node(self.fields.get(name), self._under(name))

    @property
    def fields(self) -> Mapping[str, Any]:
        """The keys of this object with what stands under them; none where nothing stands."""
        if self.value is None:
            return {}
        if not isinstance(self.value, Mapping):
            raise self.bad("应为对象（键和值）", "must be an object with keys")
        return self.value

    def _under(self, name: str) -> str:
        return f"{self.path}.{name}" if self.path else name

    def has(self, name: str) -> bool:
        """True when something stands under the key."""
        return self.child(name).value is not None

    def rows(self, name: str) -> Iterator["Node"]:
        """The parts of a list; nothing where there is none, the one part where there is no list around it."""
        node = self.child(name)
        if node.value is None:
            return
        if isinstance(node.value, Mapping):
            yield node
            return
        if not isinstance(node.value, list):
            raise node.bad("应为列表", "must be a list")
        for number, part in enumerate(node.value):
            yield Node(part, f"{node.path}[{number}]")

    def text(self, name: str, longest: int = 300) -> str:
        """The words under a key, empty where there are none; a number is taken by its digits."""
        return self.child(name).words(longest)

    def words(self, longest: int = 300) -> str:
        """This value as text."""
        if self.value is None:
            return ""
        if isinstance(self.value, bool | list | Mapping):
            raise self.bad("应为文字", "must be text")
        words = str(self.value).strip()
        if len(words) > longest:
            raise self.bad(f"过长，最多 {longest} 个字符", f"is too long: at most {longest} characters")
        return words

    def number(self, name: str) -> Decimal | None:
        """The number under a key, exactly as written; None where there is none."""
        node = self.child(name)
        if node.value is None:
            return None
        if isinstance(node.value, bool) or not isinstance(node.value, int | float | Decimal):
            raise node.bad("应为数字", "must be a number")
        number = Decimal(str(node.value))
        if not number.is_finite() or abs(number) > LARGEST:
            raise node.bad("数字过大", "is too large")
        return number

    def whole(self, name: str) -> int | None:
        """The whole number under a key; None where there is none."""
        number = self.number(name)
        if number is None:
            return None
        if number != number.to_integral_value():
            raise self.child(name).bad("应为整数", "must be a whole number")
        return int(number)

    def flag(self, name: str) -> bool | None:
        """Yes, no or None: not stated."""
        node = self.child(name)
        if node.value is None or isinstance(node.value, bool):
            return node.value
        raise node.bad("应为 true、false 或 null", "must be true, false or null")

    def iso_day(self, name: str) -> date | None:
        """A date written as 1962-03-14."""
        node = self.child(name)
        if node.value is None:
            return None
        try:
            return date.fromisoformat(str(node.value))
        except ValueError as error:
            raise node.bad("应为 YYYY-MM-DD 格式的日期", "must be a date as YYYY-MM-DD") from error

    def word(self, name: str, find: Callable[[str], W | None], accepted: type[W]) -> W | None:
        """The controlled word under a key, found by `find`; None where there is none."""
        return self.child(name).as_word(find, accepted)

    def as_word(self, find: Callable[[str], W | None], accepted: type[W]) -> W | None:
        """This value as a controlled word; None for no words. Raises BadValue with what is accepted."""
        told = self.words()
        found = find(told) if told else None
        if told and found is None:
            zh = "、".join(f"{term.value}（{term.zh}）" for term in accepted)
            en = ", ".join(str(term.value) for term in accepted)
            raise self.bad(f"无法识别，可用：{zh}", f"is not known; accepted: {en}")
        return found


def term_finder(accepted: type[W], synonyms: Mapping[str, W] | None = None) -> Callable[[str], W | None]:
    """A function that finds a term by code, Chinese, English or synonym, whatever the case and the blanks."""
    names = {plain(name): term for term in accepted for name in (term.value, term.zh, term.en)}
    names |= {plain(name): term for name, term in (synonyms or {}).items()}
    return lambda told: names.get(plain(told))


def plain(name: str) -> str:
    """A name without case, blanks and strokes."""
    return "".join(letter for letter in name.casefold() if letter.isalnum())


@dataclass(slots=True)
class Page:
    """What is read from one document: the parts, and the complaints about what could not be read."""

    calendar: Calendar
    items: list[tuple[str, Any]] = field(default_factory=list)
    complaints: list[BadValue] = field(default_factory=list)

    def each(self, parent: Node, name: str, read: Callable[[Node], Iterator[Any] | Any]) -> None:
        """Read every part of a list; a part that cannot be read does not stop the next one."""
        try:
            for node in parent.rows(name):
                self.part(node, read)
        except BadValue as error:
            self.complaints.append(error)

    def part(self, node: Node, read: Callable[[Node], Any]) -> None:
        """Read one part: a spec, several, or None where it says nothing."""
        try:
            made = read(node)
            specs = made if isinstance(made, list) else [made]
        except BadValue as error:
            self.complaints.append(error)
        except NotYet:
            return
        else:
            self.items += [(node.path, spec) for spec in specs if spec is not None]

    def complain(self, node: Node, zh: str, en: str) -> None:
        """Note what is wrong with a value that is kept all the same."""
        self.complaints.append(node.bad(zh, en))
