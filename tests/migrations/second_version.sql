-- A store of the second version as its program left it in the morning of 2026-11-23: the sample hall, one clerk.
-- The bytes of the print jobs are shortened. Written by that program; never edited.
PRAGMA foreign_keys = OFF;
BEGIN;
CREATE TABLE hall ( name TEXT NOT NULL, name_en TEXT NOT NULL, address TEXT NOT NULL, is_sample BOOLEAN NOT NULL, id TEXT NOT NULL, hall_id TEXT NOT NULL, made_at BIGINT NOT NULL, ended_at BIGINT, end_reason TEXT NOT NULL, version TEXT, PRIMARY KEY (id) );
CREATE TABLE platform ( code TEXT NOT NULL, name TEXT NOT NULL, name_en TEXT NOT NULL, position INTEGER NOT NULL, id TEXT NOT NULL, hall_id TEXT NOT NULL, made_at BIGINT NOT NULL, ended_at BIGINT, end_reason TEXT NOT NULL, version TEXT, PRIMARY KEY (id) );
CREATE TABLE window ( number INTEGER NOT NULL, name TEXT NOT NULL, name_en TEXT NOT NULL, letters JSON NOT NULL, is_help BOOLEAN NOT NULL, id TEXT NOT NULL, hall_id TEXT NOT NULL, made_at BIGINT NOT NULL, ended_at BIGINT, end_reason TEXT NOT NULL, version TEXT, PRIMARY KEY (id) );
CREATE TABLE business_group ( letter TEXT NOT NULL, name TEXT NOT NULL, name_en TEXT NOT NULL, first_number INTEGER NOT NULL, last_number INTEGER NOT NULL, quota INTEGER NOT NULL, id TEXT NOT NULL, hall_id TEXT NOT NULL, made_at BIGINT NOT NULL, ended_at BIGINT, end_reason TEXT NOT NULL, version TEXT, PRIMARY KEY (id) );
CREATE TABLE skill ( staff_id TEXT NOT NULL, letter TEXT NOT NULL, weight INTEGER NOT NULL, id TEXT NOT NULL, hall_id TEXT NOT NULL, made_at BIGINT NOT NULL, ended_at BIGINT, end_reason TEXT NOT NULL, version TEXT, PRIMARY KEY (id) );
CREATE TABLE hall_rule ( name TEXT NOT NULL, value JSON NOT NULL, id TEXT NOT NULL, hall_id TEXT NOT NULL, made_at BIGINT NOT NULL, ended_at BIGINT, end_reason TEXT NOT NULL, version TEXT, PRIMARY KEY (id) );
CREATE TABLE calendar_day ( day DATE NOT NULL, is_working BOOLEAN NOT NULL, name TEXT NOT NULL, id TEXT NOT NULL, hall_id TEXT NOT NULL, made_at BIGINT NOT NULL, ended_at BIGINT, end_reason TEXT NOT NULL, version TEXT, PRIMARY KEY (id) );
CREATE TABLE outbox ( seq INTEGER NOT NULL, txn TEXT NOT NULL, use_case TEXT NOT NULL, actor_id TEXT NOT NULL, made_at BIGINT NOT NULL, changes JSON NOT NULL, digest TEXT NOT NULL, state TEXT NOT NULL, answered_at BIGINT, answer JSON, centre_xid TEXT, shown BOOLEAN NOT NULL, PRIMARY KEY (seq), UNIQUE (txn) );
CREATE TABLE base_row ( "table" TEXT NOT NULL, "key" TEXT NOT NULL, "row" JSON, PRIMARY KEY ("table", "key") );
CREATE TABLE local_fact ( name TEXT NOT NULL, value JSON NOT NULL, PRIMARY KEY (name) );
CREATE TABLE audit_entry ( seq INTEGER NOT NULL, at BIGINT NOT NULL, actor_id TEXT NOT NULL, use_case TEXT NOT NULL, subjects JSON NOT NULL, txn TEXT, previous TEXT NOT NULL, link TEXT NOT NULL, PRIMARY KEY (seq) );
CREATE TABLE slip_layout ( text TEXT NOT NULL, id TEXT NOT NULL, hall_id TEXT NOT NULL, made_at BIGINT NOT NULL, ended_at BIGINT, end_reason TEXT NOT NULL, version TEXT, PRIMARY KEY (id) );
CREATE TABLE organisation ( name TEXT NOT NULL, credit_code TEXT NOT NULL, country TEXT NOT NULL, legal_representative TEXT NOT NULL, address TEXT NOT NULL, phone TEXT NOT NULL, initials TEXT NOT NULL, merged_into TEXT, id TEXT NOT NULL, hall_id TEXT NOT NULL, made_at BIGINT NOT NULL, ended_at BIGINT, end_reason TEXT NOT NULL, version TEXT, PRIMARY KEY (id) );
CREATE TABLE print_job ( id TEXT NOT NULL, paper TEXT NOT NULL, title TEXT NOT NULL, subject TEXT NOT NULL, content BLOB NOT NULL, preview BLOB, copies INTEGER NOT NULL, state TEXT NOT NULL, trouble TEXT NOT NULL, attempts INTEGER NOT NULL, reprint_of TEXT, made_at BIGINT NOT NULL, printed_at BIGINT, PRIMARY KEY (id) );
CREATE TABLE staff ( login TEXT NOT NULL, name TEXT NOT NULL, role TEXT NOT NULL, password_hash TEXT NOT NULL, id TEXT NOT NULL, hall_id TEXT NOT NULL, made_at BIGINT NOT NULL, ended_at BIGINT, end_reason TEXT NOT NULL, version TEXT, PRIMARY KEY (id) );
CREATE TABLE sign_in_failure ( login TEXT NOT NULL, failures INTEGER NOT NULL, locked_until BIGINT NOT NULL, PRIMARY KEY (login) );
CREATE TABLE room ( kind TEXT NOT NULL, number TEXT NOT NULL, name TEXT NOT NULL, name_en TEXT NOT NULL, seats INTEGER NOT NULL, equipment JSON NOT NULL, turnover_minutes INTEGER NOT NULL, position INTEGER NOT NULL, id TEXT NOT NULL, hall_id TEXT NOT NULL, made_at BIGINT NOT NULL, ended_at BIGINT, end_reason TEXT NOT NULL, version TEXT, PRIMARY KEY (id) );
CREATE TABLE stored_file ( digest TEXT NOT NULL, kind TEXT NOT NULL, content BLOB NOT NULL, kept_at BIGINT NOT NULL, PRIMARY KEY (digest) );
CREATE TABLE search_entry ( ref INTEGER NOT NULL, kind TEXT NOT NULL, "key" TEXT NOT NULL, name TEXT NOT NULL, phone TEXT NOT NULL, forms TEXT NOT NULL, seen_at BIGINT NOT NULL, PRIMARY KEY (ref), UNIQUE ("key") );
CREATE TABLE search_word ( word TEXT NOT NULL, ref INTEGER NOT NULL, PRIMARY KEY (word, ref) ) WITHOUT ROWID;
CREATE TABLE search_due ( seq INTEGER NOT NULL, kind TEXT NOT NULL, "key" TEXT NOT NULL, PRIMARY KEY (seq) );
CREATE TABLE "conflict" ( kind TEXT NOT NULL, txn TEXT NOT NULL, terminal INTEGER NOT NULL, use_case TEXT NOT NULL, actor_id TEXT NOT NULL, acted_at BIGINT NOT NULL, table_name TEXT NOT NULL, "key" TEXT NOT NULL, column_name TEXT NOT NULL, wanted JSON NOT NULL, kept JSON NOT NULL, reason TEXT NOT NULL, facts JSON NOT NULL, because_of TEXT NOT NULL, subjects JSON NOT NULL, decision TEXT NOT NULL, decided_at BIGINT, decided_by TEXT NOT NULL, decision_note TEXT NOT NULL, again_txn TEXT NOT NULL, id TEXT NOT NULL, hall_id TEXT NOT NULL, made_at BIGINT NOT NULL, ended_at BIGINT, end_reason TEXT NOT NULL, version TEXT, PRIMARY KEY (id) );
CREATE TABLE matter ( code TEXT NOT NULL, platform_id TEXT NOT NULL, name TEXT NOT NULL, name_en TEXT NOT NULL, letter TEXT NOT NULL, documents JSON NOT NULL, usual_result TEXT NOT NULL, position INTEGER NOT NULL, id TEXT NOT NULL, hall_id TEXT NOT NULL, made_at BIGINT NOT NULL, ended_at BIGINT, end_reason TEXT NOT NULL, version TEXT, PRIMARY KEY (id), CONSTRAINT fk_matter_platform_id FOREIGN KEY(platform_id) REFERENCES platform (id) );
CREATE TABLE duty ( window_id TEXT NOT NULL, staff_id TEXT NOT NULL, began_at BIGINT NOT NULL, is_paused BOOLEAN NOT NULL, id TEXT NOT NULL, hall_id TEXT NOT NULL, made_at BIGINT NOT NULL, ended_at BIGINT, end_reason TEXT NOT NULL, version TEXT, PRIMARY KEY (id), CONSTRAINT fk_duty_window_id FOREIGN KEY(window_id) REFERENCES window (id) );
CREATE TABLE person ( name TEXT NOT NULL, document_kind TEXT NOT NULL, document_number TEXT NOT NULL, phone TEXT NOT NULL, organisation_id TEXT, initials TEXT NOT NULL, merged_into TEXT, id TEXT NOT NULL, hall_id TEXT NOT NULL, made_at BIGINT NOT NULL, ended_at BIGINT, end_reason TEXT NOT NULL, version TEXT, PRIMARY KEY (id), CONSTRAINT fk_person_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (id) );
CREATE TABLE access_log ( person_id TEXT NOT NULL, field TEXT NOT NULL, purpose TEXT NOT NULL, staff_id TEXT NOT NULL, terminal INTEGER NOT NULL, looked_at BIGINT NOT NULL, id TEXT NOT NULL, hall_id TEXT NOT NULL, made_at BIGINT NOT NULL, ended_at BIGINT, end_reason TEXT NOT NULL, version TEXT, PRIMARY KEY (id), CONSTRAINT fk_access_log_person_id FOREIGN KEY(person_id) REFERENCES person (id) );
CREATE TABLE appointment ( person_id TEXT, organisation_id TEXT, matter_id TEXT NOT NULL, day DATE NOT NULL, starts_at BIGINT NOT NULL, ends_at BIGINT NOT NULL, party_size INTEGER NOT NULL, subject TEXT NOT NULL, code TEXT NOT NULL, state TEXT NOT NULL, state_at BIGINT NOT NULL, note TEXT NOT NULL, id TEXT NOT NULL, hall_id TEXT NOT NULL, made_at BIGINT NOT NULL, ended_at BIGINT, end_reason TEXT NOT NULL, version TEXT, PRIMARY KEY (id), CONSTRAINT fk_appointment_person_id FOREIGN KEY(person_id) REFERENCES person (id), CONSTRAINT fk_appointment_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (id), CONSTRAINT fk_appointment_matter_id FOREIGN KEY(matter_id) REFERENCES matter (id) );
CREATE TABLE visit ( person_id TEXT, organisation_id TEXT, matter_id TEXT NOT NULL, priority TEXT NOT NULL, proof_seen BOOLEAN NOT NULL, party_size INTEGER NOT NULL, subject TEXT NOT NULL, arrived_at BIGINT NOT NULL, shown_as TEXT NOT NULL, appointment_id TEXT, id TEXT NOT NULL, hall_id TEXT NOT NULL, made_at BIGINT NOT NULL, ended_at BIGINT, end_reason TEXT NOT NULL, version TEXT, PRIMARY KEY (id), CONSTRAINT fk_visit_person_id FOREIGN KEY(person_id) REFERENCES person (id), CONSTRAINT fk_visit_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (id), CONSTRAINT fk_visit_matter_id FOREIGN KEY(matter_id) REFERENCES matter (id), CONSTRAINT fk_visit_appointment_id FOREIGN KEY(appointment_id) REFERENCES appointment (id) );
CREATE TABLE ticket ( number TEXT NOT NULL, serial INTEGER NOT NULL, day DATE NOT NULL, visit_id TEXT NOT NULL, matter_id TEXT NOT NULL, letter TEXT NOT NULL, leg INTEGER NOT NULL, position INTEGER NOT NULL, is_priority BOOLEAN NOT NULL, state TEXT NOT NULL, suspension TEXT NOT NULL, ranked_at BIGINT NOT NULL, due_at BIGINT, for_window_id TEXT, for_staff_id TEXT, remark TEXT NOT NULL, window_id TEXT, calls INTEGER NOT NULL, taken_at BIGINT NOT NULL, called_at BIGINT, serving_at BIGINT, closed_at BIGINT, is_carried BOOLEAN NOT NULL, id TEXT NOT NULL, hall_id TEXT NOT NULL, made_at BIGINT NOT NULL, ended_at BIGINT, end_reason TEXT NOT NULL, version TEXT, PRIMARY KEY (id), CONSTRAINT fk_ticket_visit_id FOREIGN KEY(visit_id) REFERENCES visit (id), CONSTRAINT fk_ticket_matter_id FOREIGN KEY(matter_id) REFERENCES matter (id), CONSTRAINT fk_ticket_for_window_id FOREIGN KEY(for_window_id) REFERENCES window (id), CONSTRAINT fk_ticket_window_id FOREIGN KEY(window_id) REFERENCES window (id) );
CREATE TABLE visit_matter ( visit_id TEXT NOT NULL, matter_id TEXT NOT NULL, position INTEGER NOT NULL, id TEXT NOT NULL, hall_id TEXT NOT NULL, made_at BIGINT NOT NULL, ended_at BIGINT, end_reason TEXT NOT NULL, version TEXT, PRIMARY KEY (id), CONSTRAINT fk_visit_matter_visit_id FOREIGN KEY(visit_id) REFERENCES visit (id), CONSTRAINT fk_visit_matter_matter_id FOREIGN KEY(matter_id) REFERENCES matter (id) );
CREATE TABLE booking ( room_id TEXT NOT NULL, starts_at BIGINT NOT NULL, ends_at BIGINT NOT NULL, busy_until BIGINT NOT NULL, purpose TEXT NOT NULL, title TEXT NOT NULL, state TEXT NOT NULL, visit_id TEXT, host_id TEXT NOT NULL, party_size INTEGER NOT NULL, note TEXT NOT NULL, id TEXT NOT NULL, hall_id TEXT NOT NULL, made_at BIGINT NOT NULL, ended_at BIGINT, end_reason TEXT NOT NULL, version TEXT, PRIMARY KEY (id), CONSTRAINT fk_booking_room_id FOREIGN KEY(room_id) REFERENCES room (id), CONSTRAINT fk_booking_visit_id FOREIGN KEY(visit_id) REFERENCES visit (id) );
CREATE TABLE "case" ( ticket_id TEXT NOT NULL, leg INTEGER NOT NULL, visit_id TEXT NOT NULL, matter_id TEXT NOT NULL, window_id TEXT NOT NULL, staff_id TEXT NOT NULL, state TEXT NOT NULL, opened_at BIGINT NOT NULL, closed_at BIGINT, result TEXT NOT NULL, notes TEXT NOT NULL, id TEXT NOT NULL, hall_id TEXT NOT NULL, made_at BIGINT NOT NULL, ended_at BIGINT, end_reason TEXT NOT NULL, version TEXT, PRIMARY KEY (id), CONSTRAINT fk_case_ticket_id FOREIGN KEY(ticket_id) REFERENCES ticket (id), CONSTRAINT fk_case_visit_id FOREIGN KEY(visit_id) REFERENCES visit (id), CONSTRAINT fk_case_matter_id FOREIGN KEY(matter_id) REFERENCES matter (id), CONSTRAINT fk_case_window_id FOREIGN KEY(window_id) REFERENCES window (id) );
CREATE TABLE call ( ticket_id TEXT NOT NULL, window_id TEXT NOT NULL, called_at BIGINT NOT NULL, turn INTEGER NOT NULL, spoken TEXT NOT NULL, spoken_detail TEXT NOT NULL, id TEXT NOT NULL, hall_id TEXT NOT NULL, made_at BIGINT NOT NULL, ended_at BIGINT, end_reason TEXT NOT NULL, version TEXT, PRIMARY KEY (id), CONSTRAINT fk_call_ticket_id FOREIGN KEY(ticket_id) REFERENCES ticket (id), CONSTRAINT fk_call_window_id FOREIGN KEY(window_id) REFERENCES window (id) );
CREATE TABLE period ( visit_id TEXT NOT NULL, ticket_id TEXT NOT NULL, matter_id TEXT NOT NULL, kind TEXT NOT NULL, day DATE NOT NULL, window_id TEXT, staff_id TEXT NOT NULL, began_at BIGINT NOT NULL, id TEXT NOT NULL, hall_id TEXT NOT NULL, made_at BIGINT NOT NULL, ended_at BIGINT, end_reason TEXT NOT NULL, version TEXT, PRIMARY KEY (id), CONSTRAINT fk_period_visit_id FOREIGN KEY(visit_id) REFERENCES visit (id), CONSTRAINT fk_period_ticket_id FOREIGN KEY(ticket_id) REFERENCES ticket (id), CONSTRAINT fk_period_matter_id FOREIGN KEY(matter_id) REFERENCES matter (id) );
CREATE TABLE contract ( number TEXT NOT NULL, template_code TEXT NOT NULL, template_version TEXT NOT NULL, title TEXT NOT NULL, visit_id TEXT, booking_id TEXT, state TEXT NOT NULL, state_at BIGINT NOT NULL, total_fen BIGINT NOT NULL, technical_fen BIGINT NOT NULL, payment TEXT NOT NULL, answers JSON NOT NULL, valid_from DATE, valid_to DATE, place TEXT NOT NULL, copies INTEGER NOT NULL, drafted_by TEXT NOT NULL, reviewed_by TEXT NOT NULL, reviewed_at BIGINT, remark TEXT NOT NULL, frozen JSON, digest TEXT NOT NULL, sealed_digest TEXT NOT NULL, sealed_at BIGINT, sealed_by TEXT NOT NULL, id TEXT NOT NULL, hall_id TEXT NOT NULL, made_at BIGINT NOT NULL, ended_at BIGINT, end_reason TEXT NOT NULL, version TEXT, PRIMARY KEY (id), CONSTRAINT fk_contract_visit_id FOREIGN KEY(visit_id) REFERENCES visit (id), CONSTRAINT fk_contract_booking_id FOREIGN KEY(booking_id) REFERENCES booking (id) );
CREATE TABLE booking_party ( booking_id TEXT NOT NULL, role TEXT NOT NULL, name TEXT NOT NULL, organisation_id TEXT, person_id TEXT, position INTEGER NOT NULL, id TEXT NOT NULL, hall_id TEXT NOT NULL, made_at BIGINT NOT NULL, ended_at BIGINT, end_reason TEXT NOT NULL, version TEXT, PRIMARY KEY (id), CONSTRAINT fk_booking_party_booking_id FOREIGN KEY(booking_id) REFERENCES booking (id), CONSTRAINT fk_booking_party_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (id), CONSTRAINT fk_booking_party_person_id FOREIGN KEY(person_id) REFERENCES person (id) );
CREATE TABLE contract_party ( contract_id TEXT NOT NULL, position INTEGER NOT NULL, side TEXT NOT NULL, organisation_id TEXT, name TEXT NOT NULL, credit_code TEXT NOT NULL, legal_representative TEXT NOT NULL, contact TEXT NOT NULL, phone TEXT NOT NULL, address TEXT NOT NULL, id TEXT NOT NULL, hall_id TEXT NOT NULL, made_at BIGINT NOT NULL, ended_at BIGINT, end_reason TEXT NOT NULL, version TEXT, PRIMARY KEY (id), CONSTRAINT fk_contract_party_contract_id FOREIGN KEY(contract_id) REFERENCES contract (id), CONSTRAINT fk_contract_party_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (id) );
CREATE TABLE instalment ( contract_id TEXT NOT NULL, position INTEGER NOT NULL, due_on DATE, fen BIGINT NOT NULL, condition TEXT NOT NULL, id TEXT NOT NULL, hall_id TEXT NOT NULL, made_at BIGINT NOT NULL, ended_at BIGINT, end_reason TEXT NOT NULL, version TEXT, PRIMARY KEY (id), CONSTRAINT fk_instalment_contract_id FOREIGN KEY(contract_id) REFERENCES contract (id) );
CREATE TABLE contract_copy ( contract_id TEXT NOT NULL, position INTEGER NOT NULL, "of" INTEGER NOT NULL, sealed_digest TEXT NOT NULL, is_reprint BOOLEAN NOT NULL, id TEXT NOT NULL, hall_id TEXT NOT NULL, made_at BIGINT NOT NULL, ended_at BIGINT, end_reason TEXT NOT NULL, version TEXT, PRIMARY KEY (id), CONSTRAINT fk_contract_copy_contract_id FOREIGN KEY(contract_id) REFERENCES contract (id) );
CREATE TABLE rating ( case_id TEXT NOT NULL, turn INTEGER NOT NULL, level INTEGER NOT NULL, options JSON NOT NULL, list_version TEXT NOT NULL, said_by TEXT NOT NULL, said_at BIGINT NOT NULL, id TEXT NOT NULL, hall_id TEXT NOT NULL, made_at BIGINT NOT NULL, ended_at BIGINT, end_reason TEXT NOT NULL, version TEXT, PRIMARY KEY (id), CONSTRAINT fk_rating_case_id FOREIGN KEY(case_id) REFERENCES "case" (id) );
CREATE TABLE signature ( contract_id TEXT NOT NULL, party_id TEXT NOT NULL, signer TEXT NOT NULL, capacity TEXT NOT NULL, authority TEXT NOT NULL, identity_checked BOOLEAN NOT NULL, pen TEXT NOT NULL, signed_at BIGINT NOT NULL, text_digest TEXT NOT NULL, strokes_digest TEXT NOT NULL, witness_id TEXT NOT NULL, id TEXT NOT NULL, hall_id TEXT NOT NULL, made_at BIGINT NOT NULL, ended_at BIGINT, end_reason TEXT NOT NULL, version TEXT, PRIMARY KEY (id), CONSTRAINT fk_signature_contract_id FOREIGN KEY(contract_id) REFERENCES contract (id), CONSTRAINT fk_signature_party_id FOREIGN KEY(party_id) REFERENCES contract_party (id) );
CREATE TABLE rating_task ( rating_id TEXT NOT NULL, case_id TEXT NOT NULL, state TEXT NOT NULL, state_at BIGINT NOT NULL, staff_id TEXT NOT NULL, began_on DATE NOT NULL, contact_days INTEGER NOT NULL, settle_days INTEGER NOT NULL, extra_days INTEGER NOT NULL, extension_reason TEXT NOT NULL, answer TEXT NOT NULL, id TEXT NOT NULL, hall_id TEXT NOT NULL, made_at BIGINT NOT NULL, ended_at BIGINT, end_reason TEXT NOT NULL, version TEXT, PRIMARY KEY (id), CONSTRAINT fk_rating_task_rating_id FOREIGN KEY(rating_id) REFERENCES rating (id), CONSTRAINT fk_rating_task_case_id FOREIGN KEY(case_id) REFERENCES "case" (id) );
CREATE TABLE rating_contact ( task_id TEXT NOT NULL, staff_id TEXT NOT NULL, at BIGINT NOT NULL, was_reached BOOLEAN NOT NULL, note TEXT NOT NULL, id TEXT NOT NULL, hall_id TEXT NOT NULL, made_at BIGINT NOT NULL, ended_at BIGINT, end_reason TEXT NOT NULL, version TEXT, PRIMARY KEY (id), CONSTRAINT fk_rating_contact_task_id FOREIGN KEY(task_id) REFERENCES rating_task (id) );
INSERT INTO "hall" VALUES ('兰州科技大市场（样例）', 'Lanzhou Science & Technology Grand Market (sample)', '甘肃省兰州市城关区', 1, '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467001000, NULL, '', NULL);
INSERT INTO "platform" VALUES ('trading', '技术交易', 'Technology trading', 1, '01a215c8-a9aa-77ef-bf69-5193a12d76dc', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467001000, NULL, '', NULL);
INSERT INTO "platform" VALUES ('transfer', '技术转移', 'Technology transfer', 2, '01a215c8-a9aa-7d13-935a-0d5d0c8d6bbb', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467001000, NULL, '', NULL);
INSERT INTO "platform" VALUES ('finance', '科技金融', 'Science and technology finance', 3, '01a215c8-a9aa-758b-af3a-f520202378c1', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467001000, NULL, '', NULL);
INSERT INTO "platform" VALUES ('makers', '创客创业', 'Makers and start-ups', 4, '01a215c8-a9aa-7c74-847e-25267a4cdf4d', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467001000, NULL, '', NULL);
INSERT INTO "platform" VALUES ('instruments', '大仪共享', 'Instrument sharing', 5, '01a215c8-a9aa-722c-af72-e078b2af3f0f', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467001000, NULL, '', NULL);
INSERT INTO "platform" VALUES ('carbon', '碳权交易', 'Carbon trading', 6, '01a215c8-a9ab-7f3d-8d59-d004de12bc8f', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467001000, NULL, '', NULL);
INSERT INTO "platform" VALUES ('services', '科技服务', 'Science and technology services', 7, '01a215c8-a9ab-768b-9f99-639e1c52c60b', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467001000, NULL, '', NULL);
INSERT INTO "platform" VALUES ('projects', '项目申报', 'Project application', 8, '01a215c8-a9ab-73fc-874c-05d56dbfe3ce', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467001000, NULL, '', NULL);
INSERT INTO "window" VALUES (1, '技术交易', 'Technology trading', '["A", "B"]', 0, '01a215c8-a9ab-7e38-92cd-1e7845263f3f', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467001000, NULL, '', NULL);
INSERT INTO "window" VALUES (2, '科技金融', 'Finance', '["C"]', 0, '01a215c8-a9ab-70c6-939f-4ae64bd1e402', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467001000, NULL, '', NULL);
INSERT INTO "window" VALUES (3, '创客与仪器', 'Makers and instruments', '["D", "E"]', 0, '01a215c8-a9ab-75d4-abd5-d4cba9ad2cf7', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467001000, NULL, '', NULL);
INSERT INTO "window" VALUES (4, '碳权与科技服务', 'Carbon and services', '["F", "G"]', 0, '01a215c8-a9ab-7054-9f1c-6919e78d8a54', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467001000, NULL, '', NULL);
INSERT INTO "window" VALUES (5, '项目申报', 'Project application', '["H"]', 0, '01a215c8-a9ab-7459-994f-dfcea3404358', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467001000, NULL, '', NULL);
INSERT INTO "window" VALUES (6, '综合', 'All matters', '[]', 0, '01a215c8-a9ab-70b0-bb52-e8e23564e249', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467001000, NULL, '', NULL);
INSERT INTO "outbox" VALUES (1, '01a215c8-a9b6-766d-a657-1efd7edc4622', 'found_hall', 'terminal', 1795394467001000, '[{"table": "hall", "key": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "op": "insert", "base": null, "old": {}, "new": {"name": "\u5170\u5dde\u79d1\u6280\u5927\u5e02\u573a\uff08\u6837\u4f8b\uff09", "name_en": "Lanzhou Science & Technology Grand Market (sample)", "address": "\u7518\u8083\u7701\u5170\u5dde\u5e02\u57ce\u5173\u533a", "is_sample": true, "id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467001000, "ended_at": null, "end_reason": ""}}, {"table": "platform", "key": "01a215c8-a9aa-77ef-bf69-5193a12d76dc", "op": "insert", "base": null, "old": {}, "new": {"code": "trading", "name": "\u6280\u672f\u4ea4\u6613", "name_en": "Technology trading", "position": 1, "id": "01a215c8-a9aa-77ef-bf69-5193a12d76dc", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467001000, "ended_at": null, "end_reason": ""}}, {"table": "matter", "key": "01a215c8-a9ae-74bd-b169-af1c1db60ea2", "op": "insert", "base": null, "old": {}, "new": {"code": "A1", "platform_id": "01a215c8-a9aa-77ef-bf69-5193a12d76dc", "name": "\u6280\u672f\u5408\u540c\u8d77\u8349\u4e0e\u7b7e\u7ea6", "name_en": "Contract drafting and signing", "letter": "A", "documents": ["\u53cc\u65b9\u8425\u4e1a\u6267\u7167\u6216\u6cd5\u4eba\u8bc1\u4e66", "\u6cd5\u5b9a\u4ee3\u8868\u4eba\u8eab\u4efd\u8bc1\u660e\u6216\u6388\u6743\u59d4\u6258\u4e66", "\u7ecf\u529e\u4eba\u8eab\u4efd\u8bc1\u4ef6", "\u6280\u672f\u65b9\u6848\u6216\u9879\u76ee\u8bf4\u660e"], "usual_result": "\u5408\u540c\u5df2\u7b7e\u7f72\u76d6\u7ae0", "position": 1, "id": "01a215c8-a9ae-74bd-b169-af1c1db60ea2", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467001000, "ended_at": null, "end_reason": ""}}, {"table": "matter", "key": "01a215c8-a9ae-7ab8-9826-f29d21b7dcfa", "op": "insert", "base": null, "old": {}, "new": {"code": "A2", "platform_id": "01a215c8-a9aa-77ef-bf69-5193a12d76dc", "name": "\u6280\u672f\u5408\u540c\u8ba4\u5b9a\u767b\u8bb0", "name_en": "Contract recognition and registration", "letter": "A", "documents": ["\u5408\u540c\u539f\u4ef6 1 \u4efd\u3001\u590d\u5370\u4ef6 2 \u4efd\u53ca\u9644\u4ef6", "\u6280\u672f\u5408\u540c\u767b\u8bb0\u8868", "\u77e5\u8bc6\u4ea7\u6743\u8bc1\u660e\u590d\u5370\u4ef6\uff08\u6d89\u53ca\u65f6\uff09", "\u6388\u6743\u59d4\u6258\u4e66\uff08\u4ee3\u529e\u65f6\uff09"], "usual_result": "\u6750\u6599\u9f50\u5168\uff0c\u5df2\u53d7\u7406", "position": 2, "id": "01a215c8-a9ae-7ab8-9826-f29d21b7dcfa", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467001000, "ended_at": null, "end_reason": ""}}, {"table": "matter", "key": "01a215c8-a9ae-7fc3-affc-c9083f87c75a", "op": "insert", "base": null, "old": {}, "new": {"code": "A3", "platform_id": "01a215c8-a9aa-77ef-bf69-5193a12d76dc", "name": "\u6d3d\u8c08\u5ba4\u9884\u7ea6", "name_en": "Negotiation room booking", "letter": "A", "documents": [], "usual_result": "\u6d3d\u8c08\u5df2\u9884\u7ea6", "position": 3, "id": "01a215c8-a9ae-7fc3-affc-c9083f87c75a", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467001000, "ended_at": null, "end_reason": ""}}, {"table": "matter", "key": "01a215c8-a9ae-709d-b51c-9852c999d43a", "op": "insert", "base": null, "old": {}, "new": {"code": "A4", "platform_id": "01a215c8-a9aa-77ef-bf69-5193a12d76dc", "name": "\u4f9b\u9700\u4fe1\u606f\u53d1\u5e03", "name_en": "Supply and demand posting", "letter": "A", "documents": ["\u4f9b\u9700\u4fe1\u606f\u767b\u8bb0\u8868", "\u77e5\u8bc6\u4ea7\u6743\u8bc1\u660e\u590d\u5370\u4ef6"], "usual_result": "\u4fe1\u606f\u5df2\u767b\u8bb0\u5f85\u5ba1", "position": 4, "id": "01a215c8-a9ae-709d-b51c-9852c999d43a", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467001000, "ended_at": null, "end_reason": ""}}, {"table": "platform", "key": "01a215c8-a9aa-7d13-935a-0d5d0c8d6bbb", "op": "insert", "base": null, "old": {}, "new": {"code": "transfer", "name": "\u6280\u672f\u8f6c\u79fb", "name_en": "Technology transfer", "position": 2, "id": "01a215c8-a9aa-7d13-935a-0d5d0c8d6bbb", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467001000, "ended_at": null, "end_reason": ""}}, {"table": "matter", "key": "01a215c8-a9ae-7e1f-ad9c-425036c4f5bd", "op": "insert", "base": null, "old": {}, "new": {"code": "B1", "platform_id": "01a215c8-a9aa-7d13-935a-0d5d0c8d6bbb", "name": "\u6210\u679c\u5165\u5e93\u767b\u8bb0", "name_en": "Achievement intake", "letter": "B", "documents": ["\u6210\u679c\u767b\u8bb0\u8868", "\u6210\u679c\u5b8c\u6210\u5355\u4f4d\u540c\u610f\u4e66", "\u8bc4\u4ef7\u62a5\u544a\uff08\u5982\u6709\uff09"], "usual_result": "\u6210\u679c\u5df2\u767b\u8bb0", "position": 1, "id": "01a215c8-a9ae-7e1f-ad9c-425036c4f5bd", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467001000, "ended_at": null, "end_reason": ""}}, {"table": "matter", "key": "01a215c8-a9ae-7d43-9639-0911143c6266", "op": "insert", "base": null, "old": {}, "new": {"code": "B2", "platform_id": "01a215c8-a9aa-7d13-935a-0d5d0c8d6bbb", "name": "\u6280\u672f\u96be\u9898\u5f81\u96c6", "name_en": "Technical demand intake", "letter": "B", "documents": ["\u6280\u672f\u9700\u6c42\u8868"], "usual_result": "\u9700\u6c42\u5df2\u767b\u8bb0", "position": 2, "id": "01a215c8-a9ae-7d43-9639-0911143c6266", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467001000, "ended_at": null, "end_reason": ""}}, {"table": "matter", "key": "01a215c8-a9ae-7226-9ef2-5089df2d46f9", "op": "insert", "base": null, "old": {}, "new": {"code": "B3", "platform_id": "01a215c8-a9aa-7d13-935a-0d5d0c8d6bbb", "name": "\u5bf9\u63a5\u64ae\u5408\u54a8\u8be2", "name_en": "Matching consultation", "letter": "B", "documents": [], "usual_result": "\u5df2\u63a8\u8350\u5bf9\u63a5", "position": 3, "id": "01a215c8-a9ae-7226-9ef2-5089df2d46f9", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467001000, "ended_at": null, "end_reason": ""}}, {"table": "platform", "key": "01a215c8-a9aa-758b-af3a-f520202378c1", "op": "insert", "base": null, "old": {}, "new": {"code": "finance", "name": "\u79d1\u6280\u91d1\u878d", "name_en": "Science and technology finance", "position": 3, "id": "01a215c8-a9aa-758b-af3a-f520202378c1", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467001000, "ended_at": null, "end_reason": ""}}, {"table": "matter", "key": "01a215c8-a9ae-7999-b783-d569c7ab8685", "op": "insert", "base": null, "old": {}, "new": {"code": "C1", "platform_id": "01a215c8-a9aa-758b-af3a-f520202378c1", "name": "\u98ce\u9669\u6c60\u8d37\u6b3e\u7533\u8bf7", "name_en": "Risk-pool loan application", "letter": "C", "documents": ["\u8d37\u6b3e\u7533\u8bf7\u8868", "\u8425\u4e1a\u6267\u7167\u526f\u672c", "\u8fd1\u4e24\u5e74\u53ca\u6700\u8fd1\u4e00\u671f\u8d22\u52a1\u62a5\u8868", "\u77e5\u8bc6\u4ea7\u6743\u8bc1\u4e66", "\u5f81\u4fe1\u67e5\u8be2\u6388\u6743\u4e66"], "usual_result": "\u7533\u8bf7\u5df2\u53d7\u7406", "position": 1, "id": "01a215c8-a9ae-7999-b783-d569c7ab8685", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467001000, "ended_at": null, "end_reason": ""}}, {"table": "matter", "key": "01a215c8-a9ae-7922-9fcf-d714bf4f025b", "op": "insert", "base": null, "old": {}, "new": {"code": "C2", "platform_id": "01a215c8-a9aa-758b-af3a-f520202378c1", "name": "\u878d\u8d44\u62c5\u4fdd\u54a8\u8be2", "name_en": "Financing guarantee consultation", "letter": "C", "documents": [], "usual_result": "\u5df2\u54a8\u8be2", "position": 2, "id": "01a215c8-a9ae-7922-9fcf-d714bf4f025b", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467001000, "ended_at": null, "end_reason": ""}}, {"table": "matter", "key": "01a215c8-a9ae-7662-9b17-99f7964e420a", "op": "insert", "base": null, "old": {}, "new": {"code": "C3", "platform_id": "01a215c8-a9aa-758b-af3a-f520202378c1", "name": "\u80a1\u6743\u6295\u8d44\u610f\u5411\u767b\u8bb0", "name_en": "Equity investment intent", "letter": "C", "documents": ["\u5546\u4e1a\u8ba1\u5212\u4e66", "\u8425\u4e1a\u6267\u7167\u526f\u672c"], "usual_result": "\u610f\u5411\u5df2\u767b\u8bb0", "position": 3, "id": "01a215c8-a9ae-7662-9b17-99f7964e420a", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467001000, "ended_at": null, "end_reason": ""}}, {"table": "platform", "key": "01a215c8-a9aa-7c74-847e-25267a4cdf4d", "op": "insert", "base": null, "old": {}, "new": {"code": "makers", "name": "\u521b\u5ba2\u521b\u4e1a", "name_en": "Makers and start-ups", "position": 4, "id": "01a215c8-a9aa-7c74-847e-25267a4cdf4d", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467001000, "ended_at": null, "end_reason": ""}}, {"table": "matter", "key": "01a215c8-a9af-7ad7-8f35-9f8ec5dd9cf9", "op": "insert", "base": null, "old": {}, "new": {"code": "D1", "platform_id": "01a215c8-a9aa-7c74-847e-25267a4cdf4d", "name": "\u5b75\u5316\u5668\u5165\u9a7b\u7533\u8bf7", "name_en": "Incubator entry", "letter": "D", "documents": ["\u5165\u9a7b\u7533\u8bf7\u8868", "\u56e2\u961f\u540d\u5355", "\u5546\u4e1a\u8ba1\u5212\u4e66"], "usual_result": "\u7533\u8bf7\u5df2\u53d7\u7406", "position": 1, "id": "01a215c8-a9af-7ad7-8f35-9f8ec5dd9cf9", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467001000, "ended_at": null, "end_reason": ""}}, {"table": "matter", "key": "01a215c8-a9af-7474-a2fd-c9dc5f39581a", "op": "insert", "base": null, "old": {}, "new": {"code": "D2", "platform_id": "01a215c8-a9aa-7c74-847e-25267a4cdf4d", "name": "\u8def\u6f14\u62a5\u540d", "name_en": "Roadshow application", "letter": "D", "documents": ["\u9879\u76ee\u4ecb\u7ecd\u6750\u6599"], "usual_result": "\u8def\u6f14\u5df2\u62a5\u540d", "position": 2, "id": "01a215c8-a9af-7474-a2fd-c9dc5f39581a", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467001000, "ended_at": null, "end_reason": ""}}, {"table": "platform", "key": "01a215c8-a9aa-722c-af72-e078b2af3f0f", "op": "insert", "base": null, "old": {}, "new": {"code": "instruments", "name": "\u5927\u4eea\u5171\u4eab", "name_en": "Instrument sharing", "position": 5, "id": "01a215c8-a9aa-722c-af72-e078b2af3f0f", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467001000, "ended_at": null, "end_reason": ""}}, {"table": "matter", "key": "01a215c8-a9af-71e9-a4a3-87d6320f515f", "op": "insert", "base": null, "old": {}, "new": {"code": "E1", "platform_id": "01a215c8-a9aa-722c-af72-e078b2af3f0f", "name": "\u4eea\u5668\u67e5\u8be2\u4e0e\u9884\u7ea6", "name_en": "Instrument search and booking", "letter": "E", "documents": ["\u4eea\u5668\u4f7f\u7528\u7533\u8bf7\u5355", "\u6837\u54c1\u6e05\u5355"], "usual_result": "\u9884\u7ea6\u5df2\u63d0\u4ea4", "position": 1, "id": "01a215c8-a9af-71e9-a4a3-87d6320f515f", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467001000, "ended_at": null, "end_reason": ""}}, {"table": "matter", "key": "01a215c8-a9af-78bf-8a0f-4d76439c1348", "op": "insert", "base": null, "old": {}, "new": {"code": "E2", "platform_id": "01a215c8-a9aa-722c-af72-e078b2af3f0f", "name": "\u68c0\u9a8c\u68c0\u6d4b\u59d4\u6258", "name_en": "Testing order", "letter": "E", "documents": ["\u68c0\u6d4b\u59d4\u6258\u5355", "\u6837\u54c1\u6e05\u5355", "\u5b89\u5168\u8bf4\u660e"], "usual_result": "\u59d4\u6258\u5df2\u53d7\u7406", "position": 2, "id": "01a215c8-a9af-78bf-8a0f-4d76439c1348", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467001000, "ended_at": null, "end_reason": ""}}, {"table": "platform", "key": "01a215c8-a9ab-7f3d-8d59-d004de12bc8f", "op": "insert", "base": null, "old": {}, "new": {"code": "carbon", "name": "\u78b3\u6743\u4ea4\u6613", "name_en": "Carbon trading", "position": 6, "id": "01a215c8-a9ab-7f3d-8d59-d004de12bc8f", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467001000, "ended_at": null, "end_reason": ""}}, {"table": "matter", "key": "01a215c8-a9af-78ba-84a4-4ebad0004be1", "op": "insert", "base": null, "old": {}, "new": {"code": "F1", "platform_id": "01a215c8-a9ab-7f3d-8d59-d004de12bc8f", "name": "\u78b3\u6392\u653e\u6838\u67e5\u9884\u7ea6", "name_en": "Emission verification appointment", "letter": "F", "documents": ["\u8425\u4e1a\u6267\u7167\u526f\u672c", "\u8054\u7cfb\u51fd", "\u6392\u653e\u62a5\u544a\u590d\u5370\u4ef6"], "usual_result": "\u6838\u67e5\u5df2\u9884\u7ea6", "position": 1, "id": "01a215c8-a9af-78ba-84a4-4ebad0004be1", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467001000, "ended_at": null, "end_reason": ""}}, {"table": "matter", "key": "01a215c8-a9af-734e-8310-298379742554", "op": "insert", "base": null, "old": {}, "new": {"code": "F2", "platform_id": "01a215c8-a9ab-7f3d-8d59-d004de12bc8f", "name": "\u5f00\u6237\u6307\u5bfc\u4e0e\u54a8\u8be2", "name_en": "Account guidance", "letter": "F", "documents": [], "usual_result": "\u5df2\u54a8\u8be2", "position": 2, "id": "01a215c8-a9af-734e-8310-298379742554", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467001000, "ended_at": null, "end_reason": ""}}, {"table": "platform", "key": "01a215c8-a9ab-768b-9f99-639e1c52c60b", "op": "insert", "base": null, "old": {}, "new": {"code": "services", "name": "\u79d1\u6280\u670d\u52a1", "name_en": "Science and technology services", "position": 7, "id": "01a215c8-a9ab-768b-9f99-639e1c52c60b", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467001000, "ended_at": null, "end_reason": ""}}, {"table": "matter", "key": "01a215c8-a9af-7d9a-a165-0e5c4b71a95d", "op": "insert", "base": null, "old": {}, "new": {"code": "G1", "platform_id": "01a215c8-a9ab-768b-9f99-639e1c52c60b", "name": "\u77e5\u8bc6\u4ea7\u6743\u4ee3\u7406", "name_en": "Intellectual property agency", "letter": "G", "documents": ["\u59d4\u6258\u4e66", "\u6280\u672f\u4ea4\u5e95\u6750\u6599"], "usual_result": "\u5df2\u8f6c\u5165\u9a7b\u673a\u6784", "position": 1, "id": "01a215c8-a9af-7d9a-a165-0e5c4b71a95d", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467001000, "ended_at": null, "end_reason": ""}}, {"table": "matter", "key": "01a215c8-a9af-791f-a9ce-8d40a2175e29", "op": "insert", "base": null, "old": {}, "new": {"code": "G2", "platform_id": "01a215c8-a9ab-768b-9f99-639e1c52c60b", "name": "\u6cd5\u5f8b\u54a8\u8be2", "name_en": "Legal advice", "letter": "G", "documents": [], "usual_result": "\u5df2\u54a8\u8be2", "position": 2, "id": "01a215c8-a9af-791f-a9ce-8d40a2175e29", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467001000, "ended_at": null, "end_reason": ""}}, {"table": "matter", "key": "01a215c8-a9af-79cd-8834-51fae9590c88", "op": "insert", "base": null, "old": {}, "new": {"code": "G3", "platform_id": "01a215c8-a9ab-768b-9f99-639e1c52c60b", "name": "\u8d22\u7a0e\u4ee3\u7406", "name_en": "Accounting and tax agency", "letter": "G", "documents": ["\u59d4\u6258\u4e66", "\u8425\u4e1a\u6267\u7167\u526f\u672c"], "usual_result": "\u5df2\u8f6c\u5165\u9a7b\u673a\u6784", "position": 3, "id": "01a215c8-a9af-79cd-8834-51fae9590c88", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467001000, "ended_at": null, "end_reason": ""}}, {"table": "platform", "key": "01a215c8-a9ab-73fc-874c-05d56dbfe3ce", "op": "insert", "base": null, "old": {}, "new": {"code": "projects", "name": "\u9879\u76ee\u7533\u62a5", "name_en": "Project application", "position": 8, "id": "01a215c8-a9ab-73fc-874c-05d56dbfe3ce", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467001000, "ended_at": null, "end_reason": ""}}, {"table": "matter", "key": "01a215c8-a9af-7474-99d5-08c9d162ff4f", "op": "insert", "base": null, "old": {}, "new": {"code": "H1", "platform_id": "01a215c8-a9ab-73fc-874c-05d56dbfe3ce", "name": "\u5170\u767d\u57fa\u91d1\u7533\u62a5\u6307\u5bfc", "name_en": "Lanbai fund guidance", "letter": "H", "documents": ["\u7533\u62a5\u4e66", "\u9644\u4ef6\u6750\u6599", "\u63a8\u8350\u51fd"], "usual_result": "\u5df2\u6307\u5bfc", "position": 1, "id": "01a215c8-a9af-7474-99d5-08c9d162ff4f", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467001000, "ended_at": null, "end_reason": ""}}, {"table": "matter", "key": "01a215c8-a9af-780b-ab1a-3ec703234bc7", "op": "insert", "base": null, "old": {}, "new": {"code": "H2", "platform_id": "01a215c8-a9ab-73fc-874c-05d56dbfe3ce", "name": "\u9ad8\u65b0\u6280\u672f\u4f01\u4e1a\u8ba4\u5b9a\u54a8\u8be2", "name_en": "High-tech enterprise consultation", "letter": "H", "documents": [], "usual_result": "\u5df2\u54a8\u8be2", "position": 2, "id": "01a215c8-a9af-780b-ab1a-3ec703234bc7", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467001000, "ended_at": null, "end_reason": ""}}, {"table": "matter", "key": "01a215c8-a9af-7bfb-a7af-aacfdfa3cb6e", "op": "insert", "base": null, "old": {}, "new": {"code": "H3", "platform_id": "01a215c8-a9ab-73fc-874c-05d56dbfe3ce", "name": "\u79d1\u6280\u521b\u65b0\u5238\u7533\u8bf7", "name_en": "Innovation voucher application", "letter": "H", "documents": ["\u521b\u65b0\u5238\u7533\u8bf7\u8868", "\u8425\u4e1a\u6267\u7167\u526f\u672c", "\u670d\u52a1\u5408\u540c"], "usual_result": "\u7533\u8bf7\u5df2\u53d7\u7406", "position": 3, "id": "01a215c8-a9af-7bfb-a7af-aacfdfa3cb6e", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467001000, "ended_at": null, "end_reason": ""}}, {"table": "window", "key": "01a215c8-a9ab-7e38-92cd-1e7845263f3f", "op": "insert", "base": null, "old": {}, "new": {"number": 1, "name": "\u6280\u672f\u4ea4\u6613", "name_en": "Technology trading", "letters": ["A", "B"], "is_help": false, "id": "01a215c8-a9ab-7e38-92cd-1e7845263f3f", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467001000, "ended_at": null, "end_reason": ""}}, {"table": "window", "key": "01a215c8-a9ab-70c6-939f-4ae64bd1e402", "op": "insert", "base": null, "old": {}, "new": {"number": 2, "name": "\u79d1\u6280\u91d1\u878d", "name_en": "Finance", "letters": ["C"], "is_help": false, "id": "01a215c8-a9ab-70c6-939f-4ae64bd1e402", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467001000, "ended_at": null, "end_reason": ""}}, {"table": "window", "key": "01a215c8-a9ab-75d4-abd5-d4cba9ad2cf7", "op": "insert", "base": null, "old": {}, "new": {"number": 3, "name": "\u521b\u5ba2\u4e0e\u4eea\u5668", "name_en": "Makers and instruments", "letters": ["D", "E"], "is_help": false, "id": "01a215c8-a9ab-75d4-abd5-d4cba9ad2cf7", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467001000, "ended_at": null, "end_reason": ""}}, {"table": "window", "key": "01a215c8-a9ab-7054-9f1c-6919e78d8a54", "op": "insert", "base": null, "old": {}, "new": {"number": 4, "name": "\u78b3\u6743\u4e0e\u79d1\u6280\u670d\u52a1", "name_en": "Carbon and services", "letters": ["F", "G"], "is_help": false, "id": "01a215c8-a9ab-7054-9f1c-6919e78d8a54", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467001000, "ended_at": null, "end_reason": ""}}, {"table": "window", "key": "01a215c8-a9ab-7459-994f-dfcea3404358", "op": "insert", "base": null, "old": {}, "new": {"number": 5, "name": "\u9879\u76ee\u7533\u62a5", "name_en": "Project application", "letters": ["H"], "is_help": false, "id": "01a215c8-a9ab-7459-994f-dfcea3404358", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467001000, "ended_at": null, "end_reason": ""}}, {"table": "window", "key": "01a215c8-a9ab-70b0-bb52-e8e23564e249", "op": "insert", "base": null, "old": {}, "new": {"number": 6, "name": "\u7efc\u5408", "name_en": "All matters", "letters": [], "is_help": false, "id": "01a215c8-a9ab-70b0-bb52-e8e23564e249", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467001000, "ended_at": null, "end_reason": ""}}, {"table": "room", "key": "01a215c8-a9ab-72b0-af24-c13675351291", "op": "insert", "base": null, "old": {}, "new": {"kind": "negotiation", "number": "1", "name": "\u6d3d\u8c08\u5ba4 1", "name_en": "Room 1", "seats": 4, "equipment": ["display"], "turnover_minutes": 15, "position": 1, "id": "01a215c8-a9ab-72b0-af24-c13675351291", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467001000, "ended_at": null, "end_reason": ""}}, {"table": "room", "key": "01a215c8-a9ab-7fff-8bd2-4da47794f285", "op": "insert", "base": null, "old": {}, "new": {"kind": "negotiation", "number": "2", "name": "\u6d3d\u8c08\u5ba4 2", "name_en": "Room 2", "seats": 4, "equipment": ["display"], "turnover_minutes": 15, "position": 2, "id": "01a215c8-a9ab-7fff-8bd2-4da47794f285", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467001000, "ended_at": null, "end_reason": ""}}, {"table": "room", "key": "01a215c8-a9ab-7365-9c82-01300cb0a5e8", "op": "insert", "base": null, "old": {}, "new": {"kind": "negotiation", "number": "3", "name": "\u6d3d\u8c08\u5ba4 3", "name_en": "Room 3", "seats": 6, "equipment": ["display", "whiteboard"], "turnover_minutes": 15, "position": 3, "id": "01a215c8-a9ab-7365-9c82-01300cb0a5e8", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467001000, "ended_at": null, "end_reason": ""}}, {"table": "room", "key": "01a215c8-a9ab-7c55-98e4-d6684d1373ba", "op": "insert", "base": null, "old": {}, "new": {"kind": "negotiation", "number": "4", "name": "\u6d3d\u8c08\u5ba4 4", "name_en": "Room 4", "seats": 6, "equipment": ["display", "whiteboard"], "turnover_minutes": 15, "position": 4, "id": "01a215c8-a9ab-7c55-98e4-d6684d1373ba", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467001000, "ended_at": null, "end_reason": ""}}, {"table": "room", "key": "01a215c8-a9ab-77e1-8899-a411849636ea", "op": "insert", "base": null, "old": {}, "new": {"kind": "negotiation", "number": "5", "name": "\u6d3d\u8c08\u5ba4 5", "name_en": "Room 5", "seats": 8, "equipment": ["display", "video_call"], "turnover_minutes": 15, "position": 5, "id": "01a215c8-a9ab-77e1-8899-a411849636ea", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467001000, "ended_at": null, "end_reason": ""}}, {"table": "room", "key": "01a215c8-a9ab-7d71-b2bd-6936bba87070", "op": "insert", "base": null, "old": {}, "new": {"kind": "negotiation", "number": "6", "name": "\u6d3d\u8c08\u5ba4 6", "name_en": "Room 6", "seats": 8, "equipment": ["display", "video_call"], "turnover_minutes": 15, "position": 6, "id": "01a215c8-a9ab-7d71-b2bd-6936bba87070", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467001000, "ended_at": null, "end_reason": ""}}, {"table": "room", "key": "01a215c8-a9ab-7bb5-9306-cb52c0b26110", "op": "insert", "base": null, "old": {}, "new": {"kind": "negotiation", "number": "7", "name": "\u6d3d\u8c08\u5ba4 7\uff08\u7b7e\u7ea6\uff09", "name_en": "Room 7 (signing)", "seats": 12, "equipment": ["display", "video_call", "signature_pad"], "turnover_minutes": 15, "position": 7, "id": "01a215c8-a9ab-7bb5-9306-cb52c0b26110", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467001000, "ended_at": null, "end_reason": ""}}, {"table": "room", "key": "01a215c8-a9ab-7bc4-a4c6-de7a017c05af", "op": "insert", "base": null, "old": {}, "new": {"kind": "negotiation", "number": "8", "name": "\u6d3d\u8c08\u5ba4 8\uff08\u7b7e\u7ea6\uff09", "name_en": "Room 8 (signing)", "seats": 16, "equipment": ["display", "video_call", "signature_pad"], "turnover_minutes": 15, "position": 8, "id": "01a215c8-a9ab-7bc4-a4c6-de7a017c05af", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467001000, "ended_at": null, "end_reason": ""}}, {"table": "room", "key": "01a215c8-a9ab-7edb-88a3-9a3bd374e0b6", "op": "insert", "base": null, "old": {}, "new": {"kind": "roadshow", "number": "R", "name": "\u8def\u6f14\u5927\u5385", "name_en": "Roadshow hall", "seats": 120, "equipment": ["projector", "microphone", "video_call"], "turnover_minutes": 15, "position": 9, "id": "01a215c8-a9ab-7edb-88a3-9a3bd374e0b6", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467001000, "ended_at": null, "end_reason": ""}}, {"table": "staff", "key": "01a215c8-a9b5-7fa2-be07-6b40771ea3c7", "op": "insert", "base": null, "old": {}, "new": {"login": "admin", "name": "\u7ba1\u7406\u5458", "role": "administrator", "password_hash": "$argon2id$v=19$m=65536,t=3,p=4$9V08UARb8FfownX+a6MSvw$UKMNSo2DOZnpchhvKfWFfsDkm4HIVFmA/FDNM0pXgUU", "id": "01a215c8-a9b5-7fa2-be07-6b40771ea3c7", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467001000, "ended_at": null, "end_reason": ""}}]', 'a78fbd3df82e2d6defdc6882d6a2f1a1ead91bafc782704161d1d8391557d7e7', 'waiting', NULL, NULL, NULL, 0);
INSERT INTO "outbox" VALUES (2, '01a215c8-ab63-760d-84a5-9d9460e8babb', 'register_organisation', '01a215c8-a9b5-7fa2-be07-6b40771ea3c7', 1795394467003000, '[{"table": "organisation", "key": "1b036d33-6e52-8d3e-bd4f-cf21050c7d7c", "op": "insert", "base": null, "old": {}, "new": {"name": "\u7518\u8083\u5c1a\u5fb7\u673a\u7535\u6709\u9650\u516c\u53f8", "credit_code": "91620100MA00001116", "country": "", "legal_representative": "\u674e\u632f\u58f0", "address": "\u7518\u8083\u7701\u5170\u5dde\u5e02\u4e03\u91cc\u6cb3\u533a", "phone": "0931-2345678", "initials": "gssdjdyxgs hssdjdyxgs gscdjdyxgs hscdjdyxgs gssdwdyxgs hssdwdyxgs gscdwdyxgs hscdwdyxgs gssdjdwxgs hssdjdwxgs gscdjdwxgs hscdjdwxgs gssdwdwxgs hssdwdwxgs gscdwdwxgs hscdwdwxgs gssdjdywgs hssdjdywgs gscdjdywgs hscdjdywgs gssdwdywgs hssdwdywgs gscdwdywgs hscdwdywgs gansushangdejidianyouxiangongsi", "merged_into": null, "id": "1b036d33-6e52-8d3e-bd4f-cf21050c7d7c", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467003000, "ended_at": null, "end_reason": ""}}]', '92aecf2f6cfa7346fb4d11b69792e07397e5d929b5f4e9dd67007d66aee0442b', 'waiting', NULL, NULL, NULL, 0);
INSERT INTO "outbox" VALUES (3, '01a215c8-ab6e-785c-bb29-24af5854a1f6', 'register_organisation', '01a215c8-a9b5-7fa2-be07-6b40771ea3c7', 1795394467004000, '[{"table": "organisation", "key": "eeb4efbc-fb1a-8d8a-a312-d007352f4759", "op": "insert", "base": null, "old": {}, "new": {"name": "\u7518\u8083\u7701\u5efa\u6750\u79d1\u7814\u8bbe\u8ba1\u9662", "credit_code": "12620000MA0000218H", "country": "", "legal_representative": "\u8d75\u6587\u535a", "address": "\u7518\u8083\u7701\u5170\u5dde\u5e02\u57ce\u5173\u533a", "phone": "0931-8765432", "initials": "gssjckysjy hssjckysjy gsxjckysjy hsxjckysjy gssjckxsjy hssjckxsjy gsxjckxsjy hsxjckxsjy gansushengjiancaikeyanshejiyuan", "merged_into": null, "id": "eeb4efbc-fb1a-8d8a-a312-d007352f4759", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467004000, "ended_at": null, "end_reason": ""}}]', '508eafc8c3be87cbaa822b900d8b1d80cd2245ff6149d51a2c6c9a052ce9f7ae', 'waiting', NULL, NULL, NULL, 0);
INSERT INTO "outbox" VALUES (4, '01a215c8-ab72-7e2f-8736-f4d56d04108a', 'register_organisation', '01a215c8-a9b5-7fa2-be07-6b40771ea3c7', 1795394467005000, '[{"table": "organisation", "key": "b37c92ad-76b8-81c5-9cce-803a2f1688c8", "op": "insert", "base": null, "old": {}, "new": {"name": "\u65b0\u52a0\u5761\u5357\u6d0b\u7406\u5de5\u5927\u5b66", "credit_code": "", "country": "\u65b0\u52a0\u5761", "legal_representative": "\u9648\u660e\u8fdc", "address": "50 Nanyang Avenue, Singapore", "phone": "+6567911744", "initials": "xjpnylgdx xjpnxlgdx xjpnylgtx xjpnxlgtx xinjiaponanyangligongdaxue", "merged_into": null, "id": "b37c92ad-76b8-81c5-9cce-803a2f1688c8", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467005000, "ended_at": null, "end_reason": ""}}]', '69c2d8cd5a55645bb8c718e2773d7692a886aaa637b9e1ff9cdad637e0a26347', 'waiting', NULL, NULL, NULL, 0);
INSERT INTO "outbox" VALUES (5, '01a215c8-ab76-7d2c-ab4f-3d44cba058f6', 'register_organisation', '01a215c8-a9b5-7fa2-be07-6b40771ea3c7', 1795394467006000, '[{"table": "organisation", "key": "13937fcc-c510-8ab3-ab3d-3a0a0f8ff308", "op": "insert", "base": null, "old": {}, "new": {"name": "\u5317\u4eac\u5927\u5b66", "credit_code": "12110000MA0000226N", "country": "", "legal_representative": "\u5b59\u4dae", "address": "\u5317\u4eac\u5e02\u6d77\u6dc0\u533a", "phone": "", "initials": "bjdx bjtx beijingdaxue", "merged_into": null, "id": "13937fcc-c510-8ab3-ab3d-3a0a0f8ff308", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467006000, "ended_at": null, "end_reason": ""}}]', 'e4df8b2e9ea1aeb943623c8a999d31d8a64a5c6777c34c7c7950c3c07ccf6b8f', 'waiting', NULL, NULL, NULL, 0);
INSERT INTO "outbox" VALUES (6, '01a215c8-ab7a-7074-835a-5e012a4c5743', 'register_organisation', '01a215c8-a9b5-7fa2-be07-6b40771ea3c7', 1795394467007000, '[{"table": "organisation", "key": "340f8ea6-1ae6-8e4b-adf6-2d72d363262e", "op": "insert", "base": null, "old": {}, "new": {"name": "\u4e2d\u56fd\u79d1\u5b66\u6280\u672f\u5927\u5b66", "credit_code": "12340000MA0000234B", "country": "", "legal_representative": "\u5468\u660e", "address": "\u5b89\u5fbd\u7701\u5408\u80a5\u5e02", "phone": "", "initials": "zgkxjsdx zgkxqsdx zgkxjzdx zgkxqzdx zgkxjstx zgkxqstx zgkxjztx zgkxqztx zhongguokexuejishudaxue", "merged_into": null, "id": "340f8ea6-1ae6-8e4b-adf6-2d72d363262e", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467007000, "ended_at": null, "end_reason": ""}}]', '7ec6f7355adcd467692ec30ac7dc89b0713850b0659d3e30c6c1e273af6d6a17', 'waiting', NULL, NULL, NULL, 0);
INSERT INTO "outbox" VALUES (7, '01a215c8-ab7f-784e-9a4c-cd7249deba55', 'register_organisation', '01a215c8-a9b5-7fa2-be07-6b40771ea3c7', 1795394467008000, '[{"table": "organisation", "key": "72afb051-82f6-85ae-b66c-91f37ba64015", "op": "insert", "base": null, "old": {}, "new": {"name": "\u6e05\u534e\u5927\u5b66", "credit_code": "12110000MA0000242C", "country": "", "legal_representative": "\u5434\u542f\u660e", "address": "\u5317\u4eac\u5e02\u6d77\u6dc0\u533a", "phone": "", "initials": "qhdx qhtx qinghuadaxue", "merged_into": null, "id": "72afb051-82f6-85ae-b66c-91f37ba64015", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467008000, "ended_at": null, "end_reason": ""}}]', '557222e8eeca88ad18ccf44f1f3e50a4c17dfef43c43efe618b589a954e9cfe6', 'waiting', NULL, NULL, NULL, 0);
INSERT INTO "outbox" VALUES (8, '01a215c8-ab84-7aeb-b8ee-a4eaa3e6ec86', 'register_organisation', '01a215c8-a9b5-7fa2-be07-6b40771ea3c7', 1795394467009000, '[{"table": "organisation", "key": "9562af9a-40c6-8a9c-9abf-9003af46ee9d", "op": "insert", "base": null, "old": {}, "new": {"name": "\u5170\u5dde\u7eff\u539f\u571f\u58e4\u4fee\u590d\u6709\u9650\u516c\u53f8", "credit_code": "91620100MA000012XX", "country": "", "legal_representative": "\u9a6c\u6653\u71d5", "address": "\u7518\u8083\u7701\u5170\u5dde\u5e02\u5b89\u5b81\u533a", "phone": "", "initials": "lzlytrxfyxgs lzlydrxfyxgs lzlycrxfyxgs lzlytrxfwxgs lzlydrxfwxgs lzlycrxfwxgs lzlytrxfywgs lzlydrxfywgs lzlycrxfywgs lzlytrxfwwgs lzlydrxfwwgs lzlycrxfwwgs lanzhoulvyuanturangxiufuyouxiangongsi", "merged_into": null, "id": "9562af9a-40c6-8a9c-9abf-9003af46ee9d", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467009000, "ended_at": null, "end_reason": ""}}]', '3b56bfd8d4da0ec9775b7749f1bee2970724985f825f23cc104fa52aef181341', 'waiting', NULL, NULL, NULL, 0);
INSERT INTO "outbox" VALUES (9, '01a215c8-ab8a-7106-a0e2-4d2656b44881', 'register_organisation', '01a215c8-a9b5-7fa2-be07-6b40771ea3c7', 1795394467010000, '[{"table": "organisation", "key": "81102a6a-35ee-8215-a766-bb03bfb27d8b", "op": "insert", "base": null, "old": {}, "new": {"name": "\u7518\u8083\u9647\u6e90\u8282\u6c34\u519c\u4e1a\u6709\u9650\u516c\u53f8", "credit_code": "91620100MA0000138X", "country": "", "legal_representative": "\u738b\u6d77", "address": "\u7518\u8083\u7701\u5170\u5dde\u5e02\u6986\u4e2d\u53bf", "phone": "", "initials": "gslyjsnyyxgs hslyjsnyyxgs gslyjsnywxgs hslyjsnywxgs gslyjsnyywgs hslyjsnyywgs gslyjsnywwgs hslyjsnywwgs gslyjsnyyxgc hslyjsnyyxgc gslyjsnywxgc hslyjsnywxgc gslyjsnyywgc hslyjsnyywgc gslyjsnywwgc hslyjsnywwgc gansulongyuanjieshuinongyeyouxiangongsi", "merged_into": null, "id": "81102a6a-35ee-8215-a766-bb03bfb27d8b", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467010000, "ended_at": null, "end_reason": ""}}]', '3d252ad77f4c879f0b59b390aba57adaf4e352033e747385113203f7b4d6ae22', 'waiting', NULL, NULL, NULL, 0);
INSERT INTO "outbox" VALUES (10, '01a215c8-ab8e-70fb-9db6-cd02cfd871f4', 'register_organisation', '01a215c8-a9b5-7fa2-be07-6b40771ea3c7', 1795394467011000, '[{"table": "organisation", "key": "7d096bd8-96b4-82b0-9735-b6f9d9d91f58", "op": "insert", "base": null, "old": {}, "new": {"name": "\u5170\u5dde\u897f\u90e8\u592a\u9633\u80fd\u5236\u51b7\u6709\u9650\u516c\u53f8", "credit_code": "91620100MA0000146Q", "country": "", "legal_representative": "\u36c3\u661f", "address": "\u7518\u8083\u7701\u5170\u5dde\u65b0\u533a", "phone": "", "initials": "lzxbtynzlyxgs lzxptynzlyxgs lzxbtytzlyxgs lzxptytzlyxgs lzxbtyxzlyxgs lzxptyxzlyxgs lanzhouxibutaiyangnengzhilengyouxiangongsi", "merged_into": null, "id": "7d096bd8-96b4-82b0-9735-b6f9d9d91f58", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467011000, "ended_at": null, "end_reason": ""}}]', 'c7f7c3d762bfa89c0bce46d3a8f8af236c13eeaad763677f8648d92c8d86f8f8', 'waiting', NULL, NULL, NULL, 0);
INSERT INTO "outbox" VALUES (11, '01a215c8-abb8-79db-bd1c-8416f5272c71', 'register_person', '01a215c8-a9b5-7fa2-be07-6b40771ea3c7', 1795394467013000, '[{"table": "person", "key": "44f2e60e-d739-8d1a-a35a-5cdc93c79731", "op": "insert", "base": null, "old": {}, "new": {"name": "\u674e\u632f\u58f0", "document_kind": "resident_id", "document_number": "620102190001010010", "phone": "13800138000", "organisation_id": "1b036d33-6e52-8d3e-bd4f-cf21050c7d7c", "initials": "lzs lzq lizhensheng", "merged_into": null, "id": "44f2e60e-d739-8d1a-a35a-5cdc93c79731", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467013000, "ended_at": null, "end_reason": ""}}]', '96827a8d16bb02141c11dd557f12da1d339a284f7b21a7163dfb44c20d0f7d3a', 'waiting', NULL, NULL, NULL, 0);
INSERT INTO "outbox" VALUES (12, '01a215c8-abc2-7b07-b07a-52200891f3c0', 'register_person', '01a215c8-a9b5-7fa2-be07-6b40771ea3c7', 1795394467015000, '[{"table": "person", "key": "739048fe-655d-8f1f-be80-6294532447f7", "op": "insert", "base": null, "old": {}, "new": {"name": "\u9648\u660e\u8fdc", "document_kind": "passport", "document_number": "E00000001", "phone": "13900139000", "organisation_id": "b37c92ad-76b8-81c5-9cce-803a2f1688c8", "initials": "cmy chenmingyuan", "merged_into": null, "id": "739048fe-655d-8f1f-be80-6294532447f7", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467015000, "ended_at": null, "end_reason": ""}}]', '03bc1fd6e6011f048fa8a7c4ca33fee60ed944da5b90643320d54c3e2d7972cc', 'waiting', NULL, NULL, NULL, 0);
INSERT INTO "outbox" VALUES (13, '01a215c8-abca-7084-992e-4e655d1060dd', 'register_person', '01a215c8-a9b5-7fa2-be07-6b40771ea3c7', 1795394467017000, '[{"table": "person", "key": "0dee54ce-52d9-89e5-9b78-5a97c409a5c9", "op": "insert", "base": null, "old": {}, "new": {"name": "\u8d75\u6587\u535a", "document_kind": "resident_id", "document_number": "62010219000101007X", "phone": "13700137000", "organisation_id": "eeb4efbc-fb1a-8d8a-a312-d007352f4759", "initials": "zwb zhaowenbo", "merged_into": null, "id": "0dee54ce-52d9-89e5-9b78-5a97c409a5c9", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467017000, "ended_at": null, "end_reason": ""}}]', '68d46cbb03bdf38c467cefff5698f25f3cac30010d720fa9d2536e06e6227252', 'waiting', NULL, NULL, NULL, 0);
INSERT INTO "outbox" VALUES (14, '01a215c8-abd2-7dbf-9314-424bd4670593', 'register_person', '01a215c8-a9b5-7fa2-be07-6b40771ea3c7', 1795394467019000, '[{"table": "person", "key": "935c8b5d-02bc-8e78-9103-e1b737a1747a", "op": "insert", "base": null, "old": {}, "new": {"name": "\u5b59\u4dae", "document_kind": "resident_id", "document_number": "11010519491231002X", "phone": "13600136000", "organisation_id": "13937fcc-c510-8ab3-ab3d-3a0a0f8ff308", "initials": "sy sunyan", "merged_into": null, "id": "935c8b5d-02bc-8e78-9103-e1b737a1747a", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467019000, "ended_at": null, "end_reason": ""}}]', '7d110c882ea8880cc278be25f859eac2ffc06852ef05f55e2556f3f104666341', 'waiting', NULL, NULL, NULL, 0);
INSERT INTO "outbox" VALUES (15, '01a215c8-abde-7ce3-923e-52bd3732b397', 'register_person', '01a215c8-a9b5-7fa2-be07-6b40771ea3c7', 1795394467021000, '[{"table": "person", "key": "a65836c1-a065-8405-a183-e5304d71607f", "op": "insert", "base": null, "old": {}, "new": {"name": "\u9a6c\u6653\u71d5", "document_kind": "resident_id", "document_number": "620102190001010029", "phone": "13500135000", "organisation_id": "9562af9a-40c6-8a9c-9abf-9003af46ee9d", "initials": "mxy maxiaoyan", "merged_into": null, "id": "a65836c1-a065-8405-a183-e5304d71607f", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467021000, "ended_at": null, "end_reason": ""}}]', '24c4467498a58e420f86ca38a88820a75cc7afcacbe1645505126135bf434042', 'waiting', NULL, NULL, NULL, 0);
INSERT INTO "outbox" VALUES (16, '01a215c8-abe2-70d1-af75-93057f110d2e', 'register_person', '01a215c8-a9b5-7fa2-be07-6b40771ea3c7', 1795394467023000, '[{"table": "person", "key": "5399f543-bd2b-89d0-854a-7e339e0b1dbf", "op": "insert", "base": null, "old": {}, "new": {"name": "\u5468\u660e", "document_kind": "resident_id", "document_number": "440524188001010014", "phone": "13400134000", "organisation_id": "340f8ea6-1ae6-8e4b-adf6-2d72d363262e", "initials": "zm zhouming", "merged_into": null, "id": "5399f543-bd2b-89d0-854a-7e339e0b1dbf", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467023000, "ended_at": null, "end_reason": ""}}]', '310ec8862c6728f71a751c5ac1e6b4086e1079a6a21897735dbd01ec645ae244', 'waiting', NULL, NULL, NULL, 0);
INSERT INTO "outbox" VALUES (17, '01a215c8-abef-74e7-bbe8-7e5453316fca', 'register_person', '01a215c8-a9b5-7fa2-be07-6b40771ea3c7', 1795394467025000, '[{"table": "person", "key": "eb424d9a-7b1a-8a90-865a-c370cc01ec70", "op": "insert", "base": null, "old": {}, "new": {"name": "\u738b\u6d77", "document_kind": "resident_id", "document_number": "620103198802290019", "phone": "13300133000", "organisation_id": "81102a6a-35ee-8215-a766-bb03bfb27d8b", "initials": "wh yh wanghai", "merged_into": null, "id": "eb424d9a-7b1a-8a90-865a-c370cc01ec70", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467025000, "ended_at": null, "end_reason": ""}}]', 'd13535870fd10455c5125474763e611664249a30610ea129b6e9fbc98ed1324c', 'waiting', NULL, NULL, NULL, 0);
INSERT INTO "outbox" VALUES (18, '01a215c8-abfa-7334-8464-a5a1b131b569', 'register_person', '01a215c8-a9b5-7fa2-be07-6b40771ea3c7', 1795394467027000, '[{"table": "person", "key": "b6087f45-54fd-876e-986b-aa2c5874354c", "op": "insert", "base": null, "old": {}, "new": {"name": "\u36c3\u661f", "document_kind": "residence_permit", "document_number": "82000019000101001X", "phone": "13200132000", "organisation_id": "7d096bd8-96b4-82b0-9735-b6f9d9d91f58", "initials": "jx jiexing", "merged_into": null, "id": "b6087f45-54fd-876e-986b-aa2c5874354c", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467027000, "ended_at": null, "end_reason": ""}}]', '0663d1c28d440322b73747be1c876e8083327b3042ee1258d2360b5a341532bb', 'waiting', NULL, NULL, NULL, 0);
INSERT INTO "outbox" VALUES (19, '01a215c8-ac02-7bc5-b4c2-4cce881ac284', 'register_person', '01a215c8-a9b5-7fa2-be07-6b40771ea3c7', 1795394467029000, '[{"table": "person", "key": "99902c63-7aef-878d-bc0e-80fb58954a46", "op": "insert", "base": null, "old": {}, "new": {"name": "\u5434\ud842\udfb7\u660e", "document_kind": "home_return_permit", "document_number": "H12345678", "phone": "13100131000", "organisation_id": "72afb051-82f6-85ae-b66c-91f37ba64015", "initials": "wjm tjm wujiming", "merged_into": null, "id": "99902c63-7aef-878d-bc0e-80fb58954a46", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467029000, "ended_at": null, "end_reason": ""}}]', '0d02ab7d7411f35e13ab91fc5a65247fce250c23d1175da8be6d6a770dab0862', 'waiting', NULL, NULL, NULL, 0);
INSERT INTO "outbox" VALUES (20, '01a215c8-ac20-7cf8-be74-275925941edf', 'take_number', '01a215c8-a9b5-7fa2-be07-6b40771ea3c7', 1795394467034000, '[{"table": "visit", "key": "01a215c8-ac1a-7b08-9ef4-3110da44a8e7", "op": "insert", "base": null, "old": {}, "new": {"person_id": "44f2e60e-d739-8d1a-a35a-5cdc93c79731", "organisation_id": "1b036d33-6e52-8d3e-bd4f-cf21050c7d7c", "matter_id": "01a215c8-a9ae-74bd-b169-af1c1db60ea2", "priority": "none", "proof_seen": false, "party_size": 3, "subject": "\u78b3\u7eb3\u7c73\u7ea4\u7ef4\u589e\u5f3a\u590d\u5408\u6750\u6599\u5236\u5907\u6280\u672f\u5f00\u53d1\uff08\u4e0e\u65b0\u52a0\u5761\u5357\u6d0b\u7406\u5de5\u5927\u5b66\uff09", "arrived_at": 1795394467034000, "shown_as": "number", "appointment_id": null, "id": "01a215c8-ac1a-7b08-9ef4-3110da44a8e7", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467034000, "ended_at": null, "end_reason": ""}}, {"table": "visit_matter", "key": "01a215c8-ac1d-7b26-809f-49d2c22b105e", "op": "insert", "base": null, "old": {}, "new": {"visit_id": "01a215c8-ac1a-7b08-9ef4-3110da44a8e7", "matter_id": "01a215c8-a9ae-74bd-b169-af1c1db60ea2", "position": 1, "id": "01a215c8-ac1d-7b26-809f-49d2c22b105e", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467034000, "ended_at": null, "end_reason": ""}}, {"table": "ticket", "key": "01a215c8-ac1a-70c1-a597-aa2818b75dce", "op": "insert", "base": null, "old": {}, "new": {"number": "A1-01", "serial": 1, "day": "2026-11-23", "visit_id": "01a215c8-ac1a-7b08-9ef4-3110da44a8e7", "matter_id": "01a215c8-a9ae-74bd-b169-af1c1db60ea2", "letter": "A", "leg": 1, "position": 1, "is_priority": false, "state": "waiting", "suspension": "none", "ranked_at": 1795394467034000, "due_at": null, "for_window_id": null, "for_staff_id": null, "remark": "", "window_id": null, "calls": 0, "taken_at": 1795394467034000, "called_at": null, "serving_at": null, "closed_at": null, "is_carried": false, "id": "01a215c8-ac1a-70c1-a597-aa2818b75dce", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467034000, "ended_at": null, "end_reason": ""}}, {"table": "period", "key": "01a215c8-ac1e-7022-8a33-3eb185694704", "op": "insert", "base": null, "old": {}, "new": {"visit_id": "01a215c8-ac1a-7b08-9ef4-3110da44a8e7", "ticket_id": "01a215c8-ac1a-70c1-a597-aa2818b75dce", "matter_id": "01a215c8-a9ae-74bd-b169-af1c1db60ea2", "kind": "waiting", "day": "2026-11-23", "window_id": null, "staff_id": "", "began_at": 1795394467034000, "id": "01a215c8-ac1e-7022-8a33-3eb185694704", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467034000, "ended_at": null, "end_reason": ""}}]', '2554df8840b61442e8dc6c0a57d652f2cd4086f6f44c0550211396744e45232d', 'waiting', NULL, NULL, NULL, 0);
INSERT INTO "outbox" VALUES (21, '01a215c8-ac27-7c80-b036-f7ca0557f5ac', 'take_number', '01a215c8-a9b5-7fa2-be07-6b40771ea3c7', 1795394467038000, '[{"table": "visit", "key": "01a215c8-ac26-7a8e-a221-403ec626e040", "op": "insert", "base": null, "old": {}, "new": {"person_id": "0dee54ce-52d9-89e5-9b78-5a97c409a5c9", "organisation_id": "eeb4efbc-fb1a-8d8a-a312-d007352f4759", "matter_id": "01a215c8-a9ae-7fc3-affc-c9083f87c75a", "priority": "none", "proof_seen": false, "party_size": 4, "subject": "\u78b3\u7ea4\u7ef4\u6c14\u51dd\u80f6\u4fdd\u6e29\u6750\u6599\u4e2d\u8bd5\u5408\u4f5c\uff08\u4e0e\u65b0\u52a0\u5761\u5357\u6d0b\u7406\u5de5\u5927\u5b66\uff09", "arrived_at": 1795394467038000, "shown_as": "number", "appointment_id": null, "id": "01a215c8-ac26-7a8e-a221-403ec626e040", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467038000, "ended_at": null, "end_reason": ""}}, {"table": "visit_matter", "key": "01a215c8-ac26-700a-b2b5-c66f43d84212", "op": "insert", "base": null, "old": {}, "new": {"visit_id": "01a215c8-ac26-7a8e-a221-403ec626e040", "matter_id": "01a215c8-a9ae-7fc3-affc-c9083f87c75a", "position": 1, "id": "01a215c8-ac26-700a-b2b5-c66f43d84212", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467038000, "ended_at": null, "end_reason": ""}}, {"table": "ticket", "key": "01a215c8-ac26-7490-9805-36420b2aa7f5", "op": "insert", "base": null, "old": {}, "new": {"number": "A1-02", "serial": 2, "day": "2026-11-23", "visit_id": "01a215c8-ac26-7a8e-a221-403ec626e040", "matter_id": "01a215c8-a9ae-7fc3-affc-c9083f87c75a", "letter": "A", "leg": 1, "position": 1, "is_priority": false, "state": "waiting", "suspension": "none", "ranked_at": 1795394467038000, "due_at": null, "for_window_id": null, "for_staff_id": null, "remark": "", "window_id": null, "calls": 0, "taken_at": 1795394467038000, "called_at": null, "serving_at": null, "closed_at": null, "is_carried": false, "id": "01a215c8-ac26-7490-9805-36420b2aa7f5", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467038000, "ended_at": null, "end_reason": ""}}, {"table": "period", "key": "01a215c8-ac27-7f6a-a789-a6278183d08a", "op": "insert", "base": null, "old": {}, "new": {"visit_id": "01a215c8-ac26-7a8e-a221-403ec626e040", "ticket_id": "01a215c8-ac26-7490-9805-36420b2aa7f5", "matter_id": "01a215c8-a9ae-7fc3-affc-c9083f87c75a", "kind": "waiting", "day": "2026-11-23", "window_id": null, "staff_id": "", "began_at": 1795394467038000, "id": "01a215c8-ac27-7f6a-a789-a6278183d08a", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467038000, "ended_at": null, "end_reason": ""}}]', 'a192cc13d13bd5e3d763e6682b3f4923d83287d8948491dc97fb49222328970e', 'waiting', NULL, NULL, NULL, 0);
INSERT INTO "outbox" VALUES (22, '01a215c8-ac2c-7700-ae44-dde2829b2f5f', 'take_number', '01a215c8-a9b5-7fa2-be07-6b40771ea3c7', 1795394467042000, '[{"table": "visit", "key": "01a215c8-ac2a-71a6-a385-7b9d043d374d", "op": "insert", "base": null, "old": {}, "new": {"person_id": "a65836c1-a065-8405-a183-e5304d71607f", "organisation_id": "9562af9a-40c6-8a9c-9abf-9003af46ee9d", "matter_id": "01a215c8-a9ae-7226-9ef2-5089df2d46f9", "priority": "none", "proof_seen": false, "party_size": 2, "subject": "\u5fae\u751f\u7269\u571f\u58e4\u4fee\u590d\u6280\u672f\u5728\u5170\u767d\u8bd5\u9a8c\u533a\u843d\u5730\uff08\u4e0e\u5317\u4eac\u5927\u5b66\uff09", "arrived_at": 1795394467042000, "shown_as": "number", "appointment_id": null, "id": "01a215c8-ac2a-71a6-a385-7b9d043d374d", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467042000, "ended_at": null, "end_reason": ""}}, {"table": "visit_matter", "key": "01a215c8-ac2b-7990-961b-dc430905e237", "op": "insert", "base": null, "old": {}, "new": {"visit_id": "01a215c8-ac2a-71a6-a385-7b9d043d374d", "matter_id": "01a215c8-a9ae-7226-9ef2-5089df2d46f9", "position": 1, "id": "01a215c8-ac2b-7990-961b-dc430905e237", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467042000, "ended_at": null, "end_reason": ""}}, {"table": "ticket", "key": "01a215c8-ac2a-7622-90f6-b8a36f6dd498", "op": "insert", "base": null, "old": {}, "new": {"number": "B1-01", "serial": 1, "day": "2026-11-23", "visit_id": "01a215c8-ac2a-71a6-a385-7b9d043d374d", "matter_id": "01a215c8-a9ae-7226-9ef2-5089df2d46f9", "letter": "B", "leg": 1, "position": 1, "is_priority": false, "state": "waiting", "suspension": "none", "ranked_at": 1795394467042000, "due_at": null, "for_window_id": null, "for_staff_id": null, "remark": "", "window_id": null, "calls": 0, "taken_at": 1795394467042000, "called_at": null, "serving_at": null, "closed_at": null, "is_carried": false, "id": "01a215c8-ac2a-7622-90f6-b8a36f6dd498", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467042000, "ended_at": null, "end_reason": ""}}, {"table": "period", "key": "01a215c8-ac2b-73bd-b4df-ccce97bd4a8b", "op": "insert", "base": null, "old": {}, "new": {"visit_id": "01a215c8-ac2a-71a6-a385-7b9d043d374d", "ticket_id": "01a215c8-ac2a-7622-90f6-b8a36f6dd498", "matter_id": "01a215c8-a9ae-7226-9ef2-5089df2d46f9", "kind": "waiting", "day": "2026-11-23", "window_id": null, "staff_id": "", "began_at": 1795394467042000, "id": "01a215c8-ac2b-73bd-b4df-ccce97bd4a8b", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467042000, "ended_at": null, "end_reason": ""}}]', '421baae281a9344a82069e35a331d33e0ecdd3ffec980b31535bb48375062c7f', 'waiting', NULL, NULL, NULL, 0);
INSERT INTO "outbox" VALUES (23, '01a215c8-ac3d-7a94-a8c3-cf65ba1a1b0e', 'take_number', '01a215c8-a9b5-7fa2-be07-6b40771ea3c7', 1795394467046000, '[{"table": "visit", "key": "01a215c8-ac3b-7b85-81ab-61a200805822", "op": "insert", "base": null, "old": {}, "new": {"person_id": "eb424d9a-7b1a-8a90-865a-c370cc01ec70", "organisation_id": "81102a6a-35ee-8215-a766-bb03bfb27d8b", "matter_id": "01a215c8-a9ae-74bd-b169-af1c1db60ea2", "priority": "none", "proof_seen": false, "party_size": 2, "subject": "\u519c\u4f5c\u7269\u57fa\u56e0\u4ecb\u5bfc\u6297\u65f1\u8282\u6c34\u6280\u672f\u670d\u52a1\uff08\u4e0e\u4e2d\u56fd\u79d1\u5b66\u6280\u672f\u5927\u5b66\uff09", "arrived_at": 1795394467046000, "shown_as": "number", "appointment_id": null, "id": "01a215c8-ac3b-7b85-81ab-61a200805822", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467046000, "ended_at": null, "end_reason": ""}}, {"table": "visit_matter", "key": "01a215c8-ac3c-782c-8104-51f0eab323cd", "op": "insert", "base": null, "old": {}, "new": {"visit_id": "01a215c8-ac3b-7b85-81ab-61a200805822", "matter_id": "01a215c8-a9ae-74bd-b169-af1c1db60ea2", "position": 1, "id": "01a215c8-ac3c-782c-8104-51f0eab323cd", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467046000, "ended_at": null, "end_reason": ""}}, {"table": "ticket", "key": "01a215c8-ac3b-7c14-a1a8-46706d0e9483", "op": "insert", "base": null, "old": {}, "new": {"number": "A1-03", "serial": 3, "day": "2026-11-23", "visit_id": "01a215c8-ac3b-7b85-81ab-61a200805822", "matter_id": "01a215c8-a9ae-74bd-b169-af1c1db60ea2", "letter": "A", "leg": 1, "position": 1, "is_priority": false, "state": "waiting", "suspension": "none", "ranked_at": 1795394467046000, "due_at": null, "for_window_id": null, "for_staff_id": null, "remark": "", "window_id": null, "calls": 0, "taken_at": 1795394467046000, "called_at": null, "serving_at": null, "closed_at": null, "is_carried": false, "id": "01a215c8-ac3b-7c14-a1a8-46706d0e9483", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467046000, "ended_at": null, "end_reason": ""}}, {"table": "period", "key": "01a215c8-ac3d-73ef-aa12-bed747582c6e", "op": "insert", "base": null, "old": {}, "new": {"visit_id": "01a215c8-ac3b-7b85-81ab-61a200805822", "ticket_id": "01a215c8-ac3b-7c14-a1a8-46706d0e9483", "matter_id": "01a215c8-a9ae-74bd-b169-af1c1db60ea2", "kind": "waiting", "day": "2026-11-23", "window_id": null, "staff_id": "", "began_at": 1795394467046000, "id": "01a215c8-ac3d-73ef-aa12-bed747582c6e", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467046000, "ended_at": null, "end_reason": ""}}]', '4a93ac616cdbe325118ddea95be3434158e4b5c1d3ec8b9ba21ed4238a14dd4b', 'waiting', NULL, NULL, NULL, 0);
INSERT INTO "outbox" VALUES (24, '01a215c8-ac4c-7d55-b055-29f8d1d5f3ca', 'take_number', '01a215c8-a9b5-7fa2-be07-6b40771ea3c7', 1795394467050000, '[{"table": "visit", "key": "01a215c8-ac49-7219-98f0-a47e2f3be2c8", "op": "insert", "base": null, "old": {}, "new": {"person_id": "b6087f45-54fd-876e-986b-aa2c5874354c", "organisation_id": "7d096bd8-96b4-82b0-9735-b6f9d9d91f58", "matter_id": "01a215c8-a9ae-7999-b783-d569c7ab8685", "priority": "none", "proof_seen": false, "party_size": 1, "subject": "\u592a\u9633\u80fd\u548c\u8f90\u5c04\u5236\u51b7\u7efc\u5408\u5229\u7528\u7cfb\u7edf\u4ea7\u4e1a\u5316\u8d37\u6b3e", "arrived_at": 1795394467050000, "shown_as": "number", "appointment_id": null, "id": "01a215c8-ac49-7219-98f0-a47e2f3be2c8", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467050000, "ended_at": null, "end_reason": ""}}, {"table": "visit_matter", "key": "01a215c8-ac4a-799b-8caa-b23df1f14a87", "op": "insert", "base": null, "old": {}, "new": {"visit_id": "01a215c8-ac49-7219-98f0-a47e2f3be2c8", "matter_id": "01a215c8-a9ae-7999-b783-d569c7ab8685", "position": 1, "id": "01a215c8-ac4a-799b-8caa-b23df1f14a87", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467050000, "ended_at": null, "end_reason": ""}}, {"table": "ticket", "key": "01a215c8-ac49-7027-90b4-961d86770a78", "op": "insert", "base": null, "old": {}, "new": {"number": "C1-01", "serial": 1, "day": "2026-11-23", "visit_id": "01a215c8-ac49-7219-98f0-a47e2f3be2c8", "matter_id": "01a215c8-a9ae-7999-b783-d569c7ab8685", "letter": "C", "leg": 1, "position": 1, "is_priority": false, "state": "waiting", "suspension": "none", "ranked_at": 1795394467050000, "due_at": null, "for_window_id": null, "for_staff_id": null, "remark": "", "window_id": null, "calls": 0, "taken_at": 1795394467050000, "called_at": null, "serving_at": null, "closed_at": null, "is_carried": false, "id": "01a215c8-ac49-7027-90b4-961d86770a78", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467050000, "ended_at": null, "end_reason": ""}}, {"table": "period", "key": "01a215c8-ac4b-732d-a2ec-6f94917ce1a7", "op": "insert", "base": null, "old": {}, "new": {"visit_id": "01a215c8-ac49-7219-98f0-a47e2f3be2c8", "ticket_id": "01a215c8-ac49-7027-90b4-961d86770a78", "matter_id": "01a215c8-a9ae-7999-b783-d569c7ab8685", "kind": "waiting", "day": "2026-11-23", "window_id": null, "staff_id": "", "began_at": 1795394467050000, "id": "01a215c8-ac4b-732d-a2ec-6f94917ce1a7", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467050000, "ended_at": null, "end_reason": ""}}]', '715f0c4309a498484a279632c26666083328244e588663e916ecaf01db95363b', 'waiting', NULL, NULL, NULL, 0);
INSERT INTO "outbox" VALUES (25, '01a215c8-ac54-7878-bed3-1995de807619', 'take_number', '01a215c8-a9b5-7fa2-be07-6b40771ea3c7', 1795394467054000, '[{"table": "visit", "key": "01a215c8-ac52-79b9-9c4e-a5992ebc0b32", "op": "insert", "base": null, "old": {}, "new": {"person_id": "935c8b5d-02bc-8e78-9103-e1b737a1747a", "organisation_id": "13937fcc-c510-8ab3-ab3d-3a0a0f8ff308", "matter_id": "01a215c8-a9ae-7e1f-ad9c-425036c4f5bd", "priority": "elderly", "proof_seen": true, "party_size": 1, "subject": "\u5fae\u751f\u7269\u571f\u58e4\u4fee\u590d\u6210\u679c\u5165\u5e93", "arrived_at": 1795394467054000, "shown_as": "number", "appointment_id": null, "id": "01a215c8-ac52-79b9-9c4e-a5992ebc0b32", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467054000, "ended_at": null, "end_reason": ""}}, {"table": "visit_matter", "key": "01a215c8-ac53-7c85-a940-f6596d339c03", "op": "insert", "base": null, "old": {}, "new": {"visit_id": "01a215c8-ac52-79b9-9c4e-a5992ebc0b32", "matter_id": "01a215c8-a9ae-7e1f-ad9c-425036c4f5bd", "position": 1, "id": "01a215c8-ac53-7c85-a940-f6596d339c03", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467054000, "ended_at": null, "end_reason": ""}}, {"table": "ticket", "key": "01a215c8-ac52-703a-b40a-90474087a3e6", "op": "insert", "base": null, "old": {}, "new": {"number": "B1-02", "serial": 2, "day": "2026-11-23", "visit_id": "01a215c8-ac52-79b9-9c4e-a5992ebc0b32", "matter_id": "01a215c8-a9ae-7e1f-ad9c-425036c4f5bd", "letter": "B", "leg": 1, "position": 1, "is_priority": true, "state": "waiting", "suspension": "none", "ranked_at": 1795394467054000, "due_at": null, "for_window_id": null, "for_staff_id": null, "remark": "", "window_id": null, "calls": 0, "taken_at": 1795394467054000, "called_at": null, "serving_at": null, "closed_at": null, "is_carried": false, "id": "01a215c8-ac52-703a-b40a-90474087a3e6", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467054000, "ended_at": null, "end_reason": ""}}, {"table": "period", "key": "01a215c8-ac53-75b7-9270-3a503320f6bc", "op": "insert", "base": null, "old": {}, "new": {"visit_id": "01a215c8-ac52-79b9-9c4e-a5992ebc0b32", "ticket_id": "01a215c8-ac52-703a-b40a-90474087a3e6", "matter_id": "01a215c8-a9ae-7e1f-ad9c-425036c4f5bd", "kind": "waiting", "day": "2026-11-23", "window_id": null, "staff_id": "", "began_at": 1795394467054000, "id": "01a215c8-ac53-75b7-9270-3a503320f6bc", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467054000, "ended_at": null, "end_reason": ""}}]', 'e92c687e52490ec52ab5a69e452a9380f879266b7aa64281703c73baf1437c9b', 'waiting', NULL, NULL, NULL, 0);
INSERT INTO "outbox" VALUES (26, '01a215c8-ac5c-78d2-8a0f-dc9b3cc59f57', 'take_number', '01a215c8-a9b5-7fa2-be07-6b40771ea3c7', 1795394467058000, '[{"table": "visit", "key": "01a215c8-ac5a-734e-91e8-0436ec7e470a", "op": "insert", "base": null, "old": {}, "new": {"person_id": "99902c63-7aef-878d-bc0e-80fb58954a46", "organisation_id": "72afb051-82f6-85ae-b66c-91f37ba64015", "matter_id": "01a215c8-a9af-7474-99d5-08c9d162ff4f", "priority": "none", "proof_seen": false, "party_size": 1, "subject": "\u73af\u5883\u9886\u57df\u8054\u5408\u9879\u76ee\u7533\u62a5\u6307\u5bfc", "arrived_at": 1795394467058000, "shown_as": "number", "appointment_id": null, "id": "01a215c8-ac5a-734e-91e8-0436ec7e470a", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467058000, "ended_at": null, "end_reason": ""}}, {"table": "visit_matter", "key": "01a215c8-ac5b-7822-a6aa-c7c46296d7dd", "op": "insert", "base": null, "old": {}, "new": {"visit_id": "01a215c8-ac5a-734e-91e8-0436ec7e470a", "matter_id": "01a215c8-a9af-7474-99d5-08c9d162ff4f", "position": 1, "id": "01a215c8-ac5b-7822-a6aa-c7c46296d7dd", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467058000, "ended_at": null, "end_reason": ""}}, {"table": "ticket", "key": "01a215c8-ac5a-7dc5-a80d-431f7d002bc3", "op": "insert", "base": null, "old": {}, "new": {"number": "H1-01", "serial": 1, "day": "2026-11-23", "visit_id": "01a215c8-ac5a-734e-91e8-0436ec7e470a", "matter_id": "01a215c8-a9af-7474-99d5-08c9d162ff4f", "letter": "H", "leg": 1, "position": 1, "is_priority": false, "state": "waiting", "suspension": "none", "ranked_at": 1795394467058000, "due_at": null, "for_window_id": null, "for_staff_id": null, "remark": "", "window_id": null, "calls": 0, "taken_at": 1795394467058000, "called_at": null, "serving_at": null, "closed_at": null, "is_carried": false, "id": "01a215c8-ac5a-7dc5-a80d-431f7d002bc3", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467058000, "ended_at": null, "end_reason": ""}}, {"table": "period", "key": "01a215c8-ac5b-78f4-870a-780f8ef7677a", "op": "insert", "base": null, "old": {}, "new": {"visit_id": "01a215c8-ac5a-734e-91e8-0436ec7e470a", "ticket_id": "01a215c8-ac5a-7dc5-a80d-431f7d002bc3", "matter_id": "01a215c8-a9af-7474-99d5-08c9d162ff4f", "kind": "waiting", "day": "2026-11-23", "window_id": null, "staff_id": "", "began_at": 1795394467058000, "id": "01a215c8-ac5b-78f4-870a-780f8ef7677a", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467058000, "ended_at": null, "end_reason": ""}}]', '04711ee0938df5c9d7b0c3551cf7a77b1e2991d3cf3f2319111424ba7d126de9', 'waiting', NULL, NULL, NULL, 0);
INSERT INTO "outbox" VALUES (27, '01a215c8-ac68-74e8-af3d-dbf32ede1843', 'book_room', '01a215c8-a9b5-7fa2-be07-6b40771ea3c7', 1795394467061000, '[{"table": "booking", "key": "01a215c8-ac61-7e9a-af8d-b0363ac33f95", "op": "insert", "base": null, "old": {}, "new": {"room_id": "01a215c8-a9ab-7365-9c82-01300cb0a5e8", "starts_at": 1795397400000000, "ends_at": 1795401000000000, "busy_until": 1795401900000000, "purpose": "talk", "title": "\u5fae\u751f\u7269\u571f\u58e4\u4fee\u590d\u6280\u672f\u6d3d\u8c08", "state": "confirmed", "visit_id": null, "host_id": "01a215c8-a9b5-7fa2-be07-6b40771ea3c7", "party_size": 5, "note": "", "id": "01a215c8-ac61-7e9a-af8d-b0363ac33f95", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467061000, "ended_at": null, "end_reason": ""}}, {"table": "booking_party", "key": "01a215c8-ac65-71a9-af16-285e0e8312a6", "op": "insert", "base": null, "old": {}, "new": {"booking_id": "01a215c8-ac61-7e9a-af8d-b0363ac33f95", "role": "other", "name": "\u5317\u4eac\u5927\u5b66", "organisation_id": "13937fcc-c510-8ab3-ab3d-3a0a0f8ff308", "person_id": null, "position": 1, "id": "01a215c8-ac65-71a9-af16-285e0e8312a6", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467061000, "ended_at": null, "end_reason": ""}}, {"table": "booking_party", "key": "01a215c8-ac65-71f5-aa00-273d3520298f", "op": "insert", "base": null, "old": {}, "new": {"booking_id": "01a215c8-ac61-7e9a-af8d-b0363ac33f95", "role": "other", "name": "\u5170\u5dde\u7eff\u539f\u571f\u58e4\u4fee\u590d\u6709\u9650\u516c\u53f8", "organisation_id": "9562af9a-40c6-8a9c-9abf-9003af46ee9d", "person_id": null, "position": 2, "id": "01a215c8-ac65-71f5-aa00-273d3520298f", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467061000, "ended_at": null, "end_reason": ""}}]', '011aa2fb91847e8614e3c49798b85ee5839ca6f09df76cdb091d2d40e1f03556', 'waiting', NULL, NULL, NULL, 0);
INSERT INTO "outbox" VALUES (28, '01a215c8-ac6c-7b95-abb5-63e414a518ea', 'book_room', '01a215c8-a9b5-7fa2-be07-6b40771ea3c7', 1795394467064000, '[{"table": "booking", "key": "01a215c8-ac6a-7f56-9de5-dcce3daef1f5", "op": "insert", "base": null, "old": {}, "new": {"room_id": "01a215c8-a9ab-7bb5-9306-cb52c0b26110", "starts_at": 1795399200000000, "ends_at": 1795404600000000, "busy_until": 1795405500000000, "purpose": "signing", "title": "\u78b3\u7eb3\u7c73\u7ea4\u7ef4\u6280\u672f\u5f00\u53d1\u5408\u540c\u7b7e\u7ea6", "state": "confirmed", "visit_id": null, "host_id": "01a215c8-a9b5-7fa2-be07-6b40771ea3c7", "party_size": 6, "note": "", "id": "01a215c8-ac6a-7f56-9de5-dcce3daef1f5", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467064000, "ended_at": null, "end_reason": ""}}, {"table": "booking_party", "key": "01a215c8-ac6b-70c0-88c3-24672358f64d", "op": "insert", "base": null, "old": {}, "new": {"booking_id": "01a215c8-ac6a-7f56-9de5-dcce3daef1f5", "role": "other", "name": "\u7518\u8083\u5c1a\u5fb7\u673a\u7535\u6709\u9650\u516c\u53f8", "organisation_id": "1b036d33-6e52-8d3e-bd4f-cf21050c7d7c", "person_id": null, "position": 1, "id": "01a215c8-ac6b-70c0-88c3-24672358f64d", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467064000, "ended_at": null, "end_reason": ""}}, {"table": "booking_party", "key": "01a215c8-ac6b-70d5-877f-4d8473fde25a", "op": "insert", "base": null, "old": {}, "new": {"booking_id": "01a215c8-ac6a-7f56-9de5-dcce3daef1f5", "role": "other", "name": "\u65b0\u52a0\u5761\u5357\u6d0b\u7406\u5de5\u5927\u5b66", "organisation_id": "b37c92ad-76b8-81c5-9cce-803a2f1688c8", "person_id": null, "position": 2, "id": "01a215c8-ac6b-70d5-877f-4d8473fde25a", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467064000, "ended_at": null, "end_reason": ""}}]', '70540b2fdcafafc75eb470f7a5561515bda54700298c50c9383a52d550373e4b', 'waiting', NULL, NULL, NULL, 0);
INSERT INTO "outbox" VALUES (29, '01a215c8-ac71-7a7d-b2c9-4a79034a9a74', 'book_room', '01a215c8-a9b5-7fa2-be07-6b40771ea3c7', 1795394467067000, '[{"table": "booking", "key": "01a215c8-ac6f-7ed1-8a30-cae836cf7474", "op": "insert", "base": null, "old": {}, "new": {"room_id": "01a215c8-a9ab-77e1-8899-a411849636ea", "starts_at": 1795413600000000, "ends_at": 1795419000000000, "busy_until": 1795419900000000, "purpose": "talk", "title": "\u78b3\u7ea4\u7ef4\u6c14\u51dd\u80f6\u4e2d\u8bd5\u5408\u4f5c\u6d3d\u8c08", "state": "confirmed", "visit_id": null, "host_id": "01a215c8-a9b5-7fa2-be07-6b40771ea3c7", "party_size": 7, "note": "", "id": "01a215c8-ac6f-7ed1-8a30-cae836cf7474", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467067000, "ended_at": null, "end_reason": ""}}, {"table": "booking_party", "key": "01a215c8-ac70-7590-a8ed-9c766bc3d1ed", "op": "insert", "base": null, "old": {}, "new": {"booking_id": "01a215c8-ac6f-7ed1-8a30-cae836cf7474", "role": "other", "name": "\u7518\u8083\u7701\u5efa\u6750\u79d1\u7814\u8bbe\u8ba1\u9662", "organisation_id": "eeb4efbc-fb1a-8d8a-a312-d007352f4759", "person_id": null, "position": 1, "id": "01a215c8-ac70-7590-a8ed-9c766bc3d1ed", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467067000, "ended_at": null, "end_reason": ""}}, {"table": "booking_party", "key": "01a215c8-ac70-7161-9b4c-7a5651325acc", "op": "insert", "base": null, "old": {}, "new": {"booking_id": "01a215c8-ac6f-7ed1-8a30-cae836cf7474", "role": "other", "name": "\u65b0\u52a0\u5761\u5357\u6d0b\u7406\u5de5\u5927\u5b66", "organisation_id": "b37c92ad-76b8-81c5-9cce-803a2f1688c8", "person_id": null, "position": 2, "id": "01a215c8-ac70-7161-9b4c-7a5651325acc", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467067000, "ended_at": null, "end_reason": ""}}]', '98c5112e04fc4d8715279f34e777098248ad8b332efe3f86245de344cac76637', 'waiting', NULL, NULL, NULL, 0);
INSERT INTO "outbox" VALUES (30, '01a215c8-ac78-7164-aef7-9e454c1a0000', 'book_room', '01a215c8-a9b5-7fa2-be07-6b40771ea3c7', 1795394467070000, '[{"table": "booking", "key": "01a215c8-ac75-7b24-8d0c-102ea606f689", "op": "insert", "base": null, "old": {}, "new": {"room_id": "01a215c8-a9ab-7edb-88a3-9a3bd374e0b6", "starts_at": 1795415400000000, "ends_at": 1795424400000000, "busy_until": 1795425300000000, "purpose": "roadshow", "title": "\u592a\u9633\u80fd\u548c\u8f90\u5c04\u5236\u51b7\u7efc\u5408\u5229\u7528\u7cfb\u7edf\u8def\u6f14", "state": "confirmed", "visit_id": null, "host_id": "01a215c8-a9b5-7fa2-be07-6b40771ea3c7", "party_size": 60, "note": "", "id": "01a215c8-ac75-7b24-8d0c-102ea606f689", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467070000, "ended_at": null, "end_reason": ""}}, {"table": "booking_party", "key": "01a215c8-ac76-73bb-84a9-e35bba2b503e", "op": "insert", "base": null, "old": {}, "new": {"booking_id": "01a215c8-ac75-7b24-8d0c-102ea606f689", "role": "other", "name": "\u4e2d\u56fd\u79d1\u5b66\u6280\u672f\u5927\u5b66", "organisation_id": "340f8ea6-1ae6-8e4b-adf6-2d72d363262e", "person_id": null, "position": 1, "id": "01a215c8-ac76-73bb-84a9-e35bba2b503e", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467070000, "ended_at": null, "end_reason": ""}}, {"table": "booking_party", "key": "01a215c8-ac76-7770-a320-80c45f8f7f99", "op": "insert", "base": null, "old": {}, "new": {"booking_id": "01a215c8-ac75-7b24-8d0c-102ea606f689", "role": "other", "name": "\u5170\u5dde\u897f\u90e8\u592a\u9633\u80fd\u5236\u51b7\u6709\u9650\u516c\u53f8", "organisation_id": "7d096bd8-96b4-82b0-9735-b6f9d9d91f58", "person_id": null, "position": 2, "id": "01a215c8-ac76-7770-a320-80c45f8f7f99", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467070000, "ended_at": null, "end_reason": ""}}]', '3eed5ac6e7e88e4666760941c930d65df19d19ba1dc1d219e5e08409317eabf7', 'waiting', NULL, NULL, NULL, 0);
INSERT INTO "outbox" VALUES (31, '01a215c8-ac83-7b63-a55a-bc05d25c3b8f', 'book_room', '01a215c8-a9b5-7fa2-be07-6b40771ea3c7', 1795394467073000, '[{"table": "booking", "key": "01a215c8-ac81-71a8-97e2-ace274678f4e", "op": "insert", "base": null, "old": {}, "new": {"room_id": "01a215c8-a9ab-72b0-af24-c13675351291", "starts_at": 1795402800000000, "ends_at": 1795406400000000, "busy_until": 1795407300000000, "purpose": "talk", "title": "\u6297\u65f1\u8282\u6c34\u6280\u672f\u670d\u52a1\u6d3d\u8c08", "state": "confirmed", "visit_id": null, "host_id": "01a215c8-a9b5-7fa2-be07-6b40771ea3c7", "party_size": 4, "note": "", "id": "01a215c8-ac81-71a8-97e2-ace274678f4e", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467073000, "ended_at": null, "end_reason": ""}}, {"table": "booking_party", "key": "01a215c8-ac82-726c-b9cb-ef44ed7c5abc", "op": "insert", "base": null, "old": {}, "new": {"booking_id": "01a215c8-ac81-71a8-97e2-ace274678f4e", "role": "other", "name": "\u4e2d\u56fd\u79d1\u5b66\u6280\u672f\u5927\u5b66", "organisation_id": "340f8ea6-1ae6-8e4b-adf6-2d72d363262e", "person_id": null, "position": 1, "id": "01a215c8-ac82-726c-b9cb-ef44ed7c5abc", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467073000, "ended_at": null, "end_reason": ""}}, {"table": "booking_party", "key": "01a215c8-ac82-7f5d-a6de-a3519c02b072", "op": "insert", "base": null, "old": {}, "new": {"booking_id": "01a215c8-ac81-71a8-97e2-ace274678f4e", "role": "other", "name": "\u7518\u8083\u9647\u6e90\u8282\u6c34\u519c\u4e1a\u6709\u9650\u516c\u53f8", "organisation_id": "81102a6a-35ee-8215-a766-bb03bfb27d8b", "person_id": null, "position": 2, "id": "01a215c8-ac82-7f5d-a6de-a3519c02b072", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467073000, "ended_at": null, "end_reason": ""}}]', '73ae5edef5d2d83ae66d90819b98c0b151a5234ac508e6e75b6916f425559ceb', 'waiting', NULL, NULL, NULL, 0);
INSERT INTO "outbox" VALUES (32, '01a215c8-adc3-7996-a4f4-771877799e44', 'book_room', '01a215c8-a9b5-7fa2-be07-6b40771ea3c7', 1795394467078000, '[{"table": "booking", "key": "01a215c8-adbf-7ba6-aece-48dd20e8a26a", "op": "insert", "base": null, "old": {}, "new": {"room_id": "01a215c8-a9ab-72b0-af24-c13675351291", "starts_at": 1795429800000000, "ends_at": 1795433400000000, "busy_until": 1795434300000000, "purpose": "talk", "title": "\u5408\u4f5c\u6d3d\u8c08", "state": "confirmed", "visit_id": null, "host_id": "01a215c8-a9b5-7fa2-be07-6b40771ea3c7", "party_size": 2, "note": "", "id": "01a215c8-adbf-7ba6-aece-48dd20e8a26a", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467078000, "ended_at": null, "end_reason": ""}}, {"table": "booking_party", "key": "01a215c8-adc1-7367-9ef1-c942833edf95", "op": "insert", "base": null, "old": {}, "new": {"booking_id": "01a215c8-adbf-7ba6-aece-48dd20e8a26a", "role": "other", "name": "\u7532", "organisation_id": null, "person_id": null, "position": 1, "id": "01a215c8-adc1-7367-9ef1-c942833edf95", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467078000, "ended_at": null, "end_reason": ""}}, {"table": "booking_party", "key": "01a215c8-adc1-7dcb-8c6c-419ec155904b", "op": "insert", "base": null, "old": {}, "new": {"booking_id": "01a215c8-adbf-7ba6-aece-48dd20e8a26a", "role": "other", "name": "\u4e59", "organisation_id": null, "person_id": null, "position": 2, "id": "01a215c8-adc1-7dcb-8c6c-419ec155904b", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467078000, "ended_at": null, "end_reason": ""}}]', 'b06080159908f396c09a8dae5ffd404beb946a371228713afd144347f1d01a90', 'waiting', NULL, NULL, NULL, 0);
INSERT INTO "outbox" VALUES (33, '01a215c8-adc7-7ea3-ad2e-090bddc6e9cb', 'cancel_booking', '01a215c8-a9b5-7fa2-be07-6b40771ea3c7', 1795394467079000, '[{"table": "booking", "key": "01a215c8-adbf-7ba6-aece-48dd20e8a26a", "op": "update", "base": null, "old": {"state": "confirmed", "ended_at": null, "end_reason": ""}, "new": {"state": "cancelled", "ended_at": 1795394467079000, "end_reason": "\u6539\u671f"}}]', '62a608c0ef14b5c9f08eb46c9706b1b84c202a1c7480696c2116ab47801f9f5a', 'waiting', NULL, NULL, NULL, 0);
INSERT INTO "outbox" VALUES (34, '01a215c8-add6-73f5-b12b-6f99cdc5396d', 'call_next', '01a215c8-a9b5-7fa2-be07-6b40771ea3c7', 1795394467080000, '[{"table": "period", "key": "01a215c8-ac53-75b7-9270-3a503320f6bc", "op": "update", "base": null, "old": {"ended_at": null, "end_reason": ""}, "new": {"ended_at": 1795394467080000, "end_reason": "called"}}, {"table": "ticket", "key": "01a215c8-ac52-703a-b40a-90474087a3e6", "op": "update", "base": null, "old": {"state": "waiting", "suspension": "none", "matter_id": "01a215c8-a9ae-7e1f-ad9c-425036c4f5bd", "letter": "B", "leg": 1, "position": 1, "ranked_at": 1795394467054000, "for_window_id": null, "for_staff_id": null, "window_id": null, "calls": 0, "called_at": null, "serving_at": null, "closed_at": null, "is_carried": false}, "new": {"state": "called", "window_id": "01a215c8-a9ab-7e38-92cd-1e7845263f3f", "calls": 1, "called_at": 1795394467080000}}, {"table": "period", "key": "01a215c8-add4-7d33-8c85-58f9d70a9c2b", "op": "insert", "base": null, "old": {}, "new": {"visit_id": "01a215c8-ac52-79b9-9c4e-a5992ebc0b32", "ticket_id": "01a215c8-ac52-703a-b40a-90474087a3e6", "matter_id": "01a215c8-a9ae-7e1f-ad9c-425036c4f5bd", "kind": "called", "day": "2026-11-23", "window_id": "01a215c8-a9ab-7e38-92cd-1e7845263f3f", "staff_id": "01a215c8-a9b5-7fa2-be07-6b40771ea3c7", "began_at": 1795394467080000, "id": "01a215c8-add4-7d33-8c85-58f9d70a9c2b", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467080000, "ended_at": null, "end_reason": ""}}, {"table": "call", "key": "01a215c8-add4-7b9b-8d4e-dc14ebde87b9", "op": "insert", "base": null, "old": {}, "new": {"ticket_id": "01a215c8-ac52-703a-b40a-90474087a3e6", "window_id": "01a215c8-a9ab-7e38-92cd-1e7845263f3f", "called_at": 1795394467080000, "turn": 1, "spoken": "not_yet", "spoken_detail": "", "id": "01a215c8-add4-7b9b-8d4e-dc14ebde87b9", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467080000, "ended_at": null, "end_reason": ""}}]', '54f186a7abd30bb05db07df37e67bcd0ccbd53b431ddd77ba7a5c2a2bc98ce2b', 'waiting', NULL, NULL, NULL, 0);
INSERT INTO "outbox" VALUES (35, '01a215c8-ade1-7e0e-8a47-35f6cad6d19e', 'serve', '01a215c8-a9b5-7fa2-be07-6b40771ea3c7', 1795394467081000, '[{"table": "period", "key": "01a215c8-add4-7d33-8c85-58f9d70a9c2b", "op": "update", "base": null, "old": {"ended_at": null, "end_reason": ""}, "new": {"ended_at": 1795394467081000, "end_reason": "serving"}}, {"table": "ticket", "key": "01a215c8-ac52-703a-b40a-90474087a3e6", "op": "update", "base": null, "old": {"state": "called", "suspension": "none", "matter_id": "01a215c8-a9ae-7e1f-ad9c-425036c4f5bd", "letter": "B", "leg": 1, "position": 1, "ranked_at": 1795394467054000, "for_window_id": null, "for_staff_id": null, "window_id": "01a215c8-a9ab-7e38-92cd-1e7845263f3f", "calls": 1, "called_at": 1795394467080000, "serving_at": null, "closed_at": null, "is_carried": false}, "new": {"state": "serving", "serving_at": 1795394467081000}}, {"table": "period", "key": "01a215c8-addb-7c1a-b480-d5166f6ff0c8", "op": "insert", "base": null, "old": {}, "new": {"visit_id": "01a215c8-ac52-79b9-9c4e-a5992ebc0b32", "ticket_id": "01a215c8-ac52-703a-b40a-90474087a3e6", "matter_id": "01a215c8-a9ae-7e1f-ad9c-425036c4f5bd", "kind": "serving", "day": "2026-11-23", "window_id": "01a215c8-a9ab-7e38-92cd-1e7845263f3f", "staff_id": "01a215c8-a9b5-7fa2-be07-6b40771ea3c7", "began_at": 1795394467081000, "id": "01a215c8-addb-7c1a-b480-d5166f6ff0c8", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467081000, "ended_at": null, "end_reason": ""}}, {"table": "case", "key": "01a215c8-addc-785e-b16f-e88ecefbd70f", "op": "insert", "base": null, "old": {}, "new": {"ticket_id": "01a215c8-ac52-703a-b40a-90474087a3e6", "leg": 1, "visit_id": "01a215c8-ac52-79b9-9c4e-a5992ebc0b32", "matter_id": "01a215c8-a9ae-7e1f-ad9c-425036c4f5bd", "window_id": "01a215c8-a9ab-7e38-92cd-1e7845263f3f", "staff_id": "01a215c8-a9b5-7fa2-be07-6b40771ea3c7", "state": "open", "opened_at": 1795394467081000, "closed_at": null, "result": "", "notes": "", "id": "01a215c8-addc-785e-b16f-e88ecefbd70f", "hall_id": "01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "made_at": 1795394467081000, "ended_at": null, "end_reason": ""}}]', '2e47b8d4b5c447c8b13602c9173fb5735a79b134092902d695b012e10f6179e6', 'waiting', NULL, NULL, NULL, 0);
INSERT INTO "local_fact" VALUES ('hall_id', '"01a215c8-a9a7-7b4e-8fac-6d4b9466c81e"');
INSERT INTO "local_fact" VALUES ('seal_key', '"-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIH0MF8GCSqGSIb3DQEFDTBSMDEGCSqGSIb3DQEFDDAkBBCFeRuZ3YhwC+Gm26uE\nGE/CAgIIADAMBggqhkiG9w0CCQUAMB0GCWCGSAFlAwQBKgQQhnZS/Qocg5b63xD7\nXnbAcQSBkP7FdlJKUiHDW3c1OKWnOO/E81pJQUle1xfsaehQFdYOBvk/Lh2dM8PS\nuU7MW/xhTpu3btzFJ3KUeCQM+xYWIfYh8bTWjlnR5j+oK10lFIdK/EV6lCTeX9aD\nn9bsxW8/9Bvi6o94fwEwS61OAUuHKLuaqpqRCkoRQlfMzlWyvEUzShzhL+dOQuvW\nQVmnRrst9Q==\n-----END ENCRYPTED PRIVATE KEY-----\n"');
INSERT INTO "local_fact" VALUES ('seal_certificate', '"-----BEGIN CERTIFICATE-----\nMIICMjCCAdegAwIBAgIURk2WTlF9Y96hkpaXv8gPQoDL5pEwCgYIKoZIzj0EAwIw\najELMAkGA1UEBhMCQ04xKjAoBgNVBAoMIeWFsOW3nuenkeaKgOWkp+W4guWcuu+8\niOagt+S+i++8iTEvMC0GA1UEAwwmUm9vdCDlhbDlt57np5HmioDlpKfluILlnLrv\nvIjmoLfkvovvvIkwHhcNMjYxMTIzMDA0MTA3WhcNMjkxMTIyMDA0MTA3WjBlMQsw\nCQYDVQQGEwJDTjEqMCgGA1UECgwh5YWw5bee56eR5oqA5aSn5biC5Zy677yI5qC3\n5L6L77yJMSowKAYDVQQDDCHlhbDlt57np5HmioDlpKfluILlnLrvvIjmoLfkvovv\nvIkwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAATm8Y1D+SNMa41ZWnNPl++gDDXs\n7IQbvqkPkVA/ch2fSjEN3TfE7tGU24lfb/BGWqY/GA77AB4vbqPdjPEo5bMmo2Aw\nXjAdBgNVHQ4EFgQUMxG2ltJHvwxWaM9sCikjUh8VWlkwDAYDVR0TAQH/BAIwADAO\nBgNVHQ8BAf8EBAMCBsAwHwYDVR0jBBgwFoAUh9S9Cf2VoHsGrOGN8a8/pZNEdjAw\nCgYIKoZIzj0EAwIDSQAwRgIhAPQWpbsMrvdz/Jh+FHDOJy/OXmWZbsTYiIe7uVES\nn6IyAiEAvL2Cu56wIUGxdS/eUVAgi1Yfe71vb2gyVDVDc71oUSs=\n-----END CERTIFICATE-----\n-----BEGIN CERTIFICATE-----\nMIICHDCCAcGgAwIBAgIUZK8hDah6ijAoyJWpyfVwo9ASxYAwCgYIKoZIzj0EAwIw\najELMAkGA1UEBhMCQ04xKjAoBgNVBAoMIeWFsOW3nuenkeaKgOWkp+W4guWcuu+8\niOagt+S+i++8iTEvMC0GA1UEAwwmUm9vdCDlhbDlt57np5HmioDlpKfluILlnLrv\nvIjmoLfkvovvvIkwHhcNMjYxMTIzMDA0MTA3WhcNMjkxMTIyMDA0MTA3WjBqMQsw\nCQYDVQQGEwJDTjEqMCgGA1UECgwh5YWw5bee56eR5oqA5aSn5biC5Zy677yI5qC3\n5L6L77yJMS8wLQYDVQQDDCZSb290IOWFsOW3nuenkeaKgOWkp+W4guWcuu+8iOag\nt+S+i++8iTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABOmv8iXqG4SRG8hQmIG/\nUXdoIaWKts4ZjwIxKT/KX92YUHtnfqZQkrC8z+zXpQRy+L7snfZh8e+OWfaBKQyH\ntfWjRTBDMB0GA1UdDgQWBBSH1L0J/ZWgewas4Y3xrz+lk0R2MDASBgNVHRMBAf8E\nCDAGAQH/AgEAMA4GA1UdDwEB/wQEAwIBBjAKBggqhkjOPQQDAgNJADBGAiEAksGi\nIeHnS2Iw6xAELVq/8YxJZUVXUvOcgUEBwaF/HkgCIQCRdXTp9MbBfkQM2tuJyLSV\n5RfC33mn/NzgAXGD/yaDzA==\n-----END CERTIFICATE-----\n"');
INSERT INTO "audit_entry" VALUES (1, 1795394467001000, 'terminal', 'found_hall', '["hall:01a215c8-a9a7-7b4e-8fac-6d4b9466c81e", "local_fact:hall_id", "matter:01a215c8-a9ae-709d-b51c-9852c999d43a", "matter:01a215c8-a9ae-7226-9ef2-5089df2d46f9", "matter:01a215c8-a9ae-74bd-b169-af1c1db60ea2", "matter:01a215c8-a9ae-7662-9b17-99f7964e420a", "matter:01a215c8-a9ae-7922-9fcf-d714bf4f025b", "matter:01a215c8-a9ae-7999-b783-d569c7ab8685", "matter:01a215c8-a9ae-7ab8-9826-f29d21b7dcfa", "matter:01a215c8-a9ae-7d43-9639-0911143c6266", "matter:01a215c8-a9ae-7e1f-ad9c-425036c4f5bd", "matter:01a215c8-a9ae-7fc3-affc-c9083f87c75a", "matter:01a215c8-a9af-71e9-a4a3-87d6320f515f", "matter:01a215c8-a9af-734e-8310-298379742554", "matter:01a215c8-a9af-7474-99d5-08c9d162ff4f", "matter:01a215c8-a9af-7474-a2fd-c9dc5f39581a", "matter:01a215c8-a9af-780b-ab1a-3ec703234bc7", "matter:01a215c8-a9af-78ba-84a4-4ebad0004be1", "matter:01a215c8-a9af-78bf-8a0f-4d76439c1348", "matter:01a215c8-a9af-791f-a9ce-8d40a2175e29", "matter:01a215c8-a9af-79cd-8834-51fae9590c88", "matter:01a215c8-a9af-7ad7-8f35-9f8ec5dd9cf9", "matter:01a215c8-a9af-7bfb-a7af-aacfdfa3cb6e", "matter:01a215c8-a9af-7d9a-a165-0e5c4b71a95d", "platform:01a215c8-a9aa-722c-af72-e078b2af3f0f", "platform:01a215c8-a9aa-758b-af3a-f520202378c1", "platform:01a215c8-a9aa-77ef-bf69-5193a12d76dc", "platform:01a215c8-a9aa-7c74-847e-25267a4cdf4d", "platform:01a215c8-a9aa-7d13-935a-0d5d0c8d6bbb", "platform:01a215c8-a9ab-73fc-874c-05d56dbfe3ce", "platform:01a215c8-a9ab-768b-9f99-639e1c52c60b", "platform:01a215c8-a9ab-7f3d-8d59-d004de12bc8f", "room:01a215c8-a9ab-72b0-af24-c13675351291", "room:01a215c8-a9ab-7365-9c82-01300cb0a5e8", "room:01a215c8-a9ab-77e1-8899-a411849636ea", "room:01a215c8-a9ab-7bb5-9306-cb52c0b26110", "room:01a215c8-a9ab-7bc4-a4c6-de7a017c05af", "room:01a215c8-a9ab-7c55-98e4-d6684d1373ba", "room:01a215c8-a9ab-7d71-b2bd-6936bba87070", "room:01a215c8-a9ab-7edb-88a3-9a3bd374e0b6", "room:01a215c8-a9ab-7fff-8bd2-4da47794f285", "staff:01a215c8-a9b5-7fa2-be07-6b40771ea3c7", "window:01a215c8-a9ab-7054-9f1c-6919e78d8a54", "window:01a215c8-a9ab-70b0-bb52-e8e23564e249", "window:01a215c8-a9ab-70c6-939f-4ae64bd1e402", "window:01a215c8-a9ab-7459-994f-dfcea3404358", "window:01a215c8-a9ab-75d4-abd5-d4cba9ad2cf7", "window:01a215c8-a9ab-7e38-92cd-1e7845263f3f"]', '01a215c8-a9b6-766d-a657-1efd7edc4622', '0000000000000000000000000000000000000000000000000000000000000000', '1c3b27f5561459a0e7290bb85e90c3870874566f2fd215a7531b50856cc901e1');
INSERT INTO "audit_entry" VALUES (2, 1795394467003000, '01a215c8-a9b5-7fa2-be07-6b40771ea3c7', 'register_organisation', '["organisation:1b036d33-6e52-8d3e-bd4f-cf21050c7d7c"]', '01a215c8-ab63-760d-84a5-9d9460e8babb', '1c3b27f5561459a0e7290bb85e90c3870874566f2fd215a7531b50856cc901e1', 'c755d5cc69b468dfa5734be1ed43c1f165b5c4a621d0e236b26d14ef3d1a6e4d');
INSERT INTO "audit_entry" VALUES (3, 1795394467004000, '01a215c8-a9b5-7fa2-be07-6b40771ea3c7', 'register_organisation', '["organisation:eeb4efbc-fb1a-8d8a-a312-d007352f4759"]', '01a215c8-ab6e-785c-bb29-24af5854a1f6', 'c755d5cc69b468dfa5734be1ed43c1f165b5c4a621d0e236b26d14ef3d1a6e4d', '3c4abc4b2907c503841a02af164b4272067dd8a471031f5d34820be3be9d67c9');
INSERT INTO "audit_entry" VALUES (4, 1795394467005000, '01a215c8-a9b5-7fa2-be07-6b40771ea3c7', 'register_organisation', '["organisation:b37c92ad-76b8-81c5-9cce-803a2f1688c8"]', '01a215c8-ab72-7e2f-8736-f4d56d04108a', '3c4abc4b2907c503841a02af164b4272067dd8a471031f5d34820be3be9d67c9', '8d97d4380428d38fadf5faaa3857872d40f4b94e778414bc31abb640c8b63999');
INSERT INTO "audit_entry" VALUES (5, 1795394467006000, '01a215c8-a9b5-7fa2-be07-6b40771ea3c7', 'register_organisation', '["organisation:13937fcc-c510-8ab3-ab3d-3a0a0f8ff308"]', '01a215c8-ab76-7d2c-ab4f-3d44cba058f6', '8d97d4380428d38fadf5faaa3857872d40f4b94e778414bc31abb640c8b63999', '52386ce202c3f9f1974afa698c9ea0f5a355b49d564bbff33b68a36344ad86d7');
INSERT INTO "audit_entry" VALUES (6, 1795394467007000, '01a215c8-a9b5-7fa2-be07-6b40771ea3c7', 'register_organisation', '["organisation:340f8ea6-1ae6-8e4b-adf6-2d72d363262e"]', '01a215c8-ab7a-7074-835a-5e012a4c5743', '52386ce202c3f9f1974afa698c9ea0f5a355b49d564bbff33b68a36344ad86d7', '94ecc8125bce9fb55fd6eda5daf2c999fa897fa167f483aaec47c2b9cd05c44f');
INSERT INTO "audit_entry" VALUES (7, 1795394467008000, '01a215c8-a9b5-7fa2-be07-6b40771ea3c7', 'register_organisation', '["organisation:72afb051-82f6-85ae-b66c-91f37ba64015"]', '01a215c8-ab7f-784e-9a4c-cd7249deba55', '94ecc8125bce9fb55fd6eda5daf2c999fa897fa167f483aaec47c2b9cd05c44f', 'a7994215f951f87545a6ec9e3aee17f5aeaf8ccdd99a869f3652e98b2f19e684');
INSERT INTO "audit_entry" VALUES (8, 1795394467009000, '01a215c8-a9b5-7fa2-be07-6b40771ea3c7', 'register_organisation', '["organisation:9562af9a-40c6-8a9c-9abf-9003af46ee9d"]', '01a215c8-ab84-7aeb-b8ee-a4eaa3e6ec86', 'a7994215f951f87545a6ec9e3aee17f5aeaf8ccdd99a869f3652e98b2f19e684', 'c098041fe883ce20c491332fe5f51a231d9fb775967194510e0650b938c3841d');
INSERT INTO "audit_entry" VALUES (9, 1795394467010000, '01a215c8-a9b5-7fa2-be07-6b40771ea3c7', 'register_organisation', '["organisation:81102a6a-35ee-8215-a766-bb03bfb27d8b"]', '01a215c8-ab8a-7106-a0e2-4d2656b44881', 'c098041fe883ce20c491332fe5f51a231d9fb775967194510e0650b938c3841d', '916939250515e1a27440a54aead8a25a67f174473eae4cdb3b26e4ce87d21298');
INSERT INTO "audit_entry" VALUES (10, 1795394467011000, '01a215c8-a9b5-7fa2-be07-6b40771ea3c7', 'register_organisation', '["organisation:7d096bd8-96b4-82b0-9735-b6f9d9d91f58"]', '01a215c8-ab8e-70fb-9db6-cd02cfd871f4', '916939250515e1a27440a54aead8a25a67f174473eae4cdb3b26e4ce87d21298', '7ee42050e5367f74972309f93ba8f0f14fdb6ae87d64b04f8219684697d9fdce');
INSERT INTO "audit_entry" VALUES (11, 1795394467013000, '01a215c8-a9b5-7fa2-be07-6b40771ea3c7', 'register_person', '["person:44f2e60e-d739-8d1a-a35a-5cdc93c79731"]', '01a215c8-abb8-79db-bd1c-8416f5272c71', '7ee42050e5367f74972309f93ba8f0f14fdb6ae87d64b04f8219684697d9fdce', '2ea31ab0fa8d8cfda9e8337d4062766620cd038029c68fb6e46d8342e1b06ae8');
INSERT INTO "audit_entry" VALUES (12, 1795394467015000, '01a215c8-a9b5-7fa2-be07-6b40771ea3c7', 'register_person', '["person:739048fe-655d-8f1f-be80-6294532447f7"]', '01a215c8-abc2-7b07-b07a-52200891f3c0', '2ea31ab0fa8d8cfda9e8337d4062766620cd038029c68fb6e46d8342e1b06ae8', '8a458b8d525b9bfd7f9934d0d17c9fa8f4bbfa5777069732dfe1049befc3b808');
INSERT INTO "audit_entry" VALUES (13, 1795394467017000, '01a215c8-a9b5-7fa2-be07-6b40771ea3c7', 'register_person', '["person:0dee54ce-52d9-89e5-9b78-5a97c409a5c9"]', '01a215c8-abca-7084-992e-4e655d1060dd', '8a458b8d525b9bfd7f9934d0d17c9fa8f4bbfa5777069732dfe1049befc3b808', '4b09145061f274faae278db8776e6e53559c318f7853e72b1ea8fd99cfdd53f2');
INSERT INTO "audit_entry" VALUES (14, 1795394467019000, '01a215c8-a9b5-7fa2-be07-6b40771ea3c7', 'register_person', '["person:935c8b5d-02bc-8e78-9103-e1b737a1747a"]', '01a215c8-abd2-7dbf-9314-424bd4670593', '4b09145061f274faae278db8776e6e53559c318f7853e72b1ea8fd99cfdd53f2', '1f05f8ddd5e1463d7a4229d275cdadc2ae55ca7108fa38a3480dcf5a43dfd88a');
INSERT INTO "audit_entry" VALUES (15, 1795394467021000, '01a215c8-a9b5-7fa2-be07-6b40771ea3c7', 'register_person', '["person:a65836c1-a065-8405-a183-e5304d71607f"]', '01a215c8-abde-7ce3-923e-52bd3732b397', '1f05f8ddd5e1463d7a4229d275cdadc2ae55ca7108fa38a3480dcf5a43dfd88a', '30e0046d93d1fb0b0920b79e38239bd08b5abc1f2b0a96a50603510900cc9272');
INSERT INTO "audit_entry" VALUES (16, 1795394467023000, '01a215c8-a9b5-7fa2-be07-6b40771ea3c7', 'register_person', '["person:5399f543-bd2b-89d0-854a-7e339e0b1dbf"]', '01a215c8-abe2-70d1-af75-93057f110d2e', '30e0046d93d1fb0b0920b79e38239bd08b5abc1f2b0a96a50603510900cc9272', '642576f4e84f6d3f1ab0c5f1e34c01f443a19f385ca1a3f1854447bec886064e');
INSERT INTO "audit_entry" VALUES (17, 1795394467025000, '01a215c8-a9b5-7fa2-be07-6b40771ea3c7', 'register_person', '["person:eb424d9a-7b1a-8a90-865a-c370cc01ec70"]', '01a215c8-abef-74e7-bbe8-7e5453316fca', '642576f4e84f6d3f1ab0c5f1e34c01f443a19f385ca1a3f1854447bec886064e', '6a9e1aff7338414ec696ffc92d5c0ebb08e734dc85b49b12d6a8cab9d3f69daf');
INSERT INTO "audit_entry" VALUES (18, 1795394467027000, '01a215c8-a9b5-7fa2-be07-6b40771ea3c7', 'register_person', '["person:b6087f45-54fd-876e-986b-aa2c5874354c"]', '01a215c8-abfa-7334-8464-a5a1b131b569', '6a9e1aff7338414ec696ffc92d5c0ebb08e734dc85b49b12d6a8cab9d3f69daf', '46eea918ed86d7e4aeec67d58d10af5e100f9b291a6211c0eeec9286c8ba36a6');
INSERT INTO "audit_entry" VALUES (19, 1795394467029000, '01a215c8-a9b5-7fa2-be07-6b40771ea3c7', 'register_person', '["person:99902c63-7aef-878d-bc0e-80fb58954a46"]', '01a215c8-ac02-7bc5-b4c2-4cce881ac284', '46eea918ed86d7e4aeec67d58d10af5e100f9b291a6211c0eeec9286c8ba36a6', '027e363a7fa5c4de864280e57bf2d8af5f87045f9a2d5ae87555ab876933a24b');
INSERT INTO "audit_entry" VALUES (20, 1795394467034000, '01a215c8-a9b5-7fa2-be07-6b40771ea3c7', 'take_number', '["period:01a215c8-ac1e-7022-8a33-3eb185694704", "print_job:01a215c8-ac1f-7121-8a9d-33f690a5f086", "ticket:01a215c8-ac1a-70c1-a597-aa2818b75dce", "visit:01a215c8-ac1a-7b08-9ef4-3110da44a8e7", "visit_matter:01a215c8-ac1d-7b26-809f-49d2c22b105e"]', '01a215c8-ac20-7cf8-be74-275925941edf', '027e363a7fa5c4de864280e57bf2d8af5f87045f9a2d5ae87555ab876933a24b', '0adf1c2790c6e1bd99831cc47e3ca58d4a535159a05c45419ab2f3b25ceb644c');
INSERT INTO "audit_entry" VALUES (21, 1795394467038000, '01a215c8-a9b5-7fa2-be07-6b40771ea3c7', 'take_number', '["period:01a215c8-ac27-7f6a-a789-a6278183d08a", "print_job:01a215c8-ac27-7439-9c57-7a4b1dcc8009", "ticket:01a215c8-ac26-7490-9805-36420b2aa7f5", "visit:01a215c8-ac26-7a8e-a221-403ec626e040", "visit_matter:01a215c8-ac26-700a-b2b5-c66f43d84212"]', '01a215c8-ac27-7c80-b036-f7ca0557f5ac', '0adf1c2790c6e1bd99831cc47e3ca58d4a535159a05c45419ab2f3b25ceb644c', '250a1b88d6ef6d8d63204e2b1bc824578d268fa38ea719185e6eea5684016feb');
INSERT INTO "audit_entry" VALUES (22, 1795394467042000, '01a215c8-a9b5-7fa2-be07-6b40771ea3c7', 'take_number', '["period:01a215c8-ac2b-73bd-b4df-ccce97bd4a8b", "print_job:01a215c8-ac2b-7d48-b6d1-666cf06479a4", "ticket:01a215c8-ac2a-7622-90f6-b8a36f6dd498", "visit:01a215c8-ac2a-71a6-a385-7b9d043d374d", "visit_matter:01a215c8-ac2b-7990-961b-dc430905e237"]', '01a215c8-ac2c-7700-ae44-dde2829b2f5f', '250a1b88d6ef6d8d63204e2b1bc824578d268fa38ea719185e6eea5684016feb', 'b8e1dd6275699e3b277155d1fe46c67256077981288c9df3a28a1de4981b78c8');
INSERT INTO "audit_entry" VALUES (23, 1795394467046000, '01a215c8-a9b5-7fa2-be07-6b40771ea3c7', 'take_number', '["period:01a215c8-ac3d-73ef-aa12-bed747582c6e", "print_job:01a215c8-ac3d-76d3-8c76-ed01a2c55d51", "ticket:01a215c8-ac3b-7c14-a1a8-46706d0e9483", "visit:01a215c8-ac3b-7b85-81ab-61a200805822", "visit_matter:01a215c8-ac3c-782c-8104-51f0eab323cd"]', '01a215c8-ac3d-7a94-a8c3-cf65ba1a1b0e', 'b8e1dd6275699e3b277155d1fe46c67256077981288c9df3a28a1de4981b78c8', '44d3b0d87ccb8b92280b46442951b5a00c82006a39d04d1ded72fe8acee7c310');
INSERT INTO "audit_entry" VALUES (24, 1795394467050000, '01a215c8-a9b5-7fa2-be07-6b40771ea3c7', 'take_number', '["period:01a215c8-ac4b-732d-a2ec-6f94917ce1a7", "print_job:01a215c8-ac4b-7378-a804-3efb18bed327", "ticket:01a215c8-ac49-7027-90b4-961d86770a78", "visit:01a215c8-ac49-7219-98f0-a47e2f3be2c8", "visit_matter:01a215c8-ac4a-799b-8caa-b23df1f14a87"]', '01a215c8-ac4c-7d55-b055-29f8d1d5f3ca', '44d3b0d87ccb8b92280b46442951b5a00c82006a39d04d1ded72fe8acee7c310', 'c4c5a58dde380a01674b0fd8164ed8309f6548ef6c9d77506c63100597a0355a');
INSERT INTO "audit_entry" VALUES (25, 1795394467054000, '01a215c8-a9b5-7fa2-be07-6b40771ea3c7', 'take_number', '["period:01a215c8-ac53-75b7-9270-3a503320f6bc", "print_job:01a215c8-ac54-7ba0-8e41-789356b40070", "ticket:01a215c8-ac52-703a-b40a-90474087a3e6", "visit:01a215c8-ac52-79b9-9c4e-a5992ebc0b32", "visit_matter:01a215c8-ac53-7c85-a940-f6596d339c03"]', '01a215c8-ac54-7878-bed3-1995de807619', 'c4c5a58dde380a01674b0fd8164ed8309f6548ef6c9d77506c63100597a0355a', 'b53f8a719c8db9a93b90254465f4ed901eade6e8459854bb8e71e5f37e866ee4');
INSERT INTO "audit_entry" VALUES (26, 1795394467058000, '01a215c8-a9b5-7fa2-be07-6b40771ea3c7', 'take_number', '["period:01a215c8-ac5b-78f4-870a-780f8ef7677a", "print_job:01a215c8-ac5b-7ef0-b20b-8ed4731bf1fd", "ticket:01a215c8-ac5a-7dc5-a80d-431f7d002bc3", "visit:01a215c8-ac5a-734e-91e8-0436ec7e470a", "visit_matter:01a215c8-ac5b-7822-a6aa-c7c46296d7dd"]', '01a215c8-ac5c-78d2-8a0f-dc9b3cc59f57', 'b53f8a719c8db9a93b90254465f4ed901eade6e8459854bb8e71e5f37e866ee4', 'beba87db862d3fbfe88b43cc2fbfb0ad75f9033d21b4c18feda2c6d6dae372aa');
INSERT INTO "audit_entry" VALUES (27, 1795394467061000, '01a215c8-a9b5-7fa2-be07-6b40771ea3c7', 'book_room', '["booking:01a215c8-ac61-7e9a-af8d-b0363ac33f95", "booking_party:01a215c8-ac65-71a9-af16-285e0e8312a6", "booking_party:01a215c8-ac65-71f5-aa00-273d3520298f"]', '01a215c8-ac68-74e8-af3d-dbf32ede1843', 'beba87db862d3fbfe88b43cc2fbfb0ad75f9033d21b4c18feda2c6d6dae372aa', 'b4eb11e92db3a6e88f9487bdc92de1051ab85ec737f89a7802a0f0c1c337c1d4');
INSERT INTO "audit_entry" VALUES (28, 1795394467064000, '01a215c8-a9b5-7fa2-be07-6b40771ea3c7', 'book_room', '["booking:01a215c8-ac6a-7f56-9de5-dcce3daef1f5", "booking_party:01a215c8-ac6b-70c0-88c3-24672358f64d", "booking_party:01a215c8-ac6b-70d5-877f-4d8473fde25a"]', '01a215c8-ac6c-7b95-abb5-63e414a518ea', 'b4eb11e92db3a6e88f9487bdc92de1051ab85ec737f89a7802a0f0c1c337c1d4', '86ffa855655b46fe05497635c343266da9d30f353f1af7210b6df5eab028de1e');
INSERT INTO "audit_entry" VALUES (29, 1795394467067000, '01a215c8-a9b5-7fa2-be07-6b40771ea3c7', 'book_room', '["booking:01a215c8-ac6f-7ed1-8a30-cae836cf7474", "booking_party:01a215c8-ac70-7161-9b4c-7a5651325acc", "booking_party:01a215c8-ac70-7590-a8ed-9c766bc3d1ed"]', '01a215c8-ac71-7a7d-b2c9-4a79034a9a74', '86ffa855655b46fe05497635c343266da9d30f353f1af7210b6df5eab028de1e', 'bfcda9068b1710c2bbe9fbcc97a322a74f494f72a09ccbde4a06a0ee54a418aa');
INSERT INTO "audit_entry" VALUES (30, 1795394467070000, '01a215c8-a9b5-7fa2-be07-6b40771ea3c7', 'book_room', '["booking:01a215c8-ac75-7b24-8d0c-102ea606f689", "booking_party:01a215c8-ac76-73bb-84a9-e35bba2b503e", "booking_party:01a215c8-ac76-7770-a320-80c45f8f7f99"]', '01a215c8-ac78-7164-aef7-9e454c1a0000', 'bfcda9068b1710c2bbe9fbcc97a322a74f494f72a09ccbde4a06a0ee54a418aa', '62a12988a831607cdeeae946d0f4cbaaacaf41070b6b3317f7c66d454fc9c203');
INSERT INTO "audit_entry" VALUES (31, 1795394467073000, '01a215c8-a9b5-7fa2-be07-6b40771ea3c7', 'book_room', '["booking:01a215c8-ac81-71a8-97e2-ace274678f4e", "booking_party:01a215c8-ac82-726c-b9cb-ef44ed7c5abc", "booking_party:01a215c8-ac82-7f5d-a6de-a3519c02b072"]', '01a215c8-ac83-7b63-a55a-bc05d25c3b8f', '62a12988a831607cdeeae946d0f4cbaaacaf41070b6b3317f7c66d454fc9c203', 'ca2a4a8336ed731acfb7419601b1b9eede1aac9fa861ddd42d3a2339c91acde8');
INSERT INTO "audit_entry" VALUES (32, 1795394467075000, '01a215c8-a9b5-7fa2-be07-6b40771ea3c7', 'sign_in', '["staff:01a215c8-a9b5-7fa2-be07-6b40771ea3c7"]', NULL, 'ca2a4a8336ed731acfb7419601b1b9eede1aac9fa861ddd42d3a2339c91acde8', '60e3ded29e12f6b0d70dcd3979b52c232c245bbb0d3db9e0b93d477fa8512a0a');
INSERT INTO "audit_entry" VALUES (33, 1795394467078000, '01a215c8-a9b5-7fa2-be07-6b40771ea3c7', 'book_room', '["booking:01a215c8-adbf-7ba6-aece-48dd20e8a26a", "booking_party:01a215c8-adc1-7367-9ef1-c942833edf95", "booking_party:01a215c8-adc1-7dcb-8c6c-419ec155904b"]', '01a215c8-adc3-7996-a4f4-771877799e44', '60e3ded29e12f6b0d70dcd3979b52c232c245bbb0d3db9e0b93d477fa8512a0a', 'aa7bd45f952747b8c640de6ab667bcb68664edb765aadd0a11c157a417644fee');
INSERT INTO "audit_entry" VALUES (34, 1795394467079000, '01a215c8-a9b5-7fa2-be07-6b40771ea3c7', 'cancel_booking', '["booking:01a215c8-adbf-7ba6-aece-48dd20e8a26a"]', '01a215c8-adc7-7ea3-ad2e-090bddc6e9cb', 'aa7bd45f952747b8c640de6ab667bcb68664edb765aadd0a11c157a417644fee', '450890d45224e3eeb17bcffc44c30561aad2bb9571523b632e7edef927bab3c5');
INSERT INTO "audit_entry" VALUES (35, 1795394467080000, '01a215c8-a9b5-7fa2-be07-6b40771ea3c7', 'call_next', '["call:01a215c8-add4-7b9b-8d4e-dc14ebde87b9", "period:01a215c8-ac53-75b7-9270-3a503320f6bc", "period:01a215c8-add4-7d33-8c85-58f9d70a9c2b", "ticket:01a215c8-ac52-703a-b40a-90474087a3e6"]', '01a215c8-add6-73f5-b12b-6f99cdc5396d', '450890d45224e3eeb17bcffc44c30561aad2bb9571523b632e7edef927bab3c5', '6bdbe049962ae4c91392d29358a0bd6458cbf82e53b2b84e318c69cc71f56574');
INSERT INTO "audit_entry" VALUES (36, 1795394467081000, '01a215c8-a9b5-7fa2-be07-6b40771ea3c7', 'serve', '["case:01a215c8-addc-785e-b16f-e88ecefbd70f", "period:01a215c8-add4-7d33-8c85-58f9d70a9c2b", "period:01a215c8-addb-7c1a-b480-d5166f6ff0c8", "ticket:01a215c8-ac52-703a-b40a-90474087a3e6"]', '01a215c8-ade1-7e0e-8a47-35f6cad6d19e', '6bdbe049962ae4c91392d29358a0bd6458cbf82e53b2b84e318c69cc71f56574', '638121159a6ae63dea01ac936cbda140b1faf81bcfc951988eea1da5c7f00a40');
INSERT INTO "organisation" VALUES ('甘肃尚德机电有限公司', '91620100MA00001116', '', '李振声', '甘肃省兰州市七里河区', '0931-2345678', 'gssdjdyxgs hssdjdyxgs gscdjdyxgs hscdjdyxgs gssdwdyxgs hssdwdyxgs gscdwdyxgs hscdwdyxgs gssdjdwxgs hssdjdwxgs gscdjdwxgs hscdjdwxgs gssdwdwxgs hssdwdwxgs gscdwdwxgs hscdwdwxgs gssdjdywgs hssdjdywgs gscdjdywgs hscdjdywgs gssdwdywgs hssdwdywgs gscdwdywgs hscdwdywgs gansushangdejidianyouxiangongsi', NULL, '1b036d33-6e52-8d3e-bd4f-cf21050c7d7c', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467003000, NULL, '', NULL);
INSERT INTO "organisation" VALUES ('甘肃省建材科研设计院', '12620000MA0000218H', '', '赵文博', '甘肃省兰州市城关区', '0931-8765432', 'gssjckysjy hssjckysjy gsxjckysjy hsxjckysjy gssjckxsjy hssjckxsjy gsxjckxsjy hsxjckxsjy gansushengjiancaikeyanshejiyuan', NULL, 'eeb4efbc-fb1a-8d8a-a312-d007352f4759', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467004000, NULL, '', NULL);
INSERT INTO "organisation" VALUES ('新加坡南洋理工大学', '', '新加坡', '陈明远', '50 Nanyang Avenue, Singapore', '+6567911744', 'xjpnylgdx xjpnxlgdx xjpnylgtx xjpnxlgtx xinjiaponanyangligongdaxue', NULL, 'b37c92ad-76b8-81c5-9cce-803a2f1688c8', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467005000, NULL, '', NULL);
INSERT INTO "organisation" VALUES ('北京大学', '12110000MA0000226N', '', '孙䶮', '北京市海淀区', '', 'bjdx bjtx beijingdaxue', NULL, '13937fcc-c510-8ab3-ab3d-3a0a0f8ff308', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467006000, NULL, '', NULL);
INSERT INTO "organisation" VALUES ('中国科学技术大学', '12340000MA0000234B', '', '周明', '安徽省合肥市', '', 'zgkxjsdx zgkxqsdx zgkxjzdx zgkxqzdx zgkxjstx zgkxqstx zgkxjztx zgkxqztx zhongguokexuejishudaxue', NULL, '340f8ea6-1ae6-8e4b-adf6-2d72d363262e', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467007000, NULL, '', NULL);
INSERT INTO "organisation" VALUES ('清华大学', '12110000MA0000242C', '', '吴启明', '北京市海淀区', '', 'qhdx qhtx qinghuadaxue', NULL, '72afb051-82f6-85ae-b66c-91f37ba64015', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467008000, NULL, '', NULL);
INSERT INTO "organisation" VALUES ('兰州绿原土壤修复有限公司', '91620100MA000012XX', '', '马晓燕', '甘肃省兰州市安宁区', '', 'lzlytrxfyxgs lzlydrxfyxgs lzlycrxfyxgs lzlytrxfwxgs lzlydrxfwxgs lzlycrxfwxgs lzlytrxfywgs lzlydrxfywgs lzlycrxfywgs lzlytrxfwwgs lzlydrxfwwgs lzlycrxfwwgs lanzhoulvyuanturangxiufuyouxiangongsi', NULL, '9562af9a-40c6-8a9c-9abf-9003af46ee9d', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467009000, NULL, '', NULL);
INSERT INTO "organisation" VALUES ('甘肃陇源节水农业有限公司', '91620100MA0000138X', '', '王海', '甘肃省兰州市榆中县', '', 'gslyjsnyyxgs hslyjsnyyxgs gslyjsnywxgs hslyjsnywxgs gslyjsnyywgs hslyjsnyywgs gslyjsnywwgs hslyjsnywwgs gslyjsnyyxgc hslyjsnyyxgc gslyjsnywxgc hslyjsnywxgc gslyjsnyywgc hslyjsnyywgc gslyjsnywwgc hslyjsnywwgc gansulongyuanjieshuinongyeyouxiangongsi', NULL, '81102a6a-35ee-8215-a766-bb03bfb27d8b', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467010000, NULL, '', NULL);
INSERT INTO "organisation" VALUES ('兰州西部太阳能制冷有限公司', '91620100MA0000146Q', '', '㛃星', '甘肃省兰州新区', '', 'lzxbtynzlyxgs lzxptynzlyxgs lzxbtytzlyxgs lzxptytzlyxgs lzxbtyxzlyxgs lzxptyxzlyxgs lanzhouxibutaiyangnengzhilengyouxiangongsi', NULL, '7d096bd8-96b4-82b0-9735-b6f9d9d91f58', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467011000, NULL, '', NULL);
INSERT INTO "print_job" VALUES ('01a215c8-ac1f-7121-8a9d-33f690a5f086', 'slip', 'A1-01', 'ticket:01a215c8-ac1a-70c1-a597-aa2818b75dce', X'7b227469746c65223a202241312d3031222c2022617574686f72223a2022e585b0e5b79ee7a791e68a80e5a4a7e5b882e59cbaefbc88e6a0b7e4be8befbc89222c20227061727473223a205b5b226c696e65222c207b2274657874223a2022e38090e6a0b7e4be8be38091222c20227363616c65223a20312c2022626f6c64223a20747275652c2022616c69676e223a202263656e746572222c2022626f786564223a2066616c73657d5d2c205b226c696e65222c207b2274657874223a2022e585b0e5b79ee7a791e68a80e5a4a7e5b882e59cbaefbc88e6a0b7e4be8befbc89222c20227363616c65223a20312c2022626f6c64223a20747275652c2022616c69676e223a202263656e746572222c2022626f786564223a2066616c73657d5d2c205b226c696e65222c207b2274657874223a202241312d3031222c20227363616c65223a20342c2022626f6c64223a20747275652c2022616c69676e223a202263656e746572222c2022626f786564223a2066616c73657d5d2c205b226c696e65222c207b2274657874223a2022e58a9ee79086e4ba8be9a1b9efbc9ae68a80e69cafe59088e5908ce8b5b7e88d89e4b88ee7adbee7baa6222c20227363616c65223a20312c2022626f6c64223a2066616c73652c2022616c69676e223a20226c656674222c2022626f786564223a2066616c73657d5d2c205b226c696e65222c207b2274657874223a2022e5898de99da2e7ad89e58099efbc9ae697a0e4baba222c20227363616c65223a20312c2022626f6c64223a2066616c73652c2022616c69676e223a20226c656674222c2022626f786564223a2066616c73657d5d2c205b226c696e65222c207b2274657874223a2022e9a284e8aea1e7ad89e58099efbc9a3520e58886e9929fe4bba5e58685222c20227363616c65223a20312c2022626f6c64223a2066616c73652c2022616c69676e223a20226c656674222c2022626f786564223a2066616c73657d5d2c205b226c696e65222c207b2274657874223a2022e58f96e58fb7e697b6e997b4efbc9a323032362d31312d32332030383a3431222c20227363616c65223a20312c2022626f6c64223a2066616c73652c2022616c69676e223a20226c656674222c2022626f786564223a2066616c73657d5d2c205b22636f6465222c207b227061796c6f6164223a20224754313a563a30316132313563382d616331612d376230382d396566342d333131306461343461386537227d5d2c205b226c696e65222c207b2274657874223a2022e58a9ee5ae8ce5908ee59ca8e887aae58aa9e69cbae689abe4b88be696b9e7a081efbc8ce8af84e4bbb7e69cace6aca1e69c8de58aa1222c20227363616c65223a20312c2022626f6c64223a2066616c73652c2022616c69676e223a20226c656674222c2022626f786564223a2066616c73657d5d2c205b22636f6465222c207b227061796c6f6164223a20224754313a523a30316132313563382d616331612d376230382d396566342d333131306461343461386537227d5d5d7d', NULL, 1, 'waiting', '', 0, NULL, 1795394467034000, NULL);
INSERT INTO "print_job" VALUES ('01a215c8-ac27-7439-9c57-7a4b1dcc8009', 'slip', 'A1-02', 'ticket:01a215c8-ac26-7490-9805-36420b2aa7f5', X'7b227469746c65223a202241312d3032222c2022617574686f72223a2022e585b0e5b79ee7a791e68a80e5a4a7e5b882e59cbaefbc88e6a0b7e4be8befbc89222c20227061727473223a205b5b226c696e65222c207b2274657874223a2022e38090e6a0b7e4be8be38091222c20227363616c65223a20312c2022626f6c64223a20747275652c2022616c69676e223a202263656e746572222c2022626f786564223a2066616c73657d5d2c205b226c696e65222c207b2274657874223a2022e585b0e5b79ee7a791e68a80e5a4a7e5b882e59cbaefbc88e6a0b7e4be8befbc89222c20227363616c65223a20312c2022626f6c64223a20747275652c2022616c69676e223a202263656e746572222c2022626f786564223a2066616c73657d5d2c205b226c696e65222c207b2274657874223a202241312d3032222c20227363616c65223a20342c2022626f6c64223a20747275652c2022616c69676e223a202263656e746572222c2022626f786564223a2066616c73657d5d2c205b226c696e65222c207b2274657874223a2022e58a9ee79086e4ba8be9a1b9efbc9ae6b4bde8b088e5aea4e9a284e7baa6222c20227363616c65223a20312c2022626f6c64223a2066616c73652c2022616c69676e223a20226c656674222c2022626f786564223a2066616c73657d5d2c205b226c696e65222c207b2274657874223a2022e5898de99da2e7ad89e58099efbc9a3120e4baba222c20227363616c65223a20312c2022626f6c64223a2066616c73652c2022616c69676e223a20226c656674222c2022626f786564223a2066616c73657d5d2c205b226c696e65222c207b2274657874223a2022e9a284e8aea1e7ad89e58099efbc9ae7baa6203130efbd9e323020e58886e9929f222c20227363616c65223a20312c2022626f6c64223a2066616c73652c2022616c69676e223a20226c656674222c2022626f786564223a2066616c73657d5d2c205b226c696e65222c207b2274657874223a2022e58f96e58fb7e697b6e997b4efbc9a323032362d31312d32332030383a3431222c20227363616c65223a20312c2022626f6c64223a2066616c73652c2022616c69676e223a20226c656674222c2022626f786564223a2066616c73657d5d2c205b22636f6465222c207b227061796c6f6164223a20224754313a563a30316132313563382d616332362d376138652d613232312d343033656336323665303430227d5d2c205b226c696e65222c207b2274657874223a2022e58a9ee5ae8ce5908ee59ca8e887aae58aa9e69cbae689abe4b88be696b9e7a081efbc8ce8af84e4bbb7e69cace6aca1e69c8de58aa1222c20227363616c65223a20312c2022626f6c64223a2066616c73652c2022616c69676e223a20226c656674222c2022626f786564223a2066616c73657d5d2c205b22636f6465222c207b227061796c6f6164223a20224754313a523a30316132313563382d616332362d376138652d613232312d343033656336323665303430227d5d5d7d', NULL, 1, 'waiting', '', 0, NULL, 1795394467038000, NULL);
INSERT INTO "print_job" VALUES ('01a215c8-ac2b-7d48-b6d1-666cf06479a4', 'slip', 'B1-01', 'ticket:01a215c8-ac2a-7622-90f6-b8a36f6dd498', X'7b227469746c65223a202242312d3031222c2022617574686f72223a2022e585b0e5b79ee7a791e68a80e5a4a7e5b882e59cbaefbc88e6a0b7e4be8befbc89222c20227061727473223a205b5b226c696e65222c207b2274657874223a2022e38090e6a0b7e4be8be38091222c20227363616c65223a20312c2022626f6c64223a20747275652c2022616c69676e223a202263656e746572222c2022626f786564223a2066616c73657d5d2c205b226c696e65222c207b2274657874223a2022e585b0e5b79ee7a791e68a80e5a4a7e5b882e59cbaefbc88e6a0b7e4be8befbc89222c20227363616c65223a20312c2022626f6c64223a20747275652c2022616c69676e223a202263656e746572222c2022626f786564223a2066616c73657d5d2c205b226c696e65222c207b2274657874223a202242312d3031222c20227363616c65223a20342c2022626f6c64223a20747275652c2022616c69676e223a202263656e746572222c2022626f786564223a2066616c73657d5d2c205b226c696e65222c207b2274657874223a2022e58a9ee79086e4ba8be9a1b9efbc9ae5afb9e68ea5e692aee59088e592a8e8afa2222c20227363616c65223a20312c2022626f6c64223a2066616c73652c2022616c69676e223a20226c656674222c2022626f786564223a2066616c73657d5d2c205b226c696e65222c207b2274657874223a2022e5898de99da2e7ad89e58099efbc9ae697a0e4baba222c20227363616c65223a20312c2022626f6c64223a2066616c73652c2022616c69676e223a20226c656674222c2022626f786564223a2066616c73657d5d2c205b226c696e65222c207b2274657874223a2022e9a284e8aea1e7ad89e58099efbc9a3520e58886e9929fe4bba5e58685222c20227363616c65223a20312c2022626f6c64223a2066616c73652c2022616c69676e223a20226c656674222c2022626f786564223a2066616c73657d5d2c205b226c696e65222c207b2274657874223a2022e58f96e58fb7e697b6e997b4efbc9a323032362d31312d32332030383a3431222c20227363616c65223a20312c2022626f6c64223a2066616c73652c2022616c69676e223a20226c656674222c2022626f786564223a2066616c73657d5d2c205b22636f6465222c207b227061796c6f6164223a20224754313a563a30316132313563382d616332612d373161362d613338352d376239643034336433373464227d5d2c205b226c696e65222c207b2274657874223a2022e58a9ee5ae8ce5908ee59ca8e887aae58aa9e69cbae689abe4b88be696b9e7a081efbc8ce8af84e4bbb7e69cace6aca1e69c8de58aa1222c20227363616c65223a20312c2022626f6c64223a2066616c73652c2022616c69676e223a20226c656674222c2022626f786564223a2066616c73657d5d2c205b22636f6465222c207b227061796c6f6164223a20224754313a523a30316132313563382d616332612d373161362d613338352d376239643034336433373464227d5d5d7d', NULL, 1, 'waiting', '', 0, NULL, 1795394467042000, NULL);
INSERT INTO "print_job" VALUES ('01a215c8-ac3d-76d3-8c76-ed01a2c55d51', 'slip', 'A1-03', 'ticket:01a215c8-ac3b-7c14-a1a8-46706d0e9483', X'7b227469746c65223a202241312d3033222c2022617574686f72223a2022e585b0e5b79ee7a791e68a80e5a4a7e5b882e59cbaefbc88e6a0b7e4be8befbc89222c20227061727473223a205b5b226c696e65222c207b2274657874223a2022e38090e6a0b7e4be8be38091222c20227363616c65223a20312c2022626f6c64223a20747275652c2022616c69676e223a202263656e746572222c2022626f786564223a2066616c73657d5d2c205b226c696e65222c207b2274657874223a2022e585b0e5b79ee7a791e68a80e5a4a7e5b882e59cbaefbc88e6a0b7e4be8befbc89222c20227363616c65223a20312c2022626f6c64223a20747275652c2022616c69676e223a202263656e746572222c2022626f786564223a2066616c73657d5d2c205b226c696e65222c207b2274657874223a202241312d3033222c20227363616c65223a20342c2022626f6c64223a20747275652c2022616c69676e223a202263656e746572222c2022626f786564223a2066616c73657d5d2c205b226c696e65222c207b2274657874223a2022e58a9ee79086e4ba8be9a1b9efbc9ae68a80e69cafe59088e5908ce8b5b7e88d89e4b88ee7adbee7baa6222c20227363616c65223a20312c2022626f6c64223a2066616c73652c2022616c69676e223a20226c656674222c2022626f786564223a2066616c73657d5d2c205b226c696e65222c207b2274657874223a2022e5898de99da2e7ad89e58099efbc9a3220e4baba222c20227363616c65223a20312c2022626f6c64223a2066616c73652c2022616c69676e223a20226c656674222c2022626f786564223a2066616c73657d5d2c205b226c696e65222c207b2274657874223a2022e9a284e8aea1e7ad89e58099efbc9ae7baa6203230efbd9e343020e58886e9929f222c20227363616c65223a20312c2022626f6c64223a2066616c73652c2022616c69676e223a20226c656674222c2022626f786564223a2066616c73657d5d2c205b226c696e65222c207b2274657874223a2022e58f96e58fb7e697b6e997b4efbc9a323032362d31312d32332030383a3431222c20227363616c65223a20312c2022626f6c64223a2066616c73652c2022616c69676e223a20226c656674222c2022626f786564223a2066616c73657d5d2c205b22636f6465222c207b227061796c6f6164223a20224754313a563a30316132313563382d616333622d376238352d383161622d363161323030383035383232227d5d2c205b226c696e65222c207b2274657874223a2022e58a9ee5ae8ce5908ee59ca8e887aae58aa9e69cbae689abe4b88be696b9e7a081efbc8ce8af84e4bbb7e69cace6aca1e69c8de58aa1222c20227363616c65223a20312c2022626f6c64223a2066616c73652c2022616c69676e223a20226c656674222c2022626f786564223a2066616c73657d5d2c205b22636f6465222c207b227061796c6f6164223a20224754313a523a30316132313563382d616333622d376238352d383161622d363161323030383035383232227d5d5d7d', NULL, 1, 'waiting', '', 0, NULL, 1795394467046000, NULL);
INSERT INTO "print_job" VALUES ('01a215c8-ac4b-7378-a804-3efb18bed327', 'slip', 'C1-01', 'ticket:01a215c8-ac49-7027-90b4-961d86770a78', X'7b227469746c65223a202243312d3031222c2022617574686f72223a2022e585b0e5b79ee7a791e68a80e5a4a7e5b882e59cbaefbc88e6a0b7e4be8befbc89222c20227061727473223a205b5b226c696e65222c207b2274657874223a2022e38090e6a0b7e4be8be38091222c20227363616c65223a20312c2022626f6c64223a20747275652c2022616c69676e223a202263656e746572222c2022626f786564223a2066616c73657d5d2c205b226c696e65222c207b2274657874223a2022e585b0e5b79ee7a791e68a80e5a4a7e5b882e59cbaefbc88e6a0b7e4be8befbc89222c20227363616c65223a20312c2022626f6c64223a20747275652c2022616c69676e223a202263656e746572222c2022626f786564223a2066616c73657d5d2c205b226c696e65222c207b2274657874223a202243312d3031222c20227363616c65223a20342c2022626f6c64223a20747275652c2022616c69676e223a202263656e746572222c2022626f786564223a2066616c73657d5d2c205b226c696e65222c207b2274657874223a2022e58a9ee79086e4ba8be9a1b9efbc9ae9a38ee999a9e6b1a0e8b4b7e6acbee794b3e8afb7222c20227363616c65223a20312c2022626f6c64223a2066616c73652c2022616c69676e223a20226c656674222c2022626f786564223a2066616c73657d5d2c205b226c696e65222c207b2274657874223a2022e5898de99da2e7ad89e58099efbc9ae697a0e4baba222c20227363616c65223a20312c2022626f6c64223a2066616c73652c2022616c69676e223a20226c656674222c2022626f786564223a2066616c73657d5d2c205b226c696e65222c207b2274657874223a2022e9a284e8aea1e7ad89e58099efbc9a3520e58886e9929fe4bba5e58685222c20227363616c65223a20312c2022626f6c64223a2066616c73652c2022616c69676e223a20226c656674222c2022626f786564223a2066616c73657d5d2c205b226c696e65222c207b2274657874223a2022e58f96e58fb7e697b6e997b4efbc9a323032362d31312d32332030383a3431222c20227363616c65223a20312c2022626f6c64223a2066616c73652c2022616c69676e223a20226c656674222c2022626f786564223a2066616c73657d5d2c205b22636f6465222c207b227061796c6f6164223a20224754313a563a30316132313563382d616334392d373231392d393866302d613437653266336265326338227d5d2c205b226c696e65222c207b2274657874223a2022e58a9ee5ae8ce5908ee59ca8e887aae58aa9e69cbae689abe4b88be696b9e7a081efbc8ce8af84e4bbb7e69cace6aca1e69c8de58aa1222c20227363616c65223a20312c2022626f6c64223a2066616c73652c2022616c69676e223a20226c656674222c2022626f786564223a2066616c73657d5d2c205b22636f6465222c207b227061796c6f6164223a20224754313a523a30316132313563382d616334392d373231392d393866302d613437653266336265326338227d5d5d7d', NULL, 1, 'waiting', '', 0, NULL, 1795394467050000, NULL);
INSERT INTO "print_job" VALUES ('01a215c8-ac54-7ba0-8e41-789356b40070', 'slip', 'B1-02', 'ticket:01a215c8-ac52-703a-b40a-90474087a3e6', X'7b227469746c65223a202242312d3032222c2022617574686f72223a2022e585b0e5b79ee7a791e68a80e5a4a7e5b882e59cbaefbc88e6a0b7e4be8befbc89222c20227061727473223a205b5b226c696e65222c207b2274657874223a2022e38090e6a0b7e4be8be38091222c20227363616c65223a20312c2022626f6c64223a20747275652c2022616c69676e223a202263656e746572222c2022626f786564223a2066616c73657d5d2c205b226c696e65222c207b2274657874223a2022e585b0e5b79ee7a791e68a80e5a4a7e5b882e59cbaefbc88e6a0b7e4be8befbc89222c20227363616c65223a20312c2022626f6c64223a20747275652c2022616c69676e223a202263656e746572222c2022626f786564223a2066616c73657d5d2c205b226c696e65222c207b2274657874223a202242312d3032222c20227363616c65223a20342c2022626f6c64223a20747275652c2022616c69676e223a202263656e746572222c2022626f786564223a2066616c73657d5d2c205b226c696e65222c207b2274657874223a2022e58a9ee79086e4ba8be9a1b9efbc9ae68890e69e9ce585a5e5ba93e799bbe8aeb0222c20227363616c65223a20312c2022626f6c64223a2066616c73652c2022616c69676e223a20226c656674222c2022626f786564223a2066616c73657d5d2c205b226c696e65222c207b2274657874223a2022e5898de99da2e7ad89e58099efbc9a3120e4baba222c20227363616c65223a20312c2022626f6c64223a2066616c73652c2022616c69676e223a20226c656674222c2022626f786564223a2066616c73657d5d2c205b226c696e65222c207b2274657874223a2022e9a284e8aea1e7ad89e58099efbc9ae7baa6203130efbd9e323020e58886e9929f222c20227363616c65223a20312c2022626f6c64223a2066616c73652c2022616c69676e223a20226c656674222c2022626f786564223a2066616c73657d5d2c205b226c696e65222c207b2274657874223a2022e58f96e58fb7e697b6e997b4efbc9a323032362d31312d32332030383a3431222c20227363616c65223a20312c2022626f6c64223a2066616c73652c2022616c69676e223a20226c656674222c2022626f786564223a2066616c73657d5d2c205b22636f6465222c207b227061796c6f6164223a20224754313a563a30316132313563382d616335322d373962392d396334652d613539393265626330623332227d5d2c205b226c696e65222c207b2274657874223a2022e58a9ee5ae8ce5908ee59ca8e887aae58aa9e69cbae689abe4b88be696b9e7a081efbc8ce8af84e4bbb7e69cace6aca1e69c8de58aa1222c20227363616c65223a20312c2022626f6c64223a2066616c73652c2022616c69676e223a20226c656674222c2022626f786564223a2066616c73657d5d2c205b22636f6465222c207b227061796c6f6164223a20224754313a523a30316132313563382d616335322d373962392d396334652d613539393265626330623332227d5d5d7d', NULL, 1, 'waiting', '', 0, NULL, 1795394467054000, NULL);
INSERT INTO "print_job" VALUES ('01a215c8-ac5b-7ef0-b20b-8ed4731bf1fd', 'slip', 'H1-01', 'ticket:01a215c8-ac5a-7dc5-a80d-431f7d002bc3', X'7b227469746c65223a202248312d3031222c2022617574686f72223a2022e585b0e5b79ee7a791e68a80e5a4a7e5b882e59cbaefbc88e6a0b7e4be8befbc89222c20227061727473223a205b5b226c696e65222c207b2274657874223a2022e38090e6a0b7e4be8be38091222c20227363616c65223a20312c2022626f6c64223a20747275652c2022616c69676e223a202263656e746572222c2022626f786564223a2066616c73657d5d2c205b226c696e65222c207b2274657874223a2022e585b0e5b79ee7a791e68a80e5a4a7e5b882e59cbaefbc88e6a0b7e4be8befbc89222c20227363616c65223a20312c2022626f6c64223a20747275652c2022616c69676e223a202263656e746572222c2022626f786564223a2066616c73657d5d2c205b226c696e65222c207b2274657874223a202248312d3031222c20227363616c65223a20342c2022626f6c64223a20747275652c2022616c69676e223a202263656e746572222c2022626f786564223a2066616c73657d5d2c205b226c696e65222c207b2274657874223a2022e58a9ee79086e4ba8be9a1b9efbc9ae585b0e799bde59fbae98791e794b3e68aa5e68c87e5afbc222c20227363616c65223a20312c2022626f6c64223a2066616c73652c2022616c69676e223a20226c656674222c2022626f786564223a2066616c73657d5d2c205b226c696e65222c207b2274657874223a2022e5898de99da2e7ad89e58099efbc9ae697a0e4baba222c20227363616c65223a20312c2022626f6c64223a2066616c73652c2022616c69676e223a20226c656674222c2022626f786564223a2066616c73657d5d2c205b226c696e65222c207b2274657874223a2022e9a284e8aea1e7ad89e58099efbc9a3520e58886e9929fe4bba5e58685222c20227363616c65223a20312c2022626f6c64223a2066616c73652c2022616c69676e223a20226c656674222c2022626f786564223a2066616c73657d5d2c205b226c696e65222c207b2274657874223a2022e58f96e58fb7e697b6e997b4efbc9a323032362d31312d32332030383a3431222c20227363616c65223a20312c2022626f6c64223a2066616c73652c2022616c69676e223a20226c656674222c2022626f786564223a2066616c73657d5d2c205b22636f6465222c207b227061796c6f6164223a20224754313a563a30316132313563382d616335612d373334652d393165382d303433366563376534373061227d5d2c205b226c696e65222c207b2274657874223a2022e58a9ee5ae8ce5908ee59ca8e887aae58aa9e69cbae689abe4b88be696b9e7a081efbc8ce8af84e4bbb7e69cace6aca1e69c8de58aa1222c20227363616c65223a20312c2022626f6c64223a2066616c73652c2022616c69676e223a20226c656674222c2022626f786564223a2066616c73657d5d2c205b22636f6465222c207b227061796c6f6164223a20224754313a523a30316132313563382d616335612d373334652d393165382d303433366563376534373061227d5d5d7d', NULL, 1, 'waiting', '', 0, NULL, 1795394467058000, NULL);
INSERT INTO "staff" VALUES ('admin', '管理员', 'administrator', '$argon2id$v=19$m=65536,t=3,p=4$9V08UARb8FfownX+a6MSvw$UKMNSo2DOZnpchhvKfWFfsDkm4HIVFmA/FDNM0pXgUU', '01a215c8-a9b5-7fa2-be07-6b40771ea3c7', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467001000, NULL, '', NULL);
INSERT INTO "room" VALUES ('negotiation', '1', '洽谈室 1', 'Room 1', 4, '["display"]', 15, 1, '01a215c8-a9ab-72b0-af24-c13675351291', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467001000, NULL, '', NULL);
INSERT INTO "room" VALUES ('negotiation', '2', '洽谈室 2', 'Room 2', 4, '["display"]', 15, 2, '01a215c8-a9ab-7fff-8bd2-4da47794f285', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467001000, NULL, '', NULL);
INSERT INTO "room" VALUES ('negotiation', '3', '洽谈室 3', 'Room 3', 6, '["display", "whiteboard"]', 15, 3, '01a215c8-a9ab-7365-9c82-01300cb0a5e8', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467001000, NULL, '', NULL);
INSERT INTO "room" VALUES ('negotiation', '4', '洽谈室 4', 'Room 4', 6, '["display", "whiteboard"]', 15, 4, '01a215c8-a9ab-7c55-98e4-d6684d1373ba', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467001000, NULL, '', NULL);
INSERT INTO "room" VALUES ('negotiation', '5', '洽谈室 5', 'Room 5', 8, '["display", "video_call"]', 15, 5, '01a215c8-a9ab-77e1-8899-a411849636ea', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467001000, NULL, '', NULL);
INSERT INTO "room" VALUES ('negotiation', '6', '洽谈室 6', 'Room 6', 8, '["display", "video_call"]', 15, 6, '01a215c8-a9ab-7d71-b2bd-6936bba87070', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467001000, NULL, '', NULL);
INSERT INTO "room" VALUES ('negotiation', '7', '洽谈室 7（签约）', 'Room 7 (signing)', 12, '["display", "video_call", "signature_pad"]', 15, 7, '01a215c8-a9ab-7bb5-9306-cb52c0b26110', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467001000, NULL, '', NULL);
INSERT INTO "room" VALUES ('negotiation', '8', '洽谈室 8（签约）', 'Room 8 (signing)', 16, '["display", "video_call", "signature_pad"]', 15, 8, '01a215c8-a9ab-7bc4-a4c6-de7a017c05af', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467001000, NULL, '', NULL);
INSERT INTO "room" VALUES ('roadshow', 'R', '路演大厅', 'Roadshow hall', 120, '["projector", "microphone", "video_call"]', 15, 9, '01a215c8-a9ab-7edb-88a3-9a3bd374e0b6', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467001000, NULL, '', NULL);
INSERT INTO "search_entry" VALUES (1, 'o', '1b036d33-6e52-8d3e-bd4f-cf21050c7d7c', '甘肃尚德机电有限公司', '', 'o
n甘肃尚德机电有限公司
sgansushangdejidianyouxiangongsi
igssdjdyxgs gan su shang de ji dian you xian gong si
shansushangdejidianyouxiangongsi
ihssdjdyxgs han su shang de ji dian you xian gong si
sgansuchangdejidianyouxiangongsi
igscdjdyxgs gan su chang de ji dian you xian gong si
shansuchangdejidianyouxiangongsi
ihscdjdyxgs han su chang de ji dian you xian gong si
sgansushangdeweidianyouxiangongsi
igssdwdyxgs gan su shang de wei dian you xian gong si
shansushangdeweidianyouxiangongsi
ihssdwdyxgs han su shang de wei dian you xian gong si', 1795394467034000);
INSERT INTO "search_entry" VALUES (2, 'o', 'eeb4efbc-fb1a-8d8a-a312-d007352f4759', '甘肃省建材科研设计院', '', 'o
n甘肃省建材科研设计院
sgansushengjiancaikeyanshejiyuan
igssjckysjy gan su sheng jian cai ke yan she ji yuan
shansushengjiancaikeyanshejiyuan
ihssjckysjy han su sheng jian cai ke yan she ji yuan
sgansuxingjiancaikeyanshejiyuan
igsxjckysjy gan su xing jian cai ke yan she ji yuan
shansuxingjiancaikeyanshejiyuan
ihsxjckysjy han su xing jian cai ke yan she ji yuan
sgansuxianjiancaikeyanshejiyuan
igsxjckysjy gan su xian jian cai ke yan she ji yuan
shansuxianjiancaikeyanshejiyuan
ihsxjckysjy han su xian jian cai ke yan she ji yuan', 1795394467038000);
INSERT INTO "search_entry" VALUES (3, 'o', 'b37c92ad-76b8-81c5-9cce-803a2f1688c8', '新加坡南洋理工大学', '', 'o
n新加坡南洋理工大学
sxinjiaponanyangligongdaxue
ixjpnylgdx xin jia po nan yang li gong da xue
sxinjiaponayangligongdaxue
ixjpnylgdx xin jia po na yang li gong da xue
sxinjiaponanxiangligongdaxue
ixjpnxlgdx xin jia po nan xiang li gong da xue
sxinjiaponaxiangligongdaxue
ixjpnxlgdx xin jia po na xiang li gong da xue
sxinjiaponanyangligongdaixue
ixjpnylgdx xin jia po nan yang li gong dai xue
sxinjiaponayangligongdaixue
ixjpnylgdx xin jia po na yang li gong dai xue', 0);
INSERT INTO "search_entry" VALUES (4, 'o', '13937fcc-c510-8ab3-ab3d-3a0a0f8ff308', '北京大学', '', 'o
n北京大学
sbeijingdaxue
ibjdx bei jing da xue
sbeijingdaixue
ibjdx bei jing dai xue
sbeijingtaixue
ibjtx bei jing tai xue', 1795394467054000);
INSERT INTO "search_entry" VALUES (5, 'o', '340f8ea6-1ae6-8e4b-adf6-2d72d363262e', '中国科学技术大学', '', 'o
n中国科学技术大学
szhongguokexuejishudaxue
izgkxjsdx zhong guo ke xue ji shu da xue
szhongguokexueqishudaxue
izgkxqsdx zhong guo ke xue qi shu da xue
szhongguokexuejizhudaxue
izgkxjzdx zhong guo ke xue ji zhu da xue
szhongguokexueqizhudaxue
izgkxqzdx zhong guo ke xue qi zhu da xue
szhongguokexuejishudaixue
izgkxjsdx zhong guo ke xue ji shu dai xue
szhongguokexueqishudaixue
izgkxqsdx zhong guo ke xue qi shu dai xue', 0);
INSERT INTO "search_entry" VALUES (6, 'o', '72afb051-82f6-85ae-b66c-91f37ba64015', '清华大学', '', 'o
n清华大学
sqinghuadaxue
iqhdx qing hua da xue
sqinghuadaixue
iqhdx qing hua dai xue
sqinghuataixue
iqhtx qing hua tai xue', 1795394467058000);
INSERT INTO "search_entry" VALUES (7, 'o', '9562af9a-40c6-8a9c-9abf-9003af46ee9d', '兰州绿原土壤修复有限公司', '', 'o
n兰州绿原土壤修复有限公司
slanzhoulvyuanturangxiufuyouxiangongsi
ilzlytrxfyxgs lan zhou lv yuan tu rang xiu fu you xian gong si
slanzhouluyuanturangxiufuyouxiangongsi
ilzlytrxfyxgs lan zhou lu yuan tu rang xiu fu you xian gong si
slanzhoulvyuandurangxiufuyouxiangongsi
ilzlydrxfyxgs lan zhou lv yuan du rang xiu fu you xian gong si
slanzhouluyuandurangxiufuyouxiangongsi
ilzlydrxfyxgs lan zhou lu yuan du rang xiu fu you xian gong si
slanzhoulvyuancharangxiufuyouxiangongsi
ilzlycrxfyxgs lan zhou lv yuan cha rang xiu fu you xian gong si
slanzhouluyuancharangxiufuyouxiangongsi
ilzlycrxfyxgs lan zhou lu yuan cha rang xiu fu you xian gong si', 1795394467042000);
INSERT INTO "search_entry" VALUES (8, 'o', '81102a6a-35ee-8215-a766-bb03bfb27d8b', '甘肃陇源节水农业有限公司', '', 'o
n甘肃陇源节水农业有限公司
sgansulongyuanjieshuinongyeyouxiangongsi
igslyjsnyyxgs gan su long yuan jie shui nong ye you xian gong si
shansulongyuanjieshuinongyeyouxiangongsi
ihslyjsnyyxgs han su long yuan jie shui nong ye you xian gong si
sgansulongyuanjieshuinongyeweixiangongsi
igslyjsnywxgs gan su long yuan jie shui nong ye wei xian gong si
shansulongyuanjieshuinongyeweixiangongsi
ihslyjsnywxgs han su long yuan jie shui nong ye wei xian gong si
sgansulongyuanjieshuinongyeyouwengongsi
igslyjsnyywgs gan su long yuan jie shui nong ye you wen gong si
shansulongyuanjieshuinongyeyouwengongsi
ihslyjsnyywgs han su long yuan jie shui nong ye you wen gong si', 1795394467046000);
INSERT INTO "search_entry" VALUES (9, 'o', '7d096bd8-96b4-82b0-9735-b6f9d9d91f58', '兰州西部太阳能制冷有限公司', '', 'o
n兰州西部太阳能制冷有限公司
slanzhouxibutaiyangnengzhilengyouxiangongsi
ilzxbtynzlyxgs lan zhou xi bu tai yang neng zhi leng you xian gong si
slanzhouxipoutaiyangnengzhilengyouxiangongsi
ilzxptynzlyxgs lan zhou xi pou tai yang neng zhi leng you xian gong si
slanzhouxibutayangnengzhilengyouxiangongsi
ilzxbtynzlyxgs lan zhou xi bu ta yang neng zhi leng you xian gong si
slanzhouxipoutayangnengzhilengyouxiangongsi
ilzxptynzlyxgs lan zhou xi pou ta yang neng zhi leng you xian gong si
slanzhouxibutaiyangtaizhilengyouxiangongsi
ilzxbtytzlyxgs lan zhou xi bu tai yang tai zhi leng you xian gong si
slanzhouxipoutaiyangtaizhilengyouxiangongsi
ilzxptytzlyxgs lan zhou xi pou tai yang tai zhi leng you xian gong si', 1795394467050000);
INSERT INTO "search_entry" VALUES (10, 'p', '44f2e60e-d739-8d1a-a35a-5cdc93c79731', '李振声', '13800138000', 'p
n李振声
slizhensheng
ilzs li zhen sheng
slizhenqing
ilzq li zhen qing', 1795394467034000);
INSERT INTO "search_entry" VALUES (11, 'p', '739048fe-655d-8f1f-be80-6294532447f7', '陈明远', '13900139000', 'p
n陈明远
schenmingyuan
icmy chen ming yuan
schenmengyuan
icmy chen meng yuan', 0);
INSERT INTO "search_entry" VALUES (12, 'p', '0dee54ce-52d9-89e5-9b78-5a97c409a5c9', '赵文博', '13700137000', 'p
n赵文博
szhaowenbo
izwb zhao wen bo', 1795394467038000);
INSERT INTO "search_entry" VALUES (13, 'p', '935c8b5d-02bc-8e78-9103-e1b737a1747a', '孙䶮', '13600136000', 'p
n孙䶮
ssunyan
isy sun yan', 1795394467054000);
INSERT INTO "search_entry" VALUES (14, 'p', 'a65836c1-a065-8405-a183-e5304d71607f', '马晓燕', '13500135000', 'p
n马晓燕
smaxiaoyan
imxy ma xiao yan', 1795394467042000);
INSERT INTO "search_entry" VALUES (15, 'p', '5399f543-bd2b-89d0-854a-7e339e0b1dbf', '周明', '13400134000', 'p
n周明
szhouming
izm zhou ming
szhoumeng
izm zhou meng', 0);
INSERT INTO "search_entry" VALUES (16, 'p', 'eb424d9a-7b1a-8a90-865a-c370cc01ec70', '王海', '13300133000', 'p
n王海
swanghai
iwh wang hai
syuhai
iyh yu hai', 1795394467046000);
INSERT INTO "search_entry" VALUES (17, 'p', 'b6087f45-54fd-876e-986b-aa2c5874354c', '㛃星', '13200132000', 'p
n㛃星
sjiexing
ijx jie xing', 1795394467050000);
INSERT INTO "search_entry" VALUES (18, 'p', '99902c63-7aef-878d-bc0e-80fb58954a46', '吴𠮷明', '13100131000', 'p
n吴𠮷明
swujiming
iwjm wu ji ming
stunjiming
itjm tun ji ming
swujimeng
iwjm wu ji meng
stunjimeng
itjm tun ji meng', 1795394467058000);
INSERT INTO "search_word" VALUES ('oibjdx bei jing da xue', 4);
INSERT INTO "search_word" VALUES ('oibjdx bei jing dai xue', 4);
INSERT INTO "search_word" VALUES ('oibjtx bei jing tai xue', 4);
INSERT INTO "search_word" VALUES ('oigscdjdyxgs gan su chang de ji dian you xian gong si', 1);
INSERT INTO "search_word" VALUES ('oigslyjsnywxgs gan su long yuan jie shui nong ye wei xian gong si', 8);
INSERT INTO "search_word" VALUES ('oigslyjsnyywgs gan su long yuan jie shui nong ye you wen gong si', 8);
INSERT INTO "search_word" VALUES ('oigslyjsnyyxgs gan su long yuan jie shui nong ye you xian gong si', 8);
INSERT INTO "search_word" VALUES ('oigssdjdyxgs gan su shang de ji dian you xian gong si', 1);
INSERT INTO "search_word" VALUES ('oigssdwdyxgs gan su shang de wei dian you xian gong si', 1);
INSERT INTO "search_word" VALUES ('oigssjckysjy gan su sheng jian cai ke yan she ji yuan', 2);
INSERT INTO "search_word" VALUES ('oigsxjckysjy gan su xian jian cai ke yan she ji yuan', 2);
INSERT INTO "search_word" VALUES ('oigsxjckysjy gan su xing jian cai ke yan she ji yuan', 2);
INSERT INTO "search_word" VALUES ('oihscdjdyxgs han su chang de ji dian you xian gong si', 1);
INSERT INTO "search_word" VALUES ('oihslyjsnywxgs han su long yuan jie shui nong ye wei xian gong si', 8);
INSERT INTO "search_word" VALUES ('oihslyjsnyywgs han su long yuan jie shui nong ye you wen gong si', 8);
INSERT INTO "search_word" VALUES ('oihslyjsnyyxgs han su long yuan jie shui nong ye you xian gong si', 8);
INSERT INTO "search_word" VALUES ('oihssdjdyxgs han su shang de ji dian you xian gong si', 1);
INSERT INTO "search_word" VALUES ('oihssdwdyxgs han su shang de wei dian you xian gong si', 1);
INSERT INTO "search_word" VALUES ('oihssjckysjy han su sheng jian cai ke yan she ji yuan', 2);
INSERT INTO "search_word" VALUES ('oihsxjckysjy han su xian jian cai ke yan she ji yuan', 2);
INSERT INTO "search_word" VALUES ('oihsxjckysjy han su xing jian cai ke yan she ji yuan', 2);
INSERT INTO "search_word" VALUES ('oilzlycrxfyxgs lan zhou lu yuan cha rang xiu fu you xian gong si', 7);
INSERT INTO "search_word" VALUES ('oilzlycrxfyxgs lan zhou lv yuan cha rang xiu fu you xian gong si', 7);
INSERT INTO "search_word" VALUES ('oilzlydrxfyxgs lan zhou lu yuan du rang xiu fu you xian gong si', 7);
INSERT INTO "search_word" VALUES ('oilzlydrxfyxgs lan zhou lv yuan du rang xiu fu you xian gong si', 7);
INSERT INTO "search_word" VALUES ('oilzlytrxfyxgs lan zhou lu yuan tu rang xiu fu you xian gong si', 7);
INSERT INTO "search_word" VALUES ('oilzlytrxfyxgs lan zhou lv yuan tu rang xiu fu you xian gong si', 7);
INSERT INTO "search_word" VALUES ('oilzxbtynzlyxgs lan zhou xi bu ta yang neng zhi leng you xian gong si', 9);
INSERT INTO "search_word" VALUES ('oilzxbtynzlyxgs lan zhou xi bu tai yang neng zhi leng you xian gong si', 9);
INSERT INTO "search_word" VALUES ('oilzxbtytzlyxgs lan zhou xi bu tai yang tai zhi leng you xian gong si', 9);
INSERT INTO "search_word" VALUES ('oilzxptynzlyxgs lan zhou xi pou ta yang neng zhi leng you xian gong si', 9);
INSERT INTO "search_word" VALUES ('oilzxptynzlyxgs lan zhou xi pou tai yang neng zhi leng you xian gong si', 9);
INSERT INTO "search_word" VALUES ('oilzxptytzlyxgs lan zhou xi pou tai yang tai zhi leng you xian gong si', 9);
INSERT INTO "search_word" VALUES ('oiqhdx qing hua da xue', 6);
INSERT INTO "search_word" VALUES ('oiqhdx qing hua dai xue', 6);
INSERT INTO "search_word" VALUES ('oiqhtx qing hua tai xue', 6);
INSERT INTO "search_word" VALUES ('oixjpnxlgdx xin jia po na xiang li gong da xue', 3);
INSERT INTO "search_word" VALUES ('oixjpnxlgdx xin jia po nan xiang li gong da xue', 3);
INSERT INTO "search_word" VALUES ('oixjpnylgdx xin jia po na yang li gong da xue', 3);
INSERT INTO "search_word" VALUES ('oixjpnylgdx xin jia po na yang li gong dai xue', 3);
INSERT INTO "search_word" VALUES ('oixjpnylgdx xin jia po nan yang li gong da xue', 3);
INSERT INTO "search_word" VALUES ('oixjpnylgdx xin jia po nan yang li gong dai xue', 3);
INSERT INTO "search_word" VALUES ('oizgkxjsdx zhong guo ke xue ji shu da xue', 5);
INSERT INTO "search_word" VALUES ('oizgkxjsdx zhong guo ke xue ji shu dai xue', 5);
INSERT INTO "search_word" VALUES ('oizgkxjzdx zhong guo ke xue ji zhu da xue', 5);
INSERT INTO "search_word" VALUES ('oizgkxqsdx zhong guo ke xue qi shu da xue', 5);
INSERT INTO "search_word" VALUES ('oizgkxqsdx zhong guo ke xue qi shu dai xue', 5);
INSERT INTO "search_word" VALUES ('oizgkxqzdx zhong guo ke xue qi zhu da xue', 5);
INSERT INTO "search_word" VALUES ('ojbtynzlyxgs bu ta yang neng zhi leng you xian gong si', 9);
INSERT INTO "search_word" VALUES ('ojbtynzlyxgs bu tai yang neng zhi leng you xian gong si', 9);
INSERT INTO "search_word" VALUES ('ojbtytzlyxgs bu tai yang tai zhi leng you xian gong si', 9);
INSERT INTO "search_word" VALUES ('ojc ci', 1);
INSERT INTO "search_word" VALUES ('ojc ci', 7);
INSERT INTO "search_word" VALUES ('ojc ci', 8);
INSERT INTO "search_word" VALUES ('ojc ci', 9);
INSERT INTO "search_word" VALUES ('ojcdjdwxgs chang de ji dian wei xian gong si', 1);
INSERT INTO "search_word" VALUES ('ojcdjdyxgs chang de ji dian you xian gong si', 1);
INSERT INTO "search_word" VALUES ('ojcdwdyxgs chang de wei dian you xian gong si', 1);
INSERT INTO "search_word" VALUES ('ojckxsjy cai ke xing she ji yuan', 2);
INSERT INTO "search_word" VALUES ('ojckysjy cai ke yan she ji yuan', 2);
INSERT INTO "search_word" VALUES ('ojcrxfwxgs cha rang xiu fu wei xian gong si', 7);
INSERT INTO "search_word" VALUES ('ojcrxfyxgs cha rang xiu fu you xian gong si', 7);
INSERT INTO "search_word" VALUES ('ojdjdwxgs de ji dian wei xian gong si', 1);
INSERT INTO "search_word" VALUES ('ojdjdywgs de ji dian you wen gong si', 1);
INSERT INTO "search_word" VALUES ('ojdjdyxgs de ji dian you xian gong si', 1);
INSERT INTO "search_word" VALUES ('ojdrxfwxgs du rang xiu fu wei xian gong si', 7);
INSERT INTO "search_word" VALUES ('ojdrxfyxgs du rang xiu fu you xian gong si', 7);
INSERT INTO "search_word" VALUES ('ojdwdwxgs de wei dian wei xian gong si', 1);
INSERT INTO "search_word" VALUES ('ojdwdywgs de wei dian you wen gong si', 1);
INSERT INTO "search_word" VALUES ('ojdwdyxgs de wei dian you xian gong si', 1);
INSERT INTO "search_word" VALUES ('ojdwwgs dian wei wen gong si', 1);
INSERT INTO "search_word" VALUES ('ojdwxgc dian wei xian gong ci', 1);
INSERT INTO "search_word" VALUES ('ojdwxgs dian wei xian gong si', 1);
INSERT INTO "search_word" VALUES ('ojdx da xue', 3);
INSERT INTO "search_word" VALUES ('ojdx da xue', 4);
INSERT INTO "search_word" VALUES ('ojdx da xue', 5);
INSERT INTO "search_word" VALUES ('ojdx da xue', 6);
INSERT INTO "search_word" VALUES ('ojdx dai xue', 3);
INSERT INTO "search_word" VALUES ('ojdx dai xue', 4);
INSERT INTO "search_word" VALUES ('ojdx dai xue', 5);
INSERT INTO "search_word" VALUES ('ojdx dai xue', 6);
INSERT INTO "search_word" VALUES ('ojdywgs dian you wen gong si', 1);
INSERT INTO "search_word" VALUES ('ojdyxgc dian you xian gong ci', 1);
INSERT INTO "search_word" VALUES ('ojdyxgs dian you xian gong si', 1);
INSERT INTO "search_word" VALUES ('ojfwwgs fu wei wen gong si', 7);
INSERT INTO "search_word" VALUES ('ojfwxgc fu wei xian gong ci', 7);
INSERT INTO "search_word" VALUES ('ojfwxgs fu wei xian gong si', 7);
INSERT INTO "search_word" VALUES ('ojfywgs fu you wen gong si', 7);
INSERT INTO "search_word" VALUES ('ojfyxgc fu you xian gong ci', 7);
INSERT INTO "search_word" VALUES ('ojfyxgs fu you xian gong si', 7);
INSERT INTO "search_word" VALUES ('ojgc gong ci', 1);
INSERT INTO "search_word" VALUES ('ojgc gong ci', 7);
INSERT INTO "search_word" VALUES ('ojgc gong ci', 8);
INSERT INTO "search_word" VALUES ('ojgc gong ci', 9);
INSERT INTO "search_word" VALUES ('ojgdx gong da xue', 3);
INSERT INTO "search_word" VALUES ('ojgdx gong dai xue', 3);
INSERT INTO "search_word" VALUES ('ojgkxjsdx guo ke xue ji shu da xue', 5);
INSERT INTO "search_word" VALUES ('ojgkxjsdx guo ke xue ji shu dai xue', 5);
INSERT INTO "search_word" VALUES ('ojgkxjzdx guo ke xue ji zhu da xue', 5);
INSERT INTO "search_word" VALUES ('ojgkxqsdx guo ke xue qi shu da xue', 5);
INSERT INTO "search_word" VALUES ('ojgkxqsdx guo ke xue qi shu dai xue', 5);
INSERT INTO "search_word" VALUES ('ojgkxqzdx guo ke xue qi zhu da xue', 5);
INSERT INTO "search_word" VALUES ('ojgs gong si', 1);
INSERT INTO "search_word" VALUES ('ojgs gong si', 7);
INSERT INTO "search_word" VALUES ('ojgs gong si', 8);
INSERT INTO "search_word" VALUES ('ojgs gong si', 9);
INSERT INTO "search_word" VALUES ('ojgtx gong tai xue', 3);
INSERT INTO "search_word" VALUES ('ojhdx hua da xue', 6);
INSERT INTO "search_word" VALUES ('ojhdx hua dai xue', 6);
INSERT INTO "search_word" VALUES ('ojhtx hua tai xue', 6);
INSERT INTO "search_word" VALUES ('ojjckxsjy jian cai ke xing she ji yuan', 2);
INSERT INTO "search_word" VALUES ('ojjckysjy jian cai ke yan she ji yuan', 2);
INSERT INTO "search_word" VALUES ('ojjdwxgs ji dian wei xian gong si', 1);
INSERT INTO "search_word" VALUES ('ojjdx jing da xue', 4);
INSERT INTO "search_word" VALUES ('ojjdx jing dai xue', 4);
INSERT INTO "search_word" VALUES ('ojjdywgs ji dian you wen gong si', 1);
INSERT INTO "search_word" VALUES ('ojjdyxgs ji dian you xian gong si', 1);
INSERT INTO "search_word" VALUES ('ojjpnxlgdx jia po na xiang li gong da xue', 3);
INSERT INTO "search_word" VALUES ('ojjpnxlgdx jia po nan xiang li gong da xue', 3);
INSERT INTO "search_word" VALUES ('ojjpnylgdx jia po na yang li gong da xue', 3);
INSERT INTO "search_word" VALUES ('ojjpnylgdx jia po na yang li gong dai xue', 3);
INSERT INTO "search_word" VALUES ('ojjpnylgdx jia po nan yang li gong da xue', 3);
INSERT INTO "search_word" VALUES ('ojjpnylgdx jia po nan yang li gong dai xue', 3);
INSERT INTO "search_word" VALUES ('ojjsdx ji shu da xue', 5);
INSERT INTO "search_word" VALUES ('ojjsdx ji shu dai xue', 5);
INSERT INTO "search_word" VALUES ('ojjsnywwgs jie shui nong ye wei wen gong si', 8);
INSERT INTO "search_word" VALUES ('ojjsnywxgc jie shui nong ye wei xian gong ci', 8);
INSERT INTO "search_word" VALUES ('ojjsnywxgs jie shui nong ye wei xian gong si', 8);
INSERT INTO "search_word" VALUES ('ojjsnyywgs jie shui nong ye you wen gong si', 8);
INSERT INTO "search_word" VALUES ('ojjsnyyxgc jie shui nong ye you xian gong ci', 8);
INSERT INTO "search_word" VALUES ('ojjsnyyxgs jie shui nong ye you xian gong si', 8);
INSERT INTO "search_word" VALUES ('ojjtx jing tai xue', 4);
INSERT INTO "search_word" VALUES ('ojjy ji yuan', 2);
INSERT INTO "search_word" VALUES ('ojjzdx ji zhu da xue', 5);
INSERT INTO "search_word" VALUES ('ojkxjsdx ke xue ji shu da xue', 5);
INSERT INTO "search_word" VALUES ('ojkxjsdx ke xue ji shu dai xue', 5);
INSERT INTO "search_word" VALUES ('ojkxjzdx ke xue ji zhu da xue', 5);
INSERT INTO "search_word" VALUES ('ojkxqsdx ke xue qi shu da xue', 5);
INSERT INTO "search_word" VALUES ('ojkxqsdx ke xue qi shu dai xue', 5);
INSERT INTO "search_word" VALUES ('ojkxqzdx ke xue qi zhu da xue', 5);
INSERT INTO "search_word" VALUES ('ojkxsjy ke xing she ji yuan', 2);
INSERT INTO "search_word" VALUES ('ojkysjy ke yan she ji yuan', 2);
INSERT INTO "search_word" VALUES ('ojlgdx li gong da xue', 3);
INSERT INTO "search_word" VALUES ('ojlgdx li gong dai xue', 3);
INSERT INTO "search_word" VALUES ('ojlgtx li gong tai xue', 3);
INSERT INTO "search_word" VALUES ('ojlwxgs leng wei xian gong si', 9);
INSERT INTO "search_word" VALUES ('ojlwxgs ling wei xian gong si', 9);
INSERT INTO "search_word" VALUES ('ojlycrxfyxgs lu yuan cha rang xiu fu you xian gong si', 7);
INSERT INTO "search_word" VALUES ('ojlycrxfyxgs lv yuan cha rang xiu fu you xian gong si', 7);
INSERT INTO "search_word" VALUES ('ojlydrxfyxgs lu yuan du rang xiu fu you xian gong si', 7);
INSERT INTO "search_word" VALUES ('ojlydrxfyxgs lv yuan du rang xiu fu you xian gong si', 7);
INSERT INTO "search_word" VALUES ('ojlyjsnywwgs long yuan jie shui nong ye wei wen gong si', 8);
INSERT INTO "search_word" VALUES ('ojlyjsnywxgc long yuan jie shui nong ye wei xian gong ci', 8);
INSERT INTO "search_word" VALUES ('ojlyjsnywxgs long yuan jie shui nong ye wei xian gong si', 8);
INSERT INTO "search_word" VALUES ('ojlyjsnyywgs long yuan jie shui nong ye you wen gong si', 8);
INSERT INTO "search_word" VALUES ('ojlyjsnyyxgc long yuan jie shui nong ye you xian gong ci', 8);
INSERT INTO "search_word" VALUES ('ojlyjsnyyxgs long yuan jie shui nong ye you xian gong si', 8);
INSERT INTO "search_word" VALUES ('ojlytrxfyxgs lu yuan tu rang xiu fu you xian gong si', 7);
INSERT INTO "search_word" VALUES ('ojlytrxfyxgs lv yuan tu rang xiu fu you xian gong si', 7);
INSERT INTO "search_word" VALUES ('ojlywgs leng you wen gong si', 9);
INSERT INTO "search_word" VALUES ('ojlywgs ling you wen gong si', 9);
INSERT INTO "search_word" VALUES ('ojlyxgs leng you xian gong si', 9);
INSERT INTO "search_word" VALUES ('ojlyxgs ling you xian gong si', 9);
INSERT INTO "search_word" VALUES ('ojnxlgdx na xiang li gong da xue', 3);
INSERT INTO "search_word" VALUES ('ojnxlgdx nan xiang li gong da xue', 3);
INSERT INTO "search_word" VALUES ('ojnylgdx na yang li gong da xue', 3);
INSERT INTO "search_word" VALUES ('ojnylgdx na yang li gong dai xue', 3);
INSERT INTO "search_word" VALUES ('ojnylgdx nan yang li gong da xue', 3);
INSERT INTO "search_word" VALUES ('ojnylgdx nan yang li gong dai xue', 3);
INSERT INTO "search_word" VALUES ('ojnywwgs nong ye wei wen gong si', 8);
INSERT INTO "search_word" VALUES ('ojnywxgc nong ye wei xian gong ci', 8);
INSERT INTO "search_word" VALUES ('ojnywxgs nong ye wei xian gong si', 8);
INSERT INTO "search_word" VALUES ('ojnyywgs nong ye you wen gong si', 8);
INSERT INTO "search_word" VALUES ('ojnyyxgc nong ye you xian gong ci', 8);
INSERT INTO "search_word" VALUES ('ojnyyxgs nong ye you xian gong si', 8);
INSERT INTO "search_word" VALUES ('ojnzlyxgs nai zhi leng you xian gong si', 9);
INSERT INTO "search_word" VALUES ('ojnzlyxgs neng zhi leng you xian gong si', 9);
INSERT INTO "search_word" VALUES ('ojnzlyxgs neng zhi ling you xian gong si', 9);
INSERT INTO "search_word" VALUES ('ojpnxlgdx po na xiang li gong da xue', 3);
INSERT INTO "search_word" VALUES ('ojpnxlgdx po nan xiang li gong da xue', 3);
INSERT INTO "search_word" VALUES ('ojpnylgdx po na yang li gong da xue', 3);
INSERT INTO "search_word" VALUES ('ojpnylgdx po na yang li gong dai xue', 3);
INSERT INTO "search_word" VALUES ('ojpnylgdx po nan yang li gong da xue', 3);
INSERT INTO "search_word" VALUES ('ojpnylgdx po nan yang li gong dai xue', 3);
INSERT INTO "search_word" VALUES ('ojptynzlyxgs pou ta yang neng zhi leng you xian gong si', 9);
INSERT INTO "search_word" VALUES ('ojptynzlyxgs pou tai yang neng zhi leng you xian gong si', 9);
INSERT INTO "search_word" VALUES ('ojptytzlyxgs pou tai yang tai zhi leng you xian gong si', 9);
INSERT INTO "search_word" VALUES ('ojqsdx qi shu da xue', 5);
INSERT INTO "search_word" VALUES ('ojqsdx qi shu dai xue', 5);
INSERT INTO "search_word" VALUES ('ojqzdx qi zhu da xue', 5);
INSERT INTO "search_word" VALUES ('ojrxfwwgs rang xiu fu wei wen gong si', 7);
INSERT INTO "search_word" VALUES ('ojrxfwxgc rang xiu fu wei xian gong ci', 7);
INSERT INTO "search_word" VALUES ('ojrxfwxgs rang xiu fu wei xian gong si', 7);
INSERT INTO "search_word" VALUES ('ojrxfywgs rang xiu fu you wen gong si', 7);
INSERT INTO "search_word" VALUES ('ojrxfyxgc rang xiu fu you xian gong ci', 7);
INSERT INTO "search_word" VALUES ('ojrxfyxgs rang xiu fu you xian gong si', 7);
INSERT INTO "search_word" VALUES ('ojs si', 1);
INSERT INTO "search_word" VALUES ('ojs si', 7);
INSERT INTO "search_word" VALUES ('ojs si', 8);
INSERT INTO "search_word" VALUES ('ojs si', 9);
INSERT INTO "search_word" VALUES ('ojscdjdwxgs su chang de ji dian wei xian gong si', 1);
INSERT INTO "search_word" VALUES ('ojscdjdyxgs su chang de ji dian you xian gong si', 1);
INSERT INTO "search_word" VALUES ('ojscdwdyxgs su chang de wei dian you xian gong si', 1);
INSERT INTO "search_word" VALUES ('ojsdjdwxgs shang de ji dian wei xian gong si', 1);
INSERT INTO "search_word" VALUES ('ojsdjdyxgs shang de ji dian you xian gong si', 1);
INSERT INTO "search_word" VALUES ('ojsdwdyxgs shang de wei dian you xian gong si', 1);
INSERT INTO "search_word" VALUES ('ojsdx shu da xue', 5);
INSERT INTO "search_word" VALUES ('ojsdx shu dai xue', 5);
INSERT INTO "search_word" VALUES ('ojsjckxsjy sheng jian cai ke xing she ji yuan', 2);
INSERT INTO "search_word" VALUES ('ojsjckysjy sheng jian cai ke yan she ji yuan', 2);
INSERT INTO "search_word" VALUES ('ojsjy she ji yuan', 2);
INSERT INTO "search_word" VALUES ('ojslyjsnywwgs su long yuan jie shui nong ye wei wen gong si', 8);
INSERT INTO "search_word" VALUES ('ojslyjsnywxgc su long yuan jie shui nong ye wei xian gong ci', 8);
INSERT INTO "search_word" VALUES ('ojslyjsnywxgs su long yuan jie shui nong ye wei xian gong si', 8);
INSERT INTO "search_word" VALUES ('ojslyjsnyywgs su long yuan jie shui nong ye you wen gong si', 8);
INSERT INTO "search_word" VALUES ('ojslyjsnyyxgc su long yuan jie shui nong ye you xian gong ci', 8);
INSERT INTO "search_word" VALUES ('ojslyjsnyyxgs su long yuan jie shui nong ye you xian gong si', 8);
INSERT INTO "search_word" VALUES ('ojsnywwgs shui nong ye wei wen gong si', 8);
INSERT INTO "search_word" VALUES ('ojsnywxgc shui nong ye wei xian gong ci', 8);
INSERT INTO "search_word" VALUES ('ojsnywxgs shui nong ye wei xian gong si', 8);
INSERT INTO "search_word" VALUES ('ojsnyywgs shui nong ye you wen gong si', 8);
INSERT INTO "search_word" VALUES ('ojsnyyxgc shui nong ye you xian gong ci', 8);
INSERT INTO "search_word" VALUES ('ojsnyyxgs shui nong ye you xian gong si', 8);
INSERT INTO "search_word" VALUES ('ojssdjdwxgs su shang de ji dian wei xian gong si', 1);
INSERT INTO "search_word" VALUES ('ojssdjdyxgs su shang de ji dian you xian gong si', 1);
INSERT INTO "search_word" VALUES ('ojssdwdyxgs su shang de wei dian you xian gong si', 1);
INSERT INTO "search_word" VALUES ('ojssjckxsjy su sheng jian cai ke xing she ji yuan', 2);
INSERT INTO "search_word" VALUES ('ojssjckysjy su sheng jian cai ke yan she ji yuan', 2);
INSERT INTO "search_word" VALUES ('ojstx shu tai xue', 5);
INSERT INTO "search_word" VALUES ('ojsxjckxsjy su xian jian cai ke xing she ji yuan', 2);
INSERT INTO "search_word" VALUES ('ojsxjckxsjy su xing jian cai ke xing she ji yuan', 2);
INSERT INTO "search_word" VALUES ('ojsxjckysjy su xian jian cai ke yan she ji yuan', 2);
INSERT INTO "search_word" VALUES ('ojsxjckysjy su xing jian cai ke yan she ji yuan', 2);
INSERT INTO "search_word" VALUES ('ojtrxfwxgs tu rang xiu fu wei xian gong si', 7);
INSERT INTO "search_word" VALUES ('ojtrxfyxgs tu rang xiu fu you xian gong si', 7);
INSERT INTO "search_word" VALUES ('ojtx tai xue', 3);
INSERT INTO "search_word" VALUES ('ojtx tai xue', 4);
INSERT INTO "search_word" VALUES ('ojtx tai xue', 5);
INSERT INTO "search_word" VALUES ('ojtx tai xue', 6);
INSERT INTO "search_word" VALUES ('ojtynzlyxgs ta yang nai zhi leng you xian gong si', 9);
INSERT INTO "search_word" VALUES ('ojtynzlyxgs ta yang neng zhi leng you xian gong si', 9);
INSERT INTO "search_word" VALUES ('ojtynzlyxgs tai yang nai zhi leng you xian gong si', 9);
INSERT INTO "search_word" VALUES ('ojtynzlyxgs tai yang neng zhi leng you xian gong si', 9);
INSERT INTO "search_word" VALUES ('ojtytzlyxgs ta yang tai zhi leng you xian gong si', 9);
INSERT INTO "search_word" VALUES ('ojtytzlyxgs tai yang tai zhi leng you xian gong si', 9);
INSERT INTO "search_word" VALUES ('ojtzlyxgs tai zhi leng you xian gong si', 9);
INSERT INTO "search_word" VALUES ('ojtzlyxgs tai zhi ling you xian gong si', 9);
INSERT INTO "search_word" VALUES ('ojwdwxgs wei dian wei xian gong si', 1);
INSERT INTO "search_word" VALUES ('ojwdywgs wei dian you wen gong si', 1);
INSERT INTO "search_word" VALUES ('ojwdyxgs wei dian you xian gong si', 1);
INSERT INTO "search_word" VALUES ('ojwgc wen gong ci', 1);
INSERT INTO "search_word" VALUES ('ojwgc wen gong ci', 7);
INSERT INTO "search_word" VALUES ('ojwgc wen gong ci', 8);
INSERT INTO "search_word" VALUES ('ojwgc wen gong ci', 9);
INSERT INTO "search_word" VALUES ('ojwgs wen gong si', 1);
INSERT INTO "search_word" VALUES ('ojwgs wen gong si', 7);
INSERT INTO "search_word" VALUES ('ojwgs wen gong si', 8);
INSERT INTO "search_word" VALUES ('ojwgs wen gong si', 9);
INSERT INTO "search_word" VALUES ('ojwwgs wei wen gong si', 1);
INSERT INTO "search_word" VALUES ('ojwwgs wei wen gong si', 7);
INSERT INTO "search_word" VALUES ('ojwwgs wei wen gong si', 8);
INSERT INTO "search_word" VALUES ('ojwwgs wei wen gong si', 9);
INSERT INTO "search_word" VALUES ('ojwxgc wei xian gong ci', 1);
INSERT INTO "search_word" VALUES ('ojwxgc wei xian gong ci', 7);
INSERT INTO "search_word" VALUES ('ojwxgc wei xian gong ci', 8);
INSERT INTO "search_word" VALUES ('ojwxgc wei xian gong ci', 9);
INSERT INTO "search_word" VALUES ('ojwxgs wei xian gong si', 1);
INSERT INTO "search_word" VALUES ('ojwxgs wei xian gong si', 7);
INSERT INTO "search_word" VALUES ('ojwxgs wei xian gong si', 8);
INSERT INTO "search_word" VALUES ('ojwxgs wei xian gong si', 9);
INSERT INTO "search_word" VALUES ('ojx xue', 3);
INSERT INTO "search_word" VALUES ('ojx xue', 4);
INSERT INTO "search_word" VALUES ('ojx xue', 5);
INSERT INTO "search_word" VALUES ('ojx xue', 6);
INSERT INTO "search_word" VALUES ('ojxbtynzlyxgs xi bu ta yang neng zhi leng you xian gong si', 9);
INSERT INTO "search_word" VALUES ('ojxbtynzlyxgs xi bu tai yang neng zhi leng you xian gong si', 9);
INSERT INTO "search_word" VALUES ('ojxbtytzlyxgs xi bu tai yang tai zhi leng you xian gong si', 9);
INSERT INTO "search_word" VALUES ('ojxfwwgs xiu fu wei wen gong si', 7);
INSERT INTO "search_word" VALUES ('ojxfwxgc xiu fu wei xian gong ci', 7);
INSERT INTO "search_word" VALUES ('ojxfwxgs xiu fu wei xian gong si', 7);
INSERT INTO "search_word" VALUES ('ojxfywgs xiu fu you wen gong si', 7);
INSERT INTO "search_word" VALUES ('ojxfyxgc xiu fu you xian gong ci', 7);
INSERT INTO "search_word" VALUES ('ojxfyxgs xiu fu you xian gong si', 7);
INSERT INTO "search_word" VALUES ('ojxgc xian gong ci', 1);
INSERT INTO "search_word" VALUES ('ojxgc xian gong ci', 7);
INSERT INTO "search_word" VALUES ('ojxgc xian gong ci', 8);
INSERT INTO "search_word" VALUES ('ojxgc xian gong ci', 9);
INSERT INTO "search_word" VALUES ('ojxgs xian gong si', 1);
INSERT INTO "search_word" VALUES ('ojxgs xian gong si', 7);
INSERT INTO "search_word" VALUES ('ojxgs xian gong si', 8);
INSERT INTO "search_word" VALUES ('ojxgs xian gong si', 9);
INSERT INTO "search_word" VALUES ('ojxjckxsjy xian jian cai ke xing she ji yuan', 2);
INSERT INTO "search_word" VALUES ('ojxjckxsjy xing jian cai ke xing she ji yuan', 2);
INSERT INTO "search_word" VALUES ('ojxjckysjy xian jian cai ke yan she ji yuan', 2);
INSERT INTO "search_word" VALUES ('ojxjckysjy xing jian cai ke yan she ji yuan', 2);
INSERT INTO "search_word" VALUES ('ojxjsdx xue ji shu da xue', 5);
INSERT INTO "search_word" VALUES ('ojxjsdx xue ji shu dai xue', 5);
INSERT INTO "search_word" VALUES ('ojxjzdx xue ji zhu da xue', 5);
INSERT INTO "search_word" VALUES ('ojxlgdx xiang li gong da xue', 3);
INSERT INTO "search_word" VALUES ('ojxlgdx xiang li gong dai xue', 3);
INSERT INTO "search_word" VALUES ('ojxlgtx xiang li gong tai xue', 3);
INSERT INTO "search_word" VALUES ('ojxptynzlyxgs xi pou ta yang neng zhi leng you xian gong si', 9);
INSERT INTO "search_word" VALUES ('ojxptynzlyxgs xi pou tai yang neng zhi leng you xian gong si', 9);
INSERT INTO "search_word" VALUES ('ojxptytzlyxgs xi pou tai yang tai zhi leng you xian gong si', 9);
INSERT INTO "search_word" VALUES ('ojxqsdx xue qi shu da xue', 5);
INSERT INTO "search_word" VALUES ('ojxqsdx xue qi shu dai xue', 5);
INSERT INTO "search_word" VALUES ('ojxqzdx xue qi zhu da xue', 5);
INSERT INTO "search_word" VALUES ('ojxsjy xing she ji yuan', 2);
INSERT INTO "search_word" VALUES ('ojxzlyxgs xiong zhi leng you xian gong si', 9);
INSERT INTO "search_word" VALUES ('ojy yuan', 2);
INSERT INTO "search_word" VALUES ('ojycrxfwxgs yuan cha rang xiu fu wei xian gong si', 7);
INSERT INTO "search_word" VALUES ('ojycrxfyxgs yuan cha rang xiu fu you xian gong si', 7);
INSERT INTO "search_word" VALUES ('ojydrxfwxgs yuan du rang xiu fu wei xian gong si', 7);
INSERT INTO "search_word" VALUES ('ojydrxfyxgs yuan du rang xiu fu you xian gong si', 7);
INSERT INTO "search_word" VALUES ('ojyjsnywwgs yuan jie shui nong ye wei wen gong si', 8);
INSERT INTO "search_word" VALUES ('ojyjsnywxgc yuan jie shui nong ye wei xian gong ci', 8);
INSERT INTO "search_word" VALUES ('ojyjsnywxgs yuan jie shui nong ye wei xian gong si', 8);
INSERT INTO "search_word" VALUES ('ojyjsnyywgs yuan jie shui nong ye you wen gong si', 8);
INSERT INTO "search_word" VALUES ('ojyjsnyyxgc yuan jie shui nong ye you xian gong ci', 8);
INSERT INTO "search_word" VALUES ('ojyjsnyyxgs yuan jie shui nong ye you xian gong si', 8);
INSERT INTO "search_word" VALUES ('ojylgdx yang li gong da xue', 3);
INSERT INTO "search_word" VALUES ('ojylgdx yang li gong dai xue', 3);
INSERT INTO "search_word" VALUES ('ojylgtx yang li gong tai xue', 3);
INSERT INTO "search_word" VALUES ('ojynzlyxgs yang nai zhi leng you xian gong si', 9);
INSERT INTO "search_word" VALUES ('ojynzlyxgs yang neng zhi leng you xian gong si', 9);
INSERT INTO "search_word" VALUES ('ojynzlyxgs yang neng zhi ling you xian gong si', 9);
INSERT INTO "search_word" VALUES ('ojysjy yan she ji yuan', 2);
INSERT INTO "search_word" VALUES ('ojytrxfwxgs yuan tu rang xiu fu wei xian gong si', 7);
INSERT INTO "search_word" VALUES ('ojytrxfyxgs yuan tu rang xiu fu you xian gong si', 7);
INSERT INTO "search_word" VALUES ('ojytzlyxgs yang tai zhi leng you xian gong si', 9);
INSERT INTO "search_word" VALUES ('ojytzlyxgs yang tai zhi ling you xian gong si', 9);
INSERT INTO "search_word" VALUES ('ojywgs you wen gong si', 1);
INSERT INTO "search_word" VALUES ('ojywgs you wen gong si', 7);
INSERT INTO "search_word" VALUES ('ojywgs you wen gong si', 8);
INSERT INTO "search_word" VALUES ('ojywgs you wen gong si', 9);
INSERT INTO "search_word" VALUES ('ojywwgs ye wei wen gong si', 8);
INSERT INTO "search_word" VALUES ('ojywxgc ye wei xian gong ci', 8);
INSERT INTO "search_word" VALUES ('ojywxgs ye wei xian gong si', 8);
INSERT INTO "search_word" VALUES ('ojyxgc you xian gong ci', 1);
INSERT INTO "search_word" VALUES ('ojyxgc you xian gong ci', 7);
INSERT INTO "search_word" VALUES ('ojyxgc you xian gong ci', 8);
INSERT INTO "search_word" VALUES ('ojyxgc you xian gong ci', 9);
INSERT INTO "search_word" VALUES ('ojyxgs you xian gong si', 1);
INSERT INTO "search_word" VALUES ('ojyxgs you xian gong si', 7);
INSERT INTO "search_word" VALUES ('ojyxgs you xian gong si', 8);
INSERT INTO "search_word" VALUES ('ojyxgs you xian gong si', 9);
INSERT INTO "search_word" VALUES ('ojyxzlyxgs yang xiong zhi leng you xian gong si', 9);
INSERT INTO "search_word" VALUES ('ojyywgs ye you wen gong si', 8);
INSERT INTO "search_word" VALUES ('ojyyxgc ye you xian gong ci', 8);
INSERT INTO "search_word" VALUES ('ojyyxgs ye you xian gong si', 8);
INSERT INTO "search_word" VALUES ('ojzdx zhu da xue', 5);
INSERT INTO "search_word" VALUES ('ojzdx zhu dai xue', 5);
INSERT INTO "search_word" VALUES ('ojzlwxgs zhi leng wei xian gong si', 9);
INSERT INTO "search_word" VALUES ('ojzlwxgs zhi ling wei xian gong si', 9);
INSERT INTO "search_word" VALUES ('ojzlycrxfyxgs zhou lu yuan cha rang xiu fu you xian gong si', 7);
INSERT INTO "search_word" VALUES ('ojzlycrxfyxgs zhou lv yuan cha rang xiu fu you xian gong si', 7);
INSERT INTO "search_word" VALUES ('ojzlydrxfyxgs zhou lu yuan du rang xiu fu you xian gong si', 7);
INSERT INTO "search_word" VALUES ('ojzlydrxfyxgs zhou lv yuan du rang xiu fu you xian gong si', 7);
INSERT INTO "search_word" VALUES ('ojzlytrxfyxgs zhou lu yuan tu rang xiu fu you xian gong si', 7);
INSERT INTO "search_word" VALUES ('ojzlytrxfyxgs zhou lv yuan tu rang xiu fu you xian gong si', 7);
INSERT INTO "search_word" VALUES ('ojzlywgs zhi leng you wen gong si', 9);
INSERT INTO "search_word" VALUES ('ojzlywgs zhi ling you wen gong si', 9);
INSERT INTO "search_word" VALUES ('ojzlyxgs zhi leng you xian gong si', 9);
INSERT INTO "search_word" VALUES ('ojzlyxgs zhi ling you xian gong si', 9);
INSERT INTO "search_word" VALUES ('ojztx zhu tai xue', 5);
INSERT INTO "search_word" VALUES ('ojzxbtynzlyxgs zhou xi bu ta yang neng zhi leng you xian gong si', 9);
INSERT INTO "search_word" VALUES ('ojzxbtynzlyxgs zhou xi bu tai yang neng zhi leng you xian gong si', 9);
INSERT INTO "search_word" VALUES ('ojzxbtytzlyxgs zhou xi bu tai yang tai zhi leng you xian gong si', 9);
INSERT INTO "search_word" VALUES ('ojzxptynzlyxgs zhou xi pou ta yang neng zhi leng you xian gong si', 9);
INSERT INTO "search_word" VALUES ('ojzxptynzlyxgs zhou xi pou tai yang neng zhi leng you xian gong si', 9);
INSERT INTO "search_word" VALUES ('ojzxptytzlyxgs zhou xi pou tai yang tai zhi leng you xian gong si', 9);
INSERT INTO "search_word" VALUES ('om业有限公司', 8);
INSERT INTO "search_word" VALUES ('om京大学', 4);
INSERT INTO "search_word" VALUES ('om修复有限公司', 7);
INSERT INTO "search_word" VALUES ('om公司', 1);
INSERT INTO "search_word" VALUES ('om公司', 7);
INSERT INTO "search_word" VALUES ('om公司', 8);
INSERT INTO "search_word" VALUES ('om公司', 9);
INSERT INTO "search_word" VALUES ('om农业有限公司', 8);
INSERT INTO "search_word" VALUES ('om冷有限公司', 9);
INSERT INTO "search_word" VALUES ('om制冷有限公司', 9);
INSERT INTO "search_word" VALUES ('om加坡南洋理工大学', 3);
INSERT INTO "search_word" VALUES ('om华大学', 6);
INSERT INTO "search_word" VALUES ('om南洋理工大学', 3);
INSERT INTO "search_word" VALUES ('om原土壤修复有限公司', 7);
INSERT INTO "search_word" VALUES ('om司', 1);
INSERT INTO "search_word" VALUES ('om司', 7);
INSERT INTO "search_word" VALUES ('om司', 8);
INSERT INTO "search_word" VALUES ('om司', 9);
INSERT INTO "search_word" VALUES ('om国科学技术大学', 5);
INSERT INTO "search_word" VALUES ('om土壤修复有限公司', 7);
INSERT INTO "search_word" VALUES ('om坡南洋理工大学', 3);
INSERT INTO "search_word" VALUES ('om壤修复有限公司', 7);
INSERT INTO "search_word" VALUES ('om复有限公司', 7);
INSERT INTO "search_word" VALUES ('om大学', 3);
INSERT INTO "search_word" VALUES ('om大学', 4);
INSERT INTO "search_word" VALUES ('om大学', 5);
INSERT INTO "search_word" VALUES ('om大学', 6);
INSERT INTO "search_word" VALUES ('om太阳能制冷有限公司', 9);
INSERT INTO "search_word" VALUES ('om学', 3);
INSERT INTO "search_word" VALUES ('om学', 4);
INSERT INTO "search_word" VALUES ('om学', 5);
INSERT INTO "search_word" VALUES ('om学', 6);
INSERT INTO "search_word" VALUES ('om学技术大学', 5);
INSERT INTO "search_word" VALUES ('om尚德机电有限公司', 1);
INSERT INTO "search_word" VALUES ('om州绿原土壤修复有限公司', 7);
INSERT INTO "search_word" VALUES ('om州西部太阳能制冷有限公司', 9);
INSERT INTO "search_word" VALUES ('om工大学', 3);
INSERT INTO "search_word" VALUES ('om建材科研设计院', 2);
INSERT INTO "search_word" VALUES ('om德机电有限公司', 1);
INSERT INTO "search_word" VALUES ('om技术大学', 5);
INSERT INTO "search_word" VALUES ('om有限公司', 1);
INSERT INTO "search_word" VALUES ('om有限公司', 7);
INSERT INTO "search_word" VALUES ('om有限公司', 8);
INSERT INTO "search_word" VALUES ('om有限公司', 9);
INSERT INTO "search_word" VALUES ('om术大学', 5);
INSERT INTO "search_word" VALUES ('om机电有限公司', 1);
INSERT INTO "search_word" VALUES ('om材科研设计院', 2);
INSERT INTO "search_word" VALUES ('om水农业有限公司', 8);
INSERT INTO "search_word" VALUES ('om洋理工大学', 3);
INSERT INTO "search_word" VALUES ('om源节水农业有限公司', 8);
INSERT INTO "search_word" VALUES ('om理工大学', 3);
INSERT INTO "search_word" VALUES ('om电有限公司', 1);
INSERT INTO "search_word" VALUES ('om省建材科研设计院', 2);
INSERT INTO "search_word" VALUES ('om研设计院', 2);
INSERT INTO "search_word" VALUES ('om科学技术大学', 5);
INSERT INTO "search_word" VALUES ('om科研设计院', 2);
INSERT INTO "search_word" VALUES ('om绿原土壤修复有限公司', 7);
INSERT INTO "search_word" VALUES ('om肃尚德机电有限公司', 1);
INSERT INTO "search_word" VALUES ('om肃省建材科研设计院', 2);
INSERT INTO "search_word" VALUES ('om肃陇源节水农业有限公司', 8);
INSERT INTO "search_word" VALUES ('om能制冷有限公司', 9);
INSERT INTO "search_word" VALUES ('om节水农业有限公司', 8);
INSERT INTO "search_word" VALUES ('om西部太阳能制冷有限公司', 9);
INSERT INTO "search_word" VALUES ('om计院', 2);
INSERT INTO "search_word" VALUES ('om设计院', 2);
INSERT INTO "search_word" VALUES ('om部太阳能制冷有限公司', 9);
INSERT INTO "search_word" VALUES ('om阳能制冷有限公司', 9);
INSERT INTO "search_word" VALUES ('om陇源节水农业有限公司', 8);
INSERT INTO "search_word" VALUES ('om限公司', 1);
INSERT INTO "search_word" VALUES ('om限公司', 7);
INSERT INTO "search_word" VALUES ('om限公司', 8);
INSERT INTO "search_word" VALUES ('om限公司', 9);
INSERT INTO "search_word" VALUES ('om院', 2);
INSERT INTO "search_word" VALUES ('on中国科学技术大学', 5);
INSERT INTO "search_word" VALUES ('on兰州绿原土壤修复有限公司', 7);
INSERT INTO "search_word" VALUES ('on兰州西部太阳能制冷有限公司', 9);
INSERT INTO "search_word" VALUES ('on北京大学', 4);
INSERT INTO "search_word" VALUES ('on新加坡南洋理工大学', 3);
INSERT INTO "search_word" VALUES ('on清华大学', 6);
INSERT INTO "search_word" VALUES ('on甘肃尚德机电有限公司', 1);
INSERT INTO "search_word" VALUES ('on甘肃省建材科研设计院', 2);
INSERT INTO "search_word" VALUES ('on甘肃陇源节水农业有限公司', 8);
INSERT INTO "search_word" VALUES ('orbutaiyangnengzhilengyouxiangongsi', 9);
INSERT INTO "search_word" VALUES ('orbutaiyangtaizhilengyouxiangongsi', 9);
INSERT INTO "search_word" VALUES ('orbutayangnengzhilengyouxiangongsi', 9);
INSERT INTO "search_word" VALUES ('orcaikexingshejiyuan', 2);
INSERT INTO "search_word" VALUES ('orcaikeyanshejiyuan', 2);
INSERT INTO "search_word" VALUES ('orchangdejidianweixiangongsi', 1);
INSERT INTO "search_word" VALUES ('orchangdejidianyouxiangongsi', 1);
INSERT INTO "search_word" VALUES ('orchangdeweidianyouxiangongsi', 1);
INSERT INTO "search_word" VALUES ('orcharangxiufuweixiangongsi', 7);
INSERT INTO "search_word" VALUES ('orcharangxiufuyouxiangongsi', 7);
INSERT INTO "search_word" VALUES ('orci', 1);
INSERT INTO "search_word" VALUES ('orci', 7);
INSERT INTO "search_word" VALUES ('orci', 8);
INSERT INTO "search_word" VALUES ('orci', 9);
INSERT INTO "search_word" VALUES ('ordaixue', 3);
INSERT INTO "search_word" VALUES ('ordaixue', 4);
INSERT INTO "search_word" VALUES ('ordaixue', 5);
INSERT INTO "search_word" VALUES ('ordaixue', 6);
INSERT INTO "search_word" VALUES ('ordaxue', 3);
INSERT INTO "search_word" VALUES ('ordaxue', 4);
INSERT INTO "search_word" VALUES ('ordaxue', 5);
INSERT INTO "search_word" VALUES ('ordaxue', 6);
INSERT INTO "search_word" VALUES ('ordejidianweixiangongsi', 1);
INSERT INTO "search_word" VALUES ('ordejidianyouwengongsi', 1);
INSERT INTO "search_word" VALUES ('ordejidianyouxiangongsi', 1);
INSERT INTO "search_word" VALUES ('ordeweidianweixiangongsi', 1);
INSERT INTO "search_word" VALUES ('ordeweidianyouwengongsi', 1);
INSERT INTO "search_word" VALUES ('ordeweidianyouxiangongsi', 1);
INSERT INTO "search_word" VALUES ('ordianweiwengongsi', 1);
INSERT INTO "search_word" VALUES ('ordianweixiangongci', 1);
INSERT INTO "search_word" VALUES ('ordianweixiangongsi', 1);
INSERT INTO "search_word" VALUES ('ordianyouwengongsi', 1);
INSERT INTO "search_word" VALUES ('ordianyouxiangongci', 1);
INSERT INTO "search_word" VALUES ('ordianyouxiangongsi', 1);
INSERT INTO "search_word" VALUES ('ordurangxiufuweixiangongsi', 7);
INSERT INTO "search_word" VALUES ('ordurangxiufuyouxiangongsi', 7);
INSERT INTO "search_word" VALUES ('orfuweiwengongsi', 7);
INSERT INTO "search_word" VALUES ('orfuweixiangongci', 7);
INSERT INTO "search_word" VALUES ('orfuweixiangongsi', 7);
INSERT INTO "search_word" VALUES ('orfuyouwengongsi', 7);
INSERT INTO "search_word" VALUES ('orfuyouxiangongci', 7);
INSERT INTO "search_word" VALUES ('orfuyouxiangongsi', 7);
INSERT INTO "search_word" VALUES ('orgongci', 1);
INSERT INTO "search_word" VALUES ('orgongci', 7);
INSERT INTO "search_word" VALUES ('orgongci', 8);
INSERT INTO "search_word" VALUES ('orgongci', 9);
INSERT INTO "search_word" VALUES ('orgongdaixue', 3);
INSERT INTO "search_word" VALUES ('orgongdaxue', 3);
INSERT INTO "search_word" VALUES ('orgongsi', 1);
INSERT INTO "search_word" VALUES ('orgongsi', 7);
INSERT INTO "search_word" VALUES ('orgongsi', 8);
INSERT INTO "search_word" VALUES ('orgongsi', 9);
INSERT INTO "search_word" VALUES ('orgongtaixue', 3);
INSERT INTO "search_word" VALUES ('orguokexuejishudaixue', 5);
INSERT INTO "search_word" VALUES ('orguokexuejishudaxue', 5);
INSERT INTO "search_word" VALUES ('orguokexuejizhudaxue', 5);
INSERT INTO "search_word" VALUES ('orguokexueqishudaixue', 5);
INSERT INTO "search_word" VALUES ('orguokexueqishudaxue', 5);
INSERT INTO "search_word" VALUES ('orguokexueqizhudaxue', 5);
INSERT INTO "search_word" VALUES ('orhuadaixue', 6);
INSERT INTO "search_word" VALUES ('orhuadaxue', 6);
INSERT INTO "search_word" VALUES ('orhuataixue', 6);
INSERT INTO "search_word" VALUES ('orjiancaikexingshejiyuan', 2);
INSERT INTO "search_word" VALUES ('orjiancaikeyanshejiyuan', 2);
INSERT INTO "search_word" VALUES ('orjiaponanxiangligongdaxue', 3);
INSERT INTO "search_word" VALUES ('orjiaponanyangligongdaixue', 3);
INSERT INTO "search_word" VALUES ('orjiaponanyangligongdaxue', 3);
INSERT INTO "search_word" VALUES ('orjiaponaxiangligongdaxue', 3);
INSERT INTO "search_word" VALUES ('orjiaponayangligongdaixue', 3);
INSERT INTO "search_word" VALUES ('orjiaponayangligongdaxue', 3);
INSERT INTO "search_word" VALUES ('orjidianweixiangongsi', 1);
INSERT INTO "search_word" VALUES ('orjidianyouwengongsi', 1);
INSERT INTO "search_word" VALUES ('orjidianyouxiangongsi', 1);
INSERT INTO "search_word" VALUES ('orjieshuinongyeweiwengongsi', 8);
INSERT INTO "search_word" VALUES ('orjieshuinongyeweixiangongci', 8);
INSERT INTO "search_word" VALUES ('orjieshuinongyeweixiangongsi', 8);
INSERT INTO "search_word" VALUES ('orjieshuinongyeyouwengongsi', 8);
INSERT INTO "search_word" VALUES ('orjieshuinongyeyouxiangongci', 8);
INSERT INTO "search_word" VALUES ('orjieshuinongyeyouxiangongsi', 8);
INSERT INTO "search_word" VALUES ('orjingdaixue', 4);
INSERT INTO "search_word" VALUES ('orjingdaxue', 4);
INSERT INTO "search_word" VALUES ('orjingtaixue', 4);
INSERT INTO "search_word" VALUES ('orjishudaixue', 5);
INSERT INTO "search_word" VALUES ('orjishudaxue', 5);
INSERT INTO "search_word" VALUES ('orjiyuan', 2);
INSERT INTO "search_word" VALUES ('orjizhudaxue', 5);
INSERT INTO "search_word" VALUES ('orkexingshejiyuan', 2);
INSERT INTO "search_word" VALUES ('orkexuejishudaixue', 5);
INSERT INTO "search_word" VALUES ('orkexuejishudaxue', 5);
INSERT INTO "search_word" VALUES ('orkexuejizhudaxue', 5);
INSERT INTO "search_word" VALUES ('orkexueqishudaixue', 5);
INSERT INTO "search_word" VALUES ('orkexueqishudaxue', 5);
INSERT INTO "search_word" VALUES ('orkexueqizhudaxue', 5);
INSERT INTO "search_word" VALUES ('orkeyanshejiyuan', 2);
INSERT INTO "search_word" VALUES ('orlengweixiangongsi', 9);
INSERT INTO "search_word" VALUES ('orlengyouwengongsi', 9);
INSERT INTO "search_word" VALUES ('orlengyouxiangongsi', 9);
INSERT INTO "search_word" VALUES ('orligongdaixue', 3);
INSERT INTO "search_word" VALUES ('orligongdaxue', 3);
INSERT INTO "search_word" VALUES ('orligongtaixue', 3);
INSERT INTO "search_word" VALUES ('orlingweixiangongsi', 9);
INSERT INTO "search_word" VALUES ('orlingyouwengongsi', 9);
INSERT INTO "search_word" VALUES ('orlingyouxiangongsi', 9);
INSERT INTO "search_word" VALUES ('orlongyuanjieshuinongyeweiwengongsi', 8);
INSERT INTO "search_word" VALUES ('orlongyuanjieshuinongyeweixiangongci', 8);
INSERT INTO "search_word" VALUES ('orlongyuanjieshuinongyeweixiangongsi', 8);
INSERT INTO "search_word" VALUES ('orlongyuanjieshuinongyeyouwengongsi', 8);
INSERT INTO "search_word" VALUES ('orlongyuanjieshuinongyeyouxiangongci', 8);
INSERT INTO "search_word" VALUES ('orlongyuanjieshuinongyeyouxiangongsi', 8);
INSERT INTO "search_word" VALUES ('orluyuancharangxiufuyouxiangongsi', 7);
INSERT INTO "search_word" VALUES ('orluyuandurangxiufuyouxiangongsi', 7);
INSERT INTO "search_word" VALUES ('orluyuanturangxiufuyouxiangongsi', 7);
INSERT INTO "search_word" VALUES ('orlvyuancharangxiufuyouxiangongsi', 7);
INSERT INTO "search_word" VALUES ('orlvyuandurangxiufuyouxiangongsi', 7);
INSERT INTO "search_word" VALUES ('orlvyuanturangxiufuyouxiangongsi', 7);
INSERT INTO "search_word" VALUES ('ornaizhilengyouxiangongsi', 9);
INSERT INTO "search_word" VALUES ('ornanxiangligongdaxue', 3);
INSERT INTO "search_word" VALUES ('ornanyangligongdaixue', 3);
INSERT INTO "search_word" VALUES ('ornanyangligongdaxue', 3);
INSERT INTO "search_word" VALUES ('ornaxiangligongdaxue', 3);
INSERT INTO "search_word" VALUES ('ornayangligongdaixue', 3);
INSERT INTO "search_word" VALUES ('ornayangligongdaxue', 3);
INSERT INTO "search_word" VALUES ('ornengzhilengyouxiangongsi', 9);
INSERT INTO "search_word" VALUES ('ornengzhilingyouxiangongsi', 9);
INSERT INTO "search_word" VALUES ('ornongyeweiwengongsi', 8);
INSERT INTO "search_word" VALUES ('ornongyeweixiangongci', 8);
INSERT INTO "search_word" VALUES ('ornongyeweixiangongsi', 8);
INSERT INTO "search_word" VALUES ('ornongyeyouwengongsi', 8);
INSERT INTO "search_word" VALUES ('ornongyeyouxiangongci', 8);
INSERT INTO "search_word" VALUES ('ornongyeyouxiangongsi', 8);
INSERT INTO "search_word" VALUES ('orponanxiangligongdaxue', 3);
INSERT INTO "search_word" VALUES ('orponanyangligongdaixue', 3);
INSERT INTO "search_word" VALUES ('orponanyangligongdaxue', 3);
INSERT INTO "search_word" VALUES ('orponaxiangligongdaxue', 3);
INSERT INTO "search_word" VALUES ('orponayangligongdaixue', 3);
INSERT INTO "search_word" VALUES ('orponayangligongdaxue', 3);
INSERT INTO "search_word" VALUES ('orpoutaiyangnengzhilengyouxiangongsi', 9);
INSERT INTO "search_word" VALUES ('orpoutaiyangtaizhilengyouxiangongsi', 9);
INSERT INTO "search_word" VALUES ('orpoutayangnengzhilengyouxiangongsi', 9);
INSERT INTO "search_word" VALUES ('orqishudaixue', 5);
INSERT INTO "search_word" VALUES ('orqishudaxue', 5);
INSERT INTO "search_word" VALUES ('orqizhudaxue', 5);
INSERT INTO "search_word" VALUES ('orrangxiufuweiwengongsi', 7);
INSERT INTO "search_word" VALUES ('orrangxiufuweixiangongci', 7);
INSERT INTO "search_word" VALUES ('orrangxiufuweixiangongsi', 7);
INSERT INTO "search_word" VALUES ('orrangxiufuyouwengongsi', 7);
INSERT INTO "search_word" VALUES ('orrangxiufuyouxiangongci', 7);
INSERT INTO "search_word" VALUES ('orrangxiufuyouxiangongsi', 7);
INSERT INTO "search_word" VALUES ('orshangdejidianweixiangongsi', 1);
INSERT INTO "search_word" VALUES ('orshangdejidianyouxiangongsi', 1);
INSERT INTO "search_word" VALUES ('orshangdeweidianyouxiangongsi', 1);
INSERT INTO "search_word" VALUES ('orshejiyuan', 2);
INSERT INTO "search_word" VALUES ('orshengjiancaikexingshejiyuan', 2);
INSERT INTO "search_word" VALUES ('orshengjiancaikeyanshejiyuan', 2);
INSERT INTO "search_word" VALUES ('orshudaixue', 5);
INSERT INTO "search_word" VALUES ('orshudaxue', 5);
INSERT INTO "search_word" VALUES ('orshuinongyeweiwengongsi', 8);
INSERT INTO "search_word" VALUES ('orshuinongyeweixiangongci', 8);
INSERT INTO "search_word" VALUES ('orshuinongyeweixiangongsi', 8);
INSERT INTO "search_word" VALUES ('orshuinongyeyouwengongsi', 8);
INSERT INTO "search_word" VALUES ('orshuinongyeyouxiangongci', 8);
INSERT INTO "search_word" VALUES ('orshuinongyeyouxiangongsi', 8);
INSERT INTO "search_word" VALUES ('orshutaixue', 5);
INSERT INTO "search_word" VALUES ('orsi', 1);
INSERT INTO "search_word" VALUES ('orsi', 7);
INSERT INTO "search_word" VALUES ('orsi', 8);
INSERT INTO "search_word" VALUES ('orsi', 9);
INSERT INTO "search_word" VALUES ('orsuchangdejidianweixiangongsi', 1);
INSERT INTO "search_word" VALUES ('orsuchangdejidianyouxiangongsi', 1);
INSERT INTO "search_word" VALUES ('orsuchangdeweidianyouxiangongsi', 1);
INSERT INTO "search_word" VALUES ('orsulongyuanjieshuinongyeweiwengongsi', 8);
INSERT INTO "search_word" VALUES ('orsulongyuanjieshuinongyeweixiangongci', 8);
INSERT INTO "search_word" VALUES ('orsulongyuanjieshuinongyeweixiangongsi', 8);
INSERT INTO "search_word" VALUES ('orsulongyuanjieshuinongyeyouwengongsi', 8);
INSERT INTO "search_word" VALUES ('orsulongyuanjieshuinongyeyouxiangongci', 8);
INSERT INTO "search_word" VALUES ('orsulongyuanjieshuinongyeyouxiangongsi', 8);
INSERT INTO "search_word" VALUES ('orsushangdejidianweixiangongsi', 1);
INSERT INTO "search_word" VALUES ('orsushangdejidianyouxiangongsi', 1);
INSERT INTO "search_word" VALUES ('orsushangdeweidianyouxiangongsi', 1);
INSERT INTO "search_word" VALUES ('orsushengjiancaikexingshejiyuan', 2);
INSERT INTO "search_word" VALUES ('orsushengjiancaikeyanshejiyuan', 2);
INSERT INTO "search_word" VALUES ('orsuxianjiancaikexingshejiyuan', 2);
INSERT INTO "search_word" VALUES ('orsuxianjiancaikeyanshejiyuan', 2);
INSERT INTO "search_word" VALUES ('orsuxingjiancaikexingshejiyuan', 2);
INSERT INTO "search_word" VALUES ('orsuxingjiancaikeyanshejiyuan', 2);
INSERT INTO "search_word" VALUES ('ortaixue', 3);
INSERT INTO "search_word" VALUES ('ortaixue', 4);
INSERT INTO "search_word" VALUES ('ortaixue', 5);
INSERT INTO "search_word" VALUES ('ortaixue', 6);
INSERT INTO "search_word" VALUES ('ortaiyangnaizhilengyouxiangongsi', 9);
INSERT INTO "search_word" VALUES ('ortaiyangnengzhilengyouxiangongsi', 9);
INSERT INTO "search_word" VALUES ('ortaiyangtaizhilengyouxiangongsi', 9);
INSERT INTO "search_word" VALUES ('ortaizhilengyouxiangongsi', 9);
INSERT INTO "search_word" VALUES ('ortaizhilingyouxiangongsi', 9);
INSERT INTO "search_word" VALUES ('ortayangnaizhilengyouxiangongsi', 9);
INSERT INTO "search_word" VALUES ('ortayangnengzhilengyouxiangongsi', 9);
INSERT INTO "search_word" VALUES ('ortayangtaizhilengyouxiangongsi', 9);
INSERT INTO "search_word" VALUES ('orturangxiufuweixiangongsi', 7);
INSERT INTO "search_word" VALUES ('orturangxiufuyouxiangongsi', 7);
INSERT INTO "search_word" VALUES ('orweidianweixiangongsi', 1);
INSERT INTO "search_word" VALUES ('orweidianyouwengongsi', 1);
INSERT INTO "search_word" VALUES ('orweidianyouxiangongsi', 1);
INSERT INTO "search_word" VALUES ('orweiwengongsi', 1);
INSERT INTO "search_word" VALUES ('orweiwengongsi', 7);
INSERT INTO "search_word" VALUES ('orweiwengongsi', 8);
INSERT INTO "search_word" VALUES ('orweiwengongsi', 9);
INSERT INTO "search_word" VALUES ('orweixiangongci', 1);
INSERT INTO "search_word" VALUES ('orweixiangongci', 7);
INSERT INTO "search_word" VALUES ('orweixiangongci', 8);
INSERT INTO "search_word" VALUES ('orweixiangongci', 9);
INSERT INTO "search_word" VALUES ('orweixiangongsi', 1);
INSERT INTO "search_word" VALUES ('orweixiangongsi', 7);
INSERT INTO "search_word" VALUES ('orweixiangongsi', 8);
INSERT INTO "search_word" VALUES ('orweixiangongsi', 9);
INSERT INTO "search_word" VALUES ('orwengongci', 1);
INSERT INTO "search_word" VALUES ('orwengongci', 7);
INSERT INTO "search_word" VALUES ('orwengongci', 8);
INSERT INTO "search_word" VALUES ('orwengongci', 9);
INSERT INTO "search_word" VALUES ('orwengongsi', 1);
INSERT INTO "search_word" VALUES ('orwengongsi', 7);
INSERT INTO "search_word" VALUES ('orwengongsi', 8);
INSERT INTO "search_word" VALUES ('orwengongsi', 9);
INSERT INTO "search_word" VALUES ('orxiangligongdaixue', 3);
INSERT INTO "search_word" VALUES ('orxiangligongdaxue', 3);
INSERT INTO "search_word" VALUES ('orxiangligongtaixue', 3);
INSERT INTO "search_word" VALUES ('orxiangongci', 1);
INSERT INTO "search_word" VALUES ('orxiangongci', 7);
INSERT INTO "search_word" VALUES ('orxiangongci', 8);
INSERT INTO "search_word" VALUES ('orxiangongci', 9);
INSERT INTO "search_word" VALUES ('orxiangongsi', 1);
INSERT INTO "search_word" VALUES ('orxiangongsi', 7);
INSERT INTO "search_word" VALUES ('orxiangongsi', 8);
INSERT INTO "search_word" VALUES ('orxiangongsi', 9);
INSERT INTO "search_word" VALUES ('orxianjiancaikexingshejiyuan', 2);
INSERT INTO "search_word" VALUES ('orxianjiancaikeyanshejiyuan', 2);
INSERT INTO "search_word" VALUES ('orxibutaiyangnengzhilengyouxiangongsi', 9);
INSERT INTO "search_word" VALUES ('orxibutaiyangtaizhilengyouxiangongsi', 9);
INSERT INTO "search_word" VALUES ('orxibutayangnengzhilengyouxiangongsi', 9);
INSERT INTO "search_word" VALUES ('orxingjiancaikexingshejiyuan', 2);
INSERT INTO "search_word" VALUES ('orxingjiancaikeyanshejiyuan', 2);
INSERT INTO "search_word" VALUES ('orxingshejiyuan', 2);
INSERT INTO "search_word" VALUES ('orxiongzhilengyouxiangongsi', 9);
INSERT INTO "search_word" VALUES ('orxipoutaiyangnengzhilengyouxiangongsi', 9);
INSERT INTO "search_word" VALUES ('orxipoutaiyangtaizhilengyouxiangongsi', 9);
INSERT INTO "search_word" VALUES ('orxipoutayangnengzhilengyouxiangongsi', 9);
INSERT INTO "search_word" VALUES ('orxiufuweiwengongsi', 7);
INSERT INTO "search_word" VALUES ('orxiufuweixiangongci', 7);
INSERT INTO "search_word" VALUES ('orxiufuweixiangongsi', 7);
INSERT INTO "search_word" VALUES ('orxiufuyouwengongsi', 7);
INSERT INTO "search_word" VALUES ('orxiufuyouxiangongci', 7);
INSERT INTO "search_word" VALUES ('orxiufuyouxiangongsi', 7);
INSERT INTO "search_word" VALUES ('orxue', 3);
INSERT INTO "search_word" VALUES ('orxue', 4);
INSERT INTO "search_word" VALUES ('orxue', 5);
INSERT INTO "search_word" VALUES ('orxue', 6);
INSERT INTO "search_word" VALUES ('orxuejishudaixue', 5);
INSERT INTO "search_word" VALUES ('orxuejishudaxue', 5);
INSERT INTO "search_word" VALUES ('orxuejizhudaxue', 5);
INSERT INTO "search_word" VALUES ('orxueqishudaixue', 5);
INSERT INTO "search_word" VALUES ('orxueqishudaxue', 5);
INSERT INTO "search_word" VALUES ('orxueqizhudaxue', 5);
INSERT INTO "search_word" VALUES ('oryangligongdaixue', 3);
INSERT INTO "search_word" VALUES ('oryangligongdaxue', 3);
INSERT INTO "search_word" VALUES ('oryangligongtaixue', 3);
INSERT INTO "search_word" VALUES ('oryangnaizhilengyouxiangongsi', 9);
INSERT INTO "search_word" VALUES ('oryangnengzhilengyouxiangongsi', 9);
INSERT INTO "search_word" VALUES ('oryangnengzhilingyouxiangongsi', 9);
INSERT INTO "search_word" VALUES ('oryangtaizhilengyouxiangongsi', 9);
INSERT INTO "search_word" VALUES ('oryangtaizhilingyouxiangongsi', 9);
INSERT INTO "search_word" VALUES ('oryangxiongzhilengyouxiangongsi', 9);
INSERT INTO "search_word" VALUES ('oryanshejiyuan', 2);
INSERT INTO "search_word" VALUES ('oryeweiwengongsi', 8);
INSERT INTO "search_word" VALUES ('oryeweixiangongci', 8);
INSERT INTO "search_word" VALUES ('oryeweixiangongsi', 8);
INSERT INTO "search_word" VALUES ('oryeyouwengongsi', 8);
INSERT INTO "search_word" VALUES ('oryeyouxiangongci', 8);
INSERT INTO "search_word" VALUES ('oryeyouxiangongsi', 8);
INSERT INTO "search_word" VALUES ('oryouwengongsi', 1);
INSERT INTO "search_word" VALUES ('oryouwengongsi', 7);
INSERT INTO "search_word" VALUES ('oryouwengongsi', 8);
INSERT INTO "search_word" VALUES ('oryouwengongsi', 9);
INSERT INTO "search_word" VALUES ('oryouxiangongci', 1);
INSERT INTO "search_word" VALUES ('oryouxiangongci', 7);
INSERT INTO "search_word" VALUES ('oryouxiangongci', 8);
INSERT INTO "search_word" VALUES ('oryouxiangongci', 9);
INSERT INTO "search_word" VALUES ('oryouxiangongsi', 1);
INSERT INTO "search_word" VALUES ('oryouxiangongsi', 7);
INSERT INTO "search_word" VALUES ('oryouxiangongsi', 8);
INSERT INTO "search_word" VALUES ('oryouxiangongsi', 9);
INSERT INTO "search_word" VALUES ('oryuan', 2);
INSERT INTO "search_word" VALUES ('oryuancharangxiufuweixiangongsi', 7);
INSERT INTO "search_word" VALUES ('oryuancharangxiufuyouxiangongsi', 7);
INSERT INTO "search_word" VALUES ('oryuandurangxiufuweixiangongsi', 7);
INSERT INTO "search_word" VALUES ('oryuandurangxiufuyouxiangongsi', 7);
INSERT INTO "search_word" VALUES ('oryuanjieshuinongyeweiwengongsi', 8);
INSERT INTO "search_word" VALUES ('oryuanjieshuinongyeweixiangongci', 8);
INSERT INTO "search_word" VALUES ('oryuanjieshuinongyeweixiangongsi', 8);
INSERT INTO "search_word" VALUES ('oryuanjieshuinongyeyouwengongsi', 8);
INSERT INTO "search_word" VALUES ('oryuanjieshuinongyeyouxiangongci', 8);
INSERT INTO "search_word" VALUES ('oryuanjieshuinongyeyouxiangongsi', 8);
INSERT INTO "search_word" VALUES ('oryuanturangxiufuweixiangongsi', 7);
INSERT INTO "search_word" VALUES ('oryuanturangxiufuyouxiangongsi', 7);
INSERT INTO "search_word" VALUES ('orzhilengweixiangongsi', 9);
INSERT INTO "search_word" VALUES ('orzhilengyouwengongsi', 9);
INSERT INTO "search_word" VALUES ('orzhilengyouxiangongsi', 9);
INSERT INTO "search_word" VALUES ('orzhilingweixiangongsi', 9);
INSERT INTO "search_word" VALUES ('orzhilingyouwengongsi', 9);
INSERT INTO "search_word" VALUES ('orzhilingyouxiangongsi', 9);
INSERT INTO "search_word" VALUES ('orzhouluyuancharangxiufuyouxiangongsi', 7);
INSERT INTO "search_word" VALUES ('orzhouluyuandurangxiufuyouxiangongsi', 7);
INSERT INTO "search_word" VALUES ('orzhouluyuanturangxiufuyouxiangongsi', 7);
INSERT INTO "search_word" VALUES ('orzhoulvyuancharangxiufuyouxiangongsi', 7);
INSERT INTO "search_word" VALUES ('orzhoulvyuandurangxiufuyouxiangongsi', 7);
INSERT INTO "search_word" VALUES ('orzhoulvyuanturangxiufuyouxiangongsi', 7);
INSERT INTO "search_word" VALUES ('orzhouxibutaiyangnengzhilengyouxiangongsi', 9);
INSERT INTO "search_word" VALUES ('orzhouxibutaiyangtaizhilengyouxiangongsi', 9);
INSERT INTO "search_word" VALUES ('orzhouxibutayangnengzhilengyouxiangongsi', 9);
INSERT INTO "search_word" VALUES ('orzhouxipoutaiyangnengzhilengyouxiangongsi', 9);
INSERT INTO "search_word" VALUES ('orzhouxipoutaiyangtaizhilengyouxiangongsi', 9);
INSERT INTO "search_word" VALUES ('orzhouxipoutayangnengzhilengyouxiangongsi', 9);
INSERT INTO "search_word" VALUES ('orzhudaixue', 5);
INSERT INTO "search_word" VALUES ('orzhudaxue', 5);
INSERT INTO "search_word" VALUES ('orzhutaixue', 5);
INSERT INTO "search_word" VALUES ('osbeijingdaixue', 4);
INSERT INTO "search_word" VALUES ('osbeijingdaxue', 4);
INSERT INTO "search_word" VALUES ('osbeijingtaixue', 4);
INSERT INTO "search_word" VALUES ('osgansuchangdejidianyouxiangongsi', 1);
INSERT INTO "search_word" VALUES ('osgansulongyuanjieshuinongyeweixiangongsi', 8);
INSERT INTO "search_word" VALUES ('osgansulongyuanjieshuinongyeyouwengongsi', 8);
INSERT INTO "search_word" VALUES ('osgansulongyuanjieshuinongyeyouxiangongsi', 8);
INSERT INTO "search_word" VALUES ('osgansushangdejidianyouxiangongsi', 1);
INSERT INTO "search_word" VALUES ('osgansushangdeweidianyouxiangongsi', 1);
INSERT INTO "search_word" VALUES ('osgansushengjiancaikeyanshejiyuan', 2);
INSERT INTO "search_word" VALUES ('osgansuxianjiancaikeyanshejiyuan', 2);
INSERT INTO "search_word" VALUES ('osgansuxingjiancaikeyanshejiyuan', 2);
INSERT INTO "search_word" VALUES ('oshansuchangdejidianyouxiangongsi', 1);
INSERT INTO "search_word" VALUES ('oshansulongyuanjieshuinongyeweixiangongsi', 8);
INSERT INTO "search_word" VALUES ('oshansulongyuanjieshuinongyeyouwengongsi', 8);
INSERT INTO "search_word" VALUES ('oshansulongyuanjieshuinongyeyouxiangongsi', 8);
INSERT INTO "search_word" VALUES ('oshansushangdejidianyouxiangongsi', 1);
INSERT INTO "search_word" VALUES ('oshansushangdeweidianyouxiangongsi', 1);
INSERT INTO "search_word" VALUES ('oshansushengjiancaikeyanshejiyuan', 2);
INSERT INTO "search_word" VALUES ('oshansuxianjiancaikeyanshejiyuan', 2);
INSERT INTO "search_word" VALUES ('oshansuxingjiancaikeyanshejiyuan', 2);
INSERT INTO "search_word" VALUES ('oslanzhouluyuancharangxiufuyouxiangongsi', 7);
INSERT INTO "search_word" VALUES ('oslanzhouluyuandurangxiufuyouxiangongsi', 7);
INSERT INTO "search_word" VALUES ('oslanzhouluyuanturangxiufuyouxiangongsi', 7);
INSERT INTO "search_word" VALUES ('oslanzhoulvyuancharangxiufuyouxiangongsi', 7);
INSERT INTO "search_word" VALUES ('oslanzhoulvyuandurangxiufuyouxiangongsi', 7);
INSERT INTO "search_word" VALUES ('oslanzhoulvyuanturangxiufuyouxiangongsi', 7);
INSERT INTO "search_word" VALUES ('oslanzhouxibutaiyangnengzhilengyouxiangongsi', 9);
INSERT INTO "search_word" VALUES ('oslanzhouxibutaiyangtaizhilengyouxiangongsi', 9);
INSERT INTO "search_word" VALUES ('oslanzhouxibutayangnengzhilengyouxiangongsi', 9);
INSERT INTO "search_word" VALUES ('oslanzhouxipoutaiyangnengzhilengyouxiangongsi', 9);
INSERT INTO "search_word" VALUES ('oslanzhouxipoutaiyangtaizhilengyouxiangongsi', 9);
INSERT INTO "search_word" VALUES ('oslanzhouxipoutayangnengzhilengyouxiangongsi', 9);
INSERT INTO "search_word" VALUES ('osqinghuadaixue', 6);
INSERT INTO "search_word" VALUES ('osqinghuadaxue', 6);
INSERT INTO "search_word" VALUES ('osqinghuataixue', 6);
INSERT INTO "search_word" VALUES ('osxinjiaponanxiangligongdaxue', 3);
INSERT INTO "search_word" VALUES ('osxinjiaponanyangligongdaixue', 3);
INSERT INTO "search_word" VALUES ('osxinjiaponanyangligongdaxue', 3);
INSERT INTO "search_word" VALUES ('osxinjiaponaxiangligongdaxue', 3);
INSERT INTO "search_word" VALUES ('osxinjiaponayangligongdaixue', 3);
INSERT INTO "search_word" VALUES ('osxinjiaponayangligongdaxue', 3);
INSERT INTO "search_word" VALUES ('oszhongguokexuejishudaixue', 5);
INSERT INTO "search_word" VALUES ('oszhongguokexuejishudaxue', 5);
INSERT INTO "search_word" VALUES ('oszhongguokexuejizhudaxue', 5);
INSERT INTO "search_word" VALUES ('oszhongguokexueqishudaixue', 5);
INSERT INTO "search_word" VALUES ('oszhongguokexueqishudaxue', 5);
INSERT INTO "search_word" VALUES ('oszhongguokexueqizhudaxue', 5);
INSERT INTO "search_word" VALUES ('picmy chen meng yuan', 11);
INSERT INTO "search_word" VALUES ('picmy chen ming yuan', 11);
INSERT INTO "search_word" VALUES ('pijx jie xing', 17);
INSERT INTO "search_word" VALUES ('pilzq li zhen qing', 10);
INSERT INTO "search_word" VALUES ('pilzs li zhen sheng', 10);
INSERT INTO "search_word" VALUES ('pimxy ma xiao yan', 14);
INSERT INTO "search_word" VALUES ('pisy sun yan', 13);
INSERT INTO "search_word" VALUES ('pitjm tun ji meng', 18);
INSERT INTO "search_word" VALUES ('pitjm tun ji ming', 18);
INSERT INTO "search_word" VALUES ('piwh wang hai', 16);
INSERT INTO "search_word" VALUES ('piwjm wu ji meng', 18);
INSERT INTO "search_word" VALUES ('piwjm wu ji ming', 18);
INSERT INTO "search_word" VALUES ('piyh yu hai', 16);
INSERT INTO "search_word" VALUES ('pizm zhou meng', 15);
INSERT INTO "search_word" VALUES ('pizm zhou ming', 15);
INSERT INTO "search_word" VALUES ('pizwb zhao wen bo', 12);
INSERT INTO "search_word" VALUES ('pjb bo', 12);
INSERT INTO "search_word" VALUES ('pjh hai', 16);
INSERT INTO "search_word" VALUES ('pjjm ji meng', 18);
INSERT INTO "search_word" VALUES ('pjjm ji ming', 18);
INSERT INTO "search_word" VALUES ('pjm meng', 15);
INSERT INTO "search_word" VALUES ('pjm meng', 18);
INSERT INTO "search_word" VALUES ('pjm ming', 15);
INSERT INTO "search_word" VALUES ('pjm ming', 18);
INSERT INTO "search_word" VALUES ('pjmy meng yuan', 11);
INSERT INTO "search_word" VALUES ('pjmy ming yuan', 11);
INSERT INTO "search_word" VALUES ('pjq qing', 10);
INSERT INTO "search_word" VALUES ('pjs sheng', 10);
INSERT INTO "search_word" VALUES ('pjwb wen bo', 12);
INSERT INTO "search_word" VALUES ('pjx xing', 17);
INSERT INTO "search_word" VALUES ('pjxy xiao yan', 14);
INSERT INTO "search_word" VALUES ('pjy yan', 13);
INSERT INTO "search_word" VALUES ('pjy yan', 14);
INSERT INTO "search_word" VALUES ('pjy yuan', 11);
INSERT INTO "search_word" VALUES ('pjzq zhen qing', 10);
INSERT INTO "search_word" VALUES ('pjzs zhen sheng', 10);
INSERT INTO "search_word" VALUES ('pm䶮', 13);
INSERT INTO "search_word" VALUES ('pm博', 12);
INSERT INTO "search_word" VALUES ('pm声', 10);
INSERT INTO "search_word" VALUES ('pm振声', 10);
INSERT INTO "search_word" VALUES ('pm文博', 12);
INSERT INTO "search_word" VALUES ('pm明', 15);
INSERT INTO "search_word" VALUES ('pm明', 18);
INSERT INTO "search_word" VALUES ('pm明远', 11);
INSERT INTO "search_word" VALUES ('pm星', 17);
INSERT INTO "search_word" VALUES ('pm晓燕', 14);
INSERT INTO "search_word" VALUES ('pm海', 16);
INSERT INTO "search_word" VALUES ('pm燕', 14);
INSERT INTO "search_word" VALUES ('pm远', 11);
INSERT INTO "search_word" VALUES ('pm𠮷明', 18);
INSERT INTO "search_word" VALUES ('pn㛃星', 17);
INSERT INTO "search_word" VALUES ('pn吴𠮷明', 18);
INSERT INTO "search_word" VALUES ('pn周明', 15);
INSERT INTO "search_word" VALUES ('pn孙䶮', 13);
INSERT INTO "search_word" VALUES ('pn李振声', 10);
INSERT INTO "search_word" VALUES ('pn王海', 16);
INSERT INTO "search_word" VALUES ('pn赵文博', 12);
INSERT INTO "search_word" VALUES ('pn陈明远', 11);
INSERT INTO "search_word" VALUES ('pn马晓燕', 14);
INSERT INTO "search_word" VALUES ('prbo', 12);
INSERT INTO "search_word" VALUES ('prhai', 16);
INSERT INTO "search_word" VALUES ('prjimeng', 18);
INSERT INTO "search_word" VALUES ('prjiming', 18);
INSERT INTO "search_word" VALUES ('prmeng', 15);
INSERT INTO "search_word" VALUES ('prmeng', 18);
INSERT INTO "search_word" VALUES ('prmengyuan', 11);
INSERT INTO "search_word" VALUES ('prming', 15);
INSERT INTO "search_word" VALUES ('prming', 18);
INSERT INTO "search_word" VALUES ('prmingyuan', 11);
INSERT INTO "search_word" VALUES ('prqing', 10);
INSERT INTO "search_word" VALUES ('prsheng', 10);
INSERT INTO "search_word" VALUES ('prwenbo', 12);
INSERT INTO "search_word" VALUES ('prxiaoyan', 14);
INSERT INTO "search_word" VALUES ('prxing', 17);
INSERT INTO "search_word" VALUES ('pryan', 13);
INSERT INTO "search_word" VALUES ('pryan', 14);
INSERT INTO "search_word" VALUES ('pryuan', 11);
INSERT INTO "search_word" VALUES ('przhenqing', 10);
INSERT INTO "search_word" VALUES ('przhensheng', 10);
INSERT INTO "search_word" VALUES ('pschenmengyuan', 11);
INSERT INTO "search_word" VALUES ('pschenmingyuan', 11);
INSERT INTO "search_word" VALUES ('psjiexing', 17);
INSERT INTO "search_word" VALUES ('pslizhenqing', 10);
INSERT INTO "search_word" VALUES ('pslizhensheng', 10);
INSERT INTO "search_word" VALUES ('psmaxiaoyan', 14);
INSERT INTO "search_word" VALUES ('pssunyan', 13);
INSERT INTO "search_word" VALUES ('pstunjimeng', 18);
INSERT INTO "search_word" VALUES ('pstunjiming', 18);
INSERT INTO "search_word" VALUES ('pswanghai', 16);
INSERT INTO "search_word" VALUES ('pswujimeng', 18);
INSERT INTO "search_word" VALUES ('pswujiming', 18);
INSERT INTO "search_word" VALUES ('psyuhai', 16);
INSERT INTO "search_word" VALUES ('pszhaowenbo', 12);
INSERT INTO "search_word" VALUES ('pszhoumeng', 15);
INSERT INTO "search_word" VALUES ('pszhouming', 15);
INSERT INTO "search_word" VALUES ('pt00013100131', 18);
INSERT INTO "search_word" VALUES ('pt00023100231', 17);
INSERT INTO "search_word" VALUES ('pt00033100331', 16);
INSERT INTO "search_word" VALUES ('pt00043100431', 15);
INSERT INTO "search_word" VALUES ('pt00053100531', 14);
INSERT INTO "search_word" VALUES ('pt00063100631', 13);
INSERT INTO "search_word" VALUES ('pt00073100731', 12);
INSERT INTO "search_word" VALUES ('pt00083100831', 10);
INSERT INTO "search_word" VALUES ('pt00093100931', 11);
INSERT INTO "matter" VALUES ('A1', '01a215c8-a9aa-77ef-bf69-5193a12d76dc', '技术合同起草与签约', 'Contract drafting and signing', 'A', '["\u53cc\u65b9\u8425\u4e1a\u6267\u7167\u6216\u6cd5\u4eba\u8bc1\u4e66", "\u6cd5\u5b9a\u4ee3\u8868\u4eba\u8eab\u4efd\u8bc1\u660e\u6216\u6388\u6743\u59d4\u6258\u4e66", "\u7ecf\u529e\u4eba\u8eab\u4efd\u8bc1\u4ef6", "\u6280\u672f\u65b9\u6848\u6216\u9879\u76ee\u8bf4\u660e"]', '合同已签署盖章', 1, '01a215c8-a9ae-74bd-b169-af1c1db60ea2', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467001000, NULL, '', NULL);
INSERT INTO "matter" VALUES ('A2', '01a215c8-a9aa-77ef-bf69-5193a12d76dc', '技术合同认定登记', 'Contract recognition and registration', 'A', '["\u5408\u540c\u539f\u4ef6 1 \u4efd\u3001\u590d\u5370\u4ef6 2 \u4efd\u53ca\u9644\u4ef6", "\u6280\u672f\u5408\u540c\u767b\u8bb0\u8868", "\u77e5\u8bc6\u4ea7\u6743\u8bc1\u660e\u590d\u5370\u4ef6\uff08\u6d89\u53ca\u65f6\uff09", "\u6388\u6743\u59d4\u6258\u4e66\uff08\u4ee3\u529e\u65f6\uff09"]', '材料齐全，已受理', 2, '01a215c8-a9ae-7ab8-9826-f29d21b7dcfa', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467001000, NULL, '', NULL);
INSERT INTO "matter" VALUES ('A3', '01a215c8-a9aa-77ef-bf69-5193a12d76dc', '洽谈室预约', 'Negotiation room booking', 'A', '[]', '洽谈已预约', 3, '01a215c8-a9ae-7fc3-affc-c9083f87c75a', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467001000, NULL, '', NULL);
INSERT INTO "matter" VALUES ('A4', '01a215c8-a9aa-77ef-bf69-5193a12d76dc', '供需信息发布', 'Supply and demand posting', 'A', '["\u4f9b\u9700\u4fe1\u606f\u767b\u8bb0\u8868", "\u77e5\u8bc6\u4ea7\u6743\u8bc1\u660e\u590d\u5370\u4ef6"]', '信息已登记待审', 4, '01a215c8-a9ae-709d-b51c-9852c999d43a', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467001000, NULL, '', NULL);
INSERT INTO "matter" VALUES ('B1', '01a215c8-a9aa-7d13-935a-0d5d0c8d6bbb', '成果入库登记', 'Achievement intake', 'B', '["\u6210\u679c\u767b\u8bb0\u8868", "\u6210\u679c\u5b8c\u6210\u5355\u4f4d\u540c\u610f\u4e66", "\u8bc4\u4ef7\u62a5\u544a\uff08\u5982\u6709\uff09"]', '成果已登记', 1, '01a215c8-a9ae-7e1f-ad9c-425036c4f5bd', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467001000, NULL, '', NULL);
INSERT INTO "matter" VALUES ('B2', '01a215c8-a9aa-7d13-935a-0d5d0c8d6bbb', '技术难题征集', 'Technical demand intake', 'B', '["\u6280\u672f\u9700\u6c42\u8868"]', '需求已登记', 2, '01a215c8-a9ae-7d43-9639-0911143c6266', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467001000, NULL, '', NULL);
INSERT INTO "matter" VALUES ('B3', '01a215c8-a9aa-7d13-935a-0d5d0c8d6bbb', '对接撮合咨询', 'Matching consultation', 'B', '[]', '已推荐对接', 3, '01a215c8-a9ae-7226-9ef2-5089df2d46f9', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467001000, NULL, '', NULL);
INSERT INTO "matter" VALUES ('C1', '01a215c8-a9aa-758b-af3a-f520202378c1', '风险池贷款申请', 'Risk-pool loan application', 'C', '["\u8d37\u6b3e\u7533\u8bf7\u8868", "\u8425\u4e1a\u6267\u7167\u526f\u672c", "\u8fd1\u4e24\u5e74\u53ca\u6700\u8fd1\u4e00\u671f\u8d22\u52a1\u62a5\u8868", "\u77e5\u8bc6\u4ea7\u6743\u8bc1\u4e66", "\u5f81\u4fe1\u67e5\u8be2\u6388\u6743\u4e66"]', '申请已受理', 1, '01a215c8-a9ae-7999-b783-d569c7ab8685', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467001000, NULL, '', NULL);
INSERT INTO "matter" VALUES ('C2', '01a215c8-a9aa-758b-af3a-f520202378c1', '融资担保咨询', 'Financing guarantee consultation', 'C', '[]', '已咨询', 2, '01a215c8-a9ae-7922-9fcf-d714bf4f025b', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467001000, NULL, '', NULL);
INSERT INTO "matter" VALUES ('C3', '01a215c8-a9aa-758b-af3a-f520202378c1', '股权投资意向登记', 'Equity investment intent', 'C', '["\u5546\u4e1a\u8ba1\u5212\u4e66", "\u8425\u4e1a\u6267\u7167\u526f\u672c"]', '意向已登记', 3, '01a215c8-a9ae-7662-9b17-99f7964e420a', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467001000, NULL, '', NULL);
INSERT INTO "matter" VALUES ('D1', '01a215c8-a9aa-7c74-847e-25267a4cdf4d', '孵化器入驻申请', 'Incubator entry', 'D', '["\u5165\u9a7b\u7533\u8bf7\u8868", "\u56e2\u961f\u540d\u5355", "\u5546\u4e1a\u8ba1\u5212\u4e66"]', '申请已受理', 1, '01a215c8-a9af-7ad7-8f35-9f8ec5dd9cf9', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467001000, NULL, '', NULL);
INSERT INTO "matter" VALUES ('D2', '01a215c8-a9aa-7c74-847e-25267a4cdf4d', '路演报名', 'Roadshow application', 'D', '["\u9879\u76ee\u4ecb\u7ecd\u6750\u6599"]', '路演已报名', 2, '01a215c8-a9af-7474-a2fd-c9dc5f39581a', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467001000, NULL, '', NULL);
INSERT INTO "matter" VALUES ('E1', '01a215c8-a9aa-722c-af72-e078b2af3f0f', '仪器查询与预约', 'Instrument search and booking', 'E', '["\u4eea\u5668\u4f7f\u7528\u7533\u8bf7\u5355", "\u6837\u54c1\u6e05\u5355"]', '预约已提交', 1, '01a215c8-a9af-71e9-a4a3-87d6320f515f', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467001000, NULL, '', NULL);
INSERT INTO "matter" VALUES ('E2', '01a215c8-a9aa-722c-af72-e078b2af3f0f', '检验检测委托', 'Testing order', 'E', '["\u68c0\u6d4b\u59d4\u6258\u5355", "\u6837\u54c1\u6e05\u5355", "\u5b89\u5168\u8bf4\u660e"]', '委托已受理', 2, '01a215c8-a9af-78bf-8a0f-4d76439c1348', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467001000, NULL, '', NULL);
INSERT INTO "matter" VALUES ('F1', '01a215c8-a9ab-7f3d-8d59-d004de12bc8f', '碳排放核查预约', 'Emission verification appointment', 'F', '["\u8425\u4e1a\u6267\u7167\u526f\u672c", "\u8054\u7cfb\u51fd", "\u6392\u653e\u62a5\u544a\u590d\u5370\u4ef6"]', '核查已预约', 1, '01a215c8-a9af-78ba-84a4-4ebad0004be1', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467001000, NULL, '', NULL);
INSERT INTO "matter" VALUES ('F2', '01a215c8-a9ab-7f3d-8d59-d004de12bc8f', '开户指导与咨询', 'Account guidance', 'F', '[]', '已咨询', 2, '01a215c8-a9af-734e-8310-298379742554', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467001000, NULL, '', NULL);
INSERT INTO "matter" VALUES ('G1', '01a215c8-a9ab-768b-9f99-639e1c52c60b', '知识产权代理', 'Intellectual property agency', 'G', '["\u59d4\u6258\u4e66", "\u6280\u672f\u4ea4\u5e95\u6750\u6599"]', '已转入驻机构', 1, '01a215c8-a9af-7d9a-a165-0e5c4b71a95d', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467001000, NULL, '', NULL);
INSERT INTO "matter" VALUES ('G2', '01a215c8-a9ab-768b-9f99-639e1c52c60b', '法律咨询', 'Legal advice', 'G', '[]', '已咨询', 2, '01a215c8-a9af-791f-a9ce-8d40a2175e29', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467001000, NULL, '', NULL);
INSERT INTO "matter" VALUES ('G3', '01a215c8-a9ab-768b-9f99-639e1c52c60b', '财税代理', 'Accounting and tax agency', 'G', '["\u59d4\u6258\u4e66", "\u8425\u4e1a\u6267\u7167\u526f\u672c"]', '已转入驻机构', 3, '01a215c8-a9af-79cd-8834-51fae9590c88', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467001000, NULL, '', NULL);
INSERT INTO "matter" VALUES ('H1', '01a215c8-a9ab-73fc-874c-05d56dbfe3ce', '兰白基金申报指导', 'Lanbai fund guidance', 'H', '["\u7533\u62a5\u4e66", "\u9644\u4ef6\u6750\u6599", "\u63a8\u8350\u51fd"]', '已指导', 1, '01a215c8-a9af-7474-99d5-08c9d162ff4f', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467001000, NULL, '', NULL);
INSERT INTO "matter" VALUES ('H2', '01a215c8-a9ab-73fc-874c-05d56dbfe3ce', '高新技术企业认定咨询', 'High-tech enterprise consultation', 'H', '[]', '已咨询', 2, '01a215c8-a9af-780b-ab1a-3ec703234bc7', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467001000, NULL, '', NULL);
INSERT INTO "matter" VALUES ('H3', '01a215c8-a9ab-73fc-874c-05d56dbfe3ce', '科技创新券申请', 'Innovation voucher application', 'H', '["\u521b\u65b0\u5238\u7533\u8bf7\u8868", "\u8425\u4e1a\u6267\u7167\u526f\u672c", "\u670d\u52a1\u5408\u540c"]', '申请已受理', 3, '01a215c8-a9af-7bfb-a7af-aacfdfa3cb6e', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467001000, NULL, '', NULL);
INSERT INTO "person" VALUES ('李振声', 'resident_id', '620102190001010010', '13800138000', '1b036d33-6e52-8d3e-bd4f-cf21050c7d7c', 'lzs lzq lizhensheng', NULL, '44f2e60e-d739-8d1a-a35a-5cdc93c79731', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467013000, NULL, '', NULL);
INSERT INTO "person" VALUES ('陈明远', 'passport', 'E00000001', '13900139000', 'b37c92ad-76b8-81c5-9cce-803a2f1688c8', 'cmy chenmingyuan', NULL, '739048fe-655d-8f1f-be80-6294532447f7', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467015000, NULL, '', NULL);
INSERT INTO "person" VALUES ('赵文博', 'resident_id', '62010219000101007X', '13700137000', 'eeb4efbc-fb1a-8d8a-a312-d007352f4759', 'zwb zhaowenbo', NULL, '0dee54ce-52d9-89e5-9b78-5a97c409a5c9', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467017000, NULL, '', NULL);
INSERT INTO "person" VALUES ('孙䶮', 'resident_id', '11010519491231002X', '13600136000', '13937fcc-c510-8ab3-ab3d-3a0a0f8ff308', 'sy sunyan', NULL, '935c8b5d-02bc-8e78-9103-e1b737a1747a', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467019000, NULL, '', NULL);
INSERT INTO "person" VALUES ('马晓燕', 'resident_id', '620102190001010029', '13500135000', '9562af9a-40c6-8a9c-9abf-9003af46ee9d', 'mxy maxiaoyan', NULL, 'a65836c1-a065-8405-a183-e5304d71607f', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467021000, NULL, '', NULL);
INSERT INTO "person" VALUES ('周明', 'resident_id', '440524188001010014', '13400134000', '340f8ea6-1ae6-8e4b-adf6-2d72d363262e', 'zm zhouming', NULL, '5399f543-bd2b-89d0-854a-7e339e0b1dbf', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467023000, NULL, '', NULL);
INSERT INTO "person" VALUES ('王海', 'resident_id', '620103198802290019', '13300133000', '81102a6a-35ee-8215-a766-bb03bfb27d8b', 'wh yh wanghai', NULL, 'eb424d9a-7b1a-8a90-865a-c370cc01ec70', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467025000, NULL, '', NULL);
INSERT INTO "person" VALUES ('㛃星', 'residence_permit', '82000019000101001X', '13200132000', '7d096bd8-96b4-82b0-9735-b6f9d9d91f58', 'jx jiexing', NULL, 'b6087f45-54fd-876e-986b-aa2c5874354c', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467027000, NULL, '', NULL);
INSERT INTO "person" VALUES ('吴𠮷明', 'home_return_permit', 'H12345678', '13100131000', '72afb051-82f6-85ae-b66c-91f37ba64015', 'wjm tjm wujiming', NULL, '99902c63-7aef-878d-bc0e-80fb58954a46', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467029000, NULL, '', NULL);
INSERT INTO "visit" VALUES ('44f2e60e-d739-8d1a-a35a-5cdc93c79731', '1b036d33-6e52-8d3e-bd4f-cf21050c7d7c', '01a215c8-a9ae-74bd-b169-af1c1db60ea2', 'none', 0, 3, '碳纳米纤维增强复合材料制备技术开发（与新加坡南洋理工大学）', 1795394467034000, 'number', NULL, '01a215c8-ac1a-7b08-9ef4-3110da44a8e7', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467034000, NULL, '', NULL);
INSERT INTO "visit" VALUES ('0dee54ce-52d9-89e5-9b78-5a97c409a5c9', 'eeb4efbc-fb1a-8d8a-a312-d007352f4759', '01a215c8-a9ae-7fc3-affc-c9083f87c75a', 'none', 0, 4, '碳纤维气凝胶保温材料中试合作（与新加坡南洋理工大学）', 1795394467038000, 'number', NULL, '01a215c8-ac26-7a8e-a221-403ec626e040', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467038000, NULL, '', NULL);
INSERT INTO "visit" VALUES ('a65836c1-a065-8405-a183-e5304d71607f', '9562af9a-40c6-8a9c-9abf-9003af46ee9d', '01a215c8-a9ae-7226-9ef2-5089df2d46f9', 'none', 0, 2, '微生物土壤修复技术在兰白试验区落地（与北京大学）', 1795394467042000, 'number', NULL, '01a215c8-ac2a-71a6-a385-7b9d043d374d', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467042000, NULL, '', NULL);
INSERT INTO "visit" VALUES ('eb424d9a-7b1a-8a90-865a-c370cc01ec70', '81102a6a-35ee-8215-a766-bb03bfb27d8b', '01a215c8-a9ae-74bd-b169-af1c1db60ea2', 'none', 0, 2, '农作物基因介导抗旱节水技术服务（与中国科学技术大学）', 1795394467046000, 'number', NULL, '01a215c8-ac3b-7b85-81ab-61a200805822', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467046000, NULL, '', NULL);
INSERT INTO "visit" VALUES ('b6087f45-54fd-876e-986b-aa2c5874354c', '7d096bd8-96b4-82b0-9735-b6f9d9d91f58', '01a215c8-a9ae-7999-b783-d569c7ab8685', 'none', 0, 1, '太阳能和辐射制冷综合利用系统产业化贷款', 1795394467050000, 'number', NULL, '01a215c8-ac49-7219-98f0-a47e2f3be2c8', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467050000, NULL, '', NULL);
INSERT INTO "visit" VALUES ('935c8b5d-02bc-8e78-9103-e1b737a1747a', '13937fcc-c510-8ab3-ab3d-3a0a0f8ff308', '01a215c8-a9ae-7e1f-ad9c-425036c4f5bd', 'elderly', 1, 1, '微生物土壤修复成果入库', 1795394467054000, 'number', NULL, '01a215c8-ac52-79b9-9c4e-a5992ebc0b32', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467054000, NULL, '', NULL);
INSERT INTO "visit" VALUES ('99902c63-7aef-878d-bc0e-80fb58954a46', '72afb051-82f6-85ae-b66c-91f37ba64015', '01a215c8-a9af-7474-99d5-08c9d162ff4f', 'none', 0, 1, '环境领域联合项目申报指导', 1795394467058000, 'number', NULL, '01a215c8-ac5a-734e-91e8-0436ec7e470a', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467058000, NULL, '', NULL);
INSERT INTO "ticket" VALUES ('A1-01', 1, '2026-11-23', '01a215c8-ac1a-7b08-9ef4-3110da44a8e7', '01a215c8-a9ae-74bd-b169-af1c1db60ea2', 'A', 1, 1, 0, 'waiting', 'none', 1795394467034000, NULL, NULL, NULL, '', NULL, 0, 1795394467034000, NULL, NULL, NULL, 0, '01a215c8-ac1a-70c1-a597-aa2818b75dce', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467034000, NULL, '', NULL);
INSERT INTO "ticket" VALUES ('A1-02', 2, '2026-11-23', '01a215c8-ac26-7a8e-a221-403ec626e040', '01a215c8-a9ae-7fc3-affc-c9083f87c75a', 'A', 1, 1, 0, 'waiting', 'none', 1795394467038000, NULL, NULL, NULL, '', NULL, 0, 1795394467038000, NULL, NULL, NULL, 0, '01a215c8-ac26-7490-9805-36420b2aa7f5', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467038000, NULL, '', NULL);
INSERT INTO "ticket" VALUES ('B1-01', 1, '2026-11-23', '01a215c8-ac2a-71a6-a385-7b9d043d374d', '01a215c8-a9ae-7226-9ef2-5089df2d46f9', 'B', 1, 1, 0, 'waiting', 'none', 1795394467042000, NULL, NULL, NULL, '', NULL, 0, 1795394467042000, NULL, NULL, NULL, 0, '01a215c8-ac2a-7622-90f6-b8a36f6dd498', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467042000, NULL, '', NULL);
INSERT INTO "ticket" VALUES ('A1-03', 3, '2026-11-23', '01a215c8-ac3b-7b85-81ab-61a200805822', '01a215c8-a9ae-74bd-b169-af1c1db60ea2', 'A', 1, 1, 0, 'waiting', 'none', 1795394467046000, NULL, NULL, NULL, '', NULL, 0, 1795394467046000, NULL, NULL, NULL, 0, '01a215c8-ac3b-7c14-a1a8-46706d0e9483', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467046000, NULL, '', NULL);
INSERT INTO "ticket" VALUES ('C1-01', 1, '2026-11-23', '01a215c8-ac49-7219-98f0-a47e2f3be2c8', '01a215c8-a9ae-7999-b783-d569c7ab8685', 'C', 1, 1, 0, 'waiting', 'none', 1795394467050000, NULL, NULL, NULL, '', NULL, 0, 1795394467050000, NULL, NULL, NULL, 0, '01a215c8-ac49-7027-90b4-961d86770a78', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467050000, NULL, '', NULL);
INSERT INTO "ticket" VALUES ('B1-02', 2, '2026-11-23', '01a215c8-ac52-79b9-9c4e-a5992ebc0b32', '01a215c8-a9ae-7e1f-ad9c-425036c4f5bd', 'B', 1, 1, 1, 'serving', 'none', 1795394467054000, NULL, NULL, NULL, '', '01a215c8-a9ab-7e38-92cd-1e7845263f3f', 1, 1795394467054000, 1795394467080000, 1795394467081000, NULL, 0, '01a215c8-ac52-703a-b40a-90474087a3e6', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467054000, NULL, '', NULL);
INSERT INTO "ticket" VALUES ('H1-01', 1, '2026-11-23', '01a215c8-ac5a-734e-91e8-0436ec7e470a', '01a215c8-a9af-7474-99d5-08c9d162ff4f', 'H', 1, 1, 0, 'waiting', 'none', 1795394467058000, NULL, NULL, NULL, '', NULL, 0, 1795394467058000, NULL, NULL, NULL, 0, '01a215c8-ac5a-7dc5-a80d-431f7d002bc3', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467058000, NULL, '', NULL);
INSERT INTO "visit_matter" VALUES ('01a215c8-ac1a-7b08-9ef4-3110da44a8e7', '01a215c8-a9ae-74bd-b169-af1c1db60ea2', 1, '01a215c8-ac1d-7b26-809f-49d2c22b105e', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467034000, NULL, '', NULL);
INSERT INTO "visit_matter" VALUES ('01a215c8-ac26-7a8e-a221-403ec626e040', '01a215c8-a9ae-7fc3-affc-c9083f87c75a', 1, '01a215c8-ac26-700a-b2b5-c66f43d84212', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467038000, NULL, '', NULL);
INSERT INTO "visit_matter" VALUES ('01a215c8-ac2a-71a6-a385-7b9d043d374d', '01a215c8-a9ae-7226-9ef2-5089df2d46f9', 1, '01a215c8-ac2b-7990-961b-dc430905e237', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467042000, NULL, '', NULL);
INSERT INTO "visit_matter" VALUES ('01a215c8-ac3b-7b85-81ab-61a200805822', '01a215c8-a9ae-74bd-b169-af1c1db60ea2', 1, '01a215c8-ac3c-782c-8104-51f0eab323cd', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467046000, NULL, '', NULL);
INSERT INTO "visit_matter" VALUES ('01a215c8-ac49-7219-98f0-a47e2f3be2c8', '01a215c8-a9ae-7999-b783-d569c7ab8685', 1, '01a215c8-ac4a-799b-8caa-b23df1f14a87', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467050000, NULL, '', NULL);
INSERT INTO "visit_matter" VALUES ('01a215c8-ac52-79b9-9c4e-a5992ebc0b32', '01a215c8-a9ae-7e1f-ad9c-425036c4f5bd', 1, '01a215c8-ac53-7c85-a940-f6596d339c03', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467054000, NULL, '', NULL);
INSERT INTO "visit_matter" VALUES ('01a215c8-ac5a-734e-91e8-0436ec7e470a', '01a215c8-a9af-7474-99d5-08c9d162ff4f', 1, '01a215c8-ac5b-7822-a6aa-c7c46296d7dd', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467058000, NULL, '', NULL);
INSERT INTO "booking" VALUES ('01a215c8-a9ab-7365-9c82-01300cb0a5e8', 1795397400000000, 1795401000000000, 1795401900000000, 'talk', '微生物土壤修复技术洽谈', 'confirmed', NULL, '01a215c8-a9b5-7fa2-be07-6b40771ea3c7', 5, '', '01a215c8-ac61-7e9a-af8d-b0363ac33f95', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467061000, NULL, '', NULL);
INSERT INTO "booking" VALUES ('01a215c8-a9ab-7bb5-9306-cb52c0b26110', 1795399200000000, 1795404600000000, 1795405500000000, 'signing', '碳纳米纤维技术开发合同签约', 'confirmed', NULL, '01a215c8-a9b5-7fa2-be07-6b40771ea3c7', 6, '', '01a215c8-ac6a-7f56-9de5-dcce3daef1f5', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467064000, NULL, '', NULL);
INSERT INTO "booking" VALUES ('01a215c8-a9ab-77e1-8899-a411849636ea', 1795413600000000, 1795419000000000, 1795419900000000, 'talk', '碳纤维气凝胶中试合作洽谈', 'confirmed', NULL, '01a215c8-a9b5-7fa2-be07-6b40771ea3c7', 7, '', '01a215c8-ac6f-7ed1-8a30-cae836cf7474', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467067000, NULL, '', NULL);
INSERT INTO "booking" VALUES ('01a215c8-a9ab-7edb-88a3-9a3bd374e0b6', 1795415400000000, 1795424400000000, 1795425300000000, 'roadshow', '太阳能和辐射制冷综合利用系统路演', 'confirmed', NULL, '01a215c8-a9b5-7fa2-be07-6b40771ea3c7', 60, '', '01a215c8-ac75-7b24-8d0c-102ea606f689', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467070000, NULL, '', NULL);
INSERT INTO "booking" VALUES ('01a215c8-a9ab-72b0-af24-c13675351291', 1795402800000000, 1795406400000000, 1795407300000000, 'talk', '抗旱节水技术服务洽谈', 'confirmed', NULL, '01a215c8-a9b5-7fa2-be07-6b40771ea3c7', 4, '', '01a215c8-ac81-71a8-97e2-ace274678f4e', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467073000, NULL, '', NULL);
INSERT INTO "booking" VALUES ('01a215c8-a9ab-72b0-af24-c13675351291', 1795429800000000, 1795433400000000, 1795434300000000, 'talk', '合作洽谈', 'cancelled', NULL, '01a215c8-a9b5-7fa2-be07-6b40771ea3c7', 2, '', '01a215c8-adbf-7ba6-aece-48dd20e8a26a', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467078000, 1795394467079000, '改期', NULL);
INSERT INTO "case" VALUES ('01a215c8-ac52-703a-b40a-90474087a3e6', 1, '01a215c8-ac52-79b9-9c4e-a5992ebc0b32', '01a215c8-a9ae-7e1f-ad9c-425036c4f5bd', '01a215c8-a9ab-7e38-92cd-1e7845263f3f', '01a215c8-a9b5-7fa2-be07-6b40771ea3c7', 'open', 1795394467081000, NULL, '', '', '01a215c8-addc-785e-b16f-e88ecefbd70f', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467081000, NULL, '', NULL);
INSERT INTO "call" VALUES ('01a215c8-ac52-703a-b40a-90474087a3e6', '01a215c8-a9ab-7e38-92cd-1e7845263f3f', 1795394467080000, 1, 'not_yet', '', '01a215c8-add4-7b9b-8d4e-dc14ebde87b9', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467080000, NULL, '', NULL);
INSERT INTO "period" VALUES ('01a215c8-ac1a-7b08-9ef4-3110da44a8e7', '01a215c8-ac1a-70c1-a597-aa2818b75dce', '01a215c8-a9ae-74bd-b169-af1c1db60ea2', 'waiting', '2026-11-23', NULL, '', 1795394467034000, '01a215c8-ac1e-7022-8a33-3eb185694704', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467034000, NULL, '', NULL);
INSERT INTO "period" VALUES ('01a215c8-ac26-7a8e-a221-403ec626e040', '01a215c8-ac26-7490-9805-36420b2aa7f5', '01a215c8-a9ae-7fc3-affc-c9083f87c75a', 'waiting', '2026-11-23', NULL, '', 1795394467038000, '01a215c8-ac27-7f6a-a789-a6278183d08a', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467038000, NULL, '', NULL);
INSERT INTO "period" VALUES ('01a215c8-ac2a-71a6-a385-7b9d043d374d', '01a215c8-ac2a-7622-90f6-b8a36f6dd498', '01a215c8-a9ae-7226-9ef2-5089df2d46f9', 'waiting', '2026-11-23', NULL, '', 1795394467042000, '01a215c8-ac2b-73bd-b4df-ccce97bd4a8b', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467042000, NULL, '', NULL);
INSERT INTO "period" VALUES ('01a215c8-ac3b-7b85-81ab-61a200805822', '01a215c8-ac3b-7c14-a1a8-46706d0e9483', '01a215c8-a9ae-74bd-b169-af1c1db60ea2', 'waiting', '2026-11-23', NULL, '', 1795394467046000, '01a215c8-ac3d-73ef-aa12-bed747582c6e', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467046000, NULL, '', NULL);
INSERT INTO "period" VALUES ('01a215c8-ac49-7219-98f0-a47e2f3be2c8', '01a215c8-ac49-7027-90b4-961d86770a78', '01a215c8-a9ae-7999-b783-d569c7ab8685', 'waiting', '2026-11-23', NULL, '', 1795394467050000, '01a215c8-ac4b-732d-a2ec-6f94917ce1a7', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467050000, NULL, '', NULL);
INSERT INTO "period" VALUES ('01a215c8-ac52-79b9-9c4e-a5992ebc0b32', '01a215c8-ac52-703a-b40a-90474087a3e6', '01a215c8-a9ae-7e1f-ad9c-425036c4f5bd', 'waiting', '2026-11-23', NULL, '', 1795394467054000, '01a215c8-ac53-75b7-9270-3a503320f6bc', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467054000, 1795394467080000, 'called', NULL);
INSERT INTO "period" VALUES ('01a215c8-ac5a-734e-91e8-0436ec7e470a', '01a215c8-ac5a-7dc5-a80d-431f7d002bc3', '01a215c8-a9af-7474-99d5-08c9d162ff4f', 'waiting', '2026-11-23', NULL, '', 1795394467058000, '01a215c8-ac5b-78f4-870a-780f8ef7677a', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467058000, NULL, '', NULL);
INSERT INTO "period" VALUES ('01a215c8-ac52-79b9-9c4e-a5992ebc0b32', '01a215c8-ac52-703a-b40a-90474087a3e6', '01a215c8-a9ae-7e1f-ad9c-425036c4f5bd', 'called', '2026-11-23', '01a215c8-a9ab-7e38-92cd-1e7845263f3f', '01a215c8-a9b5-7fa2-be07-6b40771ea3c7', 1795394467080000, '01a215c8-add4-7d33-8c85-58f9d70a9c2b', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467080000, 1795394467081000, 'serving', NULL);
INSERT INTO "period" VALUES ('01a215c8-ac52-79b9-9c4e-a5992ebc0b32', '01a215c8-ac52-703a-b40a-90474087a3e6', '01a215c8-a9ae-7e1f-ad9c-425036c4f5bd', 'serving', '2026-11-23', '01a215c8-a9ab-7e38-92cd-1e7845263f3f', '01a215c8-a9b5-7fa2-be07-6b40771ea3c7', 1795394467081000, '01a215c8-addb-7c1a-b480-d5166f6ff0c8', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467081000, NULL, '', NULL);
INSERT INTO "booking_party" VALUES ('01a215c8-ac61-7e9a-af8d-b0363ac33f95', 'other', '北京大学', '13937fcc-c510-8ab3-ab3d-3a0a0f8ff308', NULL, 1, '01a215c8-ac65-71a9-af16-285e0e8312a6', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467061000, NULL, '', NULL);
INSERT INTO "booking_party" VALUES ('01a215c8-ac61-7e9a-af8d-b0363ac33f95', 'other', '兰州绿原土壤修复有限公司', '9562af9a-40c6-8a9c-9abf-9003af46ee9d', NULL, 2, '01a215c8-ac65-71f5-aa00-273d3520298f', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467061000, NULL, '', NULL);
INSERT INTO "booking_party" VALUES ('01a215c8-ac6a-7f56-9de5-dcce3daef1f5', 'other', '甘肃尚德机电有限公司', '1b036d33-6e52-8d3e-bd4f-cf21050c7d7c', NULL, 1, '01a215c8-ac6b-70c0-88c3-24672358f64d', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467064000, NULL, '', NULL);
INSERT INTO "booking_party" VALUES ('01a215c8-ac6a-7f56-9de5-dcce3daef1f5', 'other', '新加坡南洋理工大学', 'b37c92ad-76b8-81c5-9cce-803a2f1688c8', NULL, 2, '01a215c8-ac6b-70d5-877f-4d8473fde25a', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467064000, NULL, '', NULL);
INSERT INTO "booking_party" VALUES ('01a215c8-ac6f-7ed1-8a30-cae836cf7474', 'other', '甘肃省建材科研设计院', 'eeb4efbc-fb1a-8d8a-a312-d007352f4759', NULL, 1, '01a215c8-ac70-7590-a8ed-9c766bc3d1ed', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467067000, NULL, '', NULL);
INSERT INTO "booking_party" VALUES ('01a215c8-ac6f-7ed1-8a30-cae836cf7474', 'other', '新加坡南洋理工大学', 'b37c92ad-76b8-81c5-9cce-803a2f1688c8', NULL, 2, '01a215c8-ac70-7161-9b4c-7a5651325acc', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467067000, NULL, '', NULL);
INSERT INTO "booking_party" VALUES ('01a215c8-ac75-7b24-8d0c-102ea606f689', 'other', '中国科学技术大学', '340f8ea6-1ae6-8e4b-adf6-2d72d363262e', NULL, 1, '01a215c8-ac76-73bb-84a9-e35bba2b503e', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467070000, NULL, '', NULL);
INSERT INTO "booking_party" VALUES ('01a215c8-ac75-7b24-8d0c-102ea606f689', 'other', '兰州西部太阳能制冷有限公司', '7d096bd8-96b4-82b0-9735-b6f9d9d91f58', NULL, 2, '01a215c8-ac76-7770-a320-80c45f8f7f99', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467070000, NULL, '', NULL);
INSERT INTO "booking_party" VALUES ('01a215c8-ac81-71a8-97e2-ace274678f4e', 'other', '中国科学技术大学', '340f8ea6-1ae6-8e4b-adf6-2d72d363262e', NULL, 1, '01a215c8-ac82-726c-b9cb-ef44ed7c5abc', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467073000, NULL, '', NULL);
INSERT INTO "booking_party" VALUES ('01a215c8-ac81-71a8-97e2-ace274678f4e', 'other', '甘肃陇源节水农业有限公司', '81102a6a-35ee-8215-a766-bb03bfb27d8b', NULL, 2, '01a215c8-ac82-7f5d-a6de-a3519c02b072', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467073000, NULL, '', NULL);
INSERT INTO "booking_party" VALUES ('01a215c8-adbf-7ba6-aece-48dd20e8a26a', 'other', '甲', NULL, NULL, 1, '01a215c8-adc1-7367-9ef1-c942833edf95', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467078000, NULL, '', NULL);
INSERT INTO "booking_party" VALUES ('01a215c8-adbf-7ba6-aece-48dd20e8a26a', 'other', '乙', NULL, NULL, 2, '01a215c8-adc1-7dcb-8c6c-419ec155904b', '01a215c8-a9a7-7b4e-8fac-6d4b9466c81e', 1795394467078000, NULL, '', NULL);
CREATE INDEX ix_outbox_state ON outbox (state);
CREATE INDEX ix_outbox_shown ON outbox (shown);
CREATE INDEX ix_organisation_merged_into ON organisation (merged_into);
CREATE INDEX ix_organisation_credit_code ON organisation (credit_code);
CREATE INDEX ix_print_job_state ON print_job (state);
CREATE INDEX ix_search_entry_recent ON search_entry (seen_at, forms, ref);
CREATE INDEX ix_conflict_txn ON "conflict" (txn);
CREATE INDEX ix_conflict_decision ON "conflict" (decision);
CREATE INDEX ix_person_merged_into ON person (merged_into);
CREATE INDEX ix_access_log_person_id ON access_log (person_id);
CREATE INDEX ix_appointment_person_id ON appointment (person_id);
CREATE INDEX ix_appointment_day ON appointment (day);
CREATE INDEX ix_visit_person_id ON visit (person_id);
CREATE INDEX ix_ticket_is_carried ON ticket (is_carried);
CREATE INDEX ix_ticket_state ON ticket (state);
CREATE INDEX ix_ticket_visit_id ON ticket (visit_id);
CREATE INDEX ix_ticket_day ON ticket (day);
CREATE INDEX ix_visit_matter_visit_id ON visit_matter (visit_id);
CREATE INDEX ix_booking_busy_until ON booking (busy_until);
CREATE INDEX ix_booking_room_id ON booking (room_id);
CREATE INDEX ix_booking_visit_id ON booking (visit_id);
CREATE INDEX ix_case_visit_id ON "case" (visit_id);
CREATE INDEX ix_case_ticket_id ON "case" (ticket_id);
CREATE INDEX ix_call_ticket_id ON call (ticket_id);
CREATE INDEX ix_call_called_at ON call (called_at);
CREATE INDEX ix_period_visit_id ON period (visit_id);
CREATE INDEX ix_period_day ON period (day);
CREATE INDEX ix_contract_visit_id ON contract (visit_id);
CREATE INDEX ix_contract_state ON contract (state);
CREATE INDEX ix_booking_party_booking_id ON booking_party (booking_id);
CREATE INDEX ix_contract_party_contract_id ON contract_party (contract_id);
CREATE INDEX ix_instalment_contract_id ON instalment (contract_id);
CREATE INDEX ix_contract_copy_contract_id ON contract_copy (contract_id);
CREATE INDEX ix_rating_case_id ON rating (case_id);
CREATE INDEX ix_rating_said_at ON rating (said_at);
CREATE INDEX ix_signature_contract_id ON signature (contract_id);
CREATE INDEX ix_rating_task_state ON rating_task (state);
CREATE INDEX ix_rating_contact_task_id ON rating_contact (task_id);
CREATE TRIGGER search_person_insert_1 AFTER insert ON person BEGIN INSERT INTO search_due (kind, key) VALUES ('p', NEW.id); END;
CREATE TRIGGER search_person_update_1 AFTER update ON person WHEN NEW.name IS NOT OLD.name OR NEW.phone IS NOT OLD.phone OR (NEW.ended_at IS NULL) IS NOT (OLD.ended_at IS NULL) BEGIN INSERT INTO search_due (kind, key) VALUES ('p', NEW.id); END;
CREATE TRIGGER search_person_delete_1 AFTER delete ON person BEGIN INSERT INTO search_due (kind, key) VALUES ('p', OLD.id); END;
CREATE TRIGGER search_organisation_insert_1 AFTER insert ON organisation BEGIN INSERT INTO search_due (kind, key) VALUES ('o', NEW.id); END;
CREATE TRIGGER search_organisation_update_1 AFTER update ON organisation WHEN NEW.name IS NOT OLD.name OR (NEW.ended_at IS NULL) IS NOT (OLD.ended_at IS NULL) BEGIN INSERT INTO search_due (kind, key) VALUES ('o', NEW.id); END;
CREATE TRIGGER search_organisation_delete_1 AFTER delete ON organisation BEGIN INSERT INTO search_due (kind, key) VALUES ('o', OLD.id); END;
CREATE TRIGGER search_visit_insert_1 AFTER INSERT ON visit BEGIN UPDATE search_entry SET seen_at = NEW.arrived_at WHERE key IN (NEW.person_id, NEW.organisation_id) AND seen_at < NEW.arrived_at; END;
PRAGMA user_version = 2;
COMMIT;
