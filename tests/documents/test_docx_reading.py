"""Word files from outside: their text with its numbers, and nothing that harms."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents import docx_reading
from app.documents.docx_reading import Block, DocxTrouble, DocxUnfit, read_docx
from tests.documents.docx_files import docx, level, numbering, paragraph, styles, table


def trouble(content: bytes) -> DocxTrouble:
    with pytest.raises(DocxUnfit) as told:
        read_docx(content)
    return told.value.trouble


def test_paragraphs_and_tables_are_read_in_their_order() -> None:
    content = docx(
        paragraph("技术开发合同"), table([["甲方", "䶮𠮷公司"], ["乙方", "研究所"]]), paragraph("完")
    )
    assert read_docx(content).blocks == (
        Block("技术开发合同"),
        Block(rows=(("甲方", "䶮𠮷公司"), ("乙方", "研究所"))),
        Block("完"),
    )


def test_numbers_that_word_counts_are_counted_here() -> None:
    counted = numbering(
        level(0, "chineseCountingThousand", "第%1条"),
        level(1, "decimal", "%1.%2"),
        level(2, "lowerLetter", "(%3)"),
    )
    lines = [("标的", 0), ("内容", 1), ("细目", 2), ("细目", 2), ("形式", 1), ("价款", 0), ("总额", 1)]
    read = read_docx(
        docx(*(paragraph(text, list_id="1", depth=depth) for text, depth in lines), numbering=counted)
    )
    # Word writes the number of a level in that level's own form.
    assert [b.number for b in read.blocks] == ["第一条", "一.1", "(a)", "(b)", "一.2", "第二条", "二.1"]


@pytest.mark.parametrize(
    ("form", "numbers"),
    [
        ("upperRoman", ["IX", "X", "XI"]),
        ("decimalEnclosedCircle", ["⑨", "⑩", "⑪"]),
        ("upperLetter", ["I", "J", "K"]),
        ("japaneseCounting", ["九", "十", "十一"]),
        ("decimal", ["9", "10", "11"]),
        ("bullet", ["", "", ""]),
    ],
)
def test_forms_of_numbers(form: str, numbers: list[str]) -> None:
    three = [paragraph("一段", list_id="1") for _ in range(3)]
    read = read_docx(docx(*three, numbering=numbering(level(0, form, "%1", start=9))))
    assert [b.number for b in read.blocks] == numbers


def test_headings_are_known_by_style_and_by_outline() -> None:
    base = '<w:style w:styleId="a"><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
    child = '<w:style w:styleId="b"><w:basedOn w:val="a"/></w:style>'
    circle = '<w:style w:styleId="c"><w:basedOn w:val="c"/></w:style>'
    read = read_docx(
        docx(
            paragraph("甲", style="b"),
            paragraph("乙", outline="0"),
            paragraph("丙", style="c"),
            paragraph("丁", style="unknown", outline="9"),
            styles=styles(base, child, circle),
        )
    )
    assert [b.level for b in read.blocks] == [1, 0, None, None]


def test_what_was_deleted_under_tracking_is_gone_and_what_was_put_in_is_there() -> None:
    body = (
        "<w:p><w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:ins><w:r><w:t>新</w:t></w:r></w:ins>"
        "<w:r><w:tab/><w:t>词</w:t><w:br/><w:instrText>PAGE</w:instrText></w:r></w:p>"
    )
    assert read_docx(docx(body)).blocks == (Block("新\t词"),)


def test_what_is_no_text_is_told() -> None:
    body = "<w:p><w:r><w:drawing/><w:pict/><w:footnoteReference/></w:r><w:oMath/></w:p>"
    assert dict(read_docx(docx(body)).left_out) == {"图片": 2, "脚注": 1, "公式": 1}


def test_files_that_are_none_are_named_for_what_they_are() -> None:
    whole = docx(paragraph("文字"))
    assert trouble(b"") is DocxTrouble.NOT_DOCX
    assert trouble(b"%PDF-1.7") is DocxTrouble.NOT_DOCX
    assert trouble(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 WordDocument") is DocxTrouble.NOT_DOCX
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    assert trouble(locked) is DocxTrouble.ENCRYPTED
    assert trouble(whole[: len(whole) // 2]) is DocxTrouble.BROKEN
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
    assert trouble(out.getvalue()) is DocxTrouble.NOT_DOCX
    assert trouble(docx("<w:p>")) is DocxTrouble.BROKEN


def test_a_document_type_is_refused_with_every_entity_it_brings() -> None:
    bomb = '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    outside = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    for head in (bomb, outside):
        assert trouble(docx(paragraph("文字"), head=head)) is DocxTrouble.BROKEN


def test_a_file_that_grows_beyond_measure_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx_reading, "LARGEST_PART", 100_000)
    assert trouble(docx(paragraph("啊" * 100_000))) is DocxTrouble.TOO_LARGE
    monkeypatch.setattr(docx_reading, "LARGEST_FILE", 10)
    assert trouble(docx(paragraph("啊"))) is DocxTrouble.TOO_LARGE


def test_a_document_nested_beyond_measure_is_refused() -> None:
    deep = "<w:sdt><w:sdtContent>" * 300 + paragraph("文字") + "</w:sdtContent></w:sdt>" * 300
    assert trouble(docx(deep)) is DocxTrouble.BROKEN


@given(st.binary(max_size=300))
def test_no_bytes_crash_the_reader(content: bytes) -> None:
    for tried in (content, b"PK\x03\x04" + content):
        with pytest.raises(DocxUnfit):
            read_docx(tried)


@given(st.data())
def test_a_file_with_bytes_changed_is_read_or_refused(data: st.DataObject) -> None:
    whole = bytearray(
        docx(
            paragraph("甲方：样例", list_id="1"),
            table([["a", "b"]]),
            numbering=numbering(level(0, "decimal", "%1")),
        )
    )
    for place in data.draw(st.lists(st.integers(0, len(whole) - 1), min_size=1, max_size=12)):
        whole[place] = data.draw(st.integers(0, 255))
    try:
        read_docx(bytes(whole))
    except DocxUnfit as error:
        assert error.trouble in DocxTrouble


@given(st.text(alphabet='<>/w:p"&;= 标x1', max_size=120))
def test_any_markup_is_read_or_refused(body: str) -> None:
    try:
        read_docx(docx(body, numbering=body, styles=body))
    except DocxUnfit as error:
        assert error.trouble is DocxTrouble.BROKEN
