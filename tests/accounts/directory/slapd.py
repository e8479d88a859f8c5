"""Debian's slapd for the seconds of a test: on free loopback ports, with a certificate of its own."""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.accounts.directory.certificates import write_certificates

BASE = "dc=hospital,dc=invalid"
ADMIN, ADMIN_PASSWORD = f"cn=boneboard,{BASE}", "of-this-test"
PASSWORD = "the directory's own 2026"
START_S = 20

CONFIGURATION = """include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
modulepath {modules}
moduleload back_mdb
pidfile {folder}/slapd.pid
TLSCACertificateFile {folder}/authority.pem
TLSCertificateFile {folder}/server.pem
TLSCertificateKeyFile {folder}/server.key
security simple_bind=128
disallow bind_anon
database mdb
suffix "{base}"
rootdn "{admin}"
rootpw {password}
directory {folder}/data
access to attrs=userPassword by anonymous auth by * none
access to * by * none
"""
ENTRIES = """dn: {base}
objectClass: domain
dc: hospital

dn: ou=people,{base}
objectClass: organizationalUnit
ou: people

"""
PERSON = """dn: cn={name},ou=people,{base}
objectClass: inetOrgPerson
cn: {name}
sn: {name}
uid: {uid}
userPassword: {password}

"""


@dataclass(frozen=True, slots=True)
class Directory:
    """Where it listens, and whom one may believe."""

    port: int
    tls_port: int
    authority: Path

    @property
    def start_tls(self) -> str:
        """The address that begins in the clear."""
        return f"ldap://127.0.0.1:{self.port}"

    @property
    def tls(self) -> str:
        """The address that is TLS from the first byte."""
        return f"ldaps://127.0.0.1:{self.tls_port}"


def program(name: str) -> str:
    """A program of Debian's slapd; without it the test fails and says what to install."""
    path = shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin")
    if path is None:
        pytest.fail("needs Debian's slapd; scripts/boneboard test installs it")
    return path


def free_ports() -> tuple[int, int]:
    with socket.socket() as one, socket.socket() as two:
        one.bind(("127.0.0.1", 0))
        two.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1]), int(two.getsockname()[1])


@contextmanager
def running(folder: Path, people: dict[str, str]) -> Iterator[Directory]:
    """The directory with these people (entry -> uid), all with PASSWORD; it ends with the block."""
    port, tls_port = free_ports()
    fill(folder, people)
    command = [
        program("slapd"), "-d", "0", "-f", str(folder / "slapd.conf"),
        "-h", f"ldap://127.0.0.1:{port} ldaps://127.0.0.1:{tls_port} ldaps://127.0.0.2:{tls_port}",
    ]  # fmt: skip
    with (folder / "slapd.log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)
    try:
        wait(port, process, folder)
        yield Directory(port, tls_port, folder / "authority.pem")
    finally:
        process.kill()
        process.wait()


def fill(folder: Path, people: dict[str, str]) -> None:
    """Configuration, certificates and entries."""
    (folder / "data").mkdir()
    write_certificates(folder, "127.0.0.1")
    root = Path(program("slapd")).parents[2]
    modules = root / "usr/lib/ldap"
    facts = {"folder": folder, "base": BASE, "admin": ADMIN, "password": ADMIN_PASSWORD, "modules": modules}
    text = CONFIGURATION.format(**facts)
    (folder / "slapd.conf").write_text(text.replace("/etc/ldap", str(root / "etc/ldap")))
    entries = "".join(
        PERSON.format(name=name, uid=uid, password=PASSWORD, base=BASE) for name, uid in people.items()
    )
    (folder / "people.ldif").write_text(ENTRIES.format(base=BASE) + entries)
    subprocess.run(
        [program("slapadd"), "-f", str(folder / "slapd.conf"), "-l", str(folder / "people.ldif")],
        check=True,
        capture_output=True,
    )


def wait(port: int, process: "subprocess.Popen[bytes]", folder: Path) -> None:
    end = time.monotonic() + START_S
    while time.monotonic() < end and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail((folder / "slapd.log").read_text(errors="replace"))
