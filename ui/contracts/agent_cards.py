"""Who acts for a party by a power of attorney: for what, from when until when (Civil Code art. 165)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.contracts.content import AgentContent
from ui.contracts.part_cards import PartCard


class AgentCard(PartCard):
    """One agent with the power of attorney."""

    def __init__(self, agent: AgentContent, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        form = self.form
        form.add_line("name", self.tr("Name"), required=True)
        form.add_line("document", self.tr("Power of attorney"), required=True)
        form.add_line("scope", self.tr("For what"), span=2)
        form.add_day("valid_from", self.tr("From"))
        form.add_day("valid_to", self.tr("Until"))
        form.add_tick("may_pass_on", self.tr("May appoint a sub-agent"), span=2)
        form.add_tick("both_sides_agree", self.tr("Both sides agree to it"), span=2)
        self._fill(agent)

    def agent(self) -> AgentContent:
        """Give what was typed; what cannot be read stays as it was kept."""
        form = self.form
        return AgentContent(
            name=form.text("name"),
            document=form.text("document"),
            scope=form.text("scope"),
            valid_from=form.day("valid_from"),
            valid_to=form.day("valid_to"),
            may_pass_on=bool(form.text("may_pass_on")),
            both_sides_agree=bool(form.text("both_sides_agree")),
        )

    def _fill(self, agent: AgentContent) -> None:
        form = self.form
        for name in ("name", "document", "scope"):
            form.set_text(name, getattr(agent, name))
        form.show_day("valid_from", agent.valid_from)
        form.show_day("valid_to", agent.valid_to)
        form.set_text("may_pass_on", "1" if agent.may_pass_on else "")
        form.set_text("both_sides_agree", "1" if agent.both_sides_agree else "")
