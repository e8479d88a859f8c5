"""`bash scripts/boneboard bench [SIZE ...]` or `bench load [SECONDS]`: measure; exit 1 if one is missed."""

import os
import sys

import django

LOAD_SECONDS, LOAD_SIZE = 300, 100_000


def main(words: list[str]) -> int:
    """The number of goals missed."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ["DEBUG"] = ""  # measured as in production: templates and static names cached
    django.setup()
    from benchmarks.report import Report  # noqa: PLC0415 - needs the app registry

    if words[:1] == ["load"]:
        return Report().load(LOAD_SIZE, int(words[1]) if words[1:] else LOAD_SECONDS)
    return Report().run([int(word) for word in words] or [10_000, 100_000, 1_000_000])


if __name__ == "__main__":
    sys.exit(min(main(sys.argv[1:]), 1))
