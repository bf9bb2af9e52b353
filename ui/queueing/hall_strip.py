"""The hall in one line: how full the lines are, what the other windows do, where help is wanted."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.catalogue.rules import Rules
from app.queueing.queries import LineNow, WindowNow
from app.queueing.states import Light, WindowState
from ui import theme, wording
from ui.parts.names import local_name, minutes_since
from ui.queueing.window_scene import WindowScene

_HEIGHT = 26
_GAP = 6
_PAD = 9
_LIGHTS = {Light.GREEN: "good", Light.AMBER: "waiting_dot", Light.RED: "trouble"}
_MARKS = {Light.GREEN: "", Light.AMBER: " !", Light.RED: " !!"}
"""Colour is never the only sign."""
_STATES = {
    WindowState.FREE: "good",
    WindowState.CALLING: "accent",
    WindowState.SERVING: "muted",
    WindowState.PAUSED: "waiting_dot",
}


@dataclass(frozen=True)
class Pill:
    """A mark with its words; ``role`` colours the dot, and the words say the same."""

    head: str
    text: str
    role: str
    told: str
    """All of it in words, for the tooltip and for screen readers."""
    is_urgent: bool = False


class HallStrip(QWidget):
    """Painted; what does not fit is counted at the end and stands in the tooltip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pills: tuple[Pill, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_hall(self, scene: WindowScene) -> None:
        """Show lines first: those that want help, this window's own; then the other windows."""
        wanting = [line for line in scene.lines if _wants_help(line, scene.rules, scene)]
        own = [line for line in scene.lines if line.waiting and scene.serves(line.letter)]
        pills = [self._help(line) for line in wanting]
        pills += [self._line(line) for line in own]
        own_id = scene.window.id if scene.window else ""
        busy = [w for w in scene.windows if w.id != own_id and w.state is not WindowState.OFF]
        pills += [self._window(w, scene.now) for w in busy]
        self._pills = tuple(pills)
        words = [f"{pill.told} {pill.text}" for pill in pills]
        self.setToolTip("\n".join(words))
        self.setAccessibleName("; ".join(words))
        self.update()

    def pills(self) -> tuple[Pill, ...]:
        """Give what is shown."""
        return self._pills

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(0, theme.px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint as many pills as there is room for."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = 0.0
        for place, pill in enumerate(self._pills):
            width, rest = _width(pill), len(self._pills) - place
            room = self.width() - left - (theme.px(36) if rest > 1 else 0)
            if width > room:
                self._paint_rest(painter, left, rest)
                return
            _paint(painter, QRectF(left, 0, width, self.height()), pill)
            left += width + _GAP

    def _paint_rest(self, painter: QPainter, left: float, count: int) -> None:
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("muted"))
        place = QRectF(left + 2, 0, self.width() - left, self.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, f"+{count}")

    def _help(self, line: LineNow) -> Pill:
        text = self.tr("{0} wait, help is wanted").format(line.waiting)
        return Pill(line.letter, text, "trouble", line_name(line), is_urgent=True)

    def _line(self, line: LineNow) -> Pill:
        least, most = line.estimate.least_min, line.estimate.most_min
        text = self.tr("{0} wait \u00b7 {1}\u2013{2} min").format(line.waiting, least, most)
        told = self.tr("{0}: {1}. Who comes now waits {2} to {3} min.").format(
            line_name(line), wording.label(line.light), least, most
        )
        return Pill(line.letter + _MARKS[line.light], text, _LIGHTS[line.light], told)

    def _window(self, window: WindowNow, now: int) -> Pill:
        text = wording.label(window.state)
        if window.state is WindowState.SERVING and window.since is not None:
            minutes = self.tr("{0} min").format(minutes_since(window.since, now))
            text = f"{window.ticket_number} {minutes}"
        elif window.state is WindowState.CALLING:
            text = f"{text} {window.ticket_number}"
        told = wording.named(
            f"{window.number} {local_name(window.name, window.name_en)}", wording.label(window.state)
        )
        return Pill(str(window.number), text, _STATES[window.state], told)


def line_name(line: LineNow) -> str:
    """Name a line."""
    return f"{line.letter} {local_name(line.name, line.name_en)}".strip()


def _wants_help(line: LineNow, rules: Rules, scene: WindowScene) -> bool:
    return line.waiting > rules.busy_line and not scene.serves(line.letter)


def _metrics() -> tuple[QFontMetricsF, QFontMetricsF]:
    return QFontMetricsF(theme.font("small", bold=True)), QFontMetricsF(theme.font("small"))


def _width(pill: Pill) -> float:
    strong, plain = _metrics()
    dot = theme.px(8)
    return (
        _PAD + dot + 6 + strong.horizontalAdvance(pill.head) + 6 + plain.horizontalAdvance(pill.text) + _PAD
    )


def _paint(painter: QPainter, place: QRectF, pill: Pill) -> None:
    radius, dot = place.height() / 2, theme.px(8)
    painter.setPen(theme.colour("trouble_line" if pill.is_urgent else "line"))
    painter.setBrush(theme.colour("trouble_soft" if pill.is_urgent else "card"))
    painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(pill.role))
    painter.drawEllipse(QRectF(place.left() + _PAD, place.center().y() - dot / 2, dot, dot))
    left = place.left() + _PAD + dot + 6
    strong, _ = _metrics()
    painter.setFont(theme.font("small", bold=True))
    painter.setPen(theme.colour("trouble" if pill.is_urgent else "text"))
    rest = QRectF(left, place.top(), place.right() - left, place.height())
    painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, pill.head)
    painter.setFont(theme.font("small"))
    painter.setPen(theme.colour("trouble" if pill.is_urgent else "muted"))
    rest.setLeft(left + strong.horizontalAdvance(pill.head) + 6)
    painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, pill.text)
