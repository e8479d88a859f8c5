"""Yes, no and not known: how answers combine when some are missing (conventions, section 0.5)."""

from collections.abc import Iterable

Answer = bool | None


def all_of(answers: Iterable[Answer]) -> Answer:
    """Return False when any answer is no, else None when any is missing, else True."""
    given = list(answers)
    if any(answer is False for answer in given):
        return False
    return None if any(answer is None for answer in given) else True


def any_of(answers: Iterable[Answer]) -> Answer:
    """Return True when any answer is yes, else None when any is missing, else False."""
    given = list(answers)
    if any(answer is True for answer in given):
        return True
    return None if any(answer is None for answer in given) else False


def opposite(answer: Answer) -> Answer:
    """Return the other answer; the opposite of not known is not known."""
    return None if answer is None else not answer


def equals(value: object | None, expected: object) -> Answer:
    """Return whether a recorded value is the expected one; None when it is not recorded."""
    return None if value is None else value == expected


def more_than(value: int | None, bound: int) -> Answer:
    """Return whether a recorded number is above `bound`; None when it is not recorded."""
    return None if value is None else value > bound
