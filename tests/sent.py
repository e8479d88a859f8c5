"""A form as a browser would send it: what stands in it, its key, and what the person changed."""

import re
from typing import Any

KEY = re.compile(r'name="form_key" value="([^"]+)"')
HIDDEN = re.compile(r'<input type="hidden" name="(?P<name>[^"]+)" value="(?P<value>[^"]*)"')


def key_of(answer: Any) -> str:
    """The key of the first form of the page."""
    found = KEY.search(answer.content.decode())
    assert found, "the page has no form that acts"
    return found[1]


def sent(answer: Any, form: str = "form", **changed: Any) -> dict[str, Any]:
    """The fields of `form` as the page shows them, with its key; `changed` was typed over them."""
    shown = answer.context[form]
    filled = {shown.add_prefix(name): shown[name].value() for name in shown.fields}
    said = {name: value for name, value in filled.items() if value not in (None, False)}
    return {**said, "form_key": key_of(answer), **changed}


def hidden(answer: Any) -> dict[str, str]:
    """The hidden fields of a page."""
    return {found["name"]: found["value"] for found in HIDDEN.finditer(answer.content.decode())}
