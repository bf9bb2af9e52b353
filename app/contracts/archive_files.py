"""A folder of archived contracts: how it is written, and how every file of it is checked without a store.

One folder per contract, named by its number: ``sealed.pdf``, ``witness.pdf``, ``contract.json`` (canonical
record), ``register.json`` (what the register says of it), ``trail.json`` (its audit entries, each with its
link), ``attachments/``, ``scans/`` (signed paper), ``strokes/`` (where asked for), and ``manifest.json`` with
size, SHA-256 and SM3 of each. ``archive.json`` beside the folders names each contract with the SHA-256 of its
manifest.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from app.contracts.content import digest_of_record
from app.documents.sm3 import sm3
from app.storage.trail import AuditEntry

ARCHIVE_FORMAT = 1
SCANS, STROKES = "scans", "strokes"
INDEX, MANIFEST = "archive.json", "manifest.json"
SEALED, STAMP, WITNESS, RECORD, REGISTER, TRAIL = (
    "sealed.pdf",
    "sealed.tsr",
    "witness.pdf",
    "contract.json",
    "register.json",
    "trail.json",
)


@dataclass(frozen=True)
class Damage:
    """A file that is not as it was archived, by its path inside the archive.

    problem: ``missing``, ``changed``, ``unexpected``, ``unreadable``, ``not_the_sealed_file`` (the register
    names another digest), ``not_the_record``, ``trail_broken``.
    """

    file: str
    problem: str


@dataclass(frozen=True)
class Checked:
    """What a check found: how many contracts and files were read, and each damage."""

    contracts: int
    files: int
    damages: tuple[Damage, ...]


def as_json(value: Any) -> bytes:
    """Write JSON as the archive has it: sorted keys, one line per value."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1).encode() + b"\n"


def write_folder(home: Path, name: str, files: Mapping[str, bytes], missing: tuple[str, ...]) -> str:
    """Write a contract's folder whole or not at all; gives the SHA-256 of its manifest."""
    draft, final = home / f".{name}.part", home / name
    shutil.rmtree(draft, ignore_errors=True)
    told = []
    for path, content in sorted(files.items()):
        place = draft / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
        sha256 = hashlib.sha256(content).hexdigest()
        told.append({"name": path, "size": len(content), "sha256": sha256, "sm3": sm3(content)})
    manifest = as_json({"format": ARCHIVE_FORMAT, "files": told, "missing": sorted(missing)})
    (draft / MANIFEST).write_bytes(manifest)
    if final.exists():
        shutil.rmtree(final)
    draft.rename(final)
    return hashlib.sha256(manifest).hexdigest()


def write_index(home: Path, index: dict[str, Any]) -> None:
    """Write the index last: an archive that was cut short has none."""
    draft = home / f".{INDEX}.part"
    draft.write_bytes(as_json(index))
    draft.replace(home / INDEX)


def read_index(home: Path) -> dict[str, Any] | None:
    """Read the index; None where there is none that can be read."""
    try:
        told = json.loads((home / INDEX).read_bytes())
        folders = {str(name): str(digest) for name, digest in told["contracts"].items()}
    except (OSError, ValueError, KeyError, AttributeError, TypeError, RecursionError):
        return None
    return {**told, "contracts": folders}


def check_archive(home: Path) -> Checked:
    """Read everything and compare it with the checksums; each damage is named by its file."""
    index = read_index(home)
    if index is None:
        return Checked(0, 0, (Damage(INDEX, "missing" if not (home / INDEX).exists() else "unreadable"),))
    damages: list[Damage] = []
    files = 0
    for name, digest in sorted(index["contracts"].items()):
        if not _is_inside(name):
            damages.append(Damage(INDEX, "unreadable"))
            continue
        found = list(_check_folder(home / name, digest))
        files += sum(1 for told in found if isinstance(told, str))
        damages += [Damage(f"{name}/{d.file}", d.problem) for d in found if isinstance(d, Damage)]
    known = {INDEX, *index["contracts"]}
    strays = sorted(path.name for path in home.iterdir() if path.name not in known)
    damages += [Damage(name, "unexpected") for name in strays]
    return Checked(len(index["contracts"]), files, tuple(damages))


