"""The files of a folder of calendars: how they are called, whose they are, how they are replaced.

A file is found again by the UID of its calendar (RFC 7986 5.3). Who subscribes takes what the file holds at
every look, but keeps what was last read where the file is gone: so the file of a room that is no more is
emptied, not removed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Mapping
from pathlib import Path

_HEAD = 4096
"""Bytes in which the calendar's own lines stand."""
_TAIL = 6
"""Characters of a room's key that tell it from another with the same file name."""


def read_held(folder: Path, own: Callable[[bytes], str | None], ending: str) -> dict[str, str]:
    """List our files of a folder by name, each with the key of its room, "" where it does not tell.

    own: gives the UID of a calendar of ours; ending: stands in it behind the key. Raises OSError.
    """
    held = {}
    for path in sorted(folder.glob("room-*.ics")):
        with path.open("rb") as file:
            uid = own(file.read(_HEAD))
        if uid is not None:
            held[path.name] = uid.removesuffix(ending)
    return held


def file_names(numbers: Mapping[str, str], held: Mapping[str, str]) -> dict[str, str]:
    """Name the files of the open rooms by the numbers on their doors, keys to names.

    Where two would share a name, one gets a piece of its key behind it; whoever has a name keeps it.
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for key in sorted(numbers, key=lambda key: (held.get(_plain(key, numbers[key])) != key, key)):
        plain, full = _plain(key, numbers[key]), _full(key, numbers[key])
        # A share may take small and capital letters for the same.
        name = full if held.get(full) == key or plain.casefold() in taken else plain
        names[key] = name
        taken.add(name.casefold())
    return names


def left_behind(numbers: Mapping[str, str], held: Mapping[str, str], used: Container[str]) -> dict[str, str]:
    """List our files that no open room has any more, names to the keys of the rooms they told of.

    numbers: of all rooms that are known. A file of a room that is not known here may be another terminal's.
    """
    left = {}
    for name, told in held.items():
        if name in used:
            continue
        key = told or next((key for key, number in numbers.items() if _plain(key, number) == name), "")
        if key in numbers:
            left[name] = key
    return left


def write_files(folder: Path, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write what differs, each file replaced at once; gives what was written.

    Raises OSError where something could not be, after the rest was.
    """
    written, trouble = [], None
    for name, content in files.items():
        path = folder / name
        try:
            if _content(path) != content:
                beside = path.with_suffix(".new")
                beside.write_bytes(content)
                beside.replace(path)
                written.append(path)
        except OSError as error:
            trouble = error
    if trouble is not None:
        raise trouble
    return tuple(written)


def _plain(key: str, number: str) -> str:
    """Name a room's file by the number on its door, or by its key where there is none."""
    return f"room-{_safe(number) or key}.ics"


def _full(key: str, number: str) -> str:
    return f"room-{_safe(number) or key}-{key[-_TAIL:]}.ics"


def _safe(number: str) -> str:
    return re.sub(r"[^\w-]", "_", number)


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
