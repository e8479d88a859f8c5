"""A sealed stream comes back as it was, or not at all."""

import io
import os
from base64 import b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.backup import sealing
from config.backup.sealing import MAGIC, SALT, TAG, Opener, Sealer, Unreadable, key_of

KEY, OTHER = bytes(32), bytes([1]) * 32
HEAD, SMALL = len(MAGIC) + SALT, 16


@pytest.fixture(autouse=True, scope="module")
def small_pieces() -> object:
    """Pieces of sixteen bytes: a few words are many pieces."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sealing, "PIECE", SMALL)
        yield


def sealed(*parts: bytes) -> bytes:
    file = io.BytesIO()
    with Sealer(file, KEY) as sealer:
        for part in parts:
            sealer.write(part)
    return file.getvalue()


def opened(data: bytes, key: bytes = KEY) -> bytes:
    return Opener(io.BytesIO(data), key).read(1 << 20)


@given(st.lists(st.binary(max_size=50), max_size=6))
def test_what_goes_in_comes_out(parts: list[bytes]) -> None:
    assert opened(sealed(*parts)) == b"".join(parts)


@given(st.binary(max_size=70), st.data())
def test_one_changed_bit_is_noticed(content: bytes, data: st.DataObject) -> None:
    whole = bytearray(sealed(content))
    place = data.draw(st.integers(0, len(whole) - 1))
    whole[place] ^= 1 << data.draw(st.integers(0, 7))

    with pytest.raises(Unreadable):
        opened(bytes(whole))


@given(st.binary(max_size=70), st.data())
def test_a_file_that_ends_early_is_noticed(content: bytes, data: st.DataObject) -> None:
    whole = sealed(content)

    with pytest.raises(Unreadable):
        opened(whole[: data.draw(st.integers(0, len(whole) - 1))])


def test_two_pieces_that_changed_places_are_noticed() -> None:
    whole, step = sealed(os.urandom(3 * SMALL)), SMALL + TAG
    first, second = whole[HEAD : HEAD + step], whole[HEAD + step : HEAD + 2 * step]

    with pytest.raises(Unreadable):
        opened(whole[:HEAD] + second + first + whole[HEAD + 2 * step :])


def test_another_key_opens_nothing() -> None:
    with pytest.raises(Unreadable, match="Another key"):
        opened(sealed(b"words"), OTHER)


def test_two_files_of_the_same_words_have_nothing_in_common() -> None:
    first, second = sealed(b"the same words"), sealed(b"the same words")

    assert first[len(MAGIC) :] != second[len(MAGIC) :]
    assert b"words" not in first


def test_an_error_while_writing_leaves_a_file_nobody_takes_for_whole() -> None:
    file = io.BytesIO()
    sealer = Sealer(file, KEY)
    sealer.write(b"x" * 100)
    sealer.__exit__(RuntimeError, RuntimeError(), None)

    with pytest.raises(Unreadable):
        opened(file.getvalue())


@pytest.mark.parametrize("text", ["", "words", b64encode(bytes(16)).decode()])
def test_a_key_that_is_none_says_how_to_make_one(text: str) -> None:
    with pytest.raises(Unreadable, match="urandom"):
        key_of(text)


def test_a_good_key_is_its_bytes() -> None:
    assert key_of(b64encode(OTHER).decode()) == OTHER
