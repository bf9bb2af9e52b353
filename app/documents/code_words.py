"""The code words of a square code: its content and the check words (ISO/IEC 18004:2015, 7.4 to 7.6).

qrcode makes the same words bit by bit, which took longer than all else on a page of text. Its tables of
sizes and blocks are used here, and it places the words.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from itertools import chain, zip_longest

from qrcode import base, util
from qrcode.constants import ERROR_CORRECT_M

LARGEST = 40
_PADDING = b"\xec\x11"
_TERMINATOR = 4
_SIGNS = {sign: place for place, sign in enumerate(util.ALPHA_NUM)}


@dataclass(frozen=True)
class CodeWords:
    """The smallest version of level M that holds a text, and its words in the order they are placed."""

    version: int
    words: bytes


def code_words(text: str) -> CodeWords:
    """Write a text in alphanumeric mode where its signs allow it, else in bytes of UTF-8.

    Raises ValueError where no version holds it.
    """
    content = text.encode()
    is_plain = all(sign in _SIGNS for sign in content)
    mode = util.MODE_ALPHA_NUM if is_plain else util.MODE_8BIT_BYTE
    value, size = _alphanumeric(content) if is_plain else (int.from_bytes(content, "big"), 8 * len(content))
    for version in range(1, LARGEST + 1):
        count = util.length_in_bits(mode, version)
        room = util.BIT_LIMIT_TABLE[ERROR_CORRECT_M][version]
        if 4 + count + size <= room and len(content) < 1 << count:
            told = (mode << count | len(content)) << size | value
            return CodeWords(version, _in_blocks(version, _padded(told, 4 + count + size, room // 8)))
    raise ValueError(text[:40])


def _alphanumeric(content: bytes) -> tuple[int, int]:
    """Pack two signs into 11 bits, a last single one into 6; returns the bits and how many they are."""
    value = 0
    pairs = len(content) // 2
    for first, second in zip(content[::2], content[1::2], strict=False):
        value = value << 11 | _SIGNS[first] * 45 + _SIGNS[second]
    if len(content) % 2:
        value = value << 6 | _SIGNS[content[-1]]
    return value, 11 * pairs + 6 * (len(content) % 2)


def _padded(value: int, size: int, room: int) -> bytes:
    """End the bits and fill up the room, which is told in bytes."""
    ended = min(size + _TERMINATOR, 8 * room)
    ended += -ended % 8
    used = (value << (ended - size)).to_bytes(ended // 8, "big")
    return (used + _PADDING * room)[:room]


def _in_blocks(version: int, content: bytes) -> bytes:
    """Cut the content into blocks, check each, and take the words of the blocks in turn."""
    parts, checks = [], []
    for block in base.rs_blocks(version, ERROR_CORRECT_M):
        parts.append(content[: block.data_count])
        checks.append(check_words(parts[-1], block.total_count - block.data_count))
        content = content[block.data_count :]
    in_turn = chain(zip_longest(*parts), zip_longest(*checks))
    return bytes(word for words in in_turn for word in words if word is not None)


def check_words(content: bytes, count: int) -> bytes:
    """Make the check words of a block: the rest of its division by the generator (Reed and Solomon)."""
    multiples = _multiples(count)
    top = 8 * (count - 1)
    below = (1 << top) - 1
    rest = 0
    for word in content:
        rest = (rest & below) << 8 ^ multiples[rest >> top ^ word]
    return rest.to_bytes(count, "big")


@functools.cache
def _multiples(count: int) -> list[int]:
    """Multiply the generator of so many check words, without its leading 1, by each of the 256 words."""
    generator = functools.reduce(
        lambda product, root: product * base.Polynomial([1, base.gexp(root)], 0),
        range(count),
        base.Polynomial([1], 0),
    )
    powers = [base.glog(factor) for factor in list(generator)[1:]]
    return [0] + [
        int.from_bytes(bytes(base.gexp(power + base.glog(word)) for power in powers), "big")
        for word in range(1, 256)
    ]
