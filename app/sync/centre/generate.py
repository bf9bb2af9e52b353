"""SQL made from the declared tables: stamps and the gate for changes, fixed texts the server plans once.

The centre's own columns of a declared table: ``ver``, the writing transaction, and ``rev``, how often the row
was written.

Dynamic SQL inside the gate would be planned anew for every row; a terminal's day is a few thousand rows.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Column, Table

from app.storage.base import LOCAL_COLUMNS, Policy
from app.storage.columns import default_of


def travelling_columns(table: Table) -> list[Column[Any]]:
    """List the columns that leave the terminal."""
    return [column for column in table.columns if column.name not in LOCAL_COLUMNS]


def functions_for_changes(tables: list[Table]) -> str:
    """Give the SQL of the triggers' functions and of those that take a terminal's changes."""
    parts = [text for table in tables for text in (_stamp(table), *_watches(table), _change(table))]
    return "\n".join([*parts, _changes(tables)])


def function_of_yielding(use_cases: Iterable[str]) -> str:
    """Give the SQL that tells which use cases go on by themselves when they are refused.

    Their refusal is told and kept; nobody has to decide it.
    """
    return f"""
CREATE OR REPLACE FUNCTION gate_yields(use_case text) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$ SELECT use_case = ANY ({_list(sorted(use_cases))}) $$;
"""


def quoted(text: str) -> str:
    """Write a text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def named(name: str) -> str:
    """Write a name as an SQL identifier; "case" and "window" are names of this trade."""
    return '"' + name.replace('"', '""') + '"'


def _list(names: Iterable[str]) -> str:
    return "ARRAY[" + ", ".join(map(quoted, names)) + "]::text[]"


def _stamp(table: Table) -> str:
    policy: Policy = table.info["sync"]
    stepping = "\n".join(_step(table.name, column, steps) for column, steps in policy.steps.items())
    deriving = _derive(policy)
    return f"""
CREATE OR REPLACE FUNCTION {named("stamp_" + table.name)}() RETURNS trigger
LANGUAGE plpgsql SET search_path = guitai, pg_temp AS $$
-- Every writer passes here.
BEGIN
    IF current_setting('synchronous_commit') IN ('off', 'local') THEN
        RAISE EXCEPTION 'asynchronous commit' USING ERRCODE = 'GT109';
    ELSIF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'rows end, they are not deleted' USING ERRCODE = 'GT112';
    END IF;
    IF coalesce(current_setting('guitai.terminal', true), '') = '' THEN
        -- Not through the gate, which tells once for a batch. Equal signals of a transaction are folded.
        -- The name is gate_channel's; other writers have no right on the gate's functions.
        PERFORM pg_notify('guitai_' || left(md5(NEW.hall_id), 16), '');
    END IF;
    NEW.ver := pg_current_xact_id();
{deriving}    IF TG_OP = 'INSERT' THEN
        NEW.rev := 1;
        RETURN NEW;
    END IF;
    NEW.rev := OLD.rev + 1;
{stepping}
    RETURN NEW;
END $$;
"""


def watch_name(table: Table, name: str) -> str:
    """Name the function and the trigger of something that is watched."""
    return f"{table.name}_{name}"


def _watches(table: Table) -> list[str]:
    """Give the functions that look at a table when a transaction ends; other writers may not take turns."""
    policy: Policy = table.info["sync"]
    return [
        f"""
CREATE OR REPLACE FUNCTION {named(watch_name(table, name))}() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = guitai, pg_temp AS $$
{watch.body}
$$;
"""
        for name, watch in policy.watches.items()
    ]


def _derive(policy: Policy) -> str:
    if not policy.derived:
        return ""
    new, old = (", ".join(f"{row}.{named(c)}" for c in policy.derived_from) for row in ("NEW", "OLD"))
    lines = "".join(
        f"        NEW.{named(column)} := coalesce({text}, NEW.{named(column)});\n"
        for column, text in policy.derived.items()
    )
    return f"    IF TG_OP = 'INSERT' OR ({new}) IS DISTINCT FROM ({old}) THEN\n{lines}    END IF;\n"


def _step(table: str, column: str, steps: Any) -> str:
    allowed = sorted(f"{a} {b}" for a in steps.states() for b in steps.allowed(a))
    name = named(column)
    return f"""    IF NEW.{name} IS DISTINCT FROM OLD.{name}
        AND NOT (OLD.{name} || ' ' || NEW.{name}) = ANY ({_list(allowed)}) THEN
        RAISE EXCEPTION 'wrong step' USING ERRCODE = 'GT113',
            TABLE = {quoted(table)}, COLUMN = {quoted(column)},
            DETAIL = jsonb_build_object('key', NEW.id, 'held', OLD.{name}, 'wanted', NEW.{name})::text;
    END IF;"""


