"""The forms of a page, as a browser knows them: where they go, and what stands in each of their fields."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

CONTROLS = {"input", "select", "textarea", "button"}
Attributes = dict[str, str | None]


@dataclass
class Control:
    """One field. `options`: what can be chosen; `is_wrong`: the page came back and marks it."""

    tag: str
    attributes: Attributes
    value: str = ""
    options: list[str] = field(default_factory=list)
    is_wrong: bool = False

    @property
    def name(self) -> str:
        """Under which it is sent."""
        return self.attributes.get("name") or ""

    @property
    def kind(self) -> str:
        """`date`, `radio`, `select` ..."""
        return self.attributes.get("type") or "text" if self.tag in {"input", "button"} else self.tag

    @property
    def is_needed(self) -> bool:
        """The page asks for it."""
        return "required" in self.attributes or self.is_wrong


@dataclass
class Form:
    """One form that is posted."""

    action: str
    controls: list[Control] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.open: Form | None = None
        self.control: Control | None = None
        self.wrong: list[str] = []  # tags that hold fields marked as wrong

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said: Attributes = dict(attrs)
        if tag == "form":
            self._opens(said)
        elif tag in {"fieldset", "label"} and said.get("aria-invalid") == "true":
            self.wrong.append(tag)
        elif tag in CONTROLS and self.open is not None:
            self.control = Control(tag, said, said.get("value") or "")
            self.control.is_wrong = bool(self.wrong) or said.get("aria-invalid") == "true"
            self.open.controls.append(self.control)
        elif tag == "option" and self.control is not None:
            self._chooses(said)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None
        elif tag in self.wrong:
            self.wrong.remove(tag)
        elif tag in CONTROLS:
            self._ends()

    def handle_data(self, data: str) -> None:
        if self.control is not None and self.control.tag == "textarea":
            self.control.value += data

    def _ends(self) -> None:
        if self.control is not None and self.control.tag == "textarea":
            self.control.value = self.control.value.removeprefix("\n")  # as browsers do
        self.control = None

    def _opens(self, said: Attributes) -> None:
        target = said.get("action") or said.get("hx-post") or ""
        is_post = (said.get("method") or "").lower() == "post" or "hx-post" in said
        self.open = Form(target) if is_post else None
        if self.open is not None:
            self.forms.append(self.open)

    def _chooses(self, said: Attributes) -> None:
        assert self.control is not None
        value = said.get("value") or ""
        self.control.options.append(value)
        if "selected" in said or len(self.control.options) == 1:
            self.control.value = value


def forms_of(answer: Any) -> list[Form]:
    """Every form of the page that is posted."""
    reader = _Reader()
    reader.feed(answer.content.decode())
    return reader.forms


def form_to(path: str, answer: Any, page: str) -> Form | None:
    """The form of `page` that is sent to `path`; None when there is none."""
    return next(
        (form for form in forms_of(answer) if (form.action or page).partition("?")[0] == path),
        None,
    )
