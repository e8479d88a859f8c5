"""A stream sealed piece by piece with AES-256-GCM: nobody reads it, nothing in it is changed, cut or moved.

Head: magic and 16 random bytes, from which each file's own key is derived. Then pieces of one mebibyte; the
nonce of each is its number and whether it is the last one, so that a file that ends early is noticed (STREAM,
Hoang, Reyhanitabar, Rogaway and Vizár, CRYPTO 2015).
"""

import os
from base64 import b64decode
from collections.abc import Iterator
from types import TracebackType
from typing import BinaryIO, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MAGIC = b"BoneBoard backup 1\n"
SALT, PIECE, TAG = 16, 1 << 20, 16


class Unreadable(Exception):
    """Not a backup, another key, or a file that is not as it was written."""


def key_of(text: str) -> bytes:
    """The 32 bytes behind a base64 key; raises Unreadable for anything else."""
    try:
        key = b64decode(text, validate=True)
    except ValueError:
        key = b""
    if len(key) != 32:
        raise Unreadable("BACKUP_KEY must be a base64 key of 32 bytes: head -c 32 /dev/urandom | base64 -w 0")
    return key


class Sealer:
    """Write plain, get sealed. Only leaving the block without an error makes the file whole."""

    def __init__(self, file: BinaryIO, key: bytes) -> None:
        salt = os.urandom(SALT)
        self._file, self._cipher = file, _cipher(key, salt)
        self._waiting, self._number = bytearray(), 0
        file.write(MAGIC + salt)

    def write(self, data: bytes) -> int:
        """Take the bytes; a piece goes out once it is certain that more will follow."""
        self._waiting += data
        while len(self._waiting) > PIECE:
            self._seal(bytes(self._waiting[:PIECE]), is_last=False)
            del self._waiting[:PIECE]
        return len(data)

    def _seal(self, piece: bytes, *, is_last: bool) -> None:
        self._file.write(self._cipher.encrypt(_nonce(self._number, is_last=is_last), piece, None))
        self._number += 1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._seal(bytes(self._waiting), is_last=True)


class Opener:
    """Reads a sealed file as plain bytes; raises Unreadable rather than give out what was not written."""

    def __init__(self, file: BinaryIO, key: bytes) -> None:
        head = file.read(len(MAGIC) + SALT)
        if not head.startswith(MAGIC) or len(head) < len(MAGIC) + SALT:
            raise Unreadable("This is no backup of BoneBoard.")
        self._pieces = _pieces(file, _cipher(key, head[len(MAGIC) :]))
        self._waiting = bytearray()

    def read(self, size: int) -> bytes:
        """Up to `size` bytes; fewer only at the end."""
        while len(self._waiting) < size and (piece := next(self._pieces, None)) is not None:
            self._waiting += piece
        data = bytes(self._waiting[:size])
        del self._waiting[:size]
        return data


def _pieces(file: BinaryIO, cipher: AESGCM) -> Iterator[bytes]:
    number, sealed = 0, file.read(PIECE + TAG)
    while sealed:
        following = file.read(PIECE + TAG)
        try:
            yield cipher.decrypt(_nonce(number, is_last=not following), sealed, None)
        except InvalidTag as error:
            raise Unreadable("Another key made this backup, or it is damaged or cut off.") from error
        number, sealed = number + 1, following
    if not number:
        raise Unreadable("The backup is cut off.")


def _cipher(key: bytes, salt: bytes) -> AESGCM:
    return AESGCM(HKDF(SHA256(), length=32, salt=salt, info=MAGIC).derive(key))


def _nonce(number: int, *, is_last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([is_last])
