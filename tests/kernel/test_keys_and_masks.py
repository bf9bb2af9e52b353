"""Keys of records and masks of numbers."""

from __future__ import annotations

import uuid

import pytest

from app.kernel import ids
from app.kernel.identity import derived_key, masked_name, masked_number, masked_phone
from app.kernel.ids import is_key, new_key


def test_new_keys_are_version_seven_and_sort_by_time() -> None:
    keys = [new_key() for _ in range(50)]
    assert len(set(keys)) == 50
    assert all(uuid.UUID(key).version == 7 and is_key(key) for key in keys)
    assert [key[:13] for key in keys] == sorted(key[:13] for key in keys)


def test_two_windows_make_one_key_of_one_document_and_strangers_cannot() -> None:
    one = derived_key(b"market", "resident_id", "620102190001010010")
    assert one == derived_key(b"market", "resident_id", "620102190001010010")
    assert one != derived_key(b"other market", "resident_id", "620102190001010010")
    assert one != derived_key(b"market", "passport", "620102190001010010")
    assert is_key(one)


@pytest.mark.parametrize(
    ("name", "shown"),
    [("张丰", "张*"), ("张三丰", "张*丰"), ("𠮷䶮㛃", "𠮷*㛃"), ("买买提·艾力", "买买提·*")],
)
def test_names_are_masked_by_character(name: str, shown: str) -> None:
    assert masked_name(name) == shown


def test_numbers_and_phones_are_masked() -> None:
    assert masked_number("620102190001010010") == "620102********0010"
    assert masked_number("E00000001") == "E0****001"
    assert masked_phone("13800138000") == "138****8000"


def test_keys_made_one_after_the_other_stand_in_that_order(monkeypatch: pytest.MonkeyPatch) -> None:
    moments = [1_800_000_000_000_000_000 + 1_000 * n for n in range(2_000)]
    told = iter(moments)
    monkeypatch.setattr(ids.time, "time_ns", lambda: next(told))
    keys = [new_key() for _ in moments]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)
    assert all(is_key(key) for key in keys)
