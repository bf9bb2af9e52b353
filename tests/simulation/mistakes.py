"""Every known mistake (sync.md, 8.4) as a switch: production code is replaced for a run, never branched.

A checker that never fails proves nothing; each of these must be caught.
"""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

from sqlalchemy.orm import Session

import app.sync.downward as downward
import app.sync.merge as merging
import app.sync.overlay as overlay
import app.sync.upward as upward
from app.kernel.changes import ChangeSet
from app.storage.outbox import Sending
from app.storage.store import Store, Work, _outbox_entry
from app.sync.downward import Downward, Place
from app.sync.exchange import Exchange, ExchangeReport
from tests.simulation import local_work
from tests.simulation.world import World

Install = Callable[[ExitStack, World], None]


@dataclass(frozen=True)
class Mistake:
    """A mistake: how it is made, and what must happen more often for it to show."""

    name: str
    about: str
    install: Install
    weights: Mapping[str, int] = field(default_factory=dict)
    mix: Mapping[str, float] = field(default_factory=dict)
    page: int | None = None


@contextmanager
def made(mistake: Mistake | None, world: World) -> Iterator[None]:
    """Make a mistake for the time of a run."""
    with ExitStack() as stack:
        if mistake is not None:
            world.prefer(mistake.weights, mistake.mix, mistake.page)
            mistake.install(stack, world)
        yield


def _replace(text: str, old: str, new: str) -> str:
    assert old in text, f"the gate does not say so any more: {old}"
    return text.replace(old, new)


def _change_gate(stack: ExitStack, world: World, name: str, *pairs: tuple[str, str]) -> None:
    def change(text: str) -> str:
        for old, new in pairs:
            text = _replace(text, old, new)
        return text

    stack.callback(world.server.replace_functions(name, change))


# --- The cursor --------------------------------------------------------------------------------------

_NEW_ROWS = "(_seen IS NULL OR NOT pg_visible_in_snapshot(t.ver, _seen))"
_TOKEN = "_token text := _now::text"


def _horizon(stack: ExitStack, world: World) -> None:
    token = "_token text := format('%1$s:%1$s:', pg_snapshot_xmin(_now))"
    _change_gate(
        stack,
        world,
        "gate_pull",
        (_NEW_ROWS, "t.ver < pg_snapshot_xmin(_now)"),
        (_TOKEN, token),
    )


def _horizon_in_pages(stack: ExitStack, world: World) -> None:
    _horizon(stack, world)
    stage = Downward._stage

    def apply_at_once(self: Downward, held: Any, **how: Any) -> None:
        overlay.apply_page(self._store, self._shapes, held[-1].page)
        stage(self, held, **how)

    stack.enter_context(patch.object(Downward, "_stage", apply_at_once))
    stack.enter_context(patch.object(downward, "AT_HAND", 0))


def _highest_version(stack: ExitStack, world: World) -> None:
    token = "_token text := format('%1$s:%1$s:', pg_snapshot_xmax(_now))"
    _change_gate(stack, world, "gate_pull", (_TOKEN, token))


def _cursor_before_rows(stack: ExitStack, world: World) -> None:
    def early(put: Callable[..., ChangeSet]) -> Callable[..., ChangeSet]:
        def first_the_cursor(store: Store, shapes: Any, page: Any, *rest: Any, **how: Any) -> ChangeSet:
            if page is not None:
                with store.rewrite() as connection:
                    overlay.write_facts(
                        connection, overlay._arrived(store, page, overlay._Given([], shapes), ())
                    )
            return put(store, shapes, page, *rest, **how)

        return first_the_cursor

    for name in ("apply_page", "swap_staged"):
        stack.enter_context(patch.object(downward, name, early(getattr(downward, name))))


def _stale_answer(stack: ExitStack, world: World) -> None:
    before: dict[int, str] = {}

    def answer(terminal: Any, gate: str, values: tuple[str, ...], said: Any) -> Any:
        if gate != "gate_pull":
            return said
        old = before.get(terminal.number)
        before[terminal.number] = said
        return old if old is not None and not world.is_calm and world.chance.random() < 0.3 else said

    world.tampering = answer


# --- The calls ---------------------------------------------------------------------------------------


def _told_over_a_gap(stack: ExitStack, world: World) -> None:
    def any_later(here: int, number: int) -> Place:
        return Place.NEXT if number > here else Place.BEFORE

    def a_number_is_no_news(said: str, epoch: str, here: int) -> Place:
        return Place.BEFORE if said else Place.BEYOND

    stack.enter_context(patch.object(downward, "place_of", any_later))
    # The number behind a batch's rows tells of the gap too.
    stack.enter_context(patch.object(downward, "_announced", a_number_is_no_news))