def _check_folder(folder: Path, digest: str) -> Iterator[str | Damage]:
    """Tell the name of each file that is read, and each damage."""
    content = _read(folder / MANIFEST)
    if content is None:
        yield Damage(MANIFEST, "missing")
        return
    if hashlib.sha256(content).hexdigest() != digest:
        yield Damage(MANIFEST, "changed")
        return
    told = _manifest(content)
    if told is None:
        yield Damage(MANIFEST, "unreadable")
        return
    there: dict[str, bytes] = {}
    for entry in told:
        found = _read(folder / entry["name"])
        if found is None:
            yield Damage(entry["name"], "missing")
            continue
        yield str(entry["name"])
        if _sums(found) != (entry["size"], entry["sha256"], entry["sm3"]):
            yield Damage(entry["name"], "changed")
        else:
            there[entry["name"]] = found
    named = {MANIFEST, *(entry["name"] for entry in told)}
    paths = (path for path in folder.rglob("*") if path.is_file() or path.is_symlink())
    strays = sorted(str(path.relative_to(folder).as_posix()) for path in paths)
    yield from (Damage(name, "unexpected") for name in strays if name not in named)
    try:
        yield from _check_meaning(there)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        yield Damage(REGISTER, "unreadable")


def _check_meaning(files: Mapping[str, bytes]) -> Iterator[Damage]:
    """Compare what the files say with each other; only whole files come here."""
    if REGISTER not in files:
        return
    register = json.loads(files[REGISTER])
    for name, key in ((SEALED, "sealed_digest"), (WITNESS, "witness_digest")):
        if name in files and hashlib.sha256(files[name]).hexdigest() != register[key]:
            yield Damage(name, "not_the_sealed_file")
    if STAMP in files and not _is_about(files[STAMP], register):
        yield Damage(STAMP, "not_the_sealed_file")
    known = {
        *map(scan_name, scan_digests(register)),
        *map(strokes_name, stroke_digests([*register["signatures"], *register["receipts"]])),
    }
    for name in sorted(files):
        folder, _, rest = name.partition("/")
        if folder in (SCANS, STROKES):
            is_named = hashlib.sha256(files[name]).hexdigest() == rest.removesuffix(".json")
            if name not in known or not is_named:
                yield Damage(name, "not_the_sealed_file")
    if RECORD in files and digest_of_record(json.loads(files[RECORD])) != register["digest"]:
        yield Damage(RECORD, "not_the_record")
    if TRAIL in files and not all(_is_linked(entry) for entry in json.loads(files[TRAIL])):
        yield Damage(TRAIL, "trail_broken")


def _is_about(stamp: bytes, register: dict[str, Any]) -> bool:
    """Tell whether this is the registered stamp, and its bytes hold the digest of the sealed file."""
    is_registered = hashlib.sha256(stamp).hexdigest() == register["stamp_digest"]
    return is_registered and bytes.fromhex(register["sealed_digest"]) in stamp


def scan_name(digest: str) -> str:
    """Name a scan of signed paper: a PDF, a picture, or several, each behind its length and a line end."""
    return f"{SCANS}/{digest}"


def strokes_name(digest: str) -> str:
    """Name the strokes of a signature or a receipt."""
    return f"{STROKES}/{digest}.json"


def scan_digests(register: Mapping[str, Any]) -> list[str]:
    """List the scans a register names."""
    return sorted({s["scan_digest"] for s in register["signatures"] if s["scan_digest"]})


def stroke_digests(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """List the strokes that signatures or receipts name; an older register knows none of receipts."""
    return sorted({row["strokes_digest"] for row in rows if row.get("strokes_digest")})


def trail_entry(entry: AuditEntry) -> dict[str, Any]:
    """Write an audit entry with what its link was made from."""
    keys = ("seq", "at", "actor_id", "use_case", "subjects", "txn", "previous", "link")
    return {key: getattr(entry, key) for key in keys}


def _is_linked(told: dict[str, Any]) -> bool:
    link: str = told["link"]
    return AuditEntry(**told).expected_link() == link


def _manifest(content: bytes) -> list[dict[str, Any]] | None:
    """Read a manifest; None where it is none, or names a file outside of its folder."""
    try:
        keys = ("name", "size", "sha256", "sm3")
        told = [{key: entry[key] for key in keys} for entry in json.loads(content)["files"]]
        outside = any(
            ".." in PurePosixPath(entry["name"]).parts or PurePosixPath(entry["name"]).is_absolute()
            for entry in told
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return None if outside else told


def _sums(content: bytes) -> tuple[int, str, str]:
    return len(content), hashlib.sha256(content).hexdigest(), sm3(content)


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _is_inside(name: str) -> bool:
    """Tell whether a name is one folder below the archive, nothing else."""
    parts = PurePosixPath(name).parts
    return len(parts) == 1 and parts[0] not in ("..", ".", "/")
