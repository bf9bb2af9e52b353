"""What a sealed file is worth: our own check of every revision, never another reader's word alone.

A true file is the prepared revision, the hall's certification, one signature for each party's field and the
lock, each an update that touches its own field and nothing else, the last one up to the very last byte.
Another reader may accept text added later and never misses a signature that was cut off (contracts.md 5).
"""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Callable, Iterator
from typing import Any

from cryptography import x509
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from app.documents.certificates import LOCK_ROLE, PARTY_ROLE, SEAL_ROLE, moment, organisation, role_of
from app.documents.code_signing import signer_of
from app.documents.file_parts import READING_ERRORS, FileParts
from app.documents.key_card import KeyCard
from app.documents.paper_codes import ContractFacts, NoCode, read_signed_code
from app.documents.seal_report import Finding, SealProblem, SealReport, SignatureFound
from app.documents.signature_form import is_in_one_form, is_smaller_form, issuers_in
from app.documents.signing_parts import LOCK_FIELD, PARTY_FIELD, SEAL_FIELD

log = logging.getLogger(__name__)

CONTENT_NAME = "contract.json"
_REASON = re.compile(r"text sha256:([0-9a-f]{64}) strokes sha256:([0-9a-f]{64})?")


def inspect_file(pdf: bytes, card: KeyCard) -> SealReport:
    """Inspect a sealed file. Whatever the file holds, a report comes back."""
    try:
        return _Inspection(pdf, card).report()
    except READING_ERRORS as error:
        return SealReport((Finding(SealProblem.UNREADABLE, detail=type(error).__name__),))
    except Exception as error:
        # A stranger's file may break a reader in any way.
        log.exception("a file could not be read")
        return SealReport((Finding(SealProblem.UNREADABLE, detail=type(error).__name__),))


def _collected(check: Callable[[], Iterator[Finding]]) -> list[Finding]:
    """Run one check as far as it goes; what breaks it is a finding too, and the others still run."""
    findings: list[Finding] = []
    try:
        findings.extend(check())
    except READING_ERRORS as error:
        findings.append(Finding(SealProblem.UNREADABLE, detail=type(error).__name__))
    except Exception as error:
        log.exception("a part of a file could not be read")
        findings.append(Finding(SealProblem.UNREADABLE, detail=type(error).__name__))
    return findings


