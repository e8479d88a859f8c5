"""The static files survive the hashed storage of production: every address inside them is found."""

from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.core.files.storage import FileSystemStorage

STATIC = Path(settings.BASE_DIR) / "static"


@pytest.fixture
def storage(tmp_path: Path) -> ManifestStaticFilesStorage:
    return ManifestStaticFilesStorage(location=str(tmp_path), base_url="/static/")


def test_every_import_of_the_style_sheets_is_found_and_hashed(storage: ManifestStaticFilesStorage) -> None:
    source = FileSystemStorage(location=str(STATIC))
    names = [str(path.relative_to(STATIC)) for path in STATIC.rglob("*") if path.is_file()]
    for name in names:
        with source.open(name) as file:
            storage.save(name, file)
    done = list(storage.post_process({name: (source, name) for name in names}))
    assert [result for _name, _hashed, result in done if isinstance(result, Exception)] == []
    with storage.open(storage.hashed_files["css/boneboard.css"]) as hashed:
        sheet = hashed.read().decode()
    assert sheet.count("layer(") == sheet.count("@import")
    assert 'url("reboot.css")' not in sheet


@pytest.mark.parametrize("name", ["css/reboot.LICENSE.txt", "icons/LICENSE.txt"])
def test_borrowed_files_keep_their_licence(name: str) -> None:
    assert "MIT" in (STATIC / name).read_text("utf-8")
