"""Parts for pages. Look here before you make a widget; all of them follow theme, text size and keyboard.

Colours, fonts, icons come from ``ui.theme``: ``colour(name)``, ``font(size, bold=)``, ``px(n)``,
``set_icon(button, name)``, ``draw_icon(painter, name, rect, role)``, ``mark(widget, property, value)``.
Never a stylesheet of your own. Refusals and states are worded by ``ui.wording``: ``sentence(error)``,
``problem(word)``, ``label(state)``.

background.Background
    read(owner, job, on_value, on_trouble=None) on a reader; write(...) on the one writer; on_lane(name, ...)
    for devices. Without on_trouble the owner's show_trouble is called. Jobs may be lambdas; on_value is best
    a method of the page, which is kept weakly.
page.Page, page.KeyAction
    base of a page: ``tables``, title(), keys(), refresh(), take_focus(), open_record(key), search(text);
    ``head`` for small buttons beside the heading, ``body``, ``banner``; set_subtitle(text);
    said.emit(text, can_undo), page_requested.emit(name, key), keys_changed.emit().
card.Card, card.Facts
    a rounded card with ``head`` and ``body``; pairs of label and value; a key with its words.
keys.key_name, keys.with_key
    what a key is called in the language of the program; a button's words with its key behind them.
words.words, set_tone, rule
    every label is words(text, tone): title heading strong muted small label figure huge error trouble waiting
    good accent chip, and the pills tag tag-good tag-waiting tag-trouble tag-plain.
button.Button, button.IconButton
    kinds plain, primary (one per page), quiet, danger, large.
row_table.RowTable, row_table.Column
    a list of frozen rows; selection and scrolling survive a refresh; signals chosen, selected.
choice_list.ChoiceList, choice_list.Choice
    numbered choices, the digit chooses; choose_digit, step, choose_current serve a search box above.
forms.Form, LineField, TextField, buttons_row
    named fields with errors below them; Enter goes on; show_refusal(error) puts a FieldRefused where it
    belongs; add_line add_text add_choice add_number add_date add_time add_tick add_field; text(name),
    set_text, values(), is_complete(); signals submitted, edited.
empty_state.EmptyState, empty_state.Picture
    what an empty place says; an icon in a disc.
banner.Banner, banner.Tint, banner.Glyph
    something that stays true (every Page has one); a painted icon.
toast.Toast
    the frame has one; pages emit ``said``.
busy.Busy
    begin(text), advance(done, total), finish(); signal cancel_requested.
status_dot.StatusDot, status_dot.Light
    a mark whose shape says the same as its colour.
pdf_preview.PdfPreview
    show_pdf(bytes), page(), page_count(), go_to_page(n), zoom(factor); signal page_shown.
signature_pad.SignaturePad, InkStroke, InkPoint, Pointer
    strokes(), undo_stroke(), clear_pad(); signals changed, device_lost.
"""
