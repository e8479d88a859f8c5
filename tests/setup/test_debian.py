"""Debian packages: another program may hold dpkg's lock for minutes, which is no reason to fail."""

import subprocess
from pathlib import Path

import pytest

from tests.setup.checkout import ROOT

ASKED = """set -euo pipefail
LOCAL={local}; . "{root}/scripts/lib/debian.sh"
say() {{ :; }}
install_packages "" "orthanc orthanc-dicomweb"
"""


@pytest.fixture
def asked(tmp_path: Path) -> list[str]:
    """What apt-get and sh were called with by an installation, without one taking place."""
    called = tmp_path / "called"
    for name in ("apt-get", "sh"):
        program = tmp_path / "bin" / name
        program.parent.mkdir(exist_ok=True)
        program.write_text(f'#!/bin/bash\necho "{name} $*" >>"{called}"\n')
        program.chmod(0o755)
    subprocess.run(
        ["bash", "-c", ASKED.format(local=tmp_path, root=ROOT)],
        env={"PATH": f"{tmp_path}/bin:/usr/bin:/bin"},
        check=True,
        capture_output=True,
    )
    return called.read_text().splitlines()


def test_an_installation_waits_for_the_lock(asked: list[str]) -> None:
    calls = [line for line in asked if line.startswith("apt-get")]
    assert any(" install " in f"{line} " for line in calls)
    assert all("DPkg::Lock::Timeout=300" in line for line in calls)