class _Inspection:
    def __init__(self, pdf: bytes, card: KeyCard) -> None:
        self._card = card
        self._parts = FileParts(pdf)
        self._roots = [cert for root in card.roots for cert in load_certs_from_pemder_data(root.encode())]
        self._seen: list[SignatureFound] = []
        self._reasons: list[str] = []
        self._permission = MDPPerm.FILL_FORMS
        # The hall's seal may be a bought one, which has no role.
        self._seal_roles: tuple[str, ...] = (SEAL_ROLE, "")

    def report(self) -> SealReport:
        parts = self._parts
        if not parts.signatures:
            return SealReport((Finding(SealProblem.UNSIGNED),))
        if not parts.fields(0) and len(parts.signatures) == 1:
            return self._first_kind()
        prepared = parts.pdf[: parts.ends[0]]
        digest = hashlib.sha256(prepared).hexdigest()
        findings = [
            *_collected(self._order),
            *_collected(self._each_signature),
            *_collected(self._each_revision),
            *_collected(lambda: self._bound_to(digest)),
        ]
        content = hashlib.sha256(parts.enclosures(0).get(CONTENT_NAME, b"")).hexdigest()
        facts, code_findings = self._code(content)
        return SealReport(
            tuple(dict.fromkeys([*findings, *code_findings])),
            tuple(self._seen),
            len(parts.pages(0)),
            digest,
            content,
            facts,
        )

    def _first_kind(self) -> SealReport:
        """Check a file of the program's third version: one certification that allows no change at all.

        The seal of today signs nothing of this kind, so its certificate must be one without a role.
        """
        parts = self._parts
        self._permission, self._seal_roles = MDPPerm.NO_CHANGES, ("",)
        findings = _collected(self._each_signature)
        if parts.revisions != 2 or parts.ends[-1] != len(parts.pdf):
            findings.append(Finding(SealProblem.ADDED_TO, 2))
        digest = hashlib.sha256(parts.pdf[: parts.ends[0]]).hexdigest()
        return SealReport(tuple(findings), tuple(self._seen), len(parts.pages(0)), digest)

    def _order(self) -> Iterator[Finding]:
        """Check that just the prepared fields are signed, first the seal, last the lock, nothing after it."""
        parts = self._parts
        wanted = list(parts.fields(0))
        found = [one.field_name for one in parts.signatures]
        parties = [name for name in wanted if name.startswith(PARTY_FIELD)]
        if sorted(wanted) != sorted([SEAL_FIELD, *parties, LOCK_FIELD]) or not parties:
            yield Finding(SealProblem.FIELD_CHANGED, 0, detail="fields")
        for name in wanted:
            if name not in found:
                yield Finding(SealProblem.SIGNATURE_MISSING, field=name)
        for name in found:
            if name not in wanted:
                yield Finding(SealProblem.SEVERAL_SIGNATURES, field=name)
        if found[0] != SEAL_FIELD or found[-1] != LOCK_FIELD or len(set(found)) != len(found):
            yield Finding(SealProblem.REVISION_CHANGED, detail="order")
        if parts.revisions != len(found) + 1 or len(parts.ends) != parts.revisions:
            yield Finding(SealProblem.ADDED_TO, len(found) + 1)
        if parts.ends[-1] != len(parts.pdf):
            yield Finding(SealProblem.ADDED_TO, parts.revisions, detail="tail")

    def _each_signature(self) -> Iterator[Finding]:
        for place, one in enumerate(self._parts.signatures, start=1):
            try:
                yield from self._signature(place, one)
            except READING_ERRORS as error:
                yield Finding(SealProblem.BROKEN, place, field=one.field_name, detail=type(error).__name__)

    def _signature(self, revision: int, one: Any) -> Iterator[Finding]:
        claimed = one.self_reported_timestamp
        context = ValidationContext(trust_roots=self._roots, moment=claimed, allow_fetching=False)
        status = validate_pdf_signature(one, context, skip_diff=True)
        stamp = status.timestamp_validity
        leaf = x509.load_der_x509_certificate(one.signer_cert.dump())
        self._seen.append(
            SignatureFound(
                one.field_name,
                str(one.sig_object.get("/Name", "")),
                organisation(leaf),
                None if claimed is None else moment(claimed),
                stamp is not None,
            )
        )
        self._reasons.append(str(one.sig_object.get("/Reason", "")))
        is_sound = status.intact and status.valid and (stamp is None or (stamp.intact and stamp.valid))
        is_sound = is_sound and self._covers(revision, one)
        if not is_sound:
            yield Finding(SealProblem.BROKEN, revision, field=one.field_name)
        elif not status.trusted:
            yield Finding(SealProblem.UNKNOWN_SIGNER, revision, field=one.field_name)
        elif role_of(leaf) not in self._roles(one.field_name):
            yield Finding(SealProblem.WRONG_SIGNER, revision, field=one.field_name, detail=role_of(leaf))
        elif not self._is_last_as_written(revision):
            yield Finding(SealProblem.BROKEN, revision, field=one.field_name, detail="form")
        is_sealed = one.field_name != SEAL_FIELD or one.docmdp_level == self._permission
        is_locked = one.field_name != LOCK_FIELD or _locks(one)
        if not (is_sealed and is_locked):
            yield Finding(SealProblem.CHANGES_ALLOWED, revision, field=one.field_name)
        path = status.validation_path
        for certificate in path.iter_certs(include_root=True) if path is not None else (one.signer_cert,):
            revoked = self._card.revocation(certificate.sha256.hex())
            if revoked is not None and (claimed is None or revoked.since <= moment(claimed)):
                yield Finding(SealProblem.REVOKED, revision, field=one.field_name, detail=revoked.reason)

    def _roles(self, field: str) -> tuple[str, ...]:
        """Tell which certificates may sign a field."""
        if field == SEAL_FIELD:
            return self._seal_roles
        return (LOCK_ROLE,) if field == LOCK_FIELD else (PARTY_ROLE,)

    def _covers(self, revision: int, one: Any) -> bool:
        """Tell whether a signature covers its revision but for its own value, written as we write it."""
        parts = self._parts
        if one.signed_revision != revision or revision >= len(parts.ends):
            return False
        start, before, after, size = (int(value) for value in one.byte_range)
        hole = parts.pdf[before:after]
        value = one.pkcs7_content.hex().upper().encode()
        whole = after + size == parts.ends[revision]
        is_plain = hole == b"<" + value + b">"
        der = _der_of(one.pkcs7_content)
        return start == 0 and whole and is_plain and not any(one.pkcs7_content[len(der) :])

    def _is_last_as_written(self, revision: int) -> bool:
        """Tell whether the last signature, which no other covers, is written in its one form."""
        found, held = self._parts.signatures, self._parts.held_certificates()
        if revision < len(found):
            return True
        value = _der_of(found[-1].pkcs7_content)
        if len(found) == 1:
            return is_in_one_form(value, issuers_in(value), held)
        issuers = issuers_in(_der_of(found[-2].pkcs7_content))
        return is_smaller_form(value) and is_in_one_form(value, issuers, held)

    def _each_revision(self) -> Iterator[Finding]:
        """Check that every update wrote its own field, the new objects on it, and nothing else."""
        parts = self._parts
        for revision in range(min(parts.revisions, len(parts.ends))):
            if parts.freed(revision) or not parts.starts_inside(revision):
                yield Finding(SealProblem.REVISION_CHANGED, revision, detail="places")
        names = {one.signed_revision: one.field_name for one in parts.signatures}
        for revision in range(1, parts.revisions):
            yield from self._update(revision, names.get(revision, ""))
        yield from self._pages()

    def _update(self, revision: int, name: str) -> Iterator[Finding]:
        parts = self._parts
        before, after = parts.fields(revision - 1), parts.fields(revision)
        for changed in before.keys() ^ after.keys():
            yield Finding(SealProblem.FIELD_CHANGED, revision, field=changed)
        for field in before.keys() & after.keys():
            if before[field] != after[field]:
                yield Finding(SealProblem.FIELD_CHANGED, revision, field=field)
        if parts.catalog_fixed(revision - 1) != parts.catalog_fixed(revision):
            yield Finding(SealProblem.REVISION_CHANGED, revision, detail="catalog")
        for enclosure in _differing(parts.enclosures(revision - 1), parts.enclosures(revision)):
            yield Finding(SealProblem.ENCLOSURE_CHANGED, revision, detail=enclosure)
        if (parts.info(revision - 1), parts.description(revision - 1)) != (
            parts.info(revision),
            parts.description(revision),
        ):
            yield Finding(SealProblem.DESCRIPTION_CHANGED, revision)
        if not self._touches_own(revision, name, after):
            yield Finding(SealProblem.REVISION_CHANGED, revision, field=name, detail="objects")

    def _touches_own(self, revision: int, name: str, fields: dict[str, Any]) -> bool:
        """Tell whether an update overwrote at most its field and, for seal and lock, the catalog."""
        parts = self._parts
        if name not in fields:
            return False
        known = set().union(*(parts.touched(earlier) for earlier in range(revision)))
        own = {fields[name].place}
        if name in (SEAL_FIELD, LOCK_FIELD):
            own.add(parts.catalog_place())
        return parts.touched(revision) & known <= own

    def _pages(self) -> Iterator[Finding]:
        parts = self._parts
        before = parts.page_marks(0)
        after = parts.page_marks(parts.revisions - 1)
        for page in range(1, max(len(before), len(after)) + 1):
            if before[page - 1 : page] != after[page - 1 : page]:
                yield Finding(SealProblem.PAGE_CHANGED, parts.revisions - 1, page)

    def _bound_to(self, digest: str) -> Iterator[Finding]:
        """Check that every party signed the prepared file that lies in this one."""
        for found, reason in zip(self._seen, self._reasons, strict=True):
            if found.field.startswith(PARTY_FIELD):
                told = _REASON.fullmatch(reason)
                if told is None or told[1] != digest:
                    yield Finding(SealProblem.OTHER_TEXT, field=found.field)

    def _code(self, content_digest: str) -> tuple[ContractFacts | None, list[Finding]]:
        """Read the signed code the file carries as words; it must sign the content that is inside."""
        told = self._parts.info(0)
        if not told.get("/Keywords"):
            return None, []
        try:
            code = read_signed_code(told.get("/Keywords", ""))
        except NoCode:
            return None, [Finding(SealProblem.CODE_FALSE, 0, detail="none")]
        signer = signer_of(self._card, code)
        if signer is None:
            return None, [Finding(SealProblem.CODE_FALSE, 0, detail="signature")]
        if code.facts.digest != content_digest or code.facts.number != told.get("/Subject", ""):
            return code.facts, [Finding(SealProblem.ENCLOSURE_CHANGED, 0, detail=CONTENT_NAME)]
        return code.facts, []


def _locks(one: Any) -> bool:
    """Tell whether a signature forbids every later change."""
    if one.fieldmdp is None or str(one.fieldmdp.action.value) != "/All":
        return False
    lock = one.sig_field.get("/Lock", {})
    return int(lock.get("/P", 0)) == MDPPerm.NO_CHANGES.value


def _differing(before: dict[str, bytes], after: dict[str, bytes]) -> list[str]:
    return sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))


def _der_of(content: bytes) -> bytes:
    """Give the one DER value a field begins with; zeros fill the rest."""
    if content[1] < 0x80:
        return content[: 2 + content[1]]
    digits = content[1] & 0x7F
    return content[: 2 + digits + int.from_bytes(content[2 : 2 + digits], "big")]
