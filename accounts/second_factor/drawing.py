"""The QR code a phone reads to take a secret in, drawn by ourselves: the secret goes to nobody else."""

from urllib.parse import quote, urlencode

import segno
from django.utils.safestring import SafeString, mark_safe

from accounts.models import User

ISSUER = "BoneBoard"


def phone_address(user: User, secret: str) -> str:
    """The `otpauth:` address phones understand; it names the house and the user name."""
    facts = urlencode({"secret": secret, "issuer": ISSUER}, quote_via=quote)
    return f"otpauth://totp/{ISSUER}:{quote(user.username)}?{facts}"


def qr_svg(address: str) -> SafeString:
    """The code as SVG to stand in a page: no style, dark on white also on a dark page."""
    code = segno.make(address, error="m", micro=False)
    drawn = code.svg_inline(scale=5, border=4, light="#fff", svgclass="qr")
    return mark_safe(drawn)  # noqa: S308 - drawn from numbers; the address is only in its squares
