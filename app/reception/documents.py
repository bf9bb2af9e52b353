"""Checking identity documents, credit codes and telephone numbers (domain.md section 4)."""

from __future__ import annotations

import functools
import re
import tomllib
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from stdnum import numdb
from stdnum.cn import uscc
from stdnum.exceptions import ValidationError
from stdnum.iso7064 import mod_11_2

from app.kernel.errors import FieldRefused
from app.kernel.places import resource


class DocumentKind(StrEnum):
    """Kinds of identity documents (证件类型)."""

    RESIDENT_ID = "resident_id"
    RESIDENCE_PERMIT = "residence_permit"
    HOME_RETURN_PERMIT = "home_return_permit"
    TAIWAN_PERMIT = "taiwan_permit"
    FOREIGN_PERMANENT_ID = "foreign_permanent_id"
    PASSPORT = "passport"
    NONE = "none"


class DocumentWarning(StrEnum):
    """Odd but possible; the clerk looks twice."""

    AREA_UNKNOWN = "area_unknown"
    CONVERTED_FROM_15 = "converted_from_15"
    ORGANISATION_CODE_ODD = "organisation_code_odd"


@dataclass(frozen=True)
class CheckedNumber:
    """A number in its one canonical spelling, with what is odd about it."""

    number: str
    warnings: tuple[DocumentWarning, ...] = ()


_PATTERNS = {
    # 11-character permits carry two digits of re-issue count that are no part of the identity.
    DocumentKind.HOME_RETURN_PERMIT: re.compile(r"([HM][A-Z0-9]\d{7})(\d{2})?"),
    DocumentKind.TAIWAN_PERMIT: re.compile(r"(\d{8})(\d{2})?"),
    DocumentKind.PASSPORT: re.compile(r"([A-Z0-9]{5,17})"),
}
_OLD_FOREIGN = re.compile(r"[A-Z]{3}\d{12}")
_RESIDENCE_AREAS = ("810000", "820000", "830000")
_ORG_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_MOBILE = re.compile(r"1[3-9]\d{9}")
_LANDLINE = re.compile(r"0\d{2,3}-?\d{7,8}(-\d{1,6})?")
_ABROAD = re.compile(r"\+\d{2,3}\d{6,12}")


def tidy_number(text: str) -> str:
    """Bring a typed or pasted number into one spelling: half-width, no blanks or line breaks, upper case."""
    return "".join(unicodedata.normalize("NFKC", text).split()).upper()


def check_document(kind: DocumentKind, text: str, today: date) -> CheckedNumber:
    """Check a document number and give its canonical spelling.

    Refused: empty, wrong form, wrong check digit, impossible or future date, a number of another kind.
    An area code that never existed is a warning only, because many living people carry abolished ones.
    """
    number = tidy_number(text)
    if not number:
        raise FieldRefused("document_number", "empty")
    if kind in _PATTERNS:
        match = _PATTERNS[kind].fullmatch(number)
        if match is None:
            raise FieldRefused("document_number", "wrong_form", text)
        return CheckedNumber(match[1])
    if kind is DocumentKind.FOREIGN_PERMANENT_ID and _OLD_FOREIGN.fullmatch(number):
        return CheckedNumber(number)
    return _check_eighteen(kind, number, text, today)


def check_credit_code(text: str) -> CheckedNumber:
    """Check a unified social credit code (GB 32100-2015); refused: wrong form, wrong check character.

    The inner organisation code (GB 11714) is checked too; a mismatch there is a warning.
    """
    number = tidy_number(text)
    if not number:
        raise FieldRefused("credit_code", "empty")
    try:
        uscc.validate(number)
    except ValidationError as error:
        problem = "wrong_check_digit" if _has_uscc_form(number) else "wrong_form"
        raise FieldRefused("credit_code", problem, text) from error
    odd = () if _org_check(number[8:16]) == number[16] else (DocumentWarning.ORGANISATION_CODE_ODD,)
    return CheckedNumber(number, odd)


def check_phone(text: str) -> str:
    """Bring a telephone number into one spelling; empty stays empty (domain.md 4.4)."""
    number = re.sub(r"[\s()]", "", unicodedata.normalize("NFKC", text))
    mainland = re.sub(r"[-]", "", number).removeprefix("+86")
    if not number or _MOBILE.fullmatch(mainland):
        return mainland if number else ""
    if _LANDLINE.fullmatch(number) or _ABROAD.fullmatch(number.replace("-", "")):
        return number
    raise FieldRefused("phone", "wrong_form", text)


def phone_as_kept(text: str) -> str:
    """Bring a telephone number into the spelling it is kept in, as far as it is one yet."""
    try:
        return check_phone(text)
    except FieldRefused:
        return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isdigit())


def _check_eighteen(kind: DocumentKind, number: str, typed: str, today: date) -> CheckedNumber:
    warnings: list[DocumentWarning] = []
    if kind is DocumentKind.RESIDENT_ID and re.fullmatch(r"\d{15}", number):
        number = _from_fifteen(number)
        warnings.append(DocumentWarning.CONVERTED_FROM_15)
    if not re.fullmatch(r"\d{17}[\dX]", number):
        raise FieldRefused("document_number", "wrong_form", typed)
    if not mod_11_2.is_valid(number):
        raise FieldRefused("document_number", "wrong_check_digit", typed)
    _check_birth(number, typed, today)
    if kind is not _kind_of(number):
        raise FieldRefused("document_number", "other_kind", typed)
    if kind is DocumentKind.RESIDENT_ID and not _known_area(number):
        warnings.append(DocumentWarning.AREA_UNKNOWN)
    return CheckedNumber(number, tuple(warnings))


def _check_birth(number: str, typed: str, today: date) -> None:
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError as error:
        raise FieldRefused("document_number", "impossible_date", typed) from error
    # The hall's day may already be tomorrow's elsewhere; a day of grace costs nothing.
    if born > today + timedelta(days=1):
        raise FieldRefused("document_number", "future_date", typed)


def _kind_of(number: str) -> DocumentKind:
    if number[0] == "9":
        return DocumentKind.FOREIGN_PERMANENT_ID
    if number[:6] in _RESIDENCE_AREAS:
        return DocumentKind.RESIDENCE_PERMIT
    return DocumentKind.RESIDENT_ID


def _known_area(number: str) -> bool:
    # The table holds abolished codes too; the years in it are those of the code, and numbers were
    # given to people born long before, so the years are not held against anybody.
    area = number[:6]
    return area in _abolished_areas() or any("county" in facts for _, facts in numdb.get("cn/loc").info(area))


@functools.cache
def _abolished_areas() -> frozenset[str]:
    found = tomllib.loads(resource("templates/areas.toml").read_text(encoding="utf-8"))
    return frozenset(found["abolished"])


def _from_fifteen(number: str) -> str:
    longer = number[:6] + "19" + number[6:]
    return longer + mod_11_2.calc_check_digit(longer)


def _has_uscc_form(number: str) -> bool:
    return bool(re.fullmatch(r"[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}", number))


def _org_check(body: str) -> str:
    rest = 11 - sum(int(c, 36) * w for c, w in zip(body, _ORG_WEIGHTS, strict=True)) % 11
    return {10: "X", 11: "0"}.get(rest, str(rest))
