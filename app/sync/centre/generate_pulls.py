"""SQL made from the declared tables: what a terminal fetches, and the sums by which it checks its rows."""

from __future__ import annotations

import json

from sqlalchemy import Table

from app.storage.base import LOCAL_COLUMNS
from app.sync.centre.generate import named, quoted

MOST_ROWS = 5_000
"""A page of a pull brings so many rows at most, whatever is asked."""


def functions_for_pulls(tables: list[Table]) -> str:
    """Give the SQL of the functions that hand rows and sums out."""
    return _pull(tables) + _told(tables) + _sums(tables)


def _pull(tables: list[Table]) -> str:
    blocks = "\n".join(_pull_table(table, place) for place, table in enumerate(tables))
    counts = " + ".join(
        f"(SELECT count(*) FROM {named(table.name)} WHERE hall_id = me.hall_id AND ver >= _low"
        " AND (_seen IS NULL OR NOT pg_visible_in_snapshot(ver, _seen)))"
        for table in tables
    )
    newest = ",\n        ".join(
        f"(SELECT ver FROM {named(table.name)} WHERE hall_id = me.hall_id AND ver IS NOT NULL"
        " ORDER BY ver DESC LIMIT 1) >= _low"
        for table in tables
    )
    return f"""
-- Rows the terminal has not seen, with the token that says what it has seen then. STABLE: every query below
-- looks through the one snapshot of the statement that called it, so the answer is a state the centre was in.
CREATE OR REPLACE FUNCTION gate_pull(message text) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = guitai, pg_temp
SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    me sync_terminal := gate_terminal(false);
    _asked jsonb := gate_read(message);
    _here text := (SELECT epoch FROM sync_centre);
    _mine text := left(_here, 8) || '.';
    _now pg_snapshot := pg_current_snapshot();
    _token text := _now::text || '@' || gate_life();
    _seen pg_snapshot;
    _low xid8 := '0';
    _room integer;
    _start_place integer := 0;
    _start_ver xid8;
    _start_id text := '';
    _lines text;
    _found integer;
    _last_ver xid8;
    _last_id text;
    _next jsonb;
    _parts text[] := '{{}}';
    _has_news boolean[];
    _settled jsonb := '[]';
    _answer jsonb;
BEGIN
    BEGIN
        _room := least(greatest(coalesce((_asked ->> 'page')::integer, 1000), 1), {MOST_ROWS});
        -- Versions are transaction numbers; after a restore they mean nothing, so another epoch begins anew.
        IF _asked ->> 'epoch' = _here THEN
            _seen := gate_seen(_asked ->> 'token');
            _low := coalesce(pg_snapshot_xmin(_seen), '0');
            IF jsonb_typeof(_asked -> 'cursor') = 'array' AND _asked ->> 'as_of' IS NOT NULL THEN
                _start_place := (_asked -> 'cursor' ->> 0)::integer;
                _start_ver := (_asked -> 'cursor' ->> 1)::xid8;
                _start_id := coalesce(_asked -> 'cursor' ->> 2, '');
            END IF;
        END IF;
    EXCEPTION WHEN data_exception THEN
        PERFORM gate_malformed('token, cursor or page');
    END;
    -- Most pulls bring a row of one table: one probe of each index spares the others' queries.
    _has_news := ARRAY[
        {newest}
    ];
{blocks}
    IF jsonb_typeof(_asked -> 'parked') = 'array' AND jsonb_array_length(_asked -> 'parked') > 0 THEN
        -- Asked for seldom, and by the key: the answers kept are many times what a pull brings.
        SELECT coalesce(jsonb_agg(jsonb_build_object(
            'seq', a.seq, 'txn', a.txn, 'status', a.status, 'detail', a.detail, 'xid', a.xid::text
        )), '[]') INTO _settled
        FROM sync_applied a
        WHERE a.txn = ANY (ARRAY(SELECT jsonb_array_elements_text(_asked -> 'parked')))
            AND a.terminal = me.number AND a.status <> 'parked';
    END IF;
    _answer := jsonb_build_object('epoch', _here, 'anew', _seen IS NULL, 'settled', _settled);
    IF _seen IS NOT NULL AND pg_snapshot_xmax(_seen) > pg_snapshot_xmax(_now) THEN
        -- Set back under an open line; the greeting of the next line finds out.
        RAISE EXCEPTION 'set back' USING ERRCODE = 'GT115';
    ELSIF _next IS NULL AND _start_ver IS NULL THEN
        _answer := _answer || jsonb_build_object('token', _token) || coalesce((
            SELECT jsonb_build_object('told', h.told, 'channel', h.channel) FROM sync_hall h
            WHERE h.hall_id = me.hall_id
        ), '{{}}');
    ELSE
        _answer := _answer || jsonb_build_object(
            'next', _next, 'as_of', coalesce(_asked ->> 'as_of', _token)
        );
        IF _start_ver IS NULL THEN
            _answer := _answer || jsonb_build_object('of', {counts});
        END IF;
    END IF;
    RETURN left(_answer::text, -1) || ', "tables": {{' || array_to_string(_parts, ', ') || '}}}}';
END $$;
"""


