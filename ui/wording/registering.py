"""Words of the registrar's desk: states, refusals, problems, deeds. They are read with all others."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

LABELS: dict[str, object] = {
    "Permission.register_contract": QT_TRANSLATE_NOOP("Wording", "register contracts"),
    "RegistrationState.submitted": QT_TRANSLATE_NOOP("Wording", "Submitted"),
    "RegistrationState.supplement": QT_TRANSLATE_NOOP("Wording", "To be completed"),
    "RegistrationState.accepted": QT_TRANSLATE_NOOP("Wording", "Accepted"),
    "RegistrationState.review": QT_TRANSLATE_NOOP("Wording", "Under review"),
    "RegistrationState.expert": QT_TRANSLATE_NOOP("Wording", "With experts"),
    "RegistrationState.registered": QT_TRANSLATE_NOOP("Wording", "Registered"),
    "RegistrationState.refused": QT_TRANSLATE_NOOP("Wording", "Not registered"),
    "RegistrationState.withdrawn": QT_TRANSLATE_NOOP("Wording", "Application withdrawn"),
    "RegistrationState.changing": QT_TRANSLATE_NOOP("Wording", "Change under way"),
    "RegistrationState.changed": QT_TRANSLATE_NOOP("Wording", "Registered, changed"),
    "RegistrationState.cancelling": QT_TRANSLATE_NOOP("Wording", "Cancellation under way"),
    "RegistrationState.cancelled": QT_TRANSLATE_NOOP("Wording", "Registration cancelled"),
    "DueLight.none": QT_TRANSLATE_NOOP("Wording", "No limit runs"),
    "DueLight.running": QT_TRANSLATE_NOOP("Wording", "In time"),
    "DueLight.soon": QT_TRANSLATE_NOOP("Wording", "Due soon"),
    "DueLight.today": QT_TRANSLATE_NOOP("Wording", "Due today"),
    "DueLight.late": QT_TRANSLATE_NOOP("Wording", "Overdue"),
    "MaterialMark.missing": QT_TRANSLATE_NOOP("Wording", "Missing"),
    "MaterialMark.brought": QT_TRANSLATE_NOOP("Wording", "Brought"),
    "MaterialMark.not_needed": QT_TRANSLATE_NOOP("Wording", "Not needed"),
    "Counting.working": QT_TRANSLATE_NOOP("Wording", "working days"),
    "Counting.calendar": QT_TRANSLATE_NOOP("Wording", "calendar days"),
    "Weight.stops": QT_TRANSLATE_NOOP("Wording", "Must be mended"),
    "Weight.said": QT_TRANSLATE_NOOP("Wording", "Note"),
    "MendedAt.contract": QT_TRANSLATE_NOOP("Wording", "In the contract"),
    "MendedAt.form": QT_TRANSLATE_NOOP("Wording", "On the form"),
    "MendedAt.materials": QT_TRANSLATE_NOOP("Wording", "Among the papers"),
    "MendedAt.copies": QT_TRANSLATE_NOOP("Wording", "More originals"),
    "HistoryKind.opened": QT_TRANSLATE_NOOP("Wording", "Application taken in"),
    "HistoryKind.notice": QT_TRANSLATE_NOOP("Wording", "Notice given"),
    "HistoryKind.accepted": QT_TRANSLATE_NOOP("Wording", "Application accepted"),
    "HistoryKind.review": QT_TRANSLATE_NOOP("Wording", "Review begun"),
    "HistoryKind.expert": QT_TRANSLATE_NOOP("Wording", "Given to experts"),
    "HistoryKind.registered": QT_TRANSLATE_NOOP("Wording", "Contract registered"),
    "HistoryKind.refused": QT_TRANSLATE_NOOP("Wording", "Registration refused"),
    "HistoryKind.withdrawn": QT_TRANSLATE_NOOP("Wording", "Application withdrawn"),
    "HistoryKind.objection": QT_TRANSLATE_NOOP("Wording", "Objection noted"),
    "HistoryKind.change_begun": QT_TRANSLATE_NOOP("Wording", "Change begun"),
    "HistoryKind.changed": QT_TRANSLATE_NOOP("Wording", "Change registered"),
    "HistoryKind.change_dropped": QT_TRANSLATE_NOOP("Wording", "Change given up"),
    "HistoryKind.cancelling": QT_TRANSLATE_NOOP("Wording", "Cancellation begun"),
    "HistoryKind.cancelled": QT_TRANSLATE_NOOP("Wording", "Registration cancelled"),
    "HistoryKind.number": QT_TRANSLATE_NOOP("Wording", "Registration number received"),
    "Dimension.class": QT_TRANSLATE_NOOP("Wording", "By class"),
    "Dimension.kind": QT_TRANSLATE_NOOP("Wording", "By subtype"),
    "Dimension.field": QT_TRANSLATE_NOOP("Wording", "By field"),
    "Dimension.subfield": QT_TRANSLATE_NOOP("Wording", "By field, second level"),
    "Dimension.objective": QT_TRANSLATE_NOOP("Wording", "By objective"),
    "Dimension.rights": QT_TRANSLATE_NOOP("Wording", "By intellectual property"),
    "Dimension.plan": QT_TRANSLATE_NOOP("Wording", "By programme"),
    "Dimension.seller": QT_TRANSLATE_NOOP("Wording", "By nature of the seller"),
    "Dimension.buyer": QT_TRANSLATE_NOOP("Wording", "By nature of the buyer"),
    "Dimension.seller_region": QT_TRANSLATE_NOOP("Wording", "By region of the seller"),
    "Dimension.buyer_region": QT_TRANSLATE_NOOP("Wording", "By region of the buyer"),
    "Dimension.industry": QT_TRANSLATE_NOOP("Wording", "By industry served"),
    "Dimension.size": QT_TRANSLATE_NOOP("Wording", "By size"),
    "Dimension.month": QT_TRANSLATE_NOOP("Wording", "By month"),
    "SeamSeal.buyer": QT_TRANSLATE_NOOP("Wording", "Party A"),
    "SeamSeal.seller": QT_TRANSLATE_NOOP("Wording", "Party B"),
    "SeamSeal.registrar": QT_TRANSLATE_NOOP("Wording", "Registrar"),
    "RegistrationPaper.form": QT_TRANSLATE_NOOP("Wording", "Registration form"),
    "RegistrationPaper.notice": QT_TRANSLATE_NOOP("Wording", "One-time notice"),
    "RegistrationPaper.refusal": QT_TRANSLATE_NOOP("Wording", "Notice of refusal"),
    "RegistrationPaper.certificate": QT_TRANSLATE_NOOP("Wording", "Certificate"),
}

SENTENCES: dict[str, object] = {
    "ContractNotSigned": QT_TRANSLATE_NOOP(
        "Wording",
        "{number} is not signed by everybody yet. Nothing was opened. Let the parties sign first.",
    ),
    "RegisteredAlready": QT_TRANSLATE_NOOP(
        "Wording",
        "This contract is registered or handed in already under {acceptance_number}. Open that case.",
    ),
    "PrecheckStops": QT_TRANSLATE_NOOP(
        "Wording",
        "The pre-check stops it: {count} points ({rules}). Nothing was changed. Mend them or give a notice.",
    ),
    "CaseOvertaken": QT_TRANSLATE_NOOP(
        "Wording",
        "Another terminal was first with {acceptance_number}; it is now: {state}. Your step was "
        "not kept. Look at it again.",
    ),
    "CriteriaMissing": QT_TRANSLATE_NOOP(
        "Wording",
        "Not every criterion is ticked, {missing} are left. Nothing was changed.",
    ),
    "ExpertsFirst": QT_TRANSLATE_NOOP(
        "Wording",
        "{acceptance_number} goes to experts first, by its amount or a dispute. Nothing was changed.",
    ),
    "GroundsMissing": QT_TRANSLATE_NOOP("Wording", "Choose at least one ground. Nothing was changed."),
    "FormChanged": QT_TRANSLATE_NOOP(
        "Wording",
        "Somebody else saved {acceptance_number} meanwhile. Nothing was overwritten; what you "
        "typed stands here.",
    ),
    "NumberRefused": QT_TRANSLATE_NOOP("Wording", "The number {number} cannot be kept: {problem}"),
    "ListRefused": QT_TRANSLATE_NOOP(
        "Wording",
        "{count} lines cannot be taken: {lines}. Nothing was taken from the list.",
    ),
    "CopiesDone": QT_TRANSLATE_NOOP(
        "Wording",
        "All {copies} copies of {number} are printed. One more is a reprint and needs a reason.",
    ),
    "CopyReceived": QT_TRANSLATE_NOOP(
        "Wording",
        "Copy {position} was handed out already. Nothing was changed.",
    ),
    "HoldersDiffer": QT_TRANSLATE_NOOP(
        "Wording",
        "The text says {copies} copies, the holders together {held}. Nothing was printed.",
    ),
    "ArchiveUnusable": QT_TRANSLATE_NOOP(
        "Wording",
        "The folder cannot be used as an archive: {folder}. Nothing there was changed.",
    ),
}

PROBLEMS: dict[str, object] = {
    "not_curable": QT_TRANSLATE_NOOP(
        "Wording",
        "A supplement does not cure this ground. Take it out, or refuse the registration.",
    ),
    "not_digits": QT_TRANSLATE_NOOP("Wording", "it has other characters than digits."),
    "not_16_digits": QT_TRANSLATE_NOOP("Wording", "it has 16 digits, an old one 14."),
    "wrong_year": QT_TRANSLATE_NOOP("Wording", "its year cannot be."),
    "wrong_place": QT_TRANSLATE_NOOP("Wording", "there is no such province."),
    "not_registered": QT_TRANSLATE_NOOP("Wording", "the contract is not registered."),
    "has_another": QT_TRANSLATE_NOOP("Wording", "it has another number already."),
    "taken": QT_TRANSLATE_NOOP("Wording", "another contract has it."),
    "twice": QT_TRANSLATE_NOOP("Wording", "it stands twice in the list."),
    "several": QT_TRANSLATE_NOOP("Wording", "several contracts have this name; write a number beside it."),
    "other_title": QT_TRANSLATE_NOOP("Wording", "the project has another name here."),
    "no_columns": QT_TRANSLATE_NOOP(
        "Wording",
        "The headings were not recognised, nothing was taken. Numbers need a column with the registration "
        "number and one with the acceptance number, the contract number or the project; fields need code, "
        "code of the first level and name.",
    ),
    "no_parent": QT_TRANSLATE_NOOP("Wording", "there is no such first level."),
    "no_code": QT_TRANSLATE_NOOP("Wording", "the code is missing or is no code."),
    "no_name": QT_TRANSLATE_NOOP("Wording", "the name is missing or too long."),
}

INSTEAD: dict[str, object] = {
    "register_contract": QT_TRANSLATE_NOOP(
        "Wording",
        "The registration was issued and is not taken back. Nothing was changed. Open the case and begin a "
        "change or a cancellation.",
    ),
    "refuse_registration": QT_TRANSLATE_NOOP(
        "Wording",
        "The refusal was issued and is not taken back. Nothing was changed. Note the objection and take the "
        "case up again.",
    ),
    "notify_registration": QT_TRANSLATE_NOOP(
        "Wording",
        "The notice was given to the applicant and is not taken back. Nothing was changed. Accept the case "
        "when it is complete, or refuse it.",
    ),
    "change_registration": QT_TRANSLATE_NOOP(
        "Wording",
        "The change was registered and is not taken back. Nothing was changed. Begin another change with the "
        "right figures.",
    ),
    "cancel_registration": QT_TRANSLATE_NOOP(
        "Wording",
        "The cancellation was registered and is not taken back. Nothing was changed. Hand the contract in "
        "once more.",
    ),
}
"""What is done instead of taking back what was issued, by use case."""

DEEDS: dict[str, object] = {
    "open_registration": QT_TRANSLATE_NOOP("Wording", "Registration opened"),
    "save_registration": QT_TRANSLATE_NOOP("Wording", "Registration form saved"),
    "accept_registration": QT_TRANSLATE_NOOP("Wording", "Registration accepted"),
    "notify_registration": QT_TRANSLATE_NOOP("Wording", "One-time notice given"),
    "withdraw_registration": QT_TRANSLATE_NOOP("Wording", "Registration withdrawn"),
    "review_registration": QT_TRANSLATE_NOOP("Wording", "Registration taken in review"),
    "ask_experts": QT_TRANSLATE_NOOP("Wording", "Registration given to experts"),
    "register_contract": QT_TRANSLATE_NOOP("Wording", "Contract registered"),
    "refuse_registration": QT_TRANSLATE_NOOP("Wording", "Registration refused"),
    "note_objection": QT_TRANSLATE_NOOP("Wording", "Objection noted"),
    "reopen_registration": QT_TRANSLATE_NOOP("Wording", "Registration taken up again"),
    "registration_changing": QT_TRANSLATE_NOOP("Wording", "Change of a registration begun"),
    "registration_cancelling": QT_TRANSLATE_NOOP("Wording", "Cancellation of a registration begun"),
    "change_registration": QT_TRANSLATE_NOOP("Wording", "Registration changed"),
    "cancel_registration": QT_TRANSLATE_NOOP("Wording", "Registration cancelled"),
    "drop_change": QT_TRANSLATE_NOOP("Wording", "Change of a registration given up"),
    "set_registration_number": QT_TRANSLATE_NOOP("Wording", "Registration number noted"),
    "take_registration_numbers": QT_TRANSLATE_NOOP("Wording", "Registration numbers taken in"),
    "take_fields": QT_TRANSLATE_NOOP("Wording", "Second level of technical fields taken in"),
    "export_registrations": QT_TRANSLATE_NOOP("Wording", "Registrations exported"),
    "print_statistics": QT_TRANSLATE_NOOP("Wording", "Statistics printed"),
    "print_registration_form": QT_TRANSLATE_NOOP("Wording", "Registration form printed"),
    "print_registration_notice": QT_TRANSLATE_NOOP("Wording", "One-time notice printed"),
    "print_registration_refusal": QT_TRANSLATE_NOOP("Wording", "Notice of refusal printed"),
    "print_registration_certificate": QT_TRANSLATE_NOOP("Wording", "Certificate printed"),
    "print_contract_copies": QT_TRANSLATE_NOOP("Wording", "Numbered copies printed"),
    "reprint_copy": QT_TRANSLATE_NOOP("Wording", "Copy printed again"),
    "hand_out_copy": QT_TRANSLATE_NOOP("Wording", "Copy handed out"),
    "export_archive": QT_TRANSLATE_NOOP("Wording", "Contracts archived"),
}
