"""The views a draft is written in, and how the person goes from one to the other."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.contracts.content import ClauseContent, ContractContent
from app.contracts.drafting import DraftEntry
from app.contracts.queries import ContractCard
from app.contracts.states import Amends, ContractState
from app.documents.templates import ContractTemplate
from app.security.actors import Actor
from ui.contracts.desk import ContractDesk
from ui.contracts.draft_form import BASICS
from ui.contracts.editor import Editor
from ui.contracts.import_view import ImportView
from ui.contracts.library_view import LibraryView
from ui.contracts.new_contract import NewContract
from ui.contracts.shelf_view import ShelfView
from ui.contracts.versions_view import VersionsView
from ui.parts.background import Background
from ui.parts.page import KeyAction


@dataclass(frozen=True)
class Start:
    """What a new contract starts from, in words; ``existing`` is a contract the visit has already."""

    visit_id: str | None
    booking_id: str | None
    told: str
    existing: str = ""


class DraftingViews(QObject):
    """Chooser, editor, versions, library, templates and import.

    Signals:
        wanted: A view shall be shown. Carries it and the subtitle of the page.
        said: Something was done. Carries the sentence.
        contract_requested: The list shall show a contract. Carries its key, or "".
        troubled: Something could not be. Carries the error.
        keys_moved: The keys of the view in sight are others now.
    """

    wanted = Signal(QWidget, str)
    said = Signal(str)
    contract_requested = Signal(str)
    troubled = Signal(object)
    keys_moved = Signal()

    def __init__(self, desk: ContractDesk, background: Background, actor: Actor, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._background, self._actor = desk, background, actor
        self._start = Start(None, None, "")
        self.chooser = NewContract(parent)
        self.editor = Editor(desk, background, actor, parent)
        self.versions = VersionsView(desk, background, actor, parent)
        self.library = LibraryView(desk, background, actor, parent)
        self.shelf = ShelfView(desk, background, actor, parent)
        self.importer = ImportView(desk, background, actor, parent)
        self._came_from_editor = False
        self._connect()

    def views(self) -> tuple[QWidget, ...]:
        """List the views."""
        return (self.chooser, self.editor, self.versions, self.library, self.shelf, self.importer)

    def keys(self, view: QWidget | None) -> tuple[KeyAction, ...]:
        """List the keys of a view."""
        for known in (self.chooser, self.editor, self.versions, self.library, self.shelf, self.importer):
            if known is view:
                return known.keys()
        return ()

    def begin(self, start: Start) -> None:
        """Ask which kind of contract is to be begun."""
        self._start = start
        self._background.read(self, self._desk.drafting.templates, self._on_templates)

    def edit(self, card: ContractCard) -> None:
        """Open a draft from its beginning."""
        self._came_from_editor = False
        self.editor.open_card(card)
        self.wanted.emit(self.editor, card.number)
        if self.editor.form is not None:
            self.editor.form.show_section(BASICS)

    def amend(self, key: str, kind: Amends) -> None:
        """Begin the contract that changes a sealed one."""
        job = partial(_amending, self._desk, key, kind, self._actor)
        self._background.write(self, job, self._on_drafted)

    def show_versions(self, card: ContractCard) -> None:
        """Show the kept texts of a contract of the list."""
        self._came_from_editor = False
        self.versions.open_contract(card.id, is_draft=card.state is ContractState.DRAFT)
        self.wanted.emit(self.versions, card.number)

    def show_library(self) -> None:
        """Show the library of clauses by itself."""
        self._came_from_editor = False
        self.wanted.emit(self.library, self.tr("Clause library"))
        self.library.open_for(None)

    def show_shelf(self) -> None:
        """Show the templates."""
        self.wanted.emit(self.shelf, self.tr("Templates"))
        self.shelf.begin()

    def show_trouble(self, error: Exception) -> None:
        """Say why something could not be."""
        self.troubled.emit(error)

    def _connect(self) -> None:
        self.chooser.chosen.connect(self._on_template)
        self.chooser.import_requested.connect(self._on_import)
        self.chooser.left.connect(self._on_left)
        self.importer.left.connect(self._on_left)
        self.importer.begun.connect(self._on_imported)
        self.shelf.left.connect(self._on_left)
        self.library.left.connect(self._on_library_left)
        self.library.form.turned.connect(self.keys_moved)
        self.library.taken.connect(self._on_clause)
        self.editor.left.connect(self.contract_requested)
        self.editor.library_requested.connect(self._on_library)
        self.editor.versions_requested.connect(self._on_versions)
        self.editor.difference_requested.connect(self._on_difference)
        self.versions.left.connect(self._on_versions_left)
        self.versions.restored.connect(self._on_restored)

    def _number(self) -> str:
        card = self.editor.card()
        return card.number if card is not None else ""

    def _on_templates(self, templates: tuple[ContractTemplate, ...]) -> None:
        self.wanted.emit(self.chooser, "")
        self.chooser.ask(self._start.told, templates)

    def _on_template(self, code: str) -> None:
        entry = DraftEntry(code, visit_id=self._start.visit_id, booking_id=self._start.booking_id)
        job = partial(_draft, self._desk, entry, self._actor)
        self._background.write(self, job, self._on_drafted)

    def _on_drafted(self, card: ContractCard) -> None:
        self.said.emit(self.tr("Draft {0} was begun").format(card.number))
        self.edit(card)

    def _on_import(self) -> None:
        self.wanted.emit(self.importer, self.tr("Take over a text"))
        self.importer.begin(self._start.visit_id, self._start.booking_id)

    def _on_imported(self, key: str) -> None:
        self._background.read(self, partial(self._desk.view.contract, key), self._on_drafted)

    def _on_left(self) -> None:
        self.contract_requested.emit("")

    def _on_library(self) -> None:
        card = self.editor.card()
        self._came_from_editor = True
        self.wanted.emit(self.library, self._number())
        self.library.open_for(card.template if card is not None else None)

    def _on_library_left(self) -> None:
        if self._came_from_editor:
            self._back_to_editor()
        else:
            self.contract_requested.emit("")

    def _on_clause(self, clause: ClauseContent) -> None:
        self._back_to_editor()
        self.editor.add_clause(clause)

    def _on_versions(self, key: str) -> None:
        self._came_from_editor = True
        self.wanted.emit(self.versions, self._number())
        self.versions.open_contract(key, is_draft=True)

    def _on_difference(self, content: ContractContent) -> None:
        self._came_from_editor = True
        self.wanted.emit(self.versions, self._number())
        self.versions.open_typed(self.editor.contract_id(), content)

    def _on_versions_left(self, key: str) -> None:
        if self._came_from_editor:
            self._back_to_editor()
        else:
            self.contract_requested.emit(key)

    def _on_restored(self, key: str) -> None:
        self.said.emit(self.tr("The older text is the draft's again; the other one is kept."))
        self._background.read(self, partial(self._desk.view.contract, key), self.edit)

    def _back_to_editor(self) -> None:
        self.wanted.emit(self.editor, self._number())
        if self.editor.form is not None:
            self.editor.form.setFocus()


def _draft(desk: ContractDesk, entry: DraftEntry, actor: Actor) -> ContractCard:
    return desk.view.contract(desk.drafting.draft(entry, actor=actor).value)


def _amending(desk: ContractDesk, key: str, kind: Amends, actor: Actor) -> ContractCard:
    return desk.view.contract(desk.drafting.draft_amending(key, kind, actor=actor).value)
