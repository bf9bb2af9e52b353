"""Everything somebody may do to a sealed file, each with what it must be called."""

from __future__ import annotations

import io
import re
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer
from pyhanko.sign import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter, append_signature_field

from app.documents.certificates import LOCK_ROLE, PARTY_ROLE, issue
from app.documents.contract_pdf import render_contract
from app.documents.key_ring import make_ring, open_ring
from app.documents.seal_report import SealProblem as P
from app.documents.sealing import seal_contract, signer_of
from tests.documents.sealed_for_tests import AT, HALL, PASSPHRASE, Works, order_for, prepared_sheet

Alter = Callable[[Works], bytes]


@dataclass(frozen=True)
class Tampering:
    """An alteration and the findings of which at least one must name it."""

    name: str
    alter: Alter
    named: frozenset[P]


ALTERATIONS: list[Tampering] = []


def named(*problems: P) -> Callable[[Alter], Alter]:
    """Note an alteration with what it must be called."""

    def note(alter: Alter) -> Alter:
        ALTERATIONS.append(Tampering(alter.__name__, alter, frozenset(problems)))
        return alter

    return note


# --- bytes ------------------------------------------------------------------------------------------


def flipped(pdf: bytes, place: int) -> bytes:
    return pdf[:place] + bytes([pdf[place] ^ 1]) + pdf[place + 1 :]


@named(P.BROKEN, P.UNREADABLE)
def a_byte_of_the_head_flipped(w: Works) -> bytes:
    return flipped(w.sealed, 12)


@named(P.BROKEN)
def a_byte_of_a_page_flipped(w: Works) -> bytes:
    place = w.sealed.index(b"/MediaBox") + 25
    return flipped(w.sealed, place)