def _told_again(stack: ExitStack, world: World) -> None:
    placed = downward.place_of

    def late_is_new(here: int, number: int) -> Place:
        return Place.BEYOND if placed(here, number) is Place.BEYOND else Place.NEXT

    stack.enter_context(patch.object(downward, "place_of", late_is_new))
    # The number that comes behind a batch's rows is no batch.
    stack.enter_context(patch.object(downward, "_announced", lambda *_: Place.BEFORE))


def _told_in_part(stack: ExitStack, world: World) -> None:
    plain = "status = 'ok' AND all_plain AND NOT any_known\n            AND NOT any_parked AND"
    _change_gate(stack, world, "gate_push", (plain, "status = 'ok' AND"))


# --- The outbox --------------------------------------------------------------------------------------


def _second_transaction(stack: ExitStack, world: World) -> None:
    @contextmanager
    def change(self: Store, actor: Any, use_case: str) -> Iterator[Work]:
        with self._turn.of_a_clerk(), Session(self._engines.writing, expire_on_commit=False) as session:
            work = Work(session, self.clock.now(), actor, use_case, self._hall_id)
            yield work
            session.flush()
            entry = _outbox_entry(work)
            session.commit()
            self._chain_end, self._hall_id = self._seal(work, entry), work.hall_id
            session.commit()
        self.announce(work.changes)

    stack.enter_context(patch.object(Store, "change", change))


def _nothing_kept(stack: ExitStack, world: World) -> None:
    mark = overlay._mark_shown

    def forget(connection: Any, seqs: set[int]) -> None:
        mark(connection, seqs)
        connection.execute(
            "DELETE FROM outbox WHERE shown = 1 AND state = 'accepted' "
            "AND seq < (SELECT max(seq) FROM outbox)"
        )

    stack.enter_context(patch.object(overlay, "_mark_shown", forget))


def _next_local_write(stack: ExitStack, world: World) -> None:
    push = Exchange.push
    tried: dict[str, int] = {}

    def only_after_a_write(self: Exchange) -> ExchangeReport:
        with self._store.look() as session:
            query = "SELECT coalesce(max(seq), 0) FROM outbox"
            last = session.connection().exec_driver_sql(query).scalar()
        path = str(self._store.path)
        if tried.get(path) == last:
            return ExchangeReport(0, 0, ChangeSet())
        tried[path] = last or 0
        return push(self)

    stack.enter_context(patch.object(Exchange, "push", only_after_a_write))


# --- The overlay -------------------------------------------------------------------------------------


def _pull_overwrites(stack: ExitStack, world: World) -> None:
    def forgetful(current: Any, kept: Any, pulled: Any, before: Any, after: Any, links: Any = None) -> Any:
        result = merging.rebase(current, kept, pulled, before, after, links)
        return dataclasses.replace(result, shown=result.shown | pulled)

    stack.enter_context(patch.object(overlay, "rebase", forgetful))


def _overlay_gone_at_once(stack: ExitStack, world: World) -> None:
    stays = overlay._stays

    def not_accepted(entry: Any, token: Any) -> bool:
        return entry.state is not Sending.ACCEPTED and stays(entry, token)

    stack.enter_context(patch.object(overlay, "_stays", not_accepted))
    answered = upward._REFUSED_IN_SIGHT.replace("state = 'refused'", "state IN ('refused', 'accepted')")
    stack.enter_context(patch.object(upward, "_REFUSED_IN_SIGHT", answered))


# --- The gate ----------------------------------------------------------------------------------------


def _no_dedupe(stack: ExitStack, world: World) -> None:
    _change_gate(
        stack,
        world,
        "gate_push",
        ("IF any_known THEN", "IF false THEN"),
        ("IF next_seq <= me.last_seq THEN", "IF false THEN"),
    )
    _change_gate(
        stack,
        world,
        "gate_entry",
        (
            "tried ->> 'status', tried -> 'detail');",
            "tried ->> 'status', tried -> 'detail') ON CONFLICT DO NOTHING;",
        ),
    )


def _restore_unnoticed(stack: ExitStack, world: World) -> None:
    def deaf(text: str) -> str:
        return re.sub(
            r"\nBEGIN\n.*\nEND", "\nBEGIN\n    RETURN (SELECT epoch FROM sync_centre);\nEND", text, flags=re.S
        )

    stack.callback(world.server.replace_functions("sync_new_epoch", deaf))


_AS_IT_WAS = "ELSIF _old ? _column AND _json -> _column IS NOT DISTINCT FROM _old -> _column THEN"


_NEWER = """
CREATE OR REPLACE FUNCTION sim.newer(t text, k text, made_at bigint) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    before bigint := (SELECT at FROM sim.clock WHERE tab = t AND key = k);
BEGIN
    INSERT INTO sim.clock VALUES (t, k, made_at)
    ON CONFLICT (tab, key) DO UPDATE SET at = greatest(clock.at, EXCLUDED.at);
    RETURN before IS NULL OR made_at >= before;
END $$;
GRANT USAGE ON SCHEMA sim TO PUBLIC;
"""


