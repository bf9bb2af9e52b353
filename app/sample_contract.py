"""The contract of the market's own paper, filled in: for the demo and for pictures."""

from __future__ import annotations

import math
import tomllib
from dataclasses import replace
from datetime import date, timedelta

from app.contracts.content import AccountContent, ContractContent, InstalmentContent
from app.contracts.states import Payment, Side
from app.documents.sheets import Stroke
from app.kernel.places import resource

TOTAL_FEN = 130_000_000
TECHNICAL_FEN = 118_000_000
FIRST_PART_FEN = 50_000_000


def filled_content(content: ContractContent, today: date) -> ContractContent:
    """Give a draft's content with everything answered, paid in two parts to the sellers; its parties stay."""
    texts = tomllib.loads(resource("sample/demo.toml").read_text(encoding="utf-8"))["contract"]
    later = today + timedelta(days=180)
    account = AccountContent(*texts["account"])
    return replace(
        content,
        parties=tuple(replace(p, account=account) if p.side is Side.SELLER else p for p in content.parties),
        total_fen=TOTAL_FEN,
        technical_fen=TECHNICAL_FEN,
        payment=Payment.INSTALMENTS,
        instalments=(
            InstalmentContent(FIRST_PART_FEN, today + timedelta(days=15), texts["first_condition"]),
            InstalmentContent(TOTAL_FEN - FIRST_PART_FEN, later, texts["last_condition"]),
        ),
        answers=dict(texts["answers"]),
        valid_from=today,
        valid_to=today + timedelta(days=400),
        place=texts["place"],
        copies=4,
    )


def drawn_strokes(turn: int) -> tuple[Stroke, ...]:
    """Draw two waves that differ from party to party, as a pen at 200 Hz would give them."""
    first = tuple(
        (300 + i * 22, round(800 + 380 * math.sin(i / (5 + turn)) * math.cos(i / 40)), 0.5, i * 5)
        for i in range(110)
    )
    second = tuple(
        (900 + i * 18, round(760 - 300 * math.sin(i / (9 - turn))), 0.6, 700 + i * 5) for i in range(90)
    )
    return (first, second)
