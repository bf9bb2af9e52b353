"""Words about templates, clauses and the rules between answers."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

SENTENCES: dict[str, object] = {
    "TemplateRefused": QT_TRANSLATE_NOOP(
        "Wording", "Line {line}: {problem} {about} Nothing was saved, and what you typed is kept."
    ),
}

PROBLEMS: dict[str, object] = {
    "not_known": QT_TRANSLATE_NOOP("Wording", "There is nothing of this name."),
    "repealed_law": QT_TRANSLATE_NOOP(
        "Wording", "This law is no longer in force. Contracts rest on the Civil Code."
    ),
}

LABELS: dict[str, object] = {
    "RuleFault.patent_kind_differs": QT_TRANSLATE_NOOP(
        "Wording", "The number belongs to another kind of patent."
    ),
    "RuleFault.filing_year_differs": QT_TRANSLATE_NOOP(
        "Wording", "The filing day is of another year than the number."
    ),
    "RuleFault.filed_after_start": QT_TRANSLATE_NOOP(
        "Wording", "The filing day is after the contract's first day."
    ),
    "RuleFault.patent_expired": QT_TRANSLATE_NOOP("Wording", "The right has expired."),
    "RuleFault.licence_after_expiry": QT_TRANSLATE_NOOP(
        "Wording", "The licence runs longer than the right itself."
    ),
    "RuleFault.licence_reversed": QT_TRANSLATE_NOOP("Wording", "The licence ends before it begins."),
    "RuleFault.cooperation_is_commission": QT_TRANSLATE_NOOP(
        "Wording", "Who gives only money or equipment commissions: take the other template."
    ),
    "RuleFault.annual_fee_overdue": QT_TRANSLATE_NOOP("Wording", "The annual fee is not paid up."),
    "RuleFault.licensed_before": QT_TRANSLATE_NOOP(
        "Wording", "Earlier licences stand beside an exclusive or sole one."
    ),
    "RuleFault.day_outside_validity": QT_TRANSLATE_NOOP(
        "Wording", "This day lies outside the contract's term."
    ),
    "TemplateProblem.not_toml": QT_TRANSLATE_NOOP("Wording", "The text breaks the rules of TOML here."),
    "TemplateProblem.too_long": QT_TRANSLATE_NOOP("Wording", "The text is too long."),
    "TemplateProblem.key_missing": QT_TRANSLATE_NOOP("Wording", "An entry is missing:"),
    "TemplateProblem.key_unknown": QT_TRANSLATE_NOOP("Wording", "There is no entry of this name:"),
    "TemplateProblem.key_twice": QT_TRANSLATE_NOOP("Wording", "This key stands twice:"),
    "TemplateProblem.wrong_value": QT_TRANSLATE_NOOP("Wording", "This entry has a value of the wrong kind:"),
    "TemplateProblem.other_code": QT_TRANSLATE_NOOP("Wording", "This is the text of another template:"),
    "TemplateProblem.open_brace": QT_TRANSLATE_NOOP("Wording", "A brace is not closed or not opened:"),
    "TemplateProblem.unknown_blank": QT_TRANSLATE_NOOP("Wording", "A blank without a variable:"),
    "TemplateProblem.unused_variable": QT_TRANSLATE_NOOP("Wording", "A variable that no clause asks for:"),
    "TemplateProblem.unknown_option": QT_TRANSLATE_NOOP("Wording", "This is none of the answers:"),
    "TemplateProblem.section_missing": QT_TRANSLATE_NOOP("Wording", "A section that every edition needs:"),
    "TemplateProblem.role_missing": QT_TRANSLATE_NOOP("Wording", "The name of a party's role is missing:"),
    "TemplateProblem.price_section": QT_TRANSLATE_NOOP("Wording", "Exactly one section carries the price."),
    "TemplateProblem.repealed_law": QT_TRANSLATE_NOOP("Wording", "This law is no longer in force:"),
}
