#!/usr/bin/env python
"""Run a management command of BoneBoard."""

import os
import sys

import pghistory
from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    # What a command writes carries its name in the history, where a request would carry the user.
    with pghistory.context(task=" ".join(["manage", *sys.argv[1:2]])):
        execute_from_command_line(sys.argv)
