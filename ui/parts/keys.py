"""What a key is called, on buttons and at the foot of the window alike."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def key_name(key: str) -> str:
    """Name a key (``Ctrl+Return``, ``F2``) in the language of the program.

    Enter has its own name in Chinese (回车); every other key is called what stands on the keycap.
    """
    enter = QCoreApplication.translate("Keys", "Enter")
    parts = key.split("+")
    return "+".join(enter if part in ("Return", "Enter") else part for part in parts)


def with_key(text: str, key: str) -> str:
    """Write a button's words with its key behind them."""
    return f"{text}   {key_name(key)}"
