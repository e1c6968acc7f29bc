"""Stored bytes: named by their hash, whole or absent, verified when read."""

from __future__ import annotations

import hashlib

import pytest

from reports import storage
from reports.models import StoredFile

pytestmark = pytest.mark.django_db


def test_bytes_come_back_under_their_hash() -> None:
    stored = storage.store(b"%PDF-1.7 x", "application/pdf")
    assert stored.sha256 == hashlib.sha256(b"%PDF-1.7 x").hexdigest()
    assert storage.read(stored.sha256) == b"%PDF-1.7 x"
    assert storage.path_of(stored.sha256).parent.name == stored.sha256[:2]


def test_the_same_bytes_are_stored_once() -> None:
    first, second = storage.store(b"once", "text/plain"), storage.store(b"once", "text/plain")
    assert first == second
    assert StoredFile.objects.count() == 1


def test_damaged_bytes_are_noticed_and_mended_by_storing_them_again() -> None:
    stored = storage.store(b"whole", "text/plain")
    storage.path_of(stored.sha256).chmod(0o600)
    storage.path_of(stored.sha256).write_bytes(b"whol")
    with pytest.raises(storage.Damaged):
        storage.read(stored.sha256)
    storage.store(b"whole", "text/plain")
    assert storage.read(stored.sha256) == b"whole"


def test_missing_bytes_are_noticed() -> None:
    with pytest.raises(storage.Damaged):
        storage.read("0" * 64)


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "A" * 64, "0" * 63, "๐" * 64])
def test_only_a_hash_names_a_file(name: str) -> None:
    assert not storage.exists(name)
    with pytest.raises(ValueError, match="SHA-256"):
        storage.path_of(name)


def test_no_half_written_file_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        storage.store(b"too much", "text/plain")
    sha256 = hashlib.sha256(b"too much").hexdigest()
    assert not storage.exists(sha256)
    assert list(storage.path_of(sha256).parent.iterdir()) == []
