-- The gate: the only way by which terminals reach the centre. Run again after every change; harmless.
-- Terminals are known by the role they signed in with, never by what a message says.
-- What depends on the declared tables is generated beside this file (generate.py): gate_change, gate_pull
-- and the triggers that stamp every row.
-- Own error codes: GT101 unknown terminal, GT102 unknown table, GT103 foreign hall, GT104 key taken,
-- GT105 builds on a row that is not here, GT106 append only, GT107 overtaken, GT108 malformed,
-- GT109 asynchronous commit, GT110 not the primary, GT112 rows are not deleted, GT113 wrong step,
-- GT115 set back under an open line, GT120 not yet (inside the gate only: a value that another terminal may still bring after a restore).
-- 0A000 rises: a terminal newer than this centre keeps its changes until the centre is upgraded.

-- The centre's moment, as terminals count: microseconds since 1970.
CREATE OR REPLACE FUNCTION sync_moment() RETURNS bigint
LANGUAGE sql VOLATILE AS $$
    SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint
$$;

CREATE OR REPLACE FUNCTION gate_malformed(what text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'malformed message' USING ERRCODE = 'GT108', DETAIL = what;
END $$;

-- Messages come as text, so that the gate and not the driver says what is wrong with them.
CREATE OR REPLACE FUNCTION gate_read(message text) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
    read jsonb;
BEGIN
    IF octet_length(message) > 32000000 THEN
        PERFORM gate_malformed('too large');
    END IF;
    BEGIN
        read := message::jsonb;
    EXCEPTION WHEN data_exception OR syntax_error OR program_limit_exceeded OR statement_too_complex THEN
        PERFORM gate_malformed('no JSON text');
    END;
    IF jsonb_typeof(read) IS DISTINCT FROM 'object' THEN
        PERFORM gate_malformed('no object');
    END IF;
    RETURN read;
END $$;

CREATE OR REPLACE FUNCTION gate_terminal(lock boolean) RETURNS sync_terminal
LANGUAGE plpgsql AS $$
DECLARE
    found sync_terminal;
BEGIN
    IF pg_is_in_recovery() THEN
        RAISE EXCEPTION 'not the primary' USING ERRCODE = 'GT110';
    END IF;
    IF lock THEN
        SELECT * INTO found FROM sync_terminal
        WHERE role = session_user AND revoked_at IS NULL AND enrolled_at IS NOT NULL FOR UPDATE;
    ELSE
        SELECT * INTO found FROM sync_terminal
        WHERE role = session_user AND revoked_at IS NULL AND enrolled_at IS NOT NULL;
    END IF;
    IF found.number IS NULL THEN
        RAISE EXCEPTION 'unknown or revoked terminal' USING ERRCODE = 'GT101';
    END IF;
    RETURN found;
END $$;

-- The halls' calls do not wake each other's terminals.
CREATE OR REPLACE FUNCTION gate_channel(hall text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
    SELECT 'guitai_' || left(md5(hall), 16)
$$;

-- A token is a snapshot and, behind an @, the start of the server that gave it. The server gives the number of a
-- transaction it has aborted shortly before a crash once more; a token from before calls that one seen. So the
-- last numbers are read again after every start; rows that come twice do no harm.
CREATE OR REPLACE FUNCTION gate_life() RETURNS text
LANGUAGE sql STABLE AS $$
    SELECT (extract(epoch FROM pg_postmaster_start_time()) * 1000000)::bigint::text
$$;

CREATE OR REPLACE FUNCTION gate_seen(token text) RETURNS pg_snapshot
LANGUAGE plpgsql STABLE STRICT AS $$
DECLARE
    seen pg_snapshot := split_part(token, '@', 1)::pg_snapshot;
    low bigint;
BEGIN
    IF split_part(token, '@', 2) = gate_life() THEN
        RETURN seen;
    END IF;
    low := greatest(3, least(pg_snapshot_xmin(seen)::text::bigint, pg_snapshot_xmax(seen)::text::bigint - 5000));
    RETURN (low || ':' || low || ':')::pg_snapshot;
END $$;

-- After a restore, until every terminal of the hall has sent again what it keeps.
CREATE OR REPLACE FUNCTION gate_recovering(hall text, here text) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT 1 FROM sync_terminal
        WHERE hall_id = hall AND epoch <> here AND revoked_at IS NULL AND enrolled_at IS NOT NULL
    )
$$;

-- The centre has come back from a backup: transaction numbers may come again, so nothing stamped before may be
-- compared with what follows. The new epoch makes every terminal send and fetch anew. A number this database
-- has not reached yet would stay "new" for ever and is stamped again.
CREATE OR REPLACE FUNCTION sync_new_epoch() RETURNS text
LANGUAGE plpgsql SET search_path = guitai, pg_temp AS $$
DECLARE
    fresh text := gen_random_uuid()::text;
    named text;
BEGIN
    UPDATE sync_centre SET epoch = fresh;
    INSERT INTO sync_epoch VALUES (fresh);
    UPDATE sync_applied SET xid = pg_current_xact_id() WHERE xid >= pg_snapshot_xmax(pg_current_snapshot());
    FOR named IN SELECT table_name FROM sync_policy LOOP
        EXECUTE format('UPDATE %I SET ver = ver WHERE ver >= pg_snapshot_xmax(pg_current_snapshot())', named);
    END LOOP;
    PERFORM pg_notify(guitai.gate_channel(hall_id), '') FROM sync_terminal WHERE hall_id IS NOT NULL;
    RETURN fresh;
END $$;

-- Whether the database is still where its epoch began: another server after a dump, another line of history
-- after a promotion. Both begin a new epoch by themselves; a cold copy shows only in what the terminals know.
CREATE OR REPLACE FUNCTION sync_look_around() RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
    centre sync_centre;
    server text := (SELECT c.system_identifier::text FROM pg_control_system() c);
    line integer := ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::integer;
BEGIN
    SELECT * INTO centre FROM sync_centre;
    IF centre.noted_epoch = centre.epoch AND centre.system_identifier = server AND centre.timeline = line THEN
        RETURN centre.epoch;
    END IF;
    SELECT * INTO centre FROM sync_centre FOR UPDATE;
    IF centre.noted_epoch = centre.epoch AND (centre.system_identifier <> server OR centre.timeline <> line) THEN
        centre.epoch := sync_new_epoch();
    END IF;
    UPDATE sync_centre SET system_identifier = server, timeline = line, noted_epoch = epoch;
    RETURN centre.epoch;
END $$;

-- Answers that have arrived at their terminal and are older than any backup gap and any terminal's own keeping.
CREATE OR REPLACE FUNCTION sync_tidy() RETURNS bigint
LANGUAGE plpgsql SET search_path = guitai, pg_temp AS $$
DECLARE
    gone bigint;
BEGIN
    UPDATE sync_centre SET tidied_at = now();
    -- Terminals that are sending just now are left for another day, so that nobody waits in a circle.
    WITH idle AS (
        SELECT number, acked_seq, incarnation FROM sync_terminal FOR UPDATE SKIP LOCKED
    ), old AS (
        SELECT a.txn FROM sync_applied a JOIN idle t ON t.number = a.terminal
        WHERE a.applied_at < now() - interval '70 days' AND a.status <> 'parked'
            AND (a.seq <= t.acked_seq OR a.incarnation IS DISTINCT FROM t.incarnation)
        LIMIT 20000
    ), forgotten AS (
        DELETE FROM sync_applied a USING old WHERE a.txn = old.txn RETURNING a.terminal, a.seq
    ), noted AS (
        UPDATE sync_terminal t SET forgotten_seq = greatest(t.forgotten_seq, f.last)
        FROM (SELECT terminal, max(seq) AS last FROM forgotten GROUP BY terminal) f WHERE t.number = f.terminal
    ) SELECT count(*) INTO gone FROM forgotten;
    RETURN gone;
END $$;

-- How far a life of a terminal's file has come.
CREATE OR REPLACE FUNCTION gate_last_seq(me sync_terminal, life text) RETURNS bigint
LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN me.incarnation = life THEN me.last_seq ELSE greatest(
        (SELECT i.last_seq FROM sync_incarnation i WHERE i.terminal = me.number AND i.incarnation = life),
        (SELECT max(a.seq) FROM sync_applied a WHERE a.terminal = me.number AND a.incarnation = life)
    ) END
$$;

-- Whether a terminal has seen what this database has not reached yet: a transaction, or a whole life.
CREATE OR REPLACE FUNCTION gate_knows_more(asked jsonb, here text, seen pg_snapshot) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT asked ->> 'token_epoch' = here AND pg_snapshot_xmax(seen) > pg_snapshot_xmax(pg_current_snapshot())
        OR EXISTS (
            SELECT 1 FROM unnest(ARRAY[asked ->> 'epoch', asked ->> 'token_epoch']) named
            WHERE named IS NOT NULL AND length(named) < 100 AND named NOT IN (SELECT epoch FROM sync_epoch)
        )
$$;

CREATE OR REPLACE FUNCTION gate_hello(message text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = guitai, pg_temp AS $$
DECLARE
    me sync_terminal := gate_terminal(true);
    asked jsonb := gate_read(message);
    centre sync_centre;
    seen pg_snapshot;
    own_schema integer;
    verdict text := 'ok';
    told record;
    moment bigint := sync_moment();
    skew bigint;
BEGIN
    BEGIN
        seen := split_part(asked ->> 'token', '@', 1)::pg_snapshot;
        own_schema := coalesce((asked ->> 'schema')::integer, 0);
        skew := moment - (asked ->> 'now')::bigint;
    EXCEPTION WHEN data_exception THEN
        PERFORM gate_malformed('token, schema or now');
    END;
    PERFORM sync_look_around();
    SELECT * INTO centre FROM sync_centre;
    IF gate_knows_more(asked, centre.epoch, seen) THEN
        -- It was set back. Two terminals that find out at once begin one new life, not two.
        SELECT * INTO centre FROM sync_centre FOR UPDATE;
        IF gate_knows_more(asked, centre.epoch, seen) THEN
            centre.epoch := sync_new_epoch();
            INSERT INTO sync_epoch SELECT DISTINCT e FROM unnest(ARRAY[asked ->> 'epoch', asked ->> 'token_epoch']) e
            WHERE e IS NOT NULL ON CONFLICT DO NOTHING;
        END IF;
    END IF;
    IF own_schema < centre.oldest_schema THEN
        verdict := 'terminal_too_old';
    ELSIF own_schema > centre.schema_version THEN
        verdict := 'terminal_too_new';
    END IF;
    IF me.epoch <> centre.epoch AND jsonb_typeof(asked -> 'numbers') = 'object' THEN
        -- Numbers that stand on paper already are not given again.
        FOR told IN SELECT key, value FROM jsonb_each(asked -> 'numbers') LIMIT 50 LOOP
            CONTINUE WHEN jsonb_typeof(told.value) <> 'number' OR strpos(told.key, '|') = 0
                OR length(told.key) > 81;
            INSERT INTO sync_counter AS c VALUES (
                me.hall_id, split_part(told.key, '|', 1), split_part(told.key, '|', 2),
                least(greatest((told.value)::numeric, 0), 1000000)::integer
            ) ON CONFLICT (hall_id, series, day) DO UPDATE SET last = greatest(c.last, EXCLUDED.last);
        END LOOP;
    END IF;
    UPDATE sync_terminal SET seen_at = now(), schema_version = own_schema, clock_skew_us = skew
    WHERE number = me.number;
    IF centre.tidied_at < now() - interval '1 day' THEN
        PERFORM sync_tidy();
    END IF;
    RETURN jsonb_build_object(
        'protocol', 2, 'epoch', centre.epoch, 'schema', centre.schema_version,
        'oldest_schema', centre.oldest_schema, 'verdict', verdict, 'hall_id', me.hall_id,
        'channel', gate_channel(me.hall_id), 'recovering', me.epoch <> centre.epoch,
        'last_seq', coalesce(gate_last_seq(me, asked ->> 'incarnation'), 0),
        'forgotten_seq', (SELECT forgotten_seq FROM sync_terminal WHERE number = me.number), 'server_now', moment
    );
END $$;

CREATE OR REPLACE FUNCTION gate_number(series text, day text) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = guitai, pg_temp AS $$
#variable_conflict use_column
DECLARE
    me sync_terminal := gate_terminal(false);
    given integer;
BEGIN
    IF coalesce(length(gate_number.series), 99) > 40 OR coalesce(length(gate_number.day), 99) > 40 THEN
        PERFORM gate_malformed('series');
    ELSIF current_setting('synchronous_commit') IN ('off', 'local') THEN
        RAISE EXCEPTION 'asynchronous commit' USING ERRCODE = 'GT109';
    ELSIF gate_recovering(me.hall_id, (SELECT epoch FROM sync_centre)) THEN
        -- A terminal that has not called since the restore may have given higher ones out.
        RETURN NULL;
    END IF;
    INSERT INTO sync_counter AS c VALUES (me.hall_id, gate_number.series, gate_number.day, 1)
    ON CONFLICT (hall_id, series, day) DO UPDATE SET last = c.last + 1
    RETURNING c.last INTO given;
    RETURN given;
END $$;

-- A value the centre kept of its own against a terminal's: a line for a person to decide.
CREATE OR REPLACE FUNCTION gate_overwritten(
    me sync_terminal, entry jsonb, tab text, row_key text, col text, wanted_value jsonb, kept_value jsonb
) RETURNS void
LANGUAGE sql AS $$
    INSERT INTO conflict (
        id, hall_id, made_at, kind, txn, terminal, use_case, actor_id, acted_at, table_name, key, column_name,
        wanted, kept, subjects
    ) VALUES (
        (md5((entry ->> 'txn') || '|' || tab || '|' || row_key || '|' || col)::uuid)::text, me.hall_id,
        (extract(epoch FROM clock_timestamp()) * 1000000)::bigint, 'overwritten', entry ->> 'txn', me.number,
        entry ->> 'use_case', entry ->> 'actor_id', (entry ->> 'made_at')::bigint, tab, row_key, col,
        wanted_value, kept_value, jsonb_build_array(tab || ':' || row_key)
    ) ON CONFLICT (hall_id, id) DO NOTHING;
$$;

-- Every row a changeset touches, and every row it names: what it may have been built on.
CREATE OR REPLACE FUNCTION gate_rows(changes jsonb, named boolean) RETURNS text[]
LANGUAGE sql STABLE AS $$
    SELECT coalesce(array_agg(DISTINCT r), '{}') FROM (
        SELECT (c ->> 'table') || ':' || (c ->> 'key') AS r FROM jsonb_array_elements(changes) c
        UNION ALL
        SELECT l.value || ':' || (c -> 'new' ->> l.key)
        FROM jsonb_array_elements(changes) c JOIN sync_policy p ON p.table_name = c ->> 'table',
            jsonb_each_text(p.links) l
        WHERE named AND c -> 'new' ->> l.key IS NOT NULL
    ) rows WHERE r IS NOT NULL
$$;

-- A refused changeset, whole, for a person to decide; named beside it the refusal it was built on.
-- A use case that yields (gate_yields, generated) has gone on by itself already: nothing is left to decide.
CREATE OR REPLACE FUNCTION gate_refused(me sync_terminal, entry jsonb, why jsonb) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    changes jsonb := entry -> 'changes';
    heart jsonb := changes -> 0;
    origin text;
    yields boolean := gate_yields(entry ->> 'use_case');
BEGIN
    IF why ->> 'code' IN ('GT105', '23503') THEN
        SELECT id INTO origin FROM conflict
        WHERE hall_id = me.hall_id AND kind = 'refused' AND subjects ?| gate_rows(changes, true)
        ORDER BY made_at DESC LIMIT 1;
    END IF;
    SELECT c INTO heart FROM jsonb_array_elements(changes) c WHERE c ->> 'table' = why ->> 'table' LIMIT 1;
    heart := coalesce(heart, changes -> 0, '{}');
    INSERT INTO conflict (
        id, hall_id, made_at, kind, txn, terminal, use_case, actor_id, acted_at, table_name, key, column_name,
        wanted, kept, reason, facts, because_of, subjects, decision, decided_at, decided_by
    ) VALUES (
        entry ->> 'txn', me.hall_id, (extract(epoch FROM clock_timestamp()) * 1000000)::bigint, 'refused',
        entry ->> 'txn', me.number, entry ->> 'use_case', entry ->> 'actor_id', (entry ->> 'made_at')::bigint,
        coalesce(heart ->> 'table', ''), coalesce(heart ->> 'key', ''), coalesce(why ->> 'column', ''),
        coalesce(changes, '[]'), coalesce(why -> 'other', 'null'),
        coalesce(nullif(why ->> 'constraint', ''), why ->> 'reason', ''), why - 'other',
        coalesce(origin, ''), to_jsonb(gate_rows(changes, false)),
        CASE WHEN yields THEN 'took_theirs' ELSE 'open' END,
        CASE WHEN yields THEN (extract(epoch FROM clock_timestamp()) * 1000000)::bigint END,
        CASE WHEN yields THEN entry ->> 'actor_id' ELSE '' END
    ) ON CONFLICT (hall_id, id) DO NOTHING;
END $$;

-- The row that was there first, for the clerk's sentence.
CREATE OR REPLACE FUNCTION gate_other(hall text, tab text, con text, changes jsonb) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
    finder text := (SELECT finders ->> con FROM sync_policy WHERE table_name = tab);
    change jsonb;
    held jsonb;
    other jsonb;
BEGIN
    FOR change IN SELECT * FROM jsonb_array_elements(changes) LOOP
        CONTINUE WHEN finder IS NULL OR change ->> 'table' <> tab;
        EXECUTE format('SELECT to_jsonb(t) FROM %I t WHERE hall_id = $1 AND id = $2', tab)
            INTO held USING hall, change ->> 'key';
        EXECUTE finder INTO other USING coalesce(held, '{}') || (change -> 'new'), change ->> 'key';
        IF other ->> 'hall_id' = hall THEN
            RETURN jsonb_build_object('other', other - 'ver' - 'rev');
        END IF;
    END LOOP;
    RETURN '{}';
END $$;

-- One changeset, whole or not at all; gives status and detail. Classes 23 and 22 and our own codes refuse it;
-- every other error rises and the terminal sends the same one again. While a restored centre still waits for
-- terminals, what may be missing only for now is parked.
CREATE OR REPLACE FUNCTION gate_try(me sync_terminal, entry jsonb, recovering boolean) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
    changes jsonb := entry -> 'changes';
    again boolean := coalesce((entry ->> 'again')::boolean, false);
    outcome text := 'accepted';
    said text; tab text; col text; con text; det text; code text;
BEGIN
    IF jsonb_typeof(entry -> 'refused') = 'object' THEN
        -- Refused before the restore, and told so to a person: it stays refused.
        RETURN jsonb_build_object('status', 'refused', 'detail', entry -> 'refused');
    END IF;
    BEGIN
        IF jsonb_typeof(changes) IS DISTINCT FROM 'array' THEN
            PERFORM gate_malformed('changes');
        END IF;
        FOR n IN 0 .. jsonb_array_length(changes) - 1 LOOP
            IF gate_change(me, entry, changes -> n, recovering) THEN
                outcome := 'merged';
            END IF;
        END LOOP;
        SET CONSTRAINTS ALL IMMEDIATE;
        SET CONSTRAINTS ALL DEFERRED;
        RETURN jsonb_build_object('status', outcome, 'detail', '{}'::jsonb);
    EXCEPTION WHEN OTHERS THEN
        GET STACKED DIAGNOSTICS code = RETURNED_SQLSTATE, said = MESSAGE_TEXT, tab = TABLE_NAME,
            col = COLUMN_NAME, con = CONSTRAINT_NAME, det = PG_EXCEPTION_DETAIL;
        IF left(code, 2) NOT IN ('23', '22', 'GT') THEN
            RAISE;
        END IF;
    END;
    IF recovering AND (
        code IN ('GT105', 'GT107', 'GT120', '23503') OR again AND (left(code, 2) = '23' OR code = 'GT113')
    ) THEN
        RETURN jsonb_build_object('status', 'parked', 'detail', jsonb_build_object('code', code));
    END IF;
    RETURN jsonb_build_object('status', 'refused', 'detail', jsonb_build_object(
        'code', code, 'reason', said, 'table', tab, 'column', col, 'constraint', con, 'detail', det
    ) || CASE WHEN code IN ('23505', '23P01') THEN gate_other(me.hall_id, tab, con, changes) ELSE '{}' END);
END $$;

CREATE OR REPLACE FUNCTION gate_entry(me sync_terminal, entry jsonb, recovering boolean) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
    tried jsonb := gate_try(me, entry, recovering);
BEGIN
    INSERT INTO sync_applied (terminal, incarnation, seq, txn, digest, use_case, actor_id, made_at, status, detail)
    VALUES (me.number, me.incarnation, (entry ->> 'seq')::bigint, entry ->> 'txn', entry ->> 'digest',
            entry ->> 'use_case', entry ->> 'actor_id', (entry ->> 'made_at')::bigint,
            tried ->> 'status', tried -> 'detail');
    IF tried ->> 'status' = 'refused' THEN
        PERFORM gate_refused(me, entry, tried -> 'detail');
    ELSIF tried ->> 'status' = 'parked' THEN
        INSERT INTO sync_parked VALUES (entry ->> 'txn', me.hall_id, me.number,
            coalesce((entry ->> 'was_xid')::bigint, 9223372036854775807), (entry ->> 'seq')::bigint, entry);
    END IF;
    RETURN tried || jsonb_build_object('seq', entry -> 'seq', 'txn', entry ->> 'txn',
                                       'xid', pg_current_xact_id()::text);
END $$;

-- Tries what is parked again, in the order in which it once came; for good when everybody has called.
CREATE OR REPLACE FUNCTION gate_settle(hall text, final boolean) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    waiting sync_parked;
    who sync_terminal;
    tried jsonb;
    moved boolean := true;
    cautious boolean := true;
BEGIN
    WHILE moved OR (final AND cautious) LOOP
        cautious := moved OR NOT final;
        moved := false;
        FOR waiting IN SELECT * FROM sync_parked WHERE hall_id = hall ORDER BY was_xid, terminal, seq LOOP
            SELECT * INTO who FROM sync_terminal WHERE number = waiting.terminal;
            PERFORM set_config('guitai.terminal', who.number::text, true);
            tried := gate_try(who, waiting.entry, cautious);
            CONTINUE WHEN tried ->> 'status' = 'parked';
            moved := true;
            UPDATE sync_applied SET status = tried ->> 'status', detail = tried -> 'detail',
                xid = pg_current_xact_id() WHERE txn = waiting.txn;
            IF tried ->> 'status' = 'refused' THEN
                PERFORM gate_refused(who, waiting.entry, tried -> 'detail');
            END IF;
            DELETE FROM sync_parked WHERE txn = waiting.txn;
        END LOOP;
    END LOOP;
END $$;

-- Shapes only; what a changeset may do is decided one by one.
CREATE OR REPLACE FUNCTION gate_check_batch(asked jsonb) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    entries jsonb := asked -> 'entries';
    entry jsonb;
BEGIN
    IF jsonb_typeof(entries) IS DISTINCT FROM 'array' OR coalesce(asked ->> 'incarnation', '') = ''
        OR length(asked ->> 'incarnation') > 64 OR jsonb_array_length(entries) > 50
        OR (asked ->> 'acked_seq')::bigint < 0 OR (asked ->> 'waiting')::integer < 0 THEN
        PERFORM gate_malformed('entries, incarnation or figures');
    END IF;
    FOR n IN 0 .. jsonb_array_length(entries) - 1 LOOP
        entry := entries -> n;
        IF jsonb_typeof(entry) IS DISTINCT FROM 'object'
            OR coalesce(entry ->> 'txn', '') = '' OR length(entry ->> 'txn') > 64
            OR coalesce(entry ->> 'digest', '') = '' OR entry ->> 'use_case' IS NULL
            OR entry ->> 'actor_id' IS NULL OR (entry ->> 'seq')::bigint IS NULL
            OR (entry ->> 'made_at')::bigint IS NULL
            OR coalesce(entry ->> 'was_xid', '0')::bigint < 0
            OR coalesce(entry ->> 'after', '0')::bigint < 0
            OR coalesce(jsonb_typeof(entry -> 'again'), 'boolean') NOT IN ('boolean', 'null') THEN
            PERFORM gate_malformed('entry ' || n);
        END IF;
    END LOOP;
EXCEPTION WHEN data_exception THEN
    PERFORM gate_malformed('a number');
END $$;

-- Tells the hall's terminals that a batch was taken: its number on the channel that anybody may hear, behind the
-- life it belongs to. Before it, on the channel whose name only this hall's terminals are told, the rows of a
-- batch that is small and has changed nothing but what its changesets name. Calls come in the order of the
-- commits, so whoever is in step up to the batch before may show them at once.
CREATE OR REPLACE FUNCTION gate_tell(hall text, here text, entries jsonb, with_rows boolean) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    its sync_hall;
    said text;
BEGIN
    UPDATE sync_hall SET told = told + 1 WHERE hall_id = hall RETURNING * INTO its;
    IF with_rows THEN
        said := left(jsonb_build_object(
            'epoch', here, 'number', its.told, 'xid', pg_current_xact_id()::text
        )::text, -1) || ', "tables": {' || gate_rows_told(hall, here, entries) || '}}';
        -- The server takes less than 8,000 bytes.
        IF octet_length(said) <= 7500 THEN
            PERFORM pg_notify(its.channel, said);
        END IF;
    END IF;
    PERFORM pg_notify(gate_channel(hall), left(here, 8) || '.' || its.told);
END $$;

CREATE OR REPLACE FUNCTION gate_push(message text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = guitai, pg_temp AS $$
DECLARE
    me sync_terminal := gate_terminal(true);
    asked jsonb := gate_read(message);
    here text := (SELECT epoch FROM sync_centre);
    entries jsonb := asked -> 'entries';
    entry jsonb;
    known sync_applied;
    any_known boolean;
    any_parked boolean;
    all_plain boolean := true;
    result jsonb;
    recovering boolean;
    status text := 'ok';
    results jsonb[] := '{}';
    next_seq bigint;
    more jsonb := '{}';
BEGIN
    PERFORM gate_check_batch(asked);
    IF current_setting('synchronous_commit') IN ('off', 'local') THEN
        RAISE EXCEPTION 'asynchronous commit' USING ERRCODE = 'GT109';
    ELSIF asked ->> 'epoch' IS DISTINCT FROM here THEN
        RETURN jsonb_build_object('status', 'new_epoch', 'epoch', here);
    END IF;
    -- One batch of a hall after the other: two that want the same rooms never wait in a circle.
    -- A row, not an advisory lock: nobody outside the gate can hold it.
    INSERT INTO sync_hall VALUES (me.hall_id) ON CONFLICT DO NOTHING;
    PERFORM 1 FROM sync_hall WHERE hall_id = me.hall_id FOR UPDATE;
    PERFORM set_config('guitai.terminal', me.number::text, true);
    IF EXISTS (
        SELECT 1 FROM sync_incarnation i
        WHERE i.terminal = me.number AND i.incarnation = asked ->> 'incarnation' AND i.is_over
    ) THEN
        RETURN jsonb_build_object('status', 'fork', 'epoch', here, 'results', '[]'::jsonb,
                                  'incarnation', asked ->> 'incarnation');
    ELSIF me.incarnation IS DISTINCT FROM asked ->> 'incarnation' THEN
        -- One that was used before comes back where two copies of a file take turns.
        INSERT INTO sync_incarnation SELECT me.number, me.incarnation, me.last_seq
        WHERE me.incarnation IS NOT NULL AND me.last_seq IS NOT NULL
        ON CONFLICT (terminal, incarnation) DO UPDATE
            SET last_seq = greatest(sync_incarnation.last_seq, EXCLUDED.last_seq);
        UPDATE sync_terminal SET incarnation = asked ->> 'incarnation', acked_seq = 0,
            last_seq = gate_last_seq(me, asked ->> 'incarnation')
        WHERE number = me.number RETURNING * INTO me;
    END IF;
    recovering := gate_recovering(me.hall_id, here);
    any_known := EXISTS (
        SELECT 1 FROM sync_applied a, jsonb_array_elements(entries) e WHERE a.txn = e ->> 'txn'
    );
    FOR n IN 0 .. jsonb_array_length(entries) - 1 LOOP
        entry := entries -> n;
        next_seq := (entry ->> 'seq')::bigint;
        IF any_known THEN
            SELECT * INTO known FROM sync_applied WHERE txn = entry ->> 'txn';
            IF known.txn IS NOT NULL AND known.digest <> entry ->> 'digest' THEN
                status := 'fork';
                EXIT;
            ELSIF known.txn IS NOT NULL THEN
                results := results || jsonb_build_object('seq', next_seq, 'txn', known.txn,
                    'status', known.status, 'detail', known.detail, 'xid', known.xid::text);
                me.last_seq := greatest(me.last_seq, next_seq);
                CONTINUE;
            END IF;
        END IF;
        IF next_seq <= me.last_seq THEN
            status := 'fork';
            EXIT;
        ELSIF coalesce((entry ->> 'after')::bigint, next_seq - 1) > me.last_seq THEN
            -- It keeps something older that was never sent here. What it has let go of makes no gap.
            status := 'gap';
            EXIT;
        END IF;
        result := gate_entry(me, entry, recovering);
        all_plain := all_plain AND result ->> 'status' = 'accepted';
        results := results || result;
        me.last_seq := next_seq;
    END LOOP;
    IF status = 'fork' THEN
        more := jsonb_build_object('seq', next_seq);
        -- What is on its way behind it was made after what forked and must not overtake it.
        INSERT INTO sync_incarnation VALUES (me.number, me.incarnation, coalesce(me.last_seq, 0), true)
        ON CONFLICT (terminal, incarnation) DO UPDATE SET is_over = true;
    ELSIF status = 'gap' THEN
        more := jsonb_build_object('expected_seq', me.last_seq + 1);
    ELSIF asked ->> 'caught_up' = 'true' THEN
        me.epoch := here;
    END IF;
    UPDATE sync_terminal SET last_seq = me.last_seq, epoch = me.epoch, seen_at = now(),
        acked_seq = greatest(acked_seq, least(coalesce((asked ->> 'acked_seq')::bigint, 0), me.last_seq)),
        waiting = (asked ->> 'waiting')::integer
    WHERE number = me.number;
    any_parked := EXISTS (SELECT 1 FROM sync_parked WHERE hall_id = me.hall_id);
    IF any_parked THEN
        PERFORM gate_settle(me.hall_id, NOT gate_recovering(me.hall_id, here));
    END IF;
    IF any_parked OR jsonb_array_length(entries) > 0 THEN
        PERFORM gate_tell(me.hall_id, here, entries, status = 'ok' AND all_plain AND NOT any_known
            AND NOT any_parked AND octet_length(message) <= 8000);
    END IF;
    RETURN jsonb_build_object('status', status, 'epoch', here, 'incarnation', me.incarnation,
                              'results', to_jsonb(results)) || more;
END $$;
