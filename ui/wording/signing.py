"""Words of review, signing and its record. They are read with all others."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

SENTENCES: dict[str, object] = {
    "OwnFaceUnusable": QT_TRANSLATE_NOOP(
        "Wording",
        "The hall's font {file} cannot set papers: {problem}. Nothing was set. Change it in the settings.",
    ),
    "OwnDraft": QT_TRANSLATE_NOOP(
        "Wording",
        "You drafted {number} yourself. Nothing was changed. A colleague who may review has to look at it.",
    ),
    "TicksMissing": QT_TRANSLATE_NOOP(
        "Wording", "Not every line of the list is ticked, {missing} are left. Nothing was changed."
    ),
    "SignedAlready": QT_TRANSLATE_NOOP(
        "Wording", "{party} has signed already. The first signature stands, nothing was added."
    ),
    "SignatureEmpty": QT_TRANSLATE_NOOP(
        "Wording", "Nothing was drawn for {party}. No signature was kept. Sign on the pad."
    ),
    "AuthorityMissing": QT_TRANSLATE_NOOP(
        "Wording",
        "An agent signs for {party} by a power of attorney. No signature was kept. Write its "
        "number and period.",
    ),
    "SameAgent": QT_TRANSLATE_NOOP(
        "Wording",
        "{signer} has signed for another party already. No signature was kept. Somebody else has to sign.",
    ),
    "ContractOvertaken": QT_TRANSLATE_NOOP(
        "Wording",
        "Another terminal has moved {number} meanwhile, it is now: {state}. Yours was not taken and stands "
        "in the list of decisions. Read the contract again.",
    ),
    "SigningOver": QT_TRANSLATE_NOOP(
        "Wording",
        "{number} could be signed until {last_day}. No signature was kept. Begin a new contract from it.",
    ),
    "OutOfTurn": QT_TRANSLATE_NOOP(
        "Wording", "The parties sign one after the other: {first} comes first. No signature was kept."
    ),
    "AgentUnknown": QT_TRANSLATE_NOOP(
        "Wording",
        "The contract names another agent of {party} than {signer}. No signature was kept. "
        "Compare the name with the power of attorney.",
    ),
    "PowerNotValid": QT_TRANSLATE_NOOP(
        "Wording",
        "The power of attorney of {signer} is not valid today ({valid_from} to {valid_to}). "
        "No signature was kept. Somebody else signs, or a new one is brought.",
    ),
    "SignatureDoubtful": QT_TRANSLATE_NOOP(
        "Wording",
        "What was drawn for {party} hardly looks like a signature. Nothing was kept. Sign again, or say "
        "why it is kept.",
    ),
    "ScanDiffers": QT_TRANSLATE_NOOP(
        "Wording",
        "The paper is not the approved text of {number}. No signature was kept. Compare the pages and scan "
        "again.",
    ),
    "NoScan": QT_TRANSLATE_NOOP(
        "Wording", "This file is no page that can be read: {name}. Choose a PDF or pictures."
    ),
    "RecordedAlready": QT_TRANSLATE_NOOP(
        "Wording", "The signing of {number} is on record already. Add a note to it instead."
    ),
    "NobodySigned": QT_TRANSLATE_NOOP("Wording", "Nobody has signed {number}: there is nothing to record."),
}

LABELS: dict[str, object] = {
    "Doubt.short": QT_TRANSLATE_NOOP("Wording", "It is very short."),
    "Doubt.hasty": QT_TRANSLATE_NOOP("Wording", "It was drawn in a moment."),
    "Doubt.straight": QT_TRANSLATE_NOOP("Wording", "It is one straight line."),
    "ScanFault.missing": QT_TRANSLATE_NOOP("Wording", "this page is missing"),
    "ScanFault.twice": QT_TRANSLATE_NOOP("Wording", "this page is there twice"),
    "ScanFault.foreign": QT_TRANSLATE_NOOP("Wording", "a page of another contract or text"),
    "ScanFault.out_of_order": QT_TRANSLATE_NOOP("Wording", "not in its place"),
    "ScanFault.too_many": QT_TRANSLATE_NOOP("Wording", "a page too many"),
    "ScanFault.different": QT_TRANSLATE_NOOP(
        "Wording", "looks different: something is missing or was added. Compare it by eye"
    ),
    "ScanFault.other_character": QT_TRANSLATE_NOOP(
        "Wording", "another character seems to stand here. Compare these places by eye"
    ),
    "ScanFault.not_compared": QT_TRANSLATE_NOOP(
        "Wording", "its characters could not be compared. Scan it straight, or read it whole"
    ),
    "ScanFault.unreadable": QT_TRANSLATE_NOOP("Wording", "its code cannot be read. Compare it by eye"),
}

PROBLEMS: dict[str, object] = {
    "same_person": QT_TRANSLATE_NOOP("Wording", "This must be somebody else."),
}

DEEDS: dict[str, object] = {
    "expire_contracts": QT_TRANSLATE_NOOP("Wording", "Contracts lapsed, not signed in time"),
    "print_for_signing": QT_TRANSLATE_NOOP("Wording", "Text printed to be signed"),
    "write_witness_record": QT_TRANSLATE_NOOP("Wording", "Record of the signing written"),
    "note_to_witness_record": QT_TRANSLATE_NOOP("Wording", "Note to the record of a signing"),
    "print_witness_record": QT_TRANSLATE_NOOP("Wording", "Record of the signing printed"),
}
