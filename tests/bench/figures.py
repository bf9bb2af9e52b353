"""What was measured: a figure, what it is held against, and the table of them."""

from __future__ import annotations

import json
import os
import statistics
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

Job = Callable[[], object]


@dataclass(frozen=True)
class Target:
    """What the figure is wanted to be: at least so much, or at most."""

    limit: float
    at_most: bool = False

    def holds(self, value: float) -> bool:
        return value <= self.limit if self.at_most else value >= self.limit

    def __str__(self) -> str:
        return f"{'≤' if self.at_most else '≥'} {_number(self.limit)}"


@dataclass(frozen=True)
class Figure:
    """One line of the table: the runs of ours, the runs of each reference."""

    name: str
    unit: str
    ours: Sequence[float]
    references: dict[str, Sequence[float]] = field(default_factory=dict)
    target: Target | None = None
    note: str = ""
    load: float = field(default_factory=lambda: os.getloadavg()[0])

    @property
    def value(self) -> float:
        """The median of the runs."""
        return statistics.median(self.ours)

    def ratios(self) -> dict[str, float]:
        """Ours to each reference, by the medians."""
        found = {name: statistics.median(runs) for name, runs in self.references.items()}
        return {name: self.value / value for name, value in found.items() if value}

    def as_json(self) -> dict[str, Any]:
        """Everything, for a machine."""
        return {
            "figure": self.name,
            "unit": self.unit,
            "ours": self.value,
            "runs": list(self.ours),
            "references": {name: list(runs) for name, runs in self.references.items()},
            "ratios": self.ratios(),
            "target": str(self.target) if self.target else None,
            "holds": self.target.holds(self.value) if self.target else None,
            "note": self.note,
            "load": round(self.load, 2),
        }


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which a share of all lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def side_by_side(
    targets_ms: Mapping[str, float],
    shares: Sequence[float],
    name: str,
    ours: Iterable[Job],
    reference: Iterable[Job],
) -> Iterator[Figure]:
    """Run our jobs and the bare ones; a figure in milliseconds for each share, the target for 0.95."""
    mine, theirs = _timed(ours), _timed(reference)
    for share in shares:
        target = Target(targets_ms[name], at_most=True) if share == 0.95 else None
        beside = {"bare": [percentile(theirs, share)]}
        yield Figure(f"{name} p{share * 100:.0f}", "ms", [percentile(mine, share)], beside, target)


def _timed(jobs: Iterable[Job]) -> list[float]:
    taken = []
    for job in jobs:
        began = time.perf_counter()
        job()
        taken.append((time.perf_counter() - began) * 1000)
    return taken


def table(figures: Sequence[Figure]) -> str:
    """The figures as aligned text, a line each."""
    lines = [("figure", "ours", "target", "", "reference (ours ÷ reference)", "load")]
    for figure in figures:
        held = "" if figure.target is None else "holds" if figure.target.holds(figure.value) else "MISSED"
        ratios = figure.ratios()
        beside = [
            f"{name} {_number(statistics.median(runs))} ({_ratio(ratios.get(name, 0.0))})"
            for name, runs in figure.references.items()
        ]
        lines.append(
            (
                figure.name,
                f"{_number(figure.value)} {figure.unit}",
                str(figure.target or ""),
                held,
                "; ".join([*beside, *([figure.note] if figure.note else [])]),
                f"{figure.load:.1f}",
            )
        )
    widths = [max(len(line[column]) for line in lines) for column in range(6)]
    return "\n".join("  ".join(map(str.ljust, line, widths)).rstrip() for line in lines)


def save(path: Path, figures: Sequence[Figure], facts: dict[str, Any]) -> None:
    """Keep all of it as JSON."""
    told = {"at": datetime.now().astimezone().isoformat(timespec="seconds"), **facts}
    told["figures"] = [figure.as_json() for figure in figures]
    path.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _number(value: float) -> str:
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def _ratio(value: float) -> str:
    return f"{value:.3f}" if value < 0.1 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"
