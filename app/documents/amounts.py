"""Amounts in words as Chinese contracts and bills write them (payment settlement rules)."""

from __future__ import annotations

import re

from app.documents.words import word, word_list
from app.kernel.money import LARGEST_FEN


def in_words(fen: int) -> str:
    """Write whole fen as an amount in words, with the name of the currency before it.

    One zero word stands for inner zeros; the closing word follows an amount without jiao and fen.
    Less than nothing and more than sixteen digits is a bug of the caller (ValueError).
    """
    if not 0 <= fen <= LARGEST_FEN:
        raise ValueError(fen)
    yuan, jiao, rest = fen // 100, fen // 10 % 10, fen % 10
    whole = _whole(yuan) + word("amount", "yuan") if yuan else ""
    return word("amount", "currency") + _with_coins(whole, yuan, jiao, rest)


def same_words(one: str, other: str) -> bool:
    """Tell whether two wordings mean the same amount; optional zeros do not count as a difference."""
    return _plain(one) == _plain(other)


def _with_coins(whole: str, yuan: int, jiao: int, fen: int) -> str:
    digits = word_list("amount", "digits")
    if not jiao and not fen:
        return (whole or digits[0] + word("amount", "yuan")) + word("amount", "whole")
    text = whole
    if jiao:
        text += digits[0] if whole and yuan % 10 == 0 else ""
        text += digits[jiao] + word("amount", "jiao")
    elif whole:
        text += digits[0]
    return text + (digits[fen] + word("amount", "fen") if fen else "")


def _whole(number: int) -> str:
    """Write a number above zero, group by group of four digits."""
    zero = word_list("amount", "digits")[0]
    text, skipped = "", False
    for power, unit in zip((3, 2, 1, 0), word_list("amount", "groups"), strict=True):
        group = number // 10_000**power % 10_000
        if not group:
            skipped = bool(text)
            continue
        if text and (skipped or group < 1000):
            text += zero
        text += _group(group) + unit
        skipped = False
    return text


def _group(number: int) -> str:
    """Write a number of one to four digits, inner zeros as one zero word."""
    digits = word_list("amount", "digits")
    text, skipped = "", False
    for power, unit in zip((3, 2, 1, 0), word_list("amount", "places"), strict=True):
        digit = number // 10**power % 10
        if digit:
            text += (digits[0] if skipped else "") + digits[digit] + unit
            skipped = False
        else:
            skipped = bool(text)
    return text


def _plain(words: str) -> str:
    """Take away what the rules leave free: currency name, spaces, closing word, zeros before full groups."""
    plain = "".join(words.split()).removeprefix(word("amount", "currency"))
    for other, usual in zip(word_list("amount", "variants"), word_list("amount", "usual"), strict=True):
        plain = plain.replace(other, usual)
    return re.sub(word("amount", "optional_zero"), "", plain).removesuffix(word("amount", "whole"))
