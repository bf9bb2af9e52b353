"""Words of the hall's seal and of time stamps. They are read with all others."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

SENTENCES: dict[str, object] = {
    "SealUnusable": QT_TRANSLATE_NOOP(
        "Wording",
        "The hall's seal cannot be used: {problem} Nothing was sealed, the signatures are safe. "
        "An administrator mends it on the page of the seal (Ctrl+H).",
    ),
    "SealLocked": QT_TRANSLATE_NOOP(
        "Wording",
        "The password does not open this file, or it is no .p12 file. Nothing was changed. "
        "Type the password its issuer gave you.",
    ),
    "CertificateNotFit": QT_TRANSLATE_NOOP(
        "Wording", "This certificate cannot seal: {problem} Nothing was changed; the old seal stays in use."
    ),
    "TokenUnusable": QT_TRANSLATE_NOOP(
        "Wording",
        "The token does not answer. Nothing was changed. Is it plugged in, are library, names and PIN right? "
        "Some tokens lock themselves after a few wrong PINs.",
    ),
    "TokenUnsupported": QT_TRANSLATE_NOOP(
        "Wording",
        "This installation cannot speak to tokens. Nothing was changed. Install the program with its part "
        "for tokens.",
    ),
    "TimeStampUnreachable": QT_TRANSLATE_NOOP(
        "Wording",
        "The time-stamp authority did not answer as it should. What is sealed stays sealed; a stamp that is "
        "owed is asked for again by itself.",
    ),
    "StampNotOwed": QT_TRANSLATE_NOOP("Wording", "No time stamp is owed for {number}. Nothing was changed."),
    "NoStampAuthority": QT_TRANSLATE_NOOP(
        "Wording",
        "No time-stamp authority is named at this terminal. The stamp stays owed. An administrator names one "
        "on the page of the seal (Ctrl+H).",
    ),
}

PROBLEMS: dict[str, object] = {
    "missing": QT_TRANSLATE_NOOP("Wording", "its keys or their passphrase are not at this terminal."),
    "locked": QT_TRANSLATE_NOOP("Wording", "the passphrase among the secrets does not open it."),
    "expired": QT_TRANSLATE_NOOP("Wording", "its certificate has ended."),
    "not_yet_valid": QT_TRANSLATE_NOOP(
        "Wording", "its certificate is not valid yet. Is this computer's clock right?"
    ),
    "revoked": QT_TRANSLATE_NOOP("Wording", "its key was revoked."),
    "token": QT_TRANSLATE_NOOP("Wording", "the token with its key does not answer."),
    "no_key": QT_TRANSLATE_NOOP("Wording", "the file holds no key with its certificate."),
    "no_signing": QT_TRANSLATE_NOOP("Wording", "it was not issued for signing."),
    "not_read": QT_TRANSLATE_NOOP("Wording", "This file cannot be read. Choose another."),
    "no_web_address": QT_TRANSLATE_NOOP("Wording", "Write an address that begins with http:// or https://."),
}

LABELS: dict[str, object] = {
    "SealKind.own": QT_TRANSLATE_NOOP("Wording", "The hall's own, renewed by itself"),
    "SealKind.bought": QT_TRANSLATE_NOOP("Wording", "Bought, renewed by hand"),
    "SealKind.token": QT_TRANSLATE_NOOP("Wording", "On a token, renewed by hand"),
}

DEEDS: dict[str, object] = {
    "change_seal": QT_TRANSLATE_NOOP("Wording", "Seal changed"),
    "stamp_contract": QT_TRANSLATE_NOOP("Wording", "Time stamp fetched"),
}
