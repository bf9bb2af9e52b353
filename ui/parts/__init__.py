"""Parts for pages. Look here before you make a widget; all of them follow theme, text size and keyboard.

Colours, fonts, icons: ``ui.theme`` (``colour(name)``, ``font(size, bold=)``, ``px(n)``, ``set_icon(button, name)``,
``draw_icon(painter, name, rect, role)``, ``mark(widget, property, value)``). Never a stylesheet of your own.
Words of refusals and states: ``ui.wording`` (``sentence(error)``, ``problem(word)``, ``label(state)``).

background.Background       read(owner, job, on_value, on_trouble=None) on a reader; write(...) on the one writer;
                            on_lane(name, ...) for devices. Without on_trouble the owner's show_trouble is called.
                            Jobs may be lambdas; on_value is best a method of the page (it is kept weakly).
page.Page, page.KeyAction   base of a page: ``tables``, title(), keys(), refresh(), open_record(key), search(text);
                            ``head`` (small buttons beside the heading), ``body``, ``banner``;
                            said.emit(text, can_undo), page_requested.emit(name, key), keys_changed.emit().
card.Card                   a rounded card with ``head`` and ``body``. Facts: label and value pairs. KeyHint.
words.words(text, tone)     every label: title heading strong muted small label figure huge error trouble
                            waiting good accent chip, pills tag tag-good tag-waiting tag-trouble tag-plain.
                            set_tone(label, tone), rule() for a thin line.
button.Button, IconButton   kinds plain, primary (one per page), quiet, danger, large.
row_table.RowTable, Column  a list of frozen rows; selection and scrolling survive a refresh; signals chosen, selected.
choice_list.ChoiceList      numbered choices, the digit chooses; choose_digit/step/choose_current serve a search box.
forms.Form                  named fields with errors below them, Enter goes on, show_refusal(error) puts a FieldRefused
                            where it belongs; add_line add_text add_choice add_number add_date add_time add_tick
                            add_field; text(name), set_text, values(), is_complete(), signals submitted, edited.
empty_state.EmptyState      what an empty place says; also Picture (an icon in a disc).
banner.Banner, Tint, Glyph  something that stays true; every Page has one. Glyph: a painted icon.
toast.Toast                 the frame has one; pages emit ``said``.
busy.Busy                   begin(text), advance(done, total), finish(); signal cancel_requested.
status_dot.StatusDot        a mark whose shape says the same as its colour.
pdf_preview.PdfPreview      show_pdf(bytes); page(), page_count(), signal page_shown.
signature_pad.SignaturePad  strokes(), is_plausible(), undo_stroke(), clear_pad(); InkStroke, InkPoint, Pointer.
"""