def _change(table: Table) -> str:
    policy: Policy = table.info["sync"]
    names = [column.name for column in travelling_columns(table)]
    defaults = {c.name: default_of(c) for c in travelling_columns(table) if default_of(c) is not None}
    columns = ", ".join(map(named, names))
    moving = ", ".join(f"{named(n)} = _row.{named(n)}" for n in names if n not in ("id", "hall_id"))
    me = quoted(table.name)
    return f"""
-- One row of a changeset. Gives true when the centre kept a value of its own.
CREATE OR REPLACE FUNCTION {named("gate_change_" + table.name)}(
    me sync_terminal, entry jsonb, change jsonb, cautious boolean
) RETURNS boolean
LANGUAGE plpgsql AS $$
DECLARE
    _key text := change ->> 'key';
    _new jsonb := change -> 'new';
    _old jsonb := coalesce(change -> 'old', '{{}}');
    _row {named(table.name)};
    _json jsonb;
    _taken jsonb := '{{}}';
    _column text;
    _kept boolean := false;
BEGIN
    IF _new - {_list(names)} <> '{{}}'::jsonb THEN
        SELECT k INTO _column FROM jsonb_object_keys(_new - {_list(names)}) k LIMIT 1;
        RAISE EXCEPTION 'unknown column' USING ERRCODE = '0A000', TABLE = {me}, COLUMN = _column;
    END IF;
    IF change ->> 'op' = 'insert' THEN
        IF _new ->> 'hall_id' IS DISTINCT FROM me.hall_id OR _new ->> 'id' IS DISTINCT FROM _key THEN
            RAISE EXCEPTION 'foreign hall' USING ERRCODE = 'GT103', TABLE = {me};
        END IF;
        INSERT INTO {named(table.name)} ({columns})
        SELECT {columns} FROM jsonb_populate_record(
            NULL::{named(table.name)}, {quoted(json.dumps(defaults, ensure_ascii=False))}::jsonb
                || (_new - {_list(policy.central)})
        ) ON CONFLICT (hall_id, id) DO NOTHING;
        IF FOUND THEN
            RETURN false;
        END IF;
    END IF;
    SELECT * INTO _row FROM {named(table.name)} WHERE hall_id = me.hall_id AND id = _key FOR UPDATE;
    IF _row.id IS NULL THEN
        RAISE EXCEPTION 'row is not here' USING ERRCODE = 'GT105', TABLE = {me}, DETAIL = _key;
    END IF;
    _json := to_jsonb(_row);
    IF change ->> 'op' = 'insert' THEN
{_insert_again(table, policy)}
    END IF;
{_update(table, policy)}
    IF _taken <> '{{}}'::jsonb THEN
        _row := jsonb_populate_record(_row, _taken);
        UPDATE {named(table.name)} SET {moving} WHERE hall_id = me.hall_id AND id = _key;
    END IF;
    RETURN _kept;
END $$;
"""


def _insert_again(table: Table, policy: Policy) -> str:
    me = quoted(table.name)
    if not policy.same_row:
        return f"        RAISE EXCEPTION 'key taken' USING ERRCODE = 'GT104', TABLE = {me}, DETAIL = _key;"
    held_groups = "\n".join(
        f"        IF EXISTS (\n            SELECT 1 FROM unnest({_list(group)}) m\n"
        "            WHERE coalesce(_json ->> m, '') <> ''\n        ) THEN\n"
        f"            _old := _old || (SELECT jsonb_object_agg(m, true) FROM unnest({_list(group)}) m);\n"
        "        END IF;"
        for group in policy.groups
    )
    own = _list(("id", "hall_id", "made_at", *policy.central))
    return f"""        -- Two terminals registered one person: the centre keeps what it has, what it lacks is
        -- filled in; a group whole or not at all. _old names the columns that stay.
        _old := '{{}}';
{held_groups}
        FOR _column IN SELECT jsonb_object_keys(_new - {own}) LOOP
            IF coalesce(_new ->> _column, '') = '' OR _new -> _column = _json -> _column THEN
                CONTINUE;
            ELSIF coalesce(_json ->> _column, '') = '' AND NOT _old ? _column THEN
                _taken := _taken || jsonb_build_object(_column, _new -> _column);
            ELSIF cautious THEN
                RAISE EXCEPTION 'not yet' USING ERRCODE = 'GT120', TABLE = {me};
            ELSE
                PERFORM gate_overwritten(me, entry, {me}, _key, _column, _new -> _column, _json -> _column);
                _kept := true;
            END IF;
        END LOOP;
        _new := '{{}}';
        _old := '{{}}';"""


