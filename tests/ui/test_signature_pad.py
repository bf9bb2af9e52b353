"""Signing with pen, finger and mouse, and PDF on the screen."""

from __future__ import annotations

import io

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QInputDevice, QPointingDevice, QPointingDeviceUniqueId, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from reportlab.pdfgen.canvas import Canvas

from ui.parts.pdf_preview import PdfPreview
from ui.parts.signature_pad import Pointer, SignaturePad


@pytest.fixture
def pad(qtbot) -> SignaturePad:
    made = SignaturePad(hint="Sign here")
    qtbot.addWidget(made)
    made.resize(640, 260)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def pen() -> QPointingDevice:
    capability = QInputDevice.Capability
    return QPointingDevice(
        "Test pen",
        7,
        QInputDevice.DeviceType.Stylus,
        QPointingDevice.PointerType.Pen,
        capability.Position | capability.Pressure,
        1,
        1,
        "",
        QPointingDeviceUniqueId(),
    )


def draw_by_pen(
    pad: SignaturePad, pen: QPointingDevice, points: list[tuple[int, int]], start_ms: int
) -> None:
    kinds = [
        QEvent.Type.TabletPress,
        *[QEvent.Type.TabletMove] * (len(points) - 2),
        QEvent.Type.TabletRelease,
    ]
    for number, ((x, y), kind) in enumerate(zip(points, kinds, strict=True)):
        place = QPointF(x, y)
        up = kind is QEvent.Type.TabletRelease
        event = QTabletEvent(
            kind,
            pen,
            place,
            place,
            0.0 if up else 0.25 + number / 100,
            0.0,
            0.0,
            0.0,
            0.0,
            0.0,
            Qt.KeyboardModifier.NoModifier,
            Qt.MouseButton.LeftButton,
            Qt.MouseButton.NoButton if up else Qt.MouseButton.LeftButton,
        )
        event.setTimestamp(start_ms + number * 5)
        QApplication.sendEvent(pad, event)


def test_a_pen_leaves_points_with_pressure_and_the_devices_time(
    pad: SignaturePad, pen: QPointingDevice
) -> None:
    draw_by_pen(pad, pen, [(100, 100), (120, 110), (140, 100)], 9000)
    (stroke,) = pad.strokes()
    assert stroke.pointer is Pointer.PEN
    assert stroke.device_name == "Test pen"
    assert [point.t_ms for point in stroke.points] == [0, 5, 10]
    assert [point.pressure for point in stroke.points] == pytest.approx([0.25, 0.26, 0.0])
    first, last = stroke.points[0], stroke.points[-1]
    width_mm, _ = pad.size_mm()
    assert (last.x - first.x) / 100 == pytest.approx(40 * width_mm / pad.width(), abs=0.02)


def test_a_mouse_leaves_points_without_pressure(pad: SignaturePad, qtbot) -> None:
    qtbot.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(50, 50))
    qtbot.mouseMove(pad, QPoint(90, 60))
    qtbot.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(120, 50))
    (stroke,) = pad.strokes()
    assert stroke.pointer is Pointer.MOUSE
    assert {point.pressure for point in stroke.points} == {None}


def test_a_finger_leaves_points_without_pressure(pad: SignaturePad) -> None:
    device = QTest.createTouchDevice()
    QTest.touchEvent(pad, device).press(1, QPoint(50, 50), pad).commit()
    QTest.touchEvent(pad, device).move(1, QPoint(90, 60), pad).commit()
    QTest.touchEvent(pad, device).release(1, QPoint(120, 50), pad).commit()
    (stroke,) = pad.strokes()
    assert stroke.pointer is Pointer.TOUCH
    assert {point.pressure for point in stroke.points} == {None}
    assert len(stroke.points) == 3


def test_a_pen_that_is_unplugged_leaves_what_it_drew(pad: SignaturePad, qtbot) -> None:
    lost = QPointingDevice(
        "Lost pen",
        77,
        QInputDevice.DeviceType.Stylus,
        QPointingDevice.PointerType.Pen,
        QInputDevice.Capability.Position | QInputDevice.Capability.Pressure | QInputDevice.Capability.XTilt,
        1,
        1,
        "",
        QPointingDeviceUniqueId(),
    )
    draw_by_pen(pad, lost, [(100, 100), (150, 130)], 0)
    with qtbot.waitSignal(pad.device_lost):
        shiboken6.delete(lost)
    (stroke,) = pad.strokes()
    assert len(stroke.points) == 2
    assert stroke.measures == ("pressure", "tilt")
    qtbot.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(50, 50))
    qtbot.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(120, 50))
    assert [stroke.pointer for stroke in pad.strokes()] == [Pointer.PEN, Pointer.MOUSE]


def test_a_stroke_and_all_can_be_taken_back(pad: SignaturePad, pen: QPointingDevice, qtbot) -> None:
    draw_by_pen(pad, pen, [(100, 100), (200, 100)], 0)
    draw_by_pen(pad, pen, [(100, 120), (200, 120)], 50)
    with qtbot.waitSignal(pad.changed):
        pad.undo_stroke()
    assert len(pad.strokes()) == 1
    pad.clear_pad()
    assert pad.is_empty()


def test_a_drawn_line_is_seen(pad: SignaturePad, pen: QPointingDevice) -> None:
    before = pad.grab().toImage()
    draw_by_pen(pad, pen, [(100, 100), (300, 100)], 0)
    assert pad.grab().toImage() != before


def two_pages() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out)
    for words in ("first", "second"):
        canvas.drawString(72, 720, words)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def test_a_document_is_shown_page_by_page(qtbot) -> None:
    preview = PdfPreview()
    qtbot.addWidget(preview)
    preview.resize(600, 500)
    preview.show()
    preview.show_pdf(two_pages())
    assert (preview.page(), preview.page_count()) == (1, 2)
    with qtbot.waitSignal(preview.page_shown) as heard:
        preview.go_to_page(2)
    assert heard.args == [2]
    preview.show_pdf(b"")
    assert preview.page_count() == 0
