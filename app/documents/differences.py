"""Where a file differs from the one that was sealed: page, attachment, words; best effort, never a crash."""

from __future__ import annotations

import difflib
import logging
from collections.abc import Iterator

from app.documents.file_parts import READING_ERRORS, FileParts
from app.documents.seal_report import Finding, SealProblem

log = logging.getLogger(__name__)
AROUND = 12
LONGEST = 60


def differences(sealed: bytes, given: bytes) -> tuple[Finding, ...]:
    """Tell on which pages and in which parts a file differs from the sealed one."""
    found: list[Finding] = []
    try:
        found.extend(_differences(FileParts(sealed), FileParts(given)))
    except READING_ERRORS:
        # What was found until then is worth telling.
        log.info("two files could not be compared to the end")
    except Exception:
        log.exception("two files could not be compared to the end")
    return tuple(found)


def _differences(sealed: FileParts, given: FileParts) -> Iterator[Finding]:
    last, now = sealed.revisions - 1, given.revisions - 1
    texts, new_texts = sealed.page_texts(last), given.page_texts(now)
    marks, new_marks = sealed.page_marks(last), given.page_marks(now)
    for page in range(max(len(marks), len(new_marks))):
        if marks[page : page + 1] != new_marks[page : page + 1]:
            told = _changed(texts[page : page + 1], new_texts[page : page + 1])
            yield Finding(SealProblem.PAGE_CHANGED, now, page + 1, detail=told)
    files, new_files = sealed.enclosures(last), given.enclosures(now)
    for name in sorted(files.keys() | new_files.keys()):
        if files.get(name) != new_files.get(name):
            yield Finding(SealProblem.ENCLOSURE_CHANGED, now, detail=name)
    if (sealed.info(last), sealed.description(last)) != (given.info(now), given.description(now)):
        yield Finding(SealProblem.DESCRIPTION_CHANGED, now)


def _changed(before: list[str], after: list[str]) -> str:
    """Tell the first change of a page's words: what stood there and what stands there now."""
    old, new = "".join(before), "".join(after)
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for move, start, end, new_start, new_end in matcher.get_opcodes():
        if move != "equal":
            head = old[max(0, start - AROUND) : start]
            return f"{head}[{old[start:end][:LONGEST]}|{new[new_start:new_end][:LONGEST]}]"
    return ""