def _field_by_clock(stack: ExitStack, world: World) -> None:
    world.server.ask(
        "CREATE TABLE IF NOT EXISTS sim.clock (tab text, key text, at bigint, PRIMARY KEY (tab, key))"
    )
    world.server.ask("TRUNCATE sim.clock")
    world.server.ask(_NEWER)

    def later_wins(text: str) -> str:
        call = "sim.newer(change ->> 'table', _key, (entry ->> 'made_at')::bigint)"
        return text.replace(_AS_IT_WAS, f"ELSIF {call} THEN")

    stack.callback(world.server.replace_functions("gate_change_%", later_wins))


def _whole_row(stack: ExitStack, world: World) -> None:
    changeset = Work.changeset

    def whole(self: Work) -> list[dict[str, Any]]:
        found = changeset(self)
        rows = {
            (row.__tablename__, row.id): row
            for row in self.session.identity_map.values()
            if hasattr(row, "id")
        }
        for change in found:
            row = rows.get((change["table"], change["key"]))
            if change["op"] != "update" or row is None:
                continue
            from app.storage.store import _columns, _plain

            for name in _columns(row):
                if name not in change["new"] and name not in ("id", "hall_id"):
                    change["old"][name] = change["new"][name] = _plain(getattr(row, name))
        return found

    def take_all(text: str) -> str:
        text = re.sub(
            r"IF _new \?\| [^\n]* THEN\n\s+-- Columns that tell", "IF false THEN\n-- Columns that tell", text
        )
        return text.replace(_AS_IT_WAS, "ELSIF true THEN")

    stack.enter_context(patch.object(Work, "changeset", whole))
    stack.callback(world.server.replace_functions("gate_change_%", take_all))


def _only_the_row(stack: ExitStack, world: World) -> None:
    _change_gate(
        stack,
        world,
        "gate_try",
        (
            "IF gate_change(me, entry, changes -> n, recovering) THEN\n                outcome := 'merged';\n"
            "            END IF;",
            "BEGIN IF gate_change(me, entry, changes -> n, recovering) THEN outcome := 'merged'; END IF;\n"
            "            SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED;\n"
            "            EXCEPTION WHEN integrity_constraint_violation OR SQLSTATE 'GT107' THEN\n"
            "                code := SQLSTATE; END;",
        ),
        (
            "RETURN jsonb_build_object('status', outcome, 'detail', '{}'::jsonb);",
            "RETURN jsonb_build_object('status', CASE WHEN code IS NULL THEN outcome ELSE 'refused' END, "
            "'detail', jsonb_build_object('code', code));",
        ),
    )


def _recreated(stack: ExitStack, world: World) -> None:
    # What is built on a booking that is refused for its deposit, not for its room.
    more = {"book_with_deposit": 60, "note_booking": 60, "transfer": 60}
    acts = tuple((name, act, more.get(name, weight)) for name, act, weight in local_work.ACTS)
    stack.enter_context(patch.object(local_work, "ACTS", acts))

    def make(text: str) -> str:
        insert = re.search(r"INSERT INTO .*? ON CONFLICT \(hall_id, id\) DO NOTHING;", text, flags=re.S)
        missing = re.search(r"IF _row\.id IS NULL THEN\s+RAISE EXCEPTION 'row is not here'[^;]*;", text)
        if insert is None or missing is None:
            return text
        roots = (
            "jsonb_build_object('id', _key, 'hall_id', me.hall_id, 'made_at', 1) || "
            """'{"starts_at": 0, "ends_at": 0, "fen": 0, "state_at": 0}'::jsonb"""
        )
        again = insert.group(0).replace("|| (_new", f"|| ({roots} || _old || _new")
        return text.replace(missing.group(0), f"IF _row.id IS NULL THEN {again} RETURN false;")

    stack.callback(world.server.replace_functions("gate_change_%", make))


def _answers_purged(stack: ExitStack, world: World) -> None:
    check = "PERFORM gate_check_batch(asked);"
    purge = "DELETE FROM sync_applied a WHERE a.terminal = me.number AND a.status <> 'parked';"
    _change_gate(stack, world, "gate_push", (check, f"{check} {purge}"))


_KNOWN = "SELECT * INTO known FROM sync_applied WHERE txn = entry ->> 'txn';"
_KNOWN_BY_NUMBER = (
    "SELECT * INTO known FROM sync_applied WHERE terminal = me.number AND incarnation = me.incarnation "
    "AND seq = next_seq;"
)


