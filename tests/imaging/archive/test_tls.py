"""An archive over TLS with a certificate of the hospital's own authority."""

import ipaddress
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from imaging.pacs import http
from imaging.pacs.errors import Unreachable
from tests.imaging.archive.canned import Answer, multipart, serving
from tests.imaging.archive.test_http import LATE_S, SIZE, WHERE


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for this machine with its key, signed by itself."""
    key, day = ec.generate_private_key(ec.SECP256R1()), timedelta(days=1)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "archive of this test")])
    here = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime.now(UTC) - day)
        .not_valid_after(datetime.now(UTC) + day)
        .add_extension(here, critical=False)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "archive.pem"
    form = (serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    pem = serialization.Encoding.PEM
    path.write_bytes(key.private_bytes(pem, *form) + made.public_bytes(pem))
    return path


def test_the_certificate_of_the_hospital_is_enough(certificate: Path) -> None:
    with serving(certificate) as server:
        server.answers["/frames/1"] = multipart(b"\7" * SIZE)
        assert server.client(ca_file=str(certificate)).frame(WHERE) == b"\7" * SIZE


def test_an_unknown_certificate_gets_no_password(certificate: Path) -> None:
    with serving(certificate) as server:
        server.answers["/studies"] = Answer(body=b"[]")
        with pytest.raises(Unreachable):
            server.client().find_studies(accession_number="A1")
        assert server.asked == []


def test_a_server_that_trickles_over_tls_is_given_up_as_well(
    certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http, "SILENCES", 1)
    with serving(certificate) as server:
        server.answers["/frames/1"] = replace(multipart(b"\0" * SIZE), drip=0.1)
        started = time.monotonic()
        with pytest.raises(Unreachable):
            server.client(timeout=1, ca_file=str(certificate)).frame(WHERE)
        assert time.monotonic() - started < LATE_S
