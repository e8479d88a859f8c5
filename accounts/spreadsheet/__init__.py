"""Text on its way into a spreadsheet: what a program would run as a formula stays text (CWE-1236)."""

STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def as_text(value: object) -> str:
    """The value as a cell's text, with an apostrophe before it where a spreadsheet would compute."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(STARTS) else text
