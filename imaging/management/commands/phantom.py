"""`manage.py phantom`: write a synthetic chest CT with bone lesions of known size as DICOM files."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from imaging.phantom.grid import DEMO, Grid, grid_of
from imaging.phantom.lesions import Scan
from imaging.phantom.series import Header, Phantom
from imaging.phantom.variants import Variant

BASELINE_ON, FOLLOW_UP_ON = date(2025, 3, 1), date(2025, 6, 1)


class Command(BaseCommand):
    """The same arguments write the same files: UIDs and noise are derived, not drawn."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where, how large, how stored, whose."""
        parser.add_argument("--out", type=Path, required=True)
        parser.add_argument("--size", default=f"{DEMO.matrix}x{DEMO.matrix}x{DEMO.slices}")
        parser.add_argument("--variant", choices=list(Variant), default=Variant.SIGNED)
        parser.add_argument("--scan", choices=list(Scan), action="append")
        parser.add_argument("--patient-id", default="PHANTOM1")
        parser.add_argument("--patient-name", default="Phantom^Synthetic")
        parser.add_argument("--accession", default="PHANTOM")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write both examinations, or those named, and say where."""
        for scan in options["scan"] or list(Scan):
            phantom = Phantom(
                self._header(Scan(scan), options),
                self._grid(options),
                Scan(scan),
                Variant(options["variant"]),
            )
            self.stdout.write(str(phantom.write(options["out"])))

    @staticmethod
    def _grid(options: dict[str, Any]) -> Grid:
        try:
            return grid_of(options["size"])
        except ValueError as error:
            raise CommandError(str(error)) from error

    @staticmethod
    def _header(scan: Scan, options: dict[str, Any]) -> Header:
        is_first = scan is Scan.BASELINE
        return Header(
            patient_id=options["patient_id"],
            patient_name=options["patient_name"],
            accession_number=f"{options['accession']}-{1 if is_first else 2}",
            done_on=BASELINE_ON if is_first else FOLLOW_UP_ON,
        )
