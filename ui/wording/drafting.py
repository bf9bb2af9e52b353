"""Words about drafts: what is refused, what differs, why a file is not taken."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

SENTENCES: dict[str, object] = {
    "DraftMoved": QT_TRANSLATE_NOOP(
        "Wording",
        "{number} was saved at {moved_at} by {by} meanwhile. Nothing was overwritten, what you typed is "
        "still here. Compare the two and go on with one of them.",
    ),
    "OthersDraft": QT_TRANSLATE_NOOP(
        "Wording",
        "A colleague drafted {number}. Nothing was changed. Only who drafted it takes it back; "
        "a reviewer can send it back.",
    ),
    "NotSealed": QT_TRANSLATE_NOOP(
        "Wording",
        "{number} is not sealed yet. Nothing was begun. Change its own text instead.",
    ),
    "AttachmentRefused": QT_TRANSLATE_NOOP("Wording", "{name} was not attached: {why}"),
    "ImportRefused": QT_TRANSLATE_NOOP("Wording", "{name} was not read: {why}"),
}

LABELS: dict[str, object] = {
    "AttachmentProblem.empty": QT_TRANSLATE_NOOP("Wording", "the file is empty."),
    "AttachmentProblem.too_large": QT_TRANSLATE_NOOP(
        "Wording", "it is too large. One file has 20 MB at most, all of a contract 60 MB."
    ),
    "AttachmentProblem.too_many": QT_TRANSLATE_NOOP("Wording", "a contract has 30 attachments at most."),
    "AttachmentProblem.not_accepted": QT_TRANSLATE_NOOP(
        "Wording", "it is neither PDF nor PNG nor JPEG. Save it as PDF first."
    ),
    "AttachmentProblem.encrypted": QT_TRANSLATE_NOOP(
        "Wording", "it is locked by a password. Save it without one first."
    ),
    "AttachmentProblem.broken": QT_TRANSLATE_NOOP(
        "Wording", "the file is damaged and does not open. Fetch it once more."
    ),
    "AttachmentProblem.twice": QT_TRANSLATE_NOOP("Wording", "the same file is attached already."),
    "ImportProblem.not_docx": QT_TRANSLATE_NOOP(
        "Wording", "it is no Word file (.docx). Open it in the word processor and save it as .docx."
    ),
    "ImportProblem.too_large": QT_TRANSLATE_NOOP("Wording", "it is too large. A text has 20 MB at most."),
    "ImportProblem.encrypted": QT_TRANSLATE_NOOP(
        "Wording", "it is locked by a password. Save it without one first."
    ),
    "ImportProblem.broken": QT_TRANSLATE_NOOP(
        "Wording", "the file is damaged and does not open. Save it anew in the word processor."
    ),
    "ImportProblem.no_text": QT_TRANSLATE_NOOP(
        "Wording", "there is no text in it. A scanned contract is attached as PDF instead."
    ),
    "Fate.same": QT_TRANSLATE_NOOP("Wording", "unchanged"),
    "Fate.changed": QT_TRANSLATE_NOOP("Wording", "reworded"),
    "Fate.added": QT_TRANSLATE_NOOP("Wording", "added"),
    "Fate.removed": QT_TRANSLATE_NOOP("Wording", "removed"),
    "Fate.moved": QT_TRANSLATE_NOOP("Wording", "moved"),
    "Fact.template": QT_TRANSLATE_NOOP("Wording", "Template"),
    "Fact.title": QT_TRANSLATE_NOOP("Wording", "Project"),
    "Fact.place": QT_TRANSLATE_NOOP("Wording", "Place of signing"),
    "Fact.valid_from": QT_TRANSLATE_NOOP("Wording", "First day"),
    "Fact.valid_to": QT_TRANSLATE_NOOP("Wording", "Last day"),
    "Fact.copies": QT_TRANSLATE_NOOP("Wording", "Copies"),
    "Fact.total": QT_TRANSLATE_NOOP("Wording", "Total amount (yuan)"),
    "Fact.technical": QT_TRANSLATE_NOOP("Wording", "Technical amount (yuan)"),
    "Fact.payment": QT_TRANSLATE_NOOP("Wording", "Way of payment"),
    "Fact.entry_fee": QT_TRANSLATE_NOOP("Wording", "Entry fee (yuan)"),
    "Fact.royalty": QT_TRANSLATE_NOOP("Wording", "Royalty"),
    "Fact.payment_other": QT_TRANSLATE_NOOP("Wording", "Other way of payment"),
    "Fact.instalment": QT_TRANSLATE_NOOP("Wording", "Instalment"),
    "Fact.cost": QT_TRANSLATE_NOOP("Wording", "Cost that is no technology"),
    "Fact.holder": QT_TRANSLATE_NOOP("Wording", "Keeper of copies"),
    "Fact.party": QT_TRANSLATE_NOOP("Wording", "Party"),
    "Fact.party_field": QT_TRANSLATE_NOOP("Wording", "About a party"),
    "Fact.agent": QT_TRANSLATE_NOOP("Wording", "Agent"),
    "Fact.attachment": QT_TRANSLATE_NOOP("Wording", "Attachment"),
    "Fact.amends": QT_TRANSLATE_NOOP("Wording", "Contract that is changed"),
    "Fact.answer": QT_TRANSLATE_NOOP("Wording", "Filled in"),
}