@named(P.BROKEN, P.UNREADABLE)
def a_byte_of_a_page_stream_flipped(w: Works) -> bytes:
    return flipped(w.sealed, len(w.prepared) // 2)


@named(P.BROKEN)
def a_byte_of_an_update_flipped(w: Works) -> bytes:
    return flipped(w.sealed, w.sealed.index(b"/Location") + 12)


@named(P.BROKEN)
def a_byte_of_a_signature_value_flipped(w: Works) -> bytes:
    place = w.sealed.index(b"/Contents <", len(w.prepared)) + 3000
    old = w.sealed[place : place + 1]
    return w.sealed[:place] + (b"1" if old != b"1" else b"2") + w.sealed[place + 1 :]


@named(P.BROKEN)
def the_padding_of_the_last_signature_written_into(w: Works) -> bytes:
    place = w.sealed.rindex(b"0>")
    return w.sealed[:place] + b"7" + w.sealed[place + 1 :]


@named(P.BROKEN)
def the_case_of_a_signature_value_changed(w: Works) -> bytes:
    start = w.sealed.rindex(b"/Contents <") + 11
    place = re.compile(rb"[A-F]").search(w.sealed, start).start()  # type: ignore[union-attr]
    return w.sealed[:place] + w.sealed[place : place + 1].lower() + w.sealed[place + 1 :]


@named(P.BROKEN)
def a_byte_range_moved(w: Works) -> bytes:
    found = list(re.finditer(rb"/ByteRange \[(\d+) (\d+) (\d+) (\d+)", w.sealed))[-1]
    size = str(int(found[4]) - 1).encode().rjust(len(found[4]), b"0")
    return w.sealed[: found.start(4)] + size + w.sealed[found.end(4) :]


@named(P.BROKEN, P.UNREADABLE)
def all_after_a_place_cut_off(w: Works) -> bytes:
    return w.sealed[: len(w.sealed) - 900]


@named(P.ADDED_TO)
def a_line_end_added(w: Works) -> bytes:
    return w.sealed + b"\n"


@named(P.ADDED_TO)
def a_comment_added(w: Works) -> bytes:
    return w.sealed + b"% paid in full\n"


@named(P.ADDED_TO, P.UNREADABLE)
def rubbish_added(w: Works) -> bytes:
    return w.sealed + bytes(range(256))


@named(P.ADDED_TO, P.UNREADABLE, P.UNSIGNED)
def another_file_added(w: Works) -> bytes:
    return w.sealed + w.prepared


@named(P.UNREADABLE, P.BROKEN, P.REVISION_CHANGED)
def something_put_before(w: Works) -> bytes:
    return b"GIF89a" + w.sealed


# --- signatures -------------------------------------------------------------------------------------


def ends(pdf: bytes) -> list[int]:
    return [found.end() for found in re.finditer(rb"%%EOF\n", pdf)]


@named(P.SIGNATURE_MISSING)
def the_lock_cut_off(w: Works) -> bytes:
    return w.sealed[: ends(w.sealed)[-2]]


@named(P.SIGNATURE_MISSING)
def the_last_party_cut_off(w: Works) -> bytes:
    return w.sealed[: ends(w.sealed)[-3]]


@named(P.SIGNATURE_MISSING)
def all_but_the_hall_cut_off(w: Works) -> bytes:
    return w.sealed[: ends(w.sealed)[1]]


@named(P.UNSIGNED)
def every_signature_cut_off(w: Works) -> bytes:
    return w.sealed[: ends(w.sealed)[0]]


@named(P.SIGNATURE_MISSING, P.UNSIGNED)
def a_party_left_out_in_a_chain_of_our_own_making(w: Works) -> bytes:
    """Whoever holds the hall's keys seals without the second party."""
    order = replace(w.order, parties=w.order.parties[:1])
    return seal_contract(order, w.opened.keys(AT)).pdf


@named(P.OTHER_TEXT)
def a_party_bound_to_another_text(w: Works) -> bytes:
    first = replace(w.order.parties[0], text_digest="0" * 64)
    order = replace(w.order, parties=(first, *w.order.parties[1:]))
    return seal_contract(order, w.opened.keys(AT)).pdf


@named(P.UNKNOWN_SIGNER)
def sealed_again_under_another_root(w: Works) -> bytes:
    other = open_ring(make_ring(HALL, AT, PASSPHRASE), PASSPHRASE)
    return seal_contract(w.order, other.keys(AT)).pdf


@named(P.UNKNOWN_SIGNER)
def only_the_lock_by_another_root(w: Works) -> bytes:
    other = open_ring(make_ring(HALL, AT, PASSPHRASE), PASSPHRASE)
    lock = issue(other.authority, HALL, LOCK_ROLE, AT)
    return signed(w.sealed[: ends(w.sealed)[-2]], "Lock", lock)


@named(P.WRONG_SIGNER)
def the_lock_by_a_certificate_of_a_party(w: Works) -> bytes:
    party = issue(w.opened.authority, "甘肃尚德机电设备有限公司", PARTY_ROLE, AT)
    return signed(w.sealed[: ends(w.sealed)[-2]], "Lock", party)


@named(P.WRONG_SIGNER)
def the_seal_by_a_certificate_of_a_party(w: Works) -> bytes:
    party = issue(w.opened.authority, HALL, PARTY_ROLE, AT)
    keys = replace(w.opened.keys(AT), seal=signer_of(party))
    return seal_contract(w.order, keys).pdf


@named(P.ADDED_TO, P.SEVERAL_SIGNATURES)
def one_more_signature_after_the_lock(w: Works) -> bytes:
    more = issue(w.opened.authority, HALL, PARTY_ROLE, AT)
    writer = IncrementalPdfFileWriter(io.BytesIO(w.sealed))
    append_signature_field(writer, SigFieldSpec("Party9"))
    out = io.BytesIO()
    writer.write(out)
    return signed(out.getvalue(), "Party9", more)


@named(P.CHANGES_ALLOWED, P.REVISION_CHANGED, P.FIELD_CHANGED)
def certified_with_leave_to_annotate(w: Works) -> bytes:
    pdf = signed(w.prepared, "Seal", w.opened.seal, certify=True, permissions=MDPPerm.ANNOTATE)
    for place in (1, 2):
        party = issue(w.opened.authority, w.order.parties[place - 1].holder, PARTY_ROLE, AT)
        pdf = signed(pdf, f"Party{place}", party)
    return signed(pdf, "Lock", issue(w.opened.authority, HALL, LOCK_ROLE, AT))


def signed(
    pdf: bytes, field: str, opened: Any, *, certify: bool = False, permissions: MDPPerm = MDPPerm.NO_CHANGES
) -> bytes:
    metadata = PdfSignatureMetadata(
        field_name=field,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        certify=certify,
        docmdp_permissions=permissions,
    )
    out = io.BytesIO()
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    PdfSigner(metadata, signer=signer_of(opened)).sign_pdf(writer, output=out)
    return out.getvalue()


# --- updates ----------------------------------------------------------------------------------------


def updated(pdf: bytes, change: Callable[[Any], None]) -> bytes:
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def page_of(writer: Any, number: int) -> Any:
    return writer.root["/Pages"]["/Kids"][number].get_object()


@named(P.PAGE_CHANGED)
def text_added_to_a_page(w: Works) -> bytes:
    def change(writer: Any) -> None:
        stream = writer.add_object(generic.StreamObject(stream_data=b"0 0 100 100 re f"))
        writer.add_stream_to_page(0, stream)

    return updated(w.sealed, change)


@named(P.PAGE_CHANGED)
def an_annotation_laid_over(w: Works) -> bytes:
    def change(writer: Any) -> None:
        note = generic.DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/Annot"),
                pdf_name("/Subtype"): pdf_name("/FreeText"),
                pdf_name("/Rect"): generic.ArrayObject([generic.NumberObject(n) for n in (50, 50, 200, 90)]),
                pdf_name("/Contents"): generic.TextStringObject("99,999.00"),
            }
        )
        page = page_of(writer, 1)
        page["/Annots"] = generic.ArrayObject([writer.add_object(note)])
        writer.update_container(page)

    return updated(w.sealed, change)


