"""Pixels of every codec come out bit by bit as pydicom's own samples and the phantom say."""

from pathlib import Path
from typing import Any
from unittest.mock import patch

import gdcm
import numpy as np
import pytest
from pydicom import Dataset, dcmread
from pydicom.data import get_testdata_file
from pydicom.uid import UID, JPEG2000Lossless, JPEGLosslessSV1, JPEGLSLossless, RLELossless

from imaging.pacs.decoding import decoded, plain, sixteen_bits
from imaging.pacs.errors import Damaged
from imaging.pacs.headers import header_of
from imaging.pacs.protocol import FrameAddress
from imaging.phantom.variants import Variant
from tests.imaging.images import phantom


def sample(name: str) -> Dataset:
    """A file that comes with pydicom."""
    path = get_testdata_file(name, download=False)
    assert isinstance(path, str)
    return dcmread(path)


def values(pixels: bytes, dataset: Dataset) -> Any:
    kind = "<i2" if dataset.PixelRepresentation else "<u2"
    return np.frombuffer(pixels, kind).reshape(dataset.Rows, dataset.Columns)


def address(**more: Any) -> FrameAddress:
    facts: dict[str, Any] = {
        "study_uid": "1.1",
        "series_uid": "1.2",
        "sop_uid": "1.3",
        "rows": 2,
        "columns": 2,
        "bits_allocated": 16,
        "bits_stored": 16,
        "is_signed": True,
    }
    return FrameAddress(**facts | more)


def compress(plain_file: Path, packed: Path, syntax: UID) -> None:
    """As an archive does it, by the codecs of GDCM."""
    reader, writer, change = gdcm.ImageReader(), gdcm.ImageWriter(), gdcm.ImageChangeTransferSyntax()
    reader.SetFileName(str(plain_file))
    assert reader.Read()
    change.SetTransferSyntax(gdcm.TransferSyntax(gdcm.TransferSyntax.GetTSType(str(syntax))))
    change.SetInput(reader.GetImage())
    assert change.Change()
    writer.SetFileName(str(packed))
    writer.SetFile(reader.GetFile())
    writer.SetImage(change.GetOutput())
    assert writer.Write()


@pytest.mark.parametrize(
    ("compressed", "twin"),
    [
        ("MR_small_RLE.dcm", "MR_small.dcm"),
        ("MR_small_jpeg_ls_lossless.dcm", "MR_small.dcm"),
        ("MR_small_jp2klossless.dcm", "MR_small.dcm"),
        ("MR_small_bigendian.dcm", "MR_small.dcm"),
    ],
)
def test_a_compressed_sample_holds_the_pixels_of_its_twin(compressed: str, twin: str) -> None:
    dataset = sample(compressed)
    assert np.array_equal(values(decoded(dataset), dataset), sample(twin).pixel_array)


@pytest.mark.parametrize("name", ["693_J2KI.dcm", "J2K_pixelrep_mismatch.dcm"])
def test_a_lossy_or_odd_sample_is_decoded_and_never_cut(name: str) -> None:
    dataset = sample(name)
    assert len(decoded(dataset)) == dataset.Rows * dataset.Columns * 2


@pytest.mark.parametrize("syntax", [JPEGLosslessSV1, JPEGLSLossless, JPEG2000Lossless, RLELossless])
def test_what_an_archive_compressed_without_loss_is_bit_by_bit_the_phantom(
    syntax: UID, tmp_path: Path
) -> None:
    one, packed = next(phantom(Variant.UNSIGNED).datasets()), tmp_path / "packed.dcm"
    one.save_as(tmp_path / "plain.dcm", enforce_file_format=True)
    compress(tmp_path / "plain.dcm", packed, syntax)
    dataset = dcmread(packed)
    assert dataset.file_meta.TransferSyntaxUID == syntax
    assert decoded(dataset) == one.PixelData


def test_rle_of_the_phantom_is_bit_by_bit_the_phantom() -> None:
    dataset = next(phantom().datasets())
    raw = dataset.PixelData
    dataset.compress(RLELossless, generate_instance_uid=False)
    assert decoded(dataset) == raw


def test_jpeg_2000_of_the_phantom_is_bit_by_bit_the_phantom() -> None:
    packed, raw = (next(phantom(kind).datasets()) for kind in (Variant.JPEG2000, Variant.UNSIGNED))
    assert decoded(packed) == raw.PixelData


@pytest.mark.parametrize("name", ["CT_small.dcm", "MR_small.dcm"])
def test_plain_pixels_of_an_archive_are_those_of_the_file(name: str) -> None:
    dataset = sample(name)
    header = header_of(dataset)
    assert header is not None
    where = address(
        rows=header.rows,
        columns=header.columns,
        bits_stored=header.bits_stored,
        is_signed=header.is_signed,
    )
    assert plain(dataset.PixelData, where) == decoded(dataset)


@pytest.mark.parametrize("cut", [0, 1, 7, 10])
def test_pixels_of_another_length_are_not_plain(cut: int) -> None:
    assert plain(b"\0" * cut, address()) is None


def test_eight_bits_become_sixteen() -> None:
    assert plain(bytes([0, 1, 254, 255]), address(bits_allocated=8, bits_stored=8, is_signed=False)) == (
        np.array([0, 1, 254, 255], "<u2").tobytes()
    )
    assert plain(bytes([0, 1]), address(bits_allocated=8, bits_stored=8)) is None


def test_thirty_two_bits_are_not_ours() -> None:
    assert plain(b"\0" * 16, address(bits_allocated=32, bits_stored=32)) is None


def test_bits_above_the_stored_ones_are_cleared_and_the_sign_is_kept() -> None:
    overlay = np.array([0xF001, 0x0FFF], "<u2")
    assert list(np.frombuffer(sixteen_bits(overlay, 12, is_signed=False), "<u2")) == [1, 4095]
    negative = np.array([0x0FFF, 0x07FF], "<u2").view("<i2")
    assert list(np.frombuffer(sixteen_bits(negative, 12, is_signed=True), "<i2")) == [-1, 2047]


def test_a_cut_off_file_is_damaged(tmp_path: Path) -> None:
    dataset = next(phantom().datasets())
    dataset.PixelData = dataset.PixelData[:-400]
    with pytest.raises(Damaged):
        decoded(dataset)


def test_a_cut_off_codestream_is_damaged() -> None:
    dataset = next(phantom(Variant.JPEG2000).datasets())
    dataset.PixelData = dataset.PixelData[:60]
    with pytest.raises(Damaged):
        decoded(dataset)


def test_a_colour_image_is_no_slice() -> None:
    with pytest.raises(Damaged):
        decoded(sample("examples_rgb_color.dcm"))


def test_an_image_that_calls_itself_vast_is_not_unpacked() -> None:
    dataset = next(phantom(Variant.JPEG2000).datasets())
    dataset.Rows = dataset.Columns = 60_000
    with patch("imaging.pacs.decoding.pixel_array") as unpacking, pytest.raises(Damaged):
        decoded(dataset)
    assert not unpacking.called
