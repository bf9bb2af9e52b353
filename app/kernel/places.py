"""Where resources and data lie: in a checkout, installed, or frozen."""

from __future__ import annotations

import os
import sys
from pathlib import Path

HOME_VARIABLE = "GUITAI_HOME"


def resource(name: str) -> Path:
    """Tell the path of a file or folder below ``resources/``."""
    frozen = getattr(sys, "_MEIPASS", None)
    root = Path(frozen) if frozen else Path(__file__).resolve().parents[2]
    return root / "resources" / name


def chosen_home() -> Path | None:
    """Tell the data folder named by the environment, or None where nobody named one."""
    chosen = os.environ.get(HOME_VARIABLE)
    return Path(chosen) if chosen else None
