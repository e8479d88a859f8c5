"""Files somebody hostile would attach: made on the spot, none is kept."""

import gzip
import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

from PIL import Image

MB = 1024 * 1024
PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n%%EOF\n"
JPEG_SCRIPT = b"\xff\xd8\xff\xe0<?php system($_GET['c']); ?><script>alert(1)</script>"


def hostile_files() -> Iterator[tuple[str, bytes]]:
    """Every file with what it is called; each must be refused."""
    yield from other_things()
    yield from archives()
    yield from pictures()


def other_things() -> Iterator[tuple[str, bytes]]:
    """What is no report at all, or runs when it is opened."""
    yield "svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"
    yield "svg behind a mark", b"\xef\xbb\xbf<?xml version='1.0'?><svg/>"
    yield "html", b"<!doctype html><script>alert(1)</script>"
    yield "php", b"<?php system($_GET['c']); ?>"
    yield "shell", b"#!/bin/sh\nid\n"
    yield "program", b"MZ\x90\x00" + b"\0" * 100
    yield "elf", b"\x7fELF" + b"\0" * 100
    yield "gif with a script", b"GIF89a/*" + b"<script>alert(1)</script>*/=1"
    yield "jpeg that is php", JPEG_SCRIPT
    yield "png that is html", b"\x89PNG\r\n\x1a\n<script>alert(1)</script>"
    yield "pdf that runs", PDF.replace(b"/Catalog", b"/Catalog /OpenAction << /S /JavaScript /JS (x) >>")
    yield "pdf that starts a program", PDF.replace(b"/Catalog", b"/Catalog /AA << /S /Launch /F (calc) >>")
    yield "pdf behind a page", b"<script>alert(1)</script>" + PDF
    yield "nothing", b""
    yield "one byte", b"%"
    yield "noise", bytes(range(256)) * 400


def archives() -> Iterator[tuple[str, bytes]]:
    """What is small until it is unpacked."""
    yield "zip", zipped({"../../etc/cron.d/x": b"* * * * * id"})
    yield "many files", zipped({f"{number}": b"" for number in range(20_000)})
    yield "spreadsheet bomb", zipped({"xl/worksheets/sheet1.xml": b"<row/>" * 2 * MB})
    yield "nested zip", zipped({"a.zip": zipped({"b.zip": zipped({"c": b"\0" * MB})})})
    yield "gzip bomb", gzip.compress(b"\0" * 32 * MB)
    yield "pdf bomb", packed_pdf(zlib.compress(b"\0" * 64 * MB))
    yield "pdf with bombs in bombs", PDF + packed_pdf(zlib.compress(b"\0" * 16 * MB)) * 8


def pictures() -> Iterator[tuple[str, bytes]]:
    """What lies about its size, or is no whole picture."""
    yield "50,000 pixels wide and high", png(50_000, 50_000)
    yield "as wide as it can be said", png(2**31 - 1, 2**31 - 1)
    yield "one pixel high", png(2**31 - 1, 1)
    yield "empty picture", png(0, 0)
    yield "picture of nothing but a head", png(9_000, 4_000, data=b"")
    yield "cut picture", picture("PNG")[:-40]
    yield "cut photograph", picture("JPEG")[:200]
    yield "words that swell", png(8, 8, more=chunk(b"zTXt", b"a\0\0" + zlib.compress(b"\0" * 64 * MB)))
    yield "colours that swell", png(8, 8, more=chunk(b"iCCP", b"a\0\0" + zlib.compress(b"\0" * 64 * MB)))


def zipped(files: dict[str, bytes]) -> bytes:
    """An archive of these."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def packed_pdf(stream: bytes) -> bytes:
    """A PDF whose objects lie in this packed stream."""
    head = b"2 0 obj\n<< /Type /ObjStm /Filter /FlateDecode >>\nstream\n"
    return PDF.replace(b"trailer", head + stream + b"\nendstream\nendobj\ntrailer")


def chunk(name: bytes, data: bytes) -> bytes:
    """A part of a PNG."""
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width: int, height: int, data: bytes = b"\0" * 10_000, more: bytes = b"") -> bytes:
    """A small file that says it is so large."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + more + chunk(b"IDAT", zlib.compress(data)) + chunk(b"IEND", b"")


def picture(kind: str) -> bytes:
    """A whole one."""
    buffer = io.BytesIO()
    Image.effect_noise((64, 64), 90).save(buffer, kind)
    return buffer.getvalue()
