"""Read settings from the environment; a secret may also come from a file named by NAME_FILE."""

import os
from pathlib import Path
from urllib.parse import quote, urlencode


def text(name: str, default: str = "") -> str:
    """The setting as text: NAME_FILE's content if set, else NAME, else the default."""
    file = os.environ.get(f"{name}_FILE")
    if file:
        return Path(file).read_text(encoding="utf-8").strip()
    return os.environ.get(name, default)


def with_password(address: str, password: str) -> str:
    """The address of a server with the password in it; unchanged when there is none."""
    return address.replace("://", f"://:{quote(password, safe='')}@", 1) if password else address


def with_trust(address: str, ca_file: str) -> str:
    """The address of a Redis over TLS with whose certificates it is to believe; any other unchanged.

    Without a file: the authorities of the machine. It stands in the address, so that no reader forgets it.
    """
    if not address.startswith("rediss://"):
        return address
    trust = {"ssl_cert_reqs": "required", "ssl_check_hostname": "true"}
    if ca_file:
        trust["ssl_ca_certs"] = ca_file
    return f"{address}{'&' if '?' in address else '?'}{urlencode(trust)}"


def database_trust(ca_file: str) -> dict[str, str]:
    """What a connection to PostgreSQL asks of its certificate: the name, signed by this authority."""
    return {"sslmode": "verify-full", "sslrootcert": ca_file} if ca_file else {}


def flag(name: str, *, default: bool = False) -> bool:
    """True for 1, true, yes, on; the default when the setting is absent."""
    value = text(name)
    return value.lower() in {"1", "true", "yes", "on"} if value else default


def number(name: str, default: int) -> int:
    """The setting as a whole number; raises ValueError with the setting's name when it is not one."""
    value = text(name)
    try:
        return int(value) if value else default
    except ValueError as error:
        raise ValueError(f"{name} must be a whole number, not {value!r}") from error


def words(name: str, default: str = "") -> list[str]:
    """The setting as a list, split at commas, without blanks."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]
