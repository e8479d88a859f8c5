"""The QR code that leads from paper to the live record."""

import base64
import io
from functools import lru_cache

import segno


@lru_cache(maxsize=256)  # drawing one takes 8 ms, and the same stands on four files
def qr_data(address: str) -> str:
    """The code as an SVG in a `data:` address; level M survives a fold or a stamp."""
    drawn = io.BytesIO()
    code = segno.make(address, error="m", micro=False)
    code.save(drawn, kind="svg", border=0, scale=4, xmldecl=False, svgns=True, omitsize=False)
    return data_address("image/svg+xml", drawn.getvalue())


def data_address(media_type: str, content: bytes) -> str:
    """The content as an address that holds it."""
    return f"data:{media_type};base64,{base64.b64encode(content).decode()}"