def _content_not_compared(stack: ExitStack, world: World) -> None:
    _change_gate(
        stack,
        world,
        "gate_push",
        ("IF any_known THEN", "IF true THEN"),
        (_KNOWN, _KNOWN_BY_NUMBER),
        ("known.digest <> entry ->> 'digest'", "false"),
        ("'txn', known.txn", "'txn', entry ->> 'txn'"),
    )


def _answer_by_number(stack: ExitStack, world: World) -> None:
    note = overlay.note_answers
    late: dict[int, list[str]] = {}

    def by_number(connection: Any, results: Any, now: int) -> None:
        txns = dict(connection.execute("SELECT seq, txn FROM outbox").fetchall())
        note(connection, [{**result, "txn": txns.get(result["seq"], "")} for result in results], now)

    def answer(terminal: Any, gate: str, values: tuple[str, ...], said: Any) -> Any:
        if gate != "gate_push":
            return said
        kept = late.setdefault(terminal.number, [])
        now = json.loads(said)
        if now["status"] == "fork" and not world.is_calm:
            # The answer that the former life of this terminal was waiting for comes to the one put back.
            before = [result for text in kept for result in json.loads(text)["results"]]
            now["results"] += [result for result in before if result["seq"] == now.get("seq")][-1:]
        kept.append(said)
        return json.dumps(now)

    stack.enter_context(patch.object(upward, "note_answers", by_number))
    world.tampering = answer


_WEB = {"long transaction": 60, "website": 40}
_COPIES = {"image": 30, "put back": 30}
_TALKS = {"exchange": 90}
_LONG_QUEUES = {"work": 300}
_PULLS = {"pull only": 100, "work": 200}
_LOST_ANSWERS = {"lost answer": 0.3}
_HEARS = {"hear": 60, "call": 150}
_RESTORES = {"backup": 20, "restore": 14}
_CRASHES = {"crash before a statement": 0.2, "crash after commit": 0.2, "crash before commit": 0.1}

_CATALOGUE: tuple[tuple[str, str, Install, Mapping[str, int], Mapping[str, float], int | None], ...] = (
    ("horizon_in_pages", "rows below the xmin horizon, page after page", _horizon_in_pages, _WEB, {}, 2),
    ("horizon", "rows below the xmin horizon, in one answer", _horizon, _WEB, {}, 1000),
    ("highest_version", "rows above the highest version seen", _highest_version, _WEB, {}, None),
    ("cursor_before_rows", "the cursor is stored before the rows", _cursor_before_rows, {}, _CRASHES, None),
    ("second_transaction", "rows and outbox are two transactions", _second_transaction, {}, _CRASHES, None),
    ("no_dedupe", "what comes twice is applied twice", _no_dedupe, {}, _LOST_ANSWERS, None),
    ("restore_unnoticed", "a restored centre keeps its epoch", _restore_unnoticed, _RESTORES, {}, None),
    ("nothing_kept", "an answered changeset is thrown away", _nothing_kept, _RESTORES, {}, None),
    ("told_over_a_gap", "rows of a later batch are shown without those before", _told_over_a_gap, _HEARS,
     {"notify lost": 0.3}, None),
    ("told_again", "rows that come late are put over newer ones", _told_again, _HEARS,
     {"notify doubled": 0.3, "notify late": 0.3}, None),
    ("told_in_part", "only part of what a batch has changed is told", _told_in_part, _HEARS, {}, None),
    ("pull_overwrites", "pulled rows lie over waiting changes", _pull_overwrites, _PULLS, {}, None),
    ("overlay_gone_at_once", "the answer takes the overlay away", _overlay_gone_at_once, {}, {}, None),
    ("stale_answer", "an answer to an older pull is applied", _stale_answer, {}, {}, None),
    ("last_writer_by_clock", "the later clock wins", _field_by_clock, _TALKS, {}, None),
    ("whole_row", "whole rows go up and are taken whole", _whole_row, _TALKS, {}, None),
    ("only_the_row", "of a refused changeset only the refused row is left out", _only_the_row, {}, {}, None),
    ("recreated", "a change of a missing row makes it anew", _recreated, _LONG_QUEUES, {}, None),
    ("next_local_write", "a failed push waits for the next local change", _next_local_write, {}, {}, None),
    # Rows end here, they are not deleted, so there are no tombstones to purge: this is their relative.
    ("answers_purged", "the centre forgets answers too early", _answers_purged, {}, _LOST_ANSWERS, None),
    ("content_not_compared", "of a clone's changeset only the number is compared", _content_not_compared,
     _COPIES, {}, None),
    ("answer_by_number", "an answer is matched by its number alone", _answer_by_number, _COPIES, {}, None),
)  # fmt: skip

MISTAKES = {name: Mistake(name, *rest) for name, *rest in _CATALOGUE}
