"""Debian's Orthanc for the seconds of a test: on a free loopback port, in a folder that is thrown away."""

import json
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests

from imaging.pacs.http import HttpPacs

USER, PASSWORD = "boneboard", "of-this-test"
PLUGIN = "usr/share/orthanc/plugins/libOrthancDicomWeb.so"
START_S = 20
LISTENING = "0A"


@dataclass(frozen=True, slots=True)
class Archive:
    """Where it listens, and which process of this machine it is."""

    url: str
    port: int
    process: int

    def client(self, *, password: str = PASSWORD, timeout: int = 10) -> HttpPacs:
        """Our adapter to it."""
        return HttpPacs(self.url, user=USER, password=password, timeout=timeout)


def program() -> str:
    """Orthanc; without it the test fails and says what to install."""
    path = shutil.which("Orthanc") or shutil.which("Orthanc", path="/usr/sbin:/usr/local/sbin")
    if path is None:
        pytest.fail("needs Debian's orthanc and orthanc-dicomweb; scripts/boneboard test installs them")
    return path


def plugin(orthanc: str) -> str:
    """The DICOMweb plugin, beside the program when both were only unpacked."""
    return str(Path(orthanc).parents[2] / PLUGIN)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def ports_of(process: int) -> set[int]:
    """Every TCP port on which a process listens."""
    held = {str(link.readlink()) for link in Path(f"/proc/{process}/fd").iterdir()}
    lines = [
        line for name in ("tcp", "tcp6") for line in Path(f"/proc/net/{name}").read_text().splitlines()[1:]
    ]
    rows = (line.split() for line in lines)
    return {
        int(row[1].rsplit(":", 1)[1], 16)
        for row in rows
        if row[3] == LISTENING and f"socket:[{row[9]}]" in held
    }


def configuration(folder: Path, port: int, plugin_path: str) -> dict[str, object]:
    """As a hospital would set it: UTF-8 before the first image is stored, no DICOM port, a password."""
    return {
        "Name": "test",
        "StorageDirectory": str(folder),
        "IndexDirectory": str(folder),
        "HttpPort": port,
        "DefaultEncoding": "Utf8",
        "DicomServerEnabled": False,
        "RemoteAccessAllowed": False,
        "WebDavEnabled": False,
        "OrthancExplorerEnabled": False,
        "AuthenticationEnabled": True,
        "RegisteredUsers": {USER: PASSWORD},
        "Plugins": [plugin_path],
        "DicomWeb": {"Enable": True, "Root": "/dicom-web/", "SeriesMetadata": "Full"},
    }


@contextmanager
def running(folder: Path, port: int | None = None) -> Iterator[Archive]:
    """The archive of this folder, at first empty; it ends with the block, and its port is free again."""
    orthanc, port = program(), port or free_port()
    settings = folder / "orthanc.json"
    settings.write_text(json.dumps(configuration(folder, port, plugin(orthanc))))
    with (folder / "orthanc.log").open("wb") as log:
        process = subprocess.Popen([orthanc, str(settings)], stdout=log, stderr=log)
    archive = Archive(f"http://127.0.0.1:{port}/dicom-web", port, process.pid)
    try:
        _wait(archive, process, folder)
        yield archive
    finally:
        process.kill()
        process.wait()


def _wait(archive: Archive, process: "subprocess.Popen[bytes]", folder: Path) -> None:
    end = time.monotonic() + START_S
    while time.monotonic() < end and process.poll() is None:
        try:
            if requests.get(f"{archive.url}/studies", auth=(USER, PASSWORD), timeout=2).ok:
                return
        except requests.RequestException:
            pass
        time.sleep(0.05)
    pytest.fail((folder / "orthanc.log").read_text(errors="replace"))
