"""`manage.py assess FILE`: what is due for the cases of a file on a day. Nothing is kept."""

import json
from argparse import ArgumentParser
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from interop.cases.parse import case_id
from interop.services.assessing import cases_assess

UNREADABLE = 2


class Command(BaseCommand):
    """JSON or a table on standard output; exit 2 with one line on standard error when nothing can be read."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, the case, the two days, the form of the answer."""
        parser.add_argument("file")
        parser.add_argument("--case", default="")
        parser.add_argument("--index-date", required=True)
        parser.add_argument("--on", required=True)
        parser.add_argument("--format", choices=["json", "table"], default="json")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, judge, answer."""
        documents = _chosen(_documents(options["file"]), options["case"])
        answer = cases_assess(
            documents, index_on=_day("--index-date", options["index_date"]), on=_day("--on", options["on"])
        )
        if documents and not answer["cases"]:
            raise _unreadable("; ".join(_line(error) for error in answer["errors"]))
        if options["format"] == "table":
            self.stdout.write("\n".join(_table(answer)))
        else:
            self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=1))


def _unreadable(text: str) -> CommandError:
    return CommandError(text, returncode=UNREADABLE)


def _day(name: str, told: str) -> date:
    try:
        return date.fromisoformat(told)
    except ValueError as error:
        raise _unreadable(f"{name}: {told!r} is no date; accepted: YYYY-MM-DD") from error


def _documents(file: str) -> list[Any]:
    """The cases of a file: one, or a list."""
    try:
        told = json.loads(Path(file).read_text(encoding="utf-8"), parse_float=Decimal)
    except OSError as error:
        raise _unreadable(f"{file}: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise _unreadable(f"{file}: no JSON: {error}") from error
    if not isinstance(told, list | dict):
        raise _unreadable(f"{file}: must hold one case or a list of cases")
    return told if isinstance(told, list) else [told]


def _chosen(documents: list[Any], case: str) -> list[Any]:
    if not case:
        return documents
    chosen = [document for document in documents if case_id(document) == case]
    if not chosen:
        known = ", ".join(case_id(document) for document in documents)
        raise _unreadable(f"--case: no case {case}; the file holds {known}")
    return chosen


def _line(error: dict[str, Any]) -> str:
    return f"{error['case'] or 'case without id'} {error['field']}: {error['message_en']}"


def _table(answer: dict[str, Any]) -> list[str]:
    lines = []
    for case in answer["cases"]:
        lines.append(f"{case['case']}  {case['on']}  {case['pathway_state'] or '-'}")
        for found in case["findings"]:
            row = (found["due_on"] or "-", found["severity"], found["code"], found["subject"])
            lines.append(f"  {row[0]:10}  {row[1]:4}  {row[2]:24}  {row[3]}  {found['message_zh']}")
    return [*lines, *(f"! {_line(error)}" for error in answer["errors"])]
