"""The services the texts of contracts come from and are kept by."""

from __future__ import annotations

from dataclasses import dataclass

from app.contracts.attachments import Attachments
from app.contracts.clauses import ClauseLibrary
from app.contracts.editions import TemplateShelf
from app.contracts.importing import Importing
from app.contracts.versions import Versions


@dataclass(frozen=True)
class Texts:
    """Library of clauses, templates, versions, texts taken over, files."""

    clauses: ClauseLibrary
    shelf: TemplateShelf
    versions: Versions
    importing: Importing
    attachments: Attachments
