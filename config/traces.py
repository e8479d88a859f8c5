"""How a failure is written into the log: its kind and its place, never its words.

The words of an exception may repeat whatever was typed: a ValueError quotes the value, the database's "Key
(name)=(...)" the row. A kind of exception whose words come from the program alone says so itself, by
`is_free_of_data = True`.
"""

import logging
import traceback
from collections.abc import Iterator
from typing import Any

from structlog.typing import EventDict

Failure = BaseException
CELERY = "celery.app.trace"  # its lines carry the words and the arguments of a job


def place_exception(_logger: Any, _method: str, line: EventDict) -> EventDict:
    """A structlog processor: `exc_info` becomes `exception`, told by `told`."""
    info = line.pop("exc_info", None)
    error = info if isinstance(info, BaseException) else info[1] if isinstance(info, tuple) else None
    if error is not None:
        line["exception"] = "\n".join(told(error))
    return line


def told(error: Failure) -> Iterator[str]:
    """The exception and what it came from, innermost first, each with the places it went through."""
    chain, seen = [error], {id(error)}
    while (before := _before(chain[-1])) is not None and id(before) not in seen:
        chain.append(before)
        seen.add(id(before))
    for one in reversed(chain):
        for frame in traceback.StackSummary.extract(traceback.walk_tb(one.__traceback__), lookup_lines=False):
            yield f"  {frame.filename}:{frame.lineno} {frame.name}"
        yield kind_of(one)


def kind_of(error: Failure) -> str:
    """`IntegrityError 23505 one_patient_per_hospital_number`; words only where they are free of data."""
    words = [type(error).__name__]
    diagnosis = getattr(error, "diag", None) or getattr(error.__cause__, "diag", None)
    if diagnosis is not None:
        words += [diagnosis.sqlstate or "", diagnosis.constraint_name or ""]
    elif getattr(error, "is_free_of_data", False) or isinstance(error, ImportError):
        words.append(str(error))
    elif isinstance(error, OSError):
        words.append(error.strerror or "")
    return " ".join(filter(None, words))


class WithoutWords(logging.Filter):
    """Exceptions among the arguments of a line say their kind only."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Always True: the line is written, its exceptions without their words."""
        if isinstance(record.args, dict):
            record.args = {name: _bare(value) for name, value in record.args.items()}
            if record.name == CELERY:
                record.args |= _job(record)
        elif isinstance(record.args, tuple):
            record.args = tuple(map(_bare, record.args))
        record.msg = _bare(record.msg)
        return True


def _job(record: logging.LogRecord) -> dict[str, object]:
    """What Celery puts into its lines as text: how the job failed, what it was given, what it returned."""
    failure = record.exc_info[1] if record.exc_info else None
    hidden = dict.fromkeys(("args", "kwargs", "return_value", "traceback"), "...")
    return {**hidden, "exc": kind_of(failure) if failure else "..."}


def _bare(value: Any) -> Any:
    return kind_of(value) if isinstance(value, BaseException) else value


def _before(error: Failure) -> Failure | None:
    return error.__cause__ or (None if error.__suppress_context__ else error.__context__)