@named(P.PAGE_CHANGED)
def a_page_turned(w: Works) -> bytes:
    def change(writer: Any) -> None:
        page = page_of(writer, 1)
        page["/Rotate"] = generic.NumberObject(180)
        writer.update_container(page)

    return updated(w.sealed, change)


@named(P.PAGE_CHANGED)
def a_page_cropped(w: Works) -> bytes:
    def change(writer: Any) -> None:
        page = page_of(writer, 2)
        page["/CropBox"] = generic.ArrayObject([generic.NumberObject(n) for n in (0, 400, 595, 842)])
        writer.update_container(page)

    return updated(w.sealed, change)


@named(P.PAGE_CHANGED)
def two_pages_swapped_by_an_update(w: Works) -> bytes:
    def change(writer: Any) -> None:
        pages = writer.root["/Pages"]
        kids = [pages["/Kids"].raw_get(n) for n in range(len(pages["/Kids"]))]
        kids[1], kids[2] = kids[2], kids[1]
        pages["/Kids"] = generic.ArrayObject(kids)
        writer.update_container(pages)

    return updated(w.sealed, change)


@named(P.PAGE_CHANGED)
def a_page_taken_out_by_an_update(w: Works) -> bytes:
    def change(writer: Any) -> None:
        pages = writer.root["/Pages"]
        kids = [pages["/Kids"].raw_get(n) for n in range(len(pages["/Kids"]))]
        pages["/Kids"] = generic.ArrayObject([*kids[:1], *kids[2:]])
        pages["/Count"] = generic.NumberObject(len(kids) - 1)
        writer.update_container(pages)

    return updated(w.sealed, change)


@named(P.PAGE_CHANGED)
def a_page_doubled_by_an_update(w: Works) -> bytes:
    def change(writer: Any) -> None:
        pages = writer.root["/Pages"]
        kids = [pages["/Kids"].raw_get(n) for n in range(len(pages["/Kids"]))]
        pages["/Kids"] = generic.ArrayObject([*kids, kids[1]])
        pages["/Count"] = generic.NumberObject(len(kids) + 1)
        writer.update_container(pages)

    return updated(w.sealed, change)


@named(P.PAGE_CHANGED)
def the_words_of_a_page_replaced(w: Works) -> bytes:
    """The shadow attack: other content for the same object, everything else in its place."""

    def change(writer: Any) -> None:
        ref = page_of(writer, 1).raw_get("/Contents")
        stream = generic.StreamObject(stream_data=page_of(writer, 2)["/Contents"].data)
        writer.objects[(0, ref.idnum)] = stream

    return updated(w.sealed, change)


@named(P.PAGE_CHANGED)
def a_font_exchanged_for_a_shifted_one(w: Works) -> bytes:
    """Words stay, glyphs change: the font's file is another."""

    def change(writer: Any) -> None:
        fonts = page_of(writer, 1)["/Resources"]["/Font"]
        first, second = sorted(fonts)[1:3]
        fonts[first], fonts[second] = fonts.raw_get(second), fonts.raw_get(first)
        writer.update_container(fonts)

    return updated(w.sealed, change)


@named(P.FIELD_CHANGED)
def a_form_field_added(w: Works) -> bytes:
    def change(writer: Any) -> None:
        form = writer.root["/AcroForm"]
        field = generic.DictionaryObject(
            {
                pdf_name("/FT"): pdf_name("/Tx"),
                pdf_name("/T"): generic.TextStringObject("amount"),
                pdf_name("/V"): generic.TextStringObject("1,000,000.00"),
            }
        )
        form["/Fields"].append(writer.add_object(field))
        writer.update_container(form)

    return updated(w.sealed, change)


@named(P.FIELD_CHANGED)
def a_signature_field_moved(w: Works) -> bytes:
    def change(writer: Any) -> None:
        field = writer.root["/AcroForm"]["/Fields"][0].get_object()
        field["/Rect"] = generic.ArrayObject([generic.NumberObject(n) for n in (0, 0, 10, 10)])
        writer.update_container(field)

    return updated(w.sealed, change)


