"""Word files as small as they can be, made by hand."""

from __future__ import annotations

import io
import zipfile

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def paragraph(text: str, *, style: str = "", list_id: str = "", depth: int = 0, outline: str = "") -> str:
    """A paragraph of one run."""
    facts = f'<w:pStyle w:val="{style}"/>' if style else ""
    if list_id:
        facts += f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>'
    if outline:
        facts += f'<w:outlineLvl w:val="{outline}"/>'
    return f"<w:p><w:pPr>{facts}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def table(rows: list[list[str]]) -> str:
    """A table."""
    cells = [["<w:tc>" + paragraph(text) + "</w:tc>" for text in row] for row in rows]
    return "<w:tbl>" + "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in cells) + "</w:tbl>"


def level(depth: int, form: str, shape: str, start: int = 1) -> str:
    """A level of a list."""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{shape}"/></w:lvl>'
    )


def numbering(*levels: str) -> str:
    """One list, of id 1."""
    told = "".join(levels)
    return (
        f'<w:numbering xmlns:w="{NAMESPACE}"><w:abstractNum w:abstractNumId="7">{told}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num></w:numbering>'
    )


def styles(*entries: str) -> str:
    """A part with styles."""
    return f'<w:styles xmlns:w="{NAMESPACE}">{"".join(entries)}</w:styles>'


def docx(*blocks: str, head: str = "", **parts: str) -> bytes:
    """A file of these blocks; ``parts`` by the name of the part without its ending."""
    body = f'{head}<w:document xmlns:w="{NAMESPACE}"><w:body>{"".join(blocks)}</w:body></w:document>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", body)
        for name, content in parts.items():
            package.writestr(f"word/{name}.xml", content)
    return out.getvalue()
