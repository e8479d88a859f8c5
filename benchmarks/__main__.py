"""`bash scripts/boneboard bench [SIZE ...]`: measure and print; exit 1 when a goal is missed."""

import os
import sys

import django


def main(sizes: list[int]) -> int:
    """The number of goals missed."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ["DEBUG"] = ""  # measured as in production: templates and static names cached
    django.setup()
    from benchmarks.report import Report  # noqa: PLC0415 - needs the app registry

    return Report().run(sizes)


if __name__ == "__main__":
    sys.exit(min(main([int(word) for word in sys.argv[1:]] or [10_000, 100_000, 1_000_000]), 1))