def _pulled(column: str) -> str:
    return "_mine || t.ver || '.' || t.rev" if column in LOCAL_COLUMNS else "t." + named(column)


def _told(tables: list[Table]) -> str:
    ways = "\n".join(
        f"""            WHEN {quoted(table.name)} THEN
                SELECT string_agg({_line(table)}, ',') INTO _lines FROM {named(table.name)} t
                WHERE t.hall_id = hall AND t.id = ANY (_keys) AND t.ver = pg_current_xact_id();
                _head := {quoted(_head(table))};"""
        for table in tables
    )
    return f"""
-- The rows that this transaction has written of those its changesets name, as gate_pull writes them. They are
-- locked until it ends, so nobody has a newer one before.
CREATE OR REPLACE FUNCTION gate_rows_told(hall text, here text, entries jsonb) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
    _mine text := left(here, 8) || '.';
    _table text;
    _keys text[];
    _head text;
    _lines text;
    _parts text[] := '{{}}';
BEGIN
    FOR _table, _keys IN
        SELECT c ->> 'table', array_agg(DISTINCT c ->> 'key')
        FROM jsonb_array_elements(entries) e, jsonb_array_elements(e -> 'changes') c GROUP BY 1
    LOOP
        CASE _table
{ways}
        END CASE;
        IF _lines IS NOT NULL THEN
            _parts := _parts || (_head || _lines || ']}}');
        END IF;
    END LOOP;
    RETURN array_to_string(_parts, ', ');
END $$;
"""


def _line(table: Table) -> str:
    # In the terminal's own order of columns, so that it can take a row as it comes.
    return f"json_build_array({', '.join(map(_pulled, table.columns.keys()))})::text"


def _head(table: Table) -> str:
    return f'{json.dumps(table.name)}: {{"columns": {json.dumps(table.columns.keys())}, "rows": ['


def _pull_table(table: Table, place: int) -> str:
    name = named(table.name)
    return f"""    IF _has_news[{place + 1}] AND _room > 0 AND _start_place <= {place} THEN
        SELECT count(*), string_agg(p.line, ','), max(p.ver), (array_agg(p.id))[count(*)]
        INTO _found, _lines, _last_ver, _last_id
        FROM (
            SELECT t.ver, t.id, {_line(table)} AS line
            FROM {name} t
            WHERE t.hall_id = me.hall_id
                AND (t.ver, t.id) > (
                    CASE WHEN _start_place = {place} AND _start_ver IS NOT NULL THEN _start_ver ELSE _low END,
                    CASE WHEN _start_place = {place} THEN _start_id ELSE '' END
                )
                AND (_seen IS NULL OR NOT pg_visible_in_snapshot(t.ver, _seen))
            ORDER BY t.ver, t.id LIMIT _room
        ) p;
        IF _found > 0 THEN
            _parts := _parts || ({quoted(_head(table))} || _lines || ']}}');
            _room := _room - _found;
            IF _room = 0 THEN
                _next := jsonb_build_array({place}, _last_ver::text, _last_id);
            END IF;
        END IF;
    END IF;"""


def _sums(tables: list[Table]) -> str:
    each = ",\n        ".join(
        f"{quoted(table.name)}, (SELECT jsonb_build_array(count(*), coalesce(sum(ver::text::numeric), 0), "
        f"coalesce(sum(rev), 0)) FROM {named(table.name)} WHERE hall_id = me.hall_id)"
        for table in tables
    )
    news = " OR ".join(
        f"EXISTS (SELECT 1 FROM {named(table.name)} WHERE hall_id = me.hall_id AND ver >= low "
        "AND NOT pg_visible_in_snapshot(ver, seen))"
        for table in tables
    )
    return f"""
-- How many rows of each table the hall has, and the sums of their stamps; NULL where the terminal has not
-- seen everything, so that there is nothing to compare.
CREATE OR REPLACE FUNCTION gate_sums(message text) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = guitai, pg_temp AS $$
DECLARE
    me sync_terminal := gate_terminal(false);
    asked jsonb := gate_read(message);
    seen pg_snapshot;
    low xid8;
BEGIN
    IF asked ->> 'epoch' IS DISTINCT FROM (SELECT epoch FROM sync_centre) OR asked ->> 'token' IS NULL THEN
        RETURN NULL;
    END IF;
    BEGIN
        seen := split_part(asked ->> 'token', '@', 1)::pg_snapshot;
    EXCEPTION WHEN data_exception THEN
        PERFORM gate_malformed('token');
    END;
    low := pg_snapshot_xmin(seen);
    IF {news} THEN
        RETURN NULL;
    END IF;
    RETURN jsonb_build_object(
        {each}
    );
END $$;
"""
