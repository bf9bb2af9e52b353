"""Names with characters that had no place in Unicode when the card was made (domain.md 9.5, point 3).

Card readers still give the private code points by which older editions of GB 18030 (bytes FE50 to FEA0, and
A8BC) wrote characters that have a place of their own today. Other private code points mean nothing here.
"""

from __future__ import annotations

_FIRST = 0xE815
# The characters of FE50 to FEA0 in their order; of the 80, none is private in the edition of 2022.
_BLOCK = (
    "2E81 20087 20089 200CC 2E84 3473 3447 2E88 2E8B 9FB4 359E 361A 360E 2E8C 2E97 396E 3918 9FB5 39CF 39DF "
    "3A73 39D0 9FB6 9FB7 3B4E 3C6E 3CE0 2EA7 215D7 9FB8 2EAA 4056 415F 2EAE 4337 2EB3 2EB6 2EB7 2298F 43B1 "
    "43AC 2EBB 43DD 44D6 4661 464C 9FB9 4723 4729 477C 478D 2ECA 4947 497A 497D 4982 4983 4985 4986 499F "
    "499B 49B7 49B6 9FBA 241FE 4CA3 4C9F 4CA0 4CA1 4C77 4CA2 4D13 4D14 4D15 4D16 4D17 4D18 4D19 4DAE 9FBB"
)
PUBLIC = {_FIRST + place: int(code, 16) for place, code in enumerate(_BLOCK.split())} | {0xE7C7: 0x1E3F}
"""What stands today for each private code point."""


def public_name(name: str) -> str:
    """Write a name with today's code points as far as they are known."""
    return name.translate(PUBLIC)


def has_private(name: str) -> bool:
    """Tell whether a name has private code points: a person compares it with the card."""
    return any("\ue000" <= character <= "\uf8ff" or character >= "\U000f0000" for character in name)
