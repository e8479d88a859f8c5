"""Text on its way into a spreadsheet: what a program would run as a formula stays text (CWE-1236)."""

import unicodedata

STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
BREAKS = ("\t", "\r", "\n", "\x00")


def as_text(value: object) -> str:
    """The value as a cell's text, with an apostrophe before it where a spreadsheet would compute.

    Blanks and signs nobody sees do not hide a formula: some programs drop them before they look.
    """
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(BREAKS) or _seen(text).startswith(STARTS) else text


def _seen(text: str) -> str:
    """From the first sign on that can be seen."""
    for place, sign in enumerate(text):
        if not sign.isspace() and not unicodedata.category(sign).startswith("C"):
            return text[place:]
    return ""
