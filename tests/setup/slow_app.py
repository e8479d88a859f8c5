"""A web application whose one page takes a while, and tells what its proxy said about the caller."""

import json
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

SECONDS = 1.5
TOLD = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_HOST")


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """`/slow?FILE` makes the file and answers late, everything else at once."""
    if environ["PATH_INFO"] == "/slow":
        Path(unquote(environ["QUERY_STRING"])).touch()
        time.sleep(SECONDS)
    start_response("200 OK", [("Content-Type", "application/json")])
    return [json.dumps({name: environ.get(name) for name in TOLD}).encode()]
