"""`manage.py audit_heads`: the signed head of each day as JSON, and the keys to check them with."""

import base64
from datetime import date
from typing import Any

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.core.management.base import BaseCommand, CommandParser

from accounts.trail.heads import daily_heads
from accounts.trail.signing import public_keys


class Command(BaseCommand):
    """Export the chain's heads, to be kept by somebody else."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        """All days unless told from when on."""
        parser.add_argument("--since", type=date.fromisoformat, default=None, help="first day, YYYY-MM-DD")

    def handle(self, *args: Any, since: date | None, **options: Any) -> None:
        """Heads to stdout, public keys to stderr."""
        for head in daily_heads(since):
            self.stdout.write(head.line)
        for key in public_keys():
            raw = base64.b64encode(key.public_bytes(Encoding.Raw, PublicFormat.Raw)).decode()
            self.stderr.write(f"Ed25519 public key: {raw}")
