"""Numbers for a collector of metrics: the text format that node-exporter's textfile collector reads.

Nothing is served over the network: a file is written whole, and a reader never sees half of one.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from app.sync.status import Mode, SyncStatus

MICROSECOND = 1_000_000


@dataclass(frozen=True)
class Metric:
    """One number, or one for each of several labels."""

    name: str
    help: str
    samples: tuple[tuple[Mapping[str, str], float], ...]


def one(name: str, told: str, value: float, /, **labels: str) -> Metric:
    """Make a metric of a single number."""
    return Metric(name, told, ((labels, value),))


def exposition(metrics: Iterable[Metric]) -> str:
    """Write metrics as text; one without a sample is left out."""
    lines: list[str] = []
    for metric in metrics:
        if metric.samples:
            lines += [f"# HELP {metric.name} {_escaped(metric.help)}", f"# TYPE {metric.name} gauge"]
            lines += [f"{metric.name}{_labels(labels)} {_number(value)}" for labels, value in metric.samples]
    return "\n".join(lines) + "\n"


def terminal_metrics(status: SyncStatus, terminal: int, now: int) -> list[Metric]:
    """Tell how a terminal stands with the centre."""
    labels = {"terminal": str(terminal)}

    def gauge(name: str, told: str, value: float) -> Metric:
        return one(f"guitai_terminal_{name}", told, value, **labels)

    modes = tuple(({**labels, "mode": mode.value}, float(mode is status.mode)) for mode in Mode)
    metrics = [
        Metric("guitai_terminal_mode", "The state of the wire: 1 at the one that holds.", modes),
        gauge("waiting", "Changesets the centre has not decided.", status.waiting),
        gauge("parked", "Changesets the centre holds but cannot decide yet.", status.parked),
        gauge("open_conflicts", "Refusals and overwritten values nobody has decided.", status.open_conflicts),
        gauge("clock_skew_seconds", "The centre's clock minus this one.", status.clock_skew / MICROSECOND),
        gauge(
            "lag_seconds",
            "Age of the oldest change that is not at the centre.",
            max(0, now - status.oldest_unsent_at) / MICROSECOND if status.oldest_unsent_at else 0,
        ),
        gauge("metrics_time_seconds", "When this was written.", now / MICROSECOND),
    ]
    if status.last_success_at is not None:
        told = "When terminal and centre were last in step."
        metrics.append(gauge("last_success_time_seconds", told, status.last_success_at / MICROSECOND))
    if status.filling is not None:
        metrics.append(
            gauge("filling_rows_done", "Rows of a large pull that have come.", status.filling.done)
        )
        metrics.append(gauge("filling_rows", "Rows of a large pull.", status.filling.of))
    return metrics


def write_metrics(file: Path, metrics: Iterable[Metric]) -> None:
    """Write a file for the collector: beside first, then put in its place."""
    beside = file.with_name(f".{file.name}.{os.getpid()}")
    beside.write_text(exposition(metrics), encoding="utf-8")
    beside.replace(file)


def _labels(labels: Mapping[str, str]) -> str:
    if not labels:
        return ""
    return "{" + ",".join(f'{name}="{_quoted(value)}"' for name, value in labels.items()) + "}"


def _quoted(text: str) -> str:
    return _escaped(text).replace('"', '\\"')


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\n", "\\n")


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(float(value))
