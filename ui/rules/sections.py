"""What every section of the rules page has in common, and the one made of rules alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.catalogue.arranging import Arrangement, Arranging
from app.catalogue.rules import Rules, range_of
from app.security.actors import Actor
from ui.parts.forms import Form
from ui.rules.phrases import RULES, Section, said


@dataclass(frozen=True)
class Wish:
    """Something typed that is to be set; ``key`` names it within its section."""

    key: str
    job: Callable[..., object]

    def __call__(self, arranging: Arranging, actor: Actor) -> object:
        """Set it."""
        return self.job(arranging, actor=actor)


class SectionView(QWidget):
    """A section: shows what is, keeps what is typed until it is saved.

    Signals:
        save_wanted: Ctrl+Enter, or Enter in the last field.
        edited: Something was typed or put back; whether anything is unsaved may be otherwise now.
    """

    save_wanted = Signal()
    edited = Signal()

    def show_arrangement(self, now: Arrangement) -> None:
        """Show what is in force; what is typed and not saved stays."""

    def wishes(self) -> tuple[Wish, ...]:
        """Give what is typed and not saved yet."""
        return ()

    def forget(self, key: str) -> None:
        """Let go of what was typed under a key: it is saved."""

    def show_refusal(self, key: str, error: Exception) -> bool:
        """Show at its field why something could not be set; tells whether there is such a field."""
        return False

    def begin(self) -> None:
        """Put the focus where typing begins."""


class RuleSection(SectionView):
    """Rules as numbers with their range; the usual value stands below each."""

    def __init__(self, section: Section, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = section.rules
        self._shown = Rules()
        self.form = Form(self, columns=2)
        for name in section.rules:
            text, (least, most) = RULES[name], range_of(name)
            usual = self.tr("{0} Usual: {1}; {2} to {3}.").format(
                said(text.meaning), getattr(Rules(), name), least, most
            )
            self.form.add_number(name, said(text.label), least, most, suffix=said(text.unit), hint=usual)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.form)
        self.form.submitted.connect(self.save_wanted)
        self.form.edited.connect(self._on_edited)
        self._fill(self._shown)

    def show_arrangement(self, now: Arrangement) -> None:
        """Show the rules in force."""
        typed = self._changed()
        self._shown = now.rules
        self._fill(now.rules)
        for name, value in typed.items():
            self.form.set_text(name, str(value))

    def wishes(self) -> tuple[Wish, ...]:
        """Give all changed rules as one wish: they are set together or not at all."""
        changed = self._changed()
        return (Wish("", partial(Arranging.set_rules, values=changed)),) if changed else ()

    def forget(self, key: str) -> None:
        """Take what is typed as what is in force."""
        self._shown = Rules(**{n: getattr(self._shown, n) for n in vars(self._shown)} | self._changed())
        self.form.clear_errors()

    def show_refusal(self, key: str, error: Exception) -> bool:
        """Show the reason below the rule it is about."""
        return self.form.show_refusal(error)

    def begin(self) -> None:
        """Begin with the first rule."""
        self.form.focus_first()

    def _changed(self) -> dict[str, int]:
        typed = {name: int(self.form.text(name)) for name in self._names}
        return {name: value for name, value in typed.items() if value != getattr(self._shown, name)}

    def _fill(self, rules: Rules) -> None:
        for name in self._names:
            self.form.set_text(name, str(getattr(rules, name)))

    def _on_edited(self, name: str) -> None:
        self.edited.emit()
