"""Passwords that guessers try first, and what people make of them to reach the asked length.

`common.txt` holds words of Chinese hospitals and keyboards beside the 20 000 of Django's own list. A password
falls when it is one of them, one of them told twice, or one of them with dates and signs around it.
"""

import re
from functools import cache
from itertools import pairwise
from pathlib import Path

from django.contrib.auth.password_validation import CommonPasswordValidator

OWN = Path(__file__).with_name("common.txt")
LEET = str.maketrans("0134578@$!", "oieastbasi")
# From the first letter to the last. Looking for what stands around takes hours over a long row of digits.
CORE = re.compile(r"[^\W\d_](?:.*[^\W\d_])?", re.DOTALL)
FEWEST_SIGNS = 4
SHORTEST_CORE = 4  # shorter words are parts of too many good sentences


@cache
def known() -> frozenset[str]:
    """All listed passwords, in small letters."""
    own = [line for line in OWN.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return frozenset({*CommonPasswordValidator().passwords, *own})


def is_known(password: str) -> bool:
    """True for a listed password and for the usual ways to lengthen one."""
    text = password.lower()
    return len(set(text)) < FEWEST_SIGNS or any(map(_is_listed, _plainer(text)))


def _plainer(text: str) -> set[str]:
    """The text, what it repeats, and both without digits and signs around them."""
    forms = {text, _unit(text)}
    cores = {found.group() for form in forms if (found := CORE.search(form))}
    return forms | {form for core in cores for form in (core, _unit(core)) if len(core) >= SHORTEST_CORE}


def _is_listed(form: str) -> bool:
    return form in known() or form.translate(LEET) in known() or _is_run(form)


def _unit(text: str) -> str:
    """The part whose repetition makes the text, `abc` of `abcabcabc`; else the text itself."""
    at = (text + text).find(text, 1)
    return text[:at] if text else text


def _is_run(text: str) -> bool:
    """True for neighbours in the alphabet or on the number keys, up or down: `abcdef`, `98765432109`."""
    around = 10 if text.isdecimal() else 26
    steps = {(ord(after) - ord(before)) % around for before, after in pairwise(text)}
    return steps in ({1}, {around - 1})