@named(P.FIELD_CHANGED)
def a_signature_field_renamed(w: Works) -> bytes:
    def change(writer: Any) -> None:
        field = writer.root["/AcroForm"]["/Fields"][0].get_object()
        field["/T"] = generic.TextStringObject("Party7")
        writer.update_container(field)

    return updated(w.sealed, change)


@named(P.ADDED_TO, P.REVISION_CHANGED)
def the_looks_of_a_signature_exchanged(w: Works) -> bytes:
    def change(writer: Any) -> None:
        fields = writer.root["/AcroForm"]["/Fields"]
        first, second = fields[0].get_object(), fields[1].get_object()
        first["/AP"] = second["/AP"]
        writer.update_container(first)

    return updated(w.sealed, change)


@named(P.SIGNATURE_MISSING, P.UNREADABLE)
def the_value_of_a_field_taken_out(w: Works) -> bytes:
    def change(writer: Any) -> None:
        field = writer.root["/AcroForm"]["/Fields"][0].get_object()
        del field["/V"]
        writer.update_container(field)

    return updated(w.sealed, change)


@named(P.ENCLOSURE_CHANGED)
def the_machine_readable_contract_replaced(w: Works) -> bytes:
    def change(writer: Any) -> None:
        names = writer.root["/Names"]["/EmbeddedFiles"]["/Names"]
        place = next(n for n in range(0, len(names), 2) if names[n] == "contract.json")
        spec = names[place + 1]
        ref = spec["/EF"].raw_get("/F")
        stream = generic.StreamObject(stream_data=b'{"total_fen":1}')
        stream["/Type"] = pdf_name("/EmbeddedFile")
        writer.objects[(0, ref.idnum)] = stream

    return updated(w.sealed, change)


@named(P.ENCLOSURE_CHANGED)
def an_attachment_taken_out(w: Works) -> bytes:
    def change(writer: Any) -> None:
        tree = writer.root["/Names"]["/EmbeddedFiles"]
        names = [tree["/Names"].raw_get(n) for n in range(len(tree["/Names"]))]
        tree["/Names"] = generic.ArrayObject(names[2:])
        writer.update_container(tree)

    return updated(w.sealed, change)


@named(P.DESCRIPTION_CHANGED)
def the_title_in_the_description_changed(w: Works) -> bytes:
    def change(writer: Any) -> None:
        info = writer.trailer["/Info"]
        info["/Title"] = generic.TextStringObject("another contract")
        writer.update_container(info)

    return updated(w.sealed, change)


@named(P.REVISION_CHANGED)
def a_script_put_into_the_catalog(w: Works) -> bytes:
    def change(writer: Any) -> None:
        script = generic.DictionaryObject(
            {
                pdf_name("/S"): pdf_name("/JavaScript"),
                pdf_name("/JS"): generic.TextStringObject("app.alert(1)"),
            }
        )
        writer.root["/OpenAction"] = writer.add_object(script)
        writer.update_root()

    return updated(w.sealed, change)


@named(P.REVISION_CHANGED)
def the_catalog_replaced(w: Works) -> bytes:
    def change(writer: Any) -> None:
        writer.root["/PageMode"] = pdf_name("/UseOutlines")
        writer.update_root()

    return updated(w.sealed, change)


@named(P.ADDED_TO)
def an_update_that_changes_nothing(w: Works) -> bytes:
    def change(writer: Any) -> None:
        writer.add_object(generic.TextStringObject("nothing"))

    return updated(w.sealed, change)


@named(P.PAGE_CHANGED, P.REVISION_CHANGED)
def text_added_between_two_signatures(w: Works) -> bytes:
    """Whoever holds the hall's keys adds text after the parties and locks it."""

    def change(writer: Any) -> None:
        stream = writer.add_object(generic.StreamObject(stream_data=b"0 0 100 100 re f"))
        writer.add_stream_to_page(0, stream)

    pdf = updated(w.sealed[: ends(w.sealed)[-2]], change)
    return signed(pdf, "Lock", issue(w.opened.authority, HALL, LOCK_ROLE, AT))


