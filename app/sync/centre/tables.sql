-- The centre's own tables, beside those the terminals declare. Everything lies in the schema guitai.

CREATE TABLE sync_centre (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    epoch text NOT NULL,
    market_secret text NOT NULL,
    is_sample boolean,
    schema_version integer NOT NULL,
    oldest_schema integer NOT NULL,
    tidied_at timestamptz NOT NULL DEFAULT now(),
    made_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON COLUMN sync_centre.epoch IS
    'The life of this database: another one after every restore. Its first eight letters open every version.';
COMMENT ON COLUMN sync_centre.oldest_schema IS 'Terminals that know an older schema work on without the centre.';

CREATE TABLE sync_epoch (
    epoch text PRIMARY KEY,
    since timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE sync_epoch IS
    'Every life this database has had. A terminal that names another knows more than the database: it was set back.';

CREATE TABLE sync_terminal (
    number integer PRIMARY KEY,
    role text NOT NULL UNIQUE,
    name text NOT NULL,
    hall_id text,
    incarnation text,
    last_seq bigint,
    acked_seq bigint NOT NULL DEFAULT 0,
    forgotten_seq bigint NOT NULL DEFAULT 0,
    epoch text NOT NULL,
    schema_version integer,
    waiting integer,
    clock_skew_us bigint,
    invited_at timestamptz NOT NULL DEFAULT now(),
    enrolled_at timestamptz,
    seen_at timestamptz,
    revoked_at timestamptz
);
COMMENT ON COLUMN sync_terminal.hall_id IS 'Empty until a terminal brings its own hall along.';
COMMENT ON COLUMN sync_terminal.acked_seq IS 'All answers up to here have arrived at the terminal; what is older may go.';
COMMENT ON COLUMN sync_terminal.forgotten_seq IS 'Answers up to here have gone; what was taken is not asked for again.';
COMMENT ON COLUMN sync_terminal.epoch IS 'The epoch under which it has sent again all it keeps.';
COMMENT ON COLUMN sync_terminal.waiting IS 'How many changesets waited at its last call; for watching only.';
COMMENT ON COLUMN sync_terminal.enrolled_at IS 'When it used its one-time code; without it the gate stays shut.';

CREATE TABLE sync_incarnation (
    terminal integer NOT NULL REFERENCES sync_terminal (number),
    incarnation text NOT NULL,
    last_seq bigint NOT NULL,
    is_over boolean NOT NULL DEFAULT false,
    PRIMARY KEY (terminal, incarnation)
);
COMMENT ON TABLE sync_incarnation IS
    'How far each life of a terminal''s file had come when another took over; two copies may take turns.';
COMMENT ON COLUMN sync_incarnation.is_over IS 'It forked: nothing more is taken under this name.';

CREATE TABLE sync_applied (
    terminal integer NOT NULL REFERENCES sync_terminal (number),
    incarnation text NOT NULL,
    seq bigint NOT NULL,
    txn text NOT NULL UNIQUE,
    digest text NOT NULL,
    use_case text NOT NULL,
    actor_id text NOT NULL,
    made_at bigint NOT NULL,
    status text NOT NULL CHECK (status IN ('accepted', 'merged', 'refused', 'parked')),
    detail jsonb NOT NULL DEFAULT '{}',
    xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    applied_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (terminal, incarnation, seq)
);
CREATE INDEX sync_applied_by_age ON sync_applied (applied_at);

CREATE TABLE sync_hall (
    hall_id text PRIMARY KEY
);
COMMENT ON TABLE sync_hall IS 'A row to lock: one batch of a hall follows the other.';

CREATE TABLE sync_parked (
    txn text PRIMARY KEY REFERENCES sync_applied (txn) ON DELETE CASCADE,
    hall_id text NOT NULL,
    terminal integer NOT NULL,
    was_xid bigint NOT NULL,
    seq bigint NOT NULL,
    entry jsonb NOT NULL
);
COMMENT ON TABLE sync_parked IS
    'After a restore: changesets that build on what another terminal has not sent again yet.';

CREATE TABLE sync_policy (
    table_name text PRIMARY KEY,
    columns text[] NOT NULL,
    finders jsonb NOT NULL DEFAULT '{}',
    links jsonb NOT NULL DEFAULT '{}',
    place integer NOT NULL
);
COMMENT ON COLUMN sync_policy.links IS 'Which table a column names a row of.';
COMMENT ON COLUMN sync_policy.place IS 'The order in which pulls go through the tables: those named by others first.';

CREATE TABLE sync_counter (
    hall_id text NOT NULL,
    series text NOT NULL,
    day text NOT NULL,
    last integer NOT NULL,
    PRIMARY KEY (hall_id, series, day)
);
