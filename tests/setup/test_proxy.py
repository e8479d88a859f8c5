"""The proxy of production, the real one: TLS only, and a caller cannot say who it is."""

import json
import os
import ssl
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509.oid import NameOID

from scripts.free_port import first_free
from tests.setup.checkout import ROOT
from tests.setup.production import secrets_made, services, told
from tests.setup.serving import CADDY, gunicorn, running, until

pytestmark = pytest.mark.slow
HOST = "localhost"


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for HOST, signed by itself, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .sign(key, SHA256())
    )
    pem = serialization.Encoding.PEM
    plain = serialization.NoEncryption()
    (folder / "certificate.pem").write_bytes(made.public_bytes(pem))
    (folder / "key.pem").write_bytes(key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain))
    return folder / "certificate.pem", folder / "key.pem"


@pytest.fixture(scope="module")
def ports(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, int, Path]]:
    """Caddy with deploy/Caddyfile before gunicorn: its two ports, the certificate to trust."""
    folder = tmp_path_factory.mktemp("proxy")
    trusted, key = certificate(folder)
    secrets_made(folder / "secrets")
    web = told(services(folder)["web"], folder / "secrets")
    with gunicorn(folder, **web) as (_process, address):
        more = {"TLS_CERTIFICATE": str(trusted), "TLS_KEY": str(key), "UPSTREAM": address}
        with proxy(folder, UPSTREAM_CA=web["WEB_CA_FILE"], **more) as (http, https):
            assert until(lambda: asked(https, trusted))
            yield http, https, trusted


@contextmanager
def proxy(folder: Path, **told: str) -> Iterator[tuple[int, int]]:
    """Caddy with deploy/Caddyfile and these more of its settings: its two ports."""
    http = first_free("127.0.0.1", 25000)
    https = first_free("127.0.0.1", http + 1)
    more = {
        "SITE": f"https://{HOST}",
        "HTTP_PORT": str(http),
        "HTTPS_PORT": str(https),
        "XDG_DATA_HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder),
    }
    with running([CADDY, "run", "--config", "deploy/Caddyfile", "--adapter", "caddyfile"], more | told):
        yield http, https


def asked(port: int, trusted: Path, **headers: str) -> dict[str, str]:
    """What arrives behind the proxy; empty while nobody answers."""
    request = urllib.request.Request(f"https://{HOST}:{port}/", headers=headers)
    try:
        trust = ssl.create_default_context(cafile=str(trusted))
        with urllib.request.urlopen(request, timeout=10, context=trust) as page:  # noqa: S310 - our own address
            found: dict[str, str] = json.load(page)
            return found
    except urllib.error.URLError:
        return {}


def test_web_is_reached_over_tls_by_its_name_and_the_inner_authority() -> None:
    told = {"SITE": f"https://{HOST}", "HTTP_PORT": "80", "HTTPS_PORT": "443", "UPSTREAM": "web:8000"}
    told |= {"TLS_CERTIFICATE": "/certificate", "TLS_KEY": "/key", "UPSTREAM_CA": "/inner_ca"}
    command = [CADDY, "adapt", "--config", "deploy/Caddyfile", "--adapter", "caddyfile"]
    read = subprocess.run(command, cwd=ROOT, env=os.environ | told, capture_output=True, check=True).stdout
    trust = {"ca": {"pem_files": ["/inner_ca"], "provider": "file"}, "server_name": "web"}

    assert [one["transport"]["tls"] for one in handlers(json.loads(read), "reverse_proxy")] == [trust]


def handlers(part: Any, name: str) -> Iterator[dict[str, Any]]:
    """Every handler of this name in what Caddy read."""
    if isinstance(part, dict) and part.get("handler") == name:
        yield part
    for inner in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        yield from handlers(inner, name)


def test_the_caller_is_who_connects_and_not_who_it_says(ports: tuple[int, int, Path]) -> None:
    _http, https, trusted = ports
    forged = {"X-Forwarded-For": "10.1.2.3", "X-Forwarded-Proto": "http"}

    assert asked(https, trusted, **forged) | {"HTTP_HOST": ""} == {
        "HTTP_X_FORWARDED_FOR": "127.0.0.1",
        "HTTP_X_FORWARDED_PROTO": "https",
        "HTTP_HOST": "",
    }


class Stay(urllib.request.HTTPRedirectHandler):
    """Follows nothing."""

    def redirect_request(self, *args: object) -> None:
        return None


def in_the_open(port: int, path: str) -> tuple[int, str | None]:
    """What plain http is told: status, and where to go."""
    with pytest.raises(urllib.error.HTTPError) as told:
        urllib.request.build_opener(Stay).open(f"http://{HOST}:{port}{path}", timeout=10)
    told.value.close()
    return told.value.code, told.value.headers["Location"]


def test_plain_http_is_only_told_where_to_go(ports: tuple[int, int, Path]) -> None:
    assert in_the_open(ports[0], "/accounts/login/?next=/day/") == (
        308,
        f"https://{HOST}/accounts/login/?next=/day/",
    )


@pytest.mark.parametrize("path", ["/api/v1/patients/", "/api/v1/token/", "/healthz", "/metrics"])
def test_a_machine_in_the_open_is_refused(ports: tuple[int, int, Path], path: str) -> None:
    assert in_the_open(ports[0], path) == (403, None)