@named(P.REVISION_CHANGED, P.PAGE_CHANGED)
def text_added_within_the_update_of_the_lock(w: Works) -> bytes:
    lock = issue(w.opened.authority, HALL, LOCK_ROLE, AT)
    writer = IncrementalPdfFileWriter(io.BytesIO(w.sealed[: ends(w.sealed)[-2]]))
    stream = writer.add_object(generic.StreamObject(stream_data=b"0 0 100 100 re f"))
    writer.add_stream_to_page(0, stream)
    metadata = PdfSignatureMetadata(
        field_name="Lock", subfilter=SigSeedSubFilter.PADES, docmdp_permissions=MDPPerm.NO_CHANGES
    )
    out = io.BytesIO()
    PdfSigner(metadata, signer=signer_of(lock)).sign_pdf(writer, output=out)
    return out.getvalue()


# --- rewritten by tools -----------------------------------------------------------------------------


def by_qpdf(pdf: bytes, *options: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        before, after = Path(folder) / "before.pdf", Path(folder) / "after.pdf"
        before.write_bytes(pdf)
        command = ["qpdf", "--warning-exit-0", str(before), *options, str(after)]
        subprocess.run(command, check=True, capture_output=True)
        return after.read_bytes()


@named(P.BROKEN, P.UNREADABLE, P.REVISION_CHANGED)
def rewritten_by_qpdf(w: Works) -> bytes:
    return by_qpdf(w.sealed)


@named(P.BROKEN, P.UNREADABLE)
def packed_by_qpdf(w: Works) -> bytes:
    return by_qpdf(w.sealed, "--object-streams=generate")


@named(P.BROKEN, P.UNREADABLE, P.REVISION_CHANGED)
def linearized_by_qpdf(w: Works) -> bytes:
    return by_qpdf(w.sealed, "--linearize")


@named(P.BROKEN, P.UNREADABLE, P.UNSIGNED, P.REVISION_CHANGED)
def pages_put_in_another_order_by_qpdf(w: Works) -> bytes:
    return by_qpdf(w.sealed, "--pages", ".", "1,3,2,4-z", "--")


@named(P.UNREADABLE)
def encrypted_by_qpdf(w: Works) -> bytes:
    return by_qpdf(w.sealed, "--encrypt", "", "owner", "256", "--")


@named(P.BROKEN, P.UNREADABLE, P.REVISION_CHANGED)
def rewritten_by_another_library(w: Works) -> bytes:
    writer = copy_into_new_writer(PdfFileReader(io.BytesIO(w.sealed)))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


# --- another contract in the same clothes -----------------------------------------------------------


@named(P.UNSIGNED)
def printed_again_without_any_seal(w: Works) -> bytes:
    return render_contract(replace(w.sheet, title="技术转让合同"))


@named(P.ENCLOSURE_CHANGED)
def another_amount_under_the_old_code(w: Works) -> bytes:
    """Whoever holds the sealing keys, not the code key, writes another content under the old signed code."""
    content = w.sheet.enclosures[0].content.replace(b"123456789", b"923456789")
    files = (replace(w.sheet.enclosures[0], content=content), *w.sheet.enclosures[1:])
    sheet = replace(w.sheet, enclosures=files)
    prepared = render_contract(sheet)
    return seal_contract(order_for(sheet, prepared), w.opened.keys(AT)).pdf


@named(P.CODE_FALSE)
def a_code_of_another_key(w: Works) -> bytes:
    other = open_ring(make_ring(HALL, AT, PASSPHRASE), PASSPHRASE)
    sheet = prepared_sheet(other)
    prepared = render_contract(sheet)
    return seal_contract(order_for(sheet, prepared), w.opened.keys(AT)).pdf


@named(P.ENCLOSURE_CHANGED, P.CODE_FALSE)
def the_code_of_another_contract(w: Works) -> bytes:
    other = prepared_sheet(w.opened, content=b'{"number":"LZ-2026-000999"}')
    sheet = replace(w.sheet, code=other.code)
    prepared = render_contract(sheet)
    return seal_contract(order_for(sheet, prepared), w.opened.keys(AT)).pdf


@named(P.OTHER_TEXT)
def the_signatures_of_the_parties_over_other_pages(w: Works) -> bytes:
    """Signatures given to one text go onto another."""
    sheet = replace(w.sheet, title="技术转让（专利权）合同")
    order = replace(order_for(sheet, render_contract(sheet)), parties=w.order.parties)
    return seal_contract(order, w.opened.keys(AT)).pdf


@named(P.UNSIGNED)
def scanned_and_made_a_file_again(w: Works) -> bytes:
    return render_contract(replace(w.sheet, is_draft=True))


@named(P.FIELD_CHANGED, P.SIGNATURE_MISSING)
def a_contract_without_parties(w: Works) -> bytes:
    sheet = replace(w.sheet, signatures=())
    prepared = render_contract(sheet)
    return seal_contract(replace(order_for(sheet, prepared)), w.opened.keys(AT)).pdf
