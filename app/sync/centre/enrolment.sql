-- Joining: a role with a one-time code becomes a terminal of a hall. Run after the gate, again after every
-- change. Refusals are answers here, not errors: nothing has changed then and the code is still good.

CREATE OR REPLACE FUNCTION guitai.gate_enrol(message text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = guitai, pg_temp AS $$
DECLARE
    asked jsonb;
    me sync_terminal;
    centre sync_centre;
    hall text;
    is_founded boolean;
    verifier text;
    ends timestamptz;
BEGIN
    IF length(message) > 4000 THEN
        PERFORM gate_malformed('too large');
    END IF;
    asked := gate_read(message);
    verifier := asked ->> 'verifier';
    hall := asked ->> 'hall_id';
    -- The first terminals of two halls must not both find the centre empty.
    SELECT * INTO centre FROM sync_centre FOR UPDATE;
    SELECT * INTO me FROM sync_terminal WHERE role = session_user FOR UPDATE;
    IF me.number IS NULL OR me.revoked_at IS NOT NULL THEN
        RAISE EXCEPTION 'unknown terminal' USING ERRCODE = 'GT101';
    END IF;
    IF me.enrolled_at IS NULL THEN
        SELECT rolvaliduntil INTO ends FROM pg_roles WHERE rolname = session_user;
        IF ends < clock_timestamp() THEN
            RETURN jsonb_build_object('refused', 'CodeRefused');
        ELSIF verifier !~ '^SCRAM-SHA-256\$\d{4,6}:[A-Za-z0-9+/]{16,}={0,2}\$[A-Za-z0-9+/]{43}=:[A-Za-z0-9+/]{43}=$'
              OR verifier IS NULL THEN
            PERFORM gate_malformed('verifier');
        END IF;
        is_founded := EXISTS (SELECT 1 FROM sync_terminal t WHERE t.enrolled_at IS NOT NULL);
        IF hall IS NULL THEN
            hall := coalesce(me.hall_id, asked ->> 'fresh_id');
            IF me.hall_id IS NULL AND EXISTS (SELECT 1 FROM sync_terminal t WHERE t.hall_id = hall) THEN
                PERFORM gate_malformed('a new hall has a key of its own');
            END IF;
        ELSIF centre.is_sample IS DISTINCT FROM (asked ->> 'is_sample')::boolean AND centre.is_sample IS NOT NULL THEN
            RETURN jsonb_build_object('refused', 'SampleMixed', 'fact', centre.is_sample);
        ELSIF hall IS DISTINCT FROM me.hall_id
              AND (me.hall_id IS NOT NULL OR EXISTS (SELECT 1 FROM sync_terminal t WHERE t.hall_id = hall)) THEN
            -- A code for another hall, or one for a new hall where this hall is here already.
            RETURN jsonb_build_object('refused', 'ForeignHall', 'fact', coalesce(me.hall_id, hall));
        ELSIF is_founded AND asked ->> 'market_secret' IS DISTINCT FROM centre.market_secret THEN
            RETURN jsonb_build_object('refused', 'SecretDiffers');
        ELSIF me.hall_id IS NULL AND (asked ->> 'first_kept')::bigint > 1 THEN
            RETURN jsonb_build_object('refused', 'HistoryMissing', 'fact', asked -> 'first_kept');
        END IF;
        IF hall IS NULL OR length(hall) NOT BETWEEN 1 AND 64 OR length(asked ->> 'market_secret') > 200 THEN
            PERFORM gate_malformed('hall or secret');
        END IF;
        UPDATE sync_centre SET
            is_sample = coalesce(is_sample, (asked ->> 'is_sample')::boolean, false),
            market_secret = CASE WHEN is_founded THEN market_secret
                                 ELSE coalesce(asked ->> 'market_secret', market_secret) END
        RETURNING * INTO centre;
        UPDATE sync_terminal t SET hall_id = hall, enrolled_at = now(), epoch = centre.epoch
        WHERE number = me.number RETURNING * INTO me;
        EXECUTE format('ALTER ROLE %I PASSWORD %L VALID UNTIL %L', session_user, verifier, 'infinity');
    END IF;
    -- Who has enrolled already hears the same again: its answer may have been lost on the way.
    RETURN jsonb_build_object('number', me.number, 'hall_id', me.hall_id, 'hall_is_new', NOT EXISTS (
            SELECT 1 FROM sync_applied a JOIN sync_terminal t ON t.number = a.terminal WHERE t.hall_id = me.hall_id
        ), 'market_secret', centre.market_secret, 'is_sample', centre.is_sample, 'epoch', centre.epoch);
END $$;

REVOKE ALL ON FUNCTION guitai.gate_enrol(text) FROM PUBLIC;