def _update(table: Table, policy: Policy) -> str:
    me = quoted(table.name)
    if policy.append_only:
        return f"    RAISE EXCEPTION 'append only' USING ERRCODE = 'GT106', TABLE = {me};"
    groups = "\n".join(_group(table.name, group) for group in policy.groups)
    return f"""    IF _new ? 'id' OR _new ? 'hall_id' THEN
        RAISE EXCEPTION 'key moved' USING ERRCODE = 'GT108', TABLE = {me};
    END IF;
{groups}
    IF _new <> '{{}}'::jsonb AND _json || _old = _json AND _new || _old = _old
        AND NOT _new ?| {_list(policy.central)} THEN
        -- Nobody else has touched what was changed.
        _taken := _new;
    ELSE
        FOR _column IN SELECT jsonb_object_keys(_new) LOOP
            IF cautious AND _old ? _column AND _json -> _column IS DISTINCT FROM _old -> _column THEN
                -- Even where it is what was wanted: it was built on a value that may still come.
                RAISE EXCEPTION 'not yet' USING ERRCODE = 'GT120', TABLE = {me};
            ELSIF _json -> _column IS NOT DISTINCT FROM _new -> _column THEN
                CONTINUE;
            ELSIF _column = ANY ({_list(policy.central)}) THEN
                NULL;
            ELSIF _old ? _column AND _json -> _column IS NOT DISTINCT FROM _old -> _column THEN
                _taken := _taken || jsonb_build_object(_column, _new -> _column);
                CONTINUE;
            ELSIF cautious THEN
                RAISE EXCEPTION 'not yet' USING ERRCODE = 'GT120', TABLE = {me};
            END IF;
            PERFORM gate_overwritten(me, entry, {me}, _key, _column, _new -> _column, _json -> _column);
            _kept := true;
        END LOOP;
    END IF;"""


def _group(table: str, group: tuple[str, ...]) -> str:
    return f"""    IF _new ?| {_list(group)} THEN
        -- Columns that tell one story. A changeset names the old values of all of them, so it is taken where
        -- the whole story is the one it was built on, and goes back as a whole where it is not.
        FOREACH _column IN ARRAY {_list(group)} LOOP
            IF (_old ? _column OR _new ? _column) AND _json -> _column IS DISTINCT FROM _old -> _column THEN
                RAISE EXCEPTION 'overtaken' USING ERRCODE = 'GT107',
                    TABLE = {quoted(table)}, COLUMN = _column,
                    DETAIL = jsonb_build_object(
                        'key', _key, 'wanted', coalesce(_new -> _column, _old -> _column),
                        'held', _json -> _column
                    )::text;
            END IF;
        END LOOP;
    END IF;"""


def _changes(tables: list[Table]) -> str:
    ways = "\n".join(
        f"        WHEN {quoted(table.name)} THEN\n"
        f"            RETURN {named('gate_change_' + table.name)}(me, entry, change, cautious);"
        for table in tables
    )
    return f"""
CREATE OR REPLACE FUNCTION gate_change(me sync_terminal, entry jsonb, change jsonb, cautious boolean)
RETURNS boolean
LANGUAGE plpgsql AS $$
BEGIN
    IF jsonb_typeof(change) IS DISTINCT FROM 'object' OR coalesce(change ->> 'key', '') = ''
        OR length(change ->> 'key') > 200 OR jsonb_typeof(change -> 'new') IS DISTINCT FROM 'object'
        OR coalesce(jsonb_typeof(change -> 'old'), 'object') <> 'object'
        OR coalesce(change ->> 'op', '') NOT IN ('insert', 'update') THEN
        RAISE EXCEPTION 'malformed change' USING ERRCODE = 'GT108';
    END IF;
    CASE change ->> 'table'
{ways}
        ELSE
            RAISE EXCEPTION 'unknown table' USING ERRCODE = '0A000', TABLE = coalesce(change ->> 'table', '');
    END CASE;
END $$;
"""
