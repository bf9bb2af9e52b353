"""Files that belong to a contract: known by their content, listed with their hash."""

from __future__ import annotations

import hashlib
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from pyhanko.pdf_utils.crypt import StandardSecurityHandler
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import PdfFileWriter, copy_into_new_writer
from reportlab.pdfgen.canvas import Canvas

from app.contracts import attachments
from app.contracts.attachments import AttachmentEntry
from app.contracts.refusals import AttachmentProblem, AttachmentRefused, DraftMoved
from app.counter import Counter
from app.documents.file_looking import Unfit, look_into
from app.kernel.errors import Missing, WrongStep
from app.presses import ComparisonMaker
from app.security.actors import Actor
from tests.builders import a_content, a_draft, all_ticks


def a_pdf(pages: int = 2, text: str = "scheme") -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for number in range(pages):
        canvas.drawString(72, 700, f"{text} {number}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def a_picture(form: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(out, form)
    return out.getvalue()


def a_locked_pdf() -> bytes:
    writer: PdfFileWriter = copy_into_new_writer(PdfFileReader(io.BytesIO(a_pdf())))
    handler = StandardSecurityHandler.build_from_pw("owner", "user")
    writer.security_handler = handler
    writer._encrypt = writer.add_object(handler.as_pdf_object())
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_files_are_known_by_their_content_and_listed_by_their_hash(counter: Counter, clerk: Actor) -> None:
    key = a_draft(counter, clerk)
    revision = counter.contracts.contract(key).revision
    for name, content in (
        (r"C:\资料\技术方案.docx", a_pdf()),
        ("照片.png", a_picture("JPEG")),
        ("图\n纸.PNG", a_picture("PNG")),
    ):
        entry = AttachmentEntry(name, content)
        revision = counter.attachments.add(key, entry, revision, actor=clerk).value.revision
    kept = counter.contracts.contract(key).content.attachments
    assert [(a.name, a.media_type, a.pages) for a in kept] == [
        ("技术方案.docx.pdf", "application/pdf", 2),
        ("照片.jpg", "image/jpeg", 1),
        ("图 纸.png", "image/png", 1),
    ]
    assert kept[0].digest == hashlib.sha256(a_pdf()).hexdigest()
    assert counter.attachments.read(key, kept[0].digest) == a_pdf()
    assert not any(f.field == "attachments" for f in counter.drafting.check(key))


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", AttachmentProblem.EMPTY),
        (b"PK\x03\x04 docx", AttachmentProblem.NOT_ACCEPTED),
        (b"MZ program named .pdf", AttachmentProblem.NOT_ACCEPTED),
        (a_pdf()[:200], AttachmentProblem.BROKEN),
        (a_picture("PNG")[:40], AttachmentProblem.BROKEN),
        (a_locked_pdf(), AttachmentProblem.ENCRYPTED),
    ],
)
def test_a_file_that_is_no_use_is_refused_and_named(
    counter: Counter, clerk: Actor, content: bytes, why: AttachmentProblem
) -> None:
    key = a_draft(counter, clerk)
    with pytest.raises(AttachmentRefused) as told:
        counter.attachments.add(key, AttachmentEntry("方案.pdf", content), actor=clerk)
    assert (told.value.name, told.value.why) == ("方案.pdf", why)
    assert counter.contracts.contract(key).content.attachments == ()


def test_the_same_file_twice_and_too_much_of_it_is_refused(
    counter: Counter, clerk: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = a_draft(counter, clerk)
    counter.attachments.add(key, AttachmentEntry("一.pdf", a_pdf()), actor=clerk)

    def refused(content: bytes) -> AttachmentProblem:
        with pytest.raises(AttachmentRefused) as told:
            counter.attachments.add(key, AttachmentEntry("二.pdf", content), actor=clerk)
        return told.value.why

    assert refused(a_pdf()) is AttachmentProblem.TWICE
    monkeypatch.setattr(attachments, "MOST", 1)
    assert refused(a_pdf(3)) is AttachmentProblem.TOO_MANY
    monkeypatch.setattr(attachments, "MOST", 30)
    monkeypatch.setattr(attachments, "LARGEST_TOGETHER", 2 * len(a_pdf()) - 1)
    assert refused(a_pdf(2, "others")) is AttachmentProblem.TOO_LARGE
    monkeypatch.setattr(attachments, "LARGEST", 100)
    assert refused(a_pdf(3)) is AttachmentProblem.TOO_LARGE


def test_an_attachment_is_moved_inside_and_taken_out_while_it_is_a_draft(
    counter: Counter, clerk: Actor
) -> None:
    key = a_draft(counter, clerk)
    first = counter.attachments.add(key, AttachmentEntry("一.pdf", a_pdf()), actor=clerk).value
    digest = first.attachments[0].digest
    with pytest.raises(DraftMoved):
        counter.attachments.set_inside(key, digest, True, first.revision - 1, actor=clerk)
    inside = counter.attachments.set_inside(key, digest, True, first.revision, actor=clerk).value
    assert inside.attachments[0].is_inside
    counter.drafting.save(key, a_content(counter), inside.revision, actor=clerk)
    assert counter.contracts.contract(key).content.attachments == inside.attachments
    assert counter.attachments.remove(key, digest, actor=clerk).value.attachments == ()
    with pytest.raises(Missing):
        counter.attachments.remove(key, digest, actor=clerk)
    with pytest.raises(Missing):
        counter.attachments.read(key, digest)


def test_what_lies_inside_is_in_the_approved_file(counter: Counter, clerk: Actor) -> None:
    key, plan = a_draft(counter, clerk), a_pdf()
    counter.attachments.add(key, AttachmentEntry("方案.pdf", plan, is_inside=True), actor=clerk)
    counter.drafting.hand_in(key, actor=clerk)
    counter.review.approve(key, all_ticks(), actor=clerk)
    pdf, _ = counter.sealing.signing_text(key)
    assert ComparisonMaker().enclosed(pdf, "01 方案.pdf") == plan
    with pytest.raises(WrongStep):
        counter.attachments.add(key, AttachmentEntry("二.pdf", a_pdf(3)), actor=clerk)


@given(st.binary(max_size=200), st.sampled_from([b"", b"%PDF-1.7\n", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"]))
def test_no_bytes_crash_the_look_into_a_file(content: bytes, head: bytes) -> None:
    with pytest.raises(Unfit):
        look_into(head + content)
