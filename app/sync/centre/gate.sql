-- The gate: the only way by which terminals reach the centre. Run again after every change; harmless.
-- Terminals are known by the role they signed in with, never by what a message says.
-- Own error codes: GT101 unknown terminal, GT102 unknown table, GT103 foreign hall, GT104 key taken,
-- GT105 builds on a row that is not here, GT106 append only, GT107 overtaken, GT108 malformed,
-- GT109 asynchronous commit, GT110 not the primary, GT111 wrong isolation, GT112 rows are not deleted.
-- 0A000 rises: a terminal newer than this centre keeps its changes until the centre is prepared anew.

CREATE TABLE IF NOT EXISTS sync_centre (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    epoch text NOT NULL,
    market_secret text NOT NULL,
    is_sample boolean,
    made_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE IF NOT EXISTS sync_terminal (
    number integer PRIMARY KEY,
    role text NOT NULL UNIQUE,
    name text NOT NULL,
    hall_id text NOT NULL,
    incarnation text,
    last_seq bigint,
    enrolled_at timestamptz NOT NULL DEFAULT now(),
    revoked_at timestamptz
);

CREATE TABLE IF NOT EXISTS sync_applied (
    terminal integer NOT NULL REFERENCES sync_terminal (number),
    incarnation text NOT NULL,
    seq bigint NOT NULL,
    txn text NOT NULL UNIQUE,
    digest text NOT NULL,
    use_case text NOT NULL,
    actor_id text NOT NULL,
    made_at bigint NOT NULL,
    status text NOT NULL CHECK (status IN ('accepted', 'merged', 'refused')),
    detail jsonb NOT NULL DEFAULT '{}',
    xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    applied_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (terminal, incarnation, seq)
);

CREATE TABLE IF NOT EXISTS sync_conflict (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    txn text NOT NULL,
    table_name text NOT NULL,
    key text NOT NULL,
    column_name text NOT NULL,
    wanted jsonb,
    kept jsonb,
    at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE IF NOT EXISTS sync_policy (
    table_name text PRIMARY KEY,
    columns text[] NOT NULL,
    central text[] NOT NULL,
    groups jsonb NOT NULL,
    append_only boolean NOT NULL,
    same_row boolean NOT NULL
);
ALTER TABLE sync_policy ADD COLUMN IF NOT EXISTS finders jsonb NOT NULL DEFAULT '{}';

CREATE TABLE IF NOT EXISTS sync_counter (
    hall_id text NOT NULL,
    series text NOT NULL,
    day text NOT NULL,
    last integer NOT NULL,
    PRIMARY KEY (hall_id, series, day)
);

CREATE OR REPLACE FUNCTION sync_stamp() RETURNS trigger
LANGUAGE plpgsql SET search_path = guitai, pg_temp AS $$
-- Every writer passes here. The revision counts under the row's lock, so it orders the writes of one row,
-- which transaction numbers do not; each group of columns remembers its last revision and who wrote it.
DECLARE
    writer integer := nullif(current_setting('guitai.terminal', true), '')::integer;
    before jsonb := CASE WHEN TG_OP = 'UPDATE' THEN to_jsonb(OLD) END;
    after jsonb;
    members jsonb;
    place integer := 0;
BEGIN
    IF current_setting('synchronous_commit') = 'off' THEN
        RAISE EXCEPTION 'asynchronous commit' USING ERRCODE = 'GT109';
    ELSIF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'rows end, they are not deleted' USING ERRCODE = 'GT112';
    END IF;
    after := to_jsonb(NEW);
    NEW.ver := pg_current_xact_id();
    NEW.rev := CASE WHEN before IS NULL THEN 1 ELSE OLD.rev + 1 END;
    NEW.group_revs := CASE WHEN before IS NULL THEN '{}' ELSE OLD.group_revs END;
    FOR members IN SELECT jsonb_array_elements(groups) FROM sync_policy WHERE table_name = TG_TABLE_NAME LOOP
        IF before IS NULL OR EXISTS (
            SELECT 1 FROM jsonb_array_elements_text(members) m WHERE before -> m IS DISTINCT FROM after -> m
        ) THEN
            NEW.group_revs := NEW.group_revs
                || jsonb_build_object(place::text, jsonb_build_array(NEW.rev, writer));
        END IF;
        place := place + 1;
    END LOOP;
    RETURN NEW;
END $$;

-- The centre has come back from a backup: transaction numbers may come again, so nothing stamped before
-- may be compared with what follows. The new epoch makes every terminal send and fetch anew.
CREATE OR REPLACE FUNCTION sync_new_epoch() RETURNS text
LANGUAGE plpgsql SET search_path = guitai, pg_temp AS $$
DECLARE
    fresh text := gen_random_uuid()::text;
    named text;
BEGIN
    UPDATE sync_centre SET epoch = fresh;
    UPDATE sync_applied SET xid = pg_current_xact_id();
    FOR named IN SELECT table_name FROM sync_policy LOOP
        EXECUTE format('UPDATE %I SET ver = ver', named);
    END LOOP;
    PERFORM pg_notify('guitai', '');
    RETURN fresh;
END $$;

CREATE OR REPLACE FUNCTION sync_tell() RETURNS trigger
LANGUAGE plpgsql SET search_path = guitai, pg_temp AS $$
BEGIN
    PERFORM pg_notify('guitai', '');
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION gate_terminal(lock boolean) RETURNS sync_terminal
LANGUAGE plpgsql SECURITY DEFINER SET search_path = guitai, pg_temp AS $$
DECLARE
    found sync_terminal;
BEGIN
    IF pg_is_in_recovery() THEN
        RAISE EXCEPTION 'not the primary' USING ERRCODE = 'GT110';
    END IF;
    IF lock THEN
        SELECT * INTO found FROM sync_terminal WHERE role = session_user AND revoked_at IS NULL FOR UPDATE;
    ELSE
        SELECT * INTO found FROM sync_terminal WHERE role = session_user AND revoked_at IS NULL;
    END IF;
    IF found.number IS NULL THEN
        RAISE EXCEPTION 'unknown or revoked terminal' USING ERRCODE = 'GT101';
    END IF;
    RETURN found;
END $$;

CREATE OR REPLACE FUNCTION gate_hello(message jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = guitai, pg_temp AS $$
DECLARE
    me sync_terminal := gate_terminal(false);
    last bigint;
BEGIN
    IF message ->> 'epoch' = (SELECT epoch FROM sync_centre)
        AND pg_snapshot_xmax((message ->> 'token')::pg_snapshot) > pg_snapshot_xmax(pg_current_snapshot()) THEN
        -- The terminal has seen transactions this database has not reached yet: it was set back.
        PERFORM sync_new_epoch();
    END IF;
    SELECT max(seq) INTO last FROM sync_applied
    WHERE terminal = me.number AND incarnation = message ->> 'incarnation';
    RETURN jsonb_build_object(
        'protocol', 1, 'epoch', (SELECT epoch FROM sync_centre), 'hall_id', me.hall_id,
        'last_seq', coalesce(last, 0),
        'server_now', (extract(epoch FROM clock_timestamp()) * 1000000)::bigint
    );
END $$;

CREATE OR REPLACE FUNCTION gate_number(series text, day text) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = guitai, pg_temp AS $$
#variable_conflict use_column
DECLARE
    me sync_terminal := gate_terminal(false);
    given integer;
BEGIN
    IF length(gate_number.series) > 40 OR length(gate_number.day) > 40 THEN
        RAISE EXCEPTION 'malformed series' USING ERRCODE = 'GT108';
    END IF;
    INSERT INTO sync_counter AS c VALUES (me.hall_id, gate_number.series, gate_number.day, 1)
    ON CONFLICT (hall_id, series, day) DO UPDATE SET last = c.last + 1
    RETURNING c.last INTO given;
    RETURN given;
END $$;

-- One row of a changeset. Gives true when the centre kept a value of its own.
CREATE OR REPLACE FUNCTION gate_change(me sync_terminal, txn text, change jsonb) RETURNS boolean
LANGUAGE plpgsql SET search_path = guitai, pg_temp AS $$
DECLARE
    policy sync_policy;
    row_key text := change ->> 'key';
    wanted jsonb := change -> 'new';
    base jsonb := change -> 'old';
    held jsonb;
    taken jsonb := '{}';
    members jsonb;
    place integer;
    seen bigint := coalesce(nullif(split_part(change ->> 'base', '.', 2), '')::bigint, 0);
    name text;
    kept boolean := false;
BEGIN
    SELECT * INTO policy FROM sync_policy WHERE table_name = change ->> 'table';
    IF policy.table_name IS NULL THEN
        RAISE EXCEPTION 'unknown table' USING ERRCODE = '0A000', TABLE = coalesce(change ->> 'table', '');
    END IF;
    IF row_key IS NULL OR jsonb_typeof(wanted) IS DISTINCT FROM 'object' THEN
        RAISE EXCEPTION 'malformed change' USING ERRCODE = 'GT108', TABLE = policy.table_name;
    END IF;
    FOR name IN SELECT jsonb_object_keys(wanted) LOOP
        IF NOT name = ANY (policy.columns) THEN
            RAISE EXCEPTION 'unknown column' USING ERRCODE = '0A000', TABLE = policy.table_name, COLUMN = name;
        END IF;
    END LOOP;
    EXECUTE format('SELECT to_jsonb(t) FROM %I t WHERE id = $1 FOR UPDATE', policy.table_name)
        INTO held USING row_key;
    IF held IS NOT NULL AND held ->> 'hall_id' <> me.hall_id THEN
        RAISE EXCEPTION 'foreign hall' USING ERRCODE = 'GT103', TABLE = policy.table_name;
    END IF;
    IF change ->> 'op' = 'insert' THEN
        IF wanted ->> 'hall_id' IS DISTINCT FROM me.hall_id OR wanted ->> 'id' IS DISTINCT FROM row_key THEN
            RAISE EXCEPTION 'foreign hall' USING ERRCODE = 'GT103', TABLE = policy.table_name;
        END IF;
        IF held IS NULL THEN
            PERFORM gate_insert(policy.table_name, wanted - policy.central);
            RETURN false;
        ELSIF NOT policy.same_row THEN
            RAISE EXCEPTION 'key taken' USING ERRCODE = 'GT104', TABLE = policy.table_name, DETAIL = row_key;
        END IF;
        -- Two terminals registered one person: what the centre has stays, what it lacks is filled in.
        FOR name IN SELECT jsonb_object_keys(wanted - 'id' - 'hall_id' - 'made_at' - policy.central) LOOP
            IF coalesce(held ->> name, '') = '' THEN
                taken := taken || jsonb_build_object(name, wanted -> name);
            ELSIF coalesce(wanted ->> name, '') <> '' AND wanted -> name <> held -> name THEN
                PERFORM gate_conflict(txn, policy.table_name, row_key, name, wanted -> name, held -> name);
                kept := true;
            END IF;
        END LOOP;
        PERFORM gate_update(policy.table_name, row_key, taken);
        RETURN kept;
    END IF;
    IF held IS NULL THEN
        RAISE EXCEPTION 'row is not here' USING ERRCODE = 'GT105', TABLE = policy.table_name, DETAIL = row_key;
    ELSIF policy.append_only THEN
        RAISE EXCEPTION 'append only' USING ERRCODE = 'GT106', TABLE = policy.table_name;
    ELSIF wanted ? 'id' OR wanted ? 'hall_id' THEN
        RAISE EXCEPTION 'key moved' USING ERRCODE = 'GT108', TABLE = policy.table_name;
    END IF;
    place := 0;
    FOR members IN SELECT jsonb_array_elements(policy.groups) LOOP
        -- Another wrote some column of the group after what the terminal had seen of the row.
        SELECT m INTO name FROM jsonb_array_elements_text(members) m
        WHERE wanted ? m AND wanted -> m IS DISTINCT FROM held -> m LIMIT 1;
        IF name IS NOT NULL AND (held -> 'group_revs' -> place::text ->> 0)::bigint > seen
            AND (held -> 'group_revs' -> place::text ->> 1)::integer IS DISTINCT FROM me.number THEN
            RAISE EXCEPTION 'overtaken' USING ERRCODE = 'GT107', TABLE = policy.table_name, COLUMN = name,
                DETAIL = jsonb_build_object('key', row_key, 'wanted', wanted -> name, 'held', held -> name)::text;
        END IF;
        place := place + 1;
    END LOOP;
    FOR name IN SELECT jsonb_object_keys(wanted) LOOP
        IF held -> name IS NOT DISTINCT FROM wanted -> name THEN
            CONTINUE;
        ELSIF name = ANY (policy.central) THEN
            PERFORM gate_conflict(txn, policy.table_name, row_key, name, wanted -> name, held -> name);
            kept := true;
            CONTINUE;
        ELSIF held -> name IS NOT DISTINCT FROM base -> name THEN
            taken := taken || jsonb_build_object(name, wanted -> name);
            CONTINUE;
        END IF;
        SELECT g INTO members FROM jsonb_array_elements(policy.groups) g WHERE g ? name;
        IF members IS NOT NULL THEN
            -- Columns that tell one story: the whole changeset goes back, naming what is here instead.
            RAISE EXCEPTION 'overtaken' USING ERRCODE = 'GT107', TABLE = policy.table_name, COLUMN = name,
                DETAIL = jsonb_build_object('key', row_key, 'wanted', wanted -> name, 'held', held -> name)::text;
        END IF;
        PERFORM gate_conflict(txn, policy.table_name, row_key, name, wanted -> name, held -> name);
        kept := true;
    END LOOP;
    PERFORM gate_update(policy.table_name, row_key, taken);
    RETURN kept;
END $$;

CREATE OR REPLACE FUNCTION gate_insert(table_name text, wanted jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = guitai, pg_temp AS $$
DECLARE
    names text;
BEGIN
    SELECT string_agg(quote_ident(k), ', ') INTO names FROM jsonb_object_keys(wanted) k;
    EXECUTE format('INSERT INTO %1$I (%2$s) SELECT %2$s FROM jsonb_populate_record(NULL::%1$I, $1)', table_name, names)
        USING wanted;
END $$;

CREATE OR REPLACE FUNCTION gate_update(table_name text, row_key text, taken jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = guitai, pg_temp AS $$
DECLARE
    names text;
BEGIN
    SELECT string_agg(quote_ident(k), ', ') INTO names FROM jsonb_object_keys(taken) k;
    IF names IS NOT NULL THEN
        EXECUTE format(
            'UPDATE %1$I SET (%2$s) = (SELECT %2$s FROM jsonb_populate_record(NULL::%1$I, $1)) WHERE id = $2',
            table_name, names
        ) USING taken, row_key;
    END IF;
END $$;

CREATE OR REPLACE FUNCTION gate_conflict(
    txn text, table_name text, key text, column_name text, wanted jsonb, kept jsonb
) RETURNS void
LANGUAGE sql SET search_path = guitai, pg_temp AS $$
    INSERT INTO sync_conflict (txn, table_name, key, column_name, wanted, kept)
    VALUES (txn, table_name, key, column_name, wanted, kept);
$$;

-- The row that was there first, for the clerk's sentence.
CREATE OR REPLACE FUNCTION gate_other(tab text, con text, changes jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = guitai, pg_temp AS $$
DECLARE
    finder text := (SELECT finders ->> con FROM sync_policy WHERE table_name = tab);
    change jsonb;
    held jsonb;
    other jsonb;
BEGIN
    FOR change IN SELECT * FROM jsonb_array_elements(changes) LOOP
        CONTINUE WHEN finder IS NULL OR change ->> 'table' <> tab;
        EXECUTE format('SELECT to_jsonb(t) FROM %I t WHERE id = $1', tab) INTO held USING change ->> 'key';
        EXECUTE finder INTO other USING coalesce(held, '{}') || (change -> 'new'), change ->> 'key';
        IF other IS NOT NULL THEN
            RETURN jsonb_build_object('other', other - 'ver' - 'rev' - 'group_revs');
        END IF;
    END LOOP;
    RETURN '{}';
END $$;

-- One changeset, whole or not at all. Class 23 and our own codes refuse it; every other error rises and
-- the terminal sends the same one again.
CREATE OR REPLACE FUNCTION gate_entry(me sync_terminal, entry jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = guitai, pg_temp AS $$
DECLARE
    change jsonb;
    outcome text := 'accepted';
    why jsonb := '{}';
    said text; tab text; col text; con text; det text; code text;
BEGIN
    BEGIN
        FOR change IN SELECT * FROM jsonb_array_elements(entry -> 'changes') LOOP
            IF gate_change(me, entry ->> 'txn', change) THEN
                outcome := 'merged';
            END IF;
        END LOOP;
        SET CONSTRAINTS ALL IMMEDIATE;
        SET CONSTRAINTS ALL DEFERRED;
    EXCEPTION WHEN OTHERS THEN
        GET STACKED DIAGNOSTICS code = RETURNED_SQLSTATE, said = MESSAGE_TEXT, tab = TABLE_NAME,
            col = COLUMN_NAME, con = CONSTRAINT_NAME, det = PG_EXCEPTION_DETAIL;
        IF left(code, 2) NOT IN ('23', '22', 'GT') THEN
            RAISE;
        END IF;
        outcome := 'refused';
        why := jsonb_build_object('code', code, 'reason', said, 'table', tab, 'column', col,
                                  'constraint', con, 'detail', det)
            || CASE WHEN code IN ('23505', '23P01') THEN gate_other(tab, con, entry -> 'changes') ELSE '{}' END;
    END;
    INSERT INTO sync_applied (terminal, incarnation, seq, txn, digest, use_case, actor_id, made_at, status, detail)
    VALUES (me.number, me.incarnation, (entry ->> 'seq')::bigint, entry ->> 'txn', entry ->> 'digest',
            entry ->> 'use_case', entry ->> 'actor_id', (entry ->> 'made_at')::bigint, outcome, why);
    RETURN jsonb_build_object('seq', entry -> 'seq', 'txn', entry ->> 'txn', 'status', outcome, 'detail', why,
                              'xid', pg_current_xact_id()::text);
END $$;

CREATE OR REPLACE FUNCTION gate_push(message jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = guitai, pg_temp AS $$
DECLARE
    me sync_terminal := gate_terminal(true);
    here text := (SELECT epoch FROM sync_centre);
    entry jsonb;
    known sync_applied;
    results jsonb := '[]';
    next_seq bigint;
BEGIN
    IF current_setting('synchronous_commit') = 'off' THEN
        RAISE EXCEPTION 'asynchronous commit' USING ERRCODE = 'GT109';
    ELSIF jsonb_typeof(message -> 'entries') IS DISTINCT FROM 'array' OR message ->> 'incarnation' IS NULL
          OR jsonb_array_length(message -> 'entries') > 50 THEN
        RAISE EXCEPTION 'malformed message' USING ERRCODE = 'GT108';
    ELSIF message ->> 'epoch' IS DISTINCT FROM here THEN
        RETURN jsonb_build_object('status', 'new_epoch', 'epoch', here);
    END IF;
    -- One batch of a hall after the other: two that want the same rooms never wait in a circle.
    PERFORM pg_advisory_xact_lock(hashtextextended('guitai.push.' || me.hall_id, 0));
    PERFORM set_config('guitai.terminal', me.number::text, true);
    IF me.incarnation IS DISTINCT FROM message ->> 'incarnation' THEN
        UPDATE sync_terminal SET incarnation = message ->> 'incarnation', last_seq = NULL
        WHERE number = me.number RETURNING * INTO me;
    END IF;
    FOR entry IN SELECT * FROM jsonb_array_elements(message -> 'entries') LOOP
        next_seq := (entry ->> 'seq')::bigint;
        SELECT * INTO known FROM sync_applied WHERE txn = entry ->> 'txn';
        IF known.txn IS NOT NULL THEN
            IF known.digest <> entry ->> 'digest' THEN
                RETURN jsonb_build_object('status', 'fork', 'epoch', here, 'results', results, 'seq', next_seq);
            END IF;
            results := results || jsonb_build_object('seq', next_seq, 'txn', known.txn, 'status', known.status,
                'detail', known.detail, 'xid', known.xid::text);
            me.last_seq := greatest(me.last_seq, next_seq);
            CONTINUE;
        ELSIF next_seq <= me.last_seq THEN
            RETURN jsonb_build_object('status', 'fork', 'epoch', here, 'results', results, 'seq', next_seq);
        ELSIF next_seq > me.last_seq + 1 THEN
            RETURN jsonb_build_object('status', 'gap', 'epoch', here, 'results', results,
                'expected_seq', me.last_seq + 1);
        END IF;
        results := results || gate_entry(me, entry);
        me.last_seq := next_seq;
    END LOOP;
    UPDATE sync_terminal SET last_seq = me.last_seq WHERE number = me.number;
    RETURN jsonb_build_object('status', 'ok', 'epoch', here, 'results', results, 'incarnation', me.incarnation);
END $$;

-- Rows the terminal has not seen, from one snapshot, with the token that says what it has seen then.
CREATE OR REPLACE FUNCTION gate_pull(message jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = guitai, pg_temp AS $$
DECLARE
    me sync_terminal := gate_terminal(false);
    here text := (SELECT epoch FROM sync_centre);
    seen pg_snapshot;
    policy sync_policy;
    found jsonb;
    rows jsonb := '{}';
BEGIN
    IF current_setting('transaction_isolation') <> 'repeatable read' THEN
        RAISE EXCEPTION 'wrong isolation' USING ERRCODE = 'GT111';
    END IF;
    -- Versions are transaction numbers; after a restore they mean nothing, so another epoch begins anew.
    IF message ->> 'epoch' = here THEN
        seen := (message ->> 'token')::pg_snapshot;
    END IF;
    FOR policy IN SELECT * FROM sync_policy LOOP
        EXECUTE format(
            'SELECT jsonb_agg(to_jsonb(t) - ''ver'' - ''rev'' - ''group_revs'''
            ' || jsonb_build_object(''version'', t.ver::text || ''.'' || t.rev)) FROM %I t '
            'WHERE hall_id = $1 AND ($2 IS NULL OR (ver >= pg_snapshot_xmin($2) '
            'AND NOT pg_visible_in_snapshot(ver, $2)))', policy.table_name
        ) INTO found USING me.hall_id, seen;
        IF found IS NOT NULL THEN
            rows := rows || jsonb_build_object(policy.table_name, found);
        END IF;
    END LOOP;
    RETURN jsonb_build_object('epoch', here, 'token', pg_current_snapshot()::text, 'rows', rows,
        'anew', seen IS NULL);
END $$;

REVOKE ALL ON ALL TABLES IN SCHEMA guitai FROM PUBLIC;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA guitai FROM PUBLIC;
