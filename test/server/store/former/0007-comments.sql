CREATE TABLE "migrations" ("name" text not null primary key, "checksum" text not null, "applied_at" text not null);
CREATE TABLE "cohorts" ("id" text not null primary key, "name" text not null, "programme" text not null, "version" integer not null check (version >= 1), "created_at" text not null) strict;
CREATE TABLE "applications" ("cohort_id" text not null references "cohorts" ("id") on delete cascade, "side" text not null check (side in ('participant', 'mentor')), "id" text not null, "name" text not null, "values_json" text not null, constraint "applications_key" primary key ("cohort_id", "side", "id")) strict;
CREATE TABLE "policies" ("cohort_id" text not null references "cohorts" ("id") on delete cascade, "version" integer not null check (version >= 1), "policy_json" text not null, "created_at" text not null, constraint "policies_key" primary key ("cohort_id", "version")) strict;
CREATE TABLE "match_sets" ("id" text not null primary key, "cohort_id" text not null references "cohorts" ("id") on delete cascade, "name" text not null, "created_at" text not null, "status" text not null check (status in ('optimal', 'feasible')), "matched" integer not null, "mean_fit" real not null, "cohort_version" integer not null, "input_hash" text not null, "record_hash" text not null, "policy_json" text not null, "problem_json" text not null, "outcome_json" text not null, "matching_json" text not null, "names_json" text not null, "versions_json" text not null, kind text not null default 'best' check (kind in
        ('best', 'greedy', 'stable', 'random', 'earlier', 'hand', 'combination', 'frontier'))) strict;
CREATE TABLE "agreements" ("match_set_id" text not null primary key references "match_sets" ("id") on delete cascade, "engine" text not null, "version" text, "verdict" text not null check (verdict in ('agrees', 'differs', 'unsettled')), "matched" integer, "score" integer, "taken_at" text not null) strict;
CREATE TABLE "accounts" ("id" text not null primary key, "email" text not null unique, "name" text not null, "role" text not null check (role in ('owner', 'member', 'observer')), "password_hash" text not null, "disabled" integer not null check (disabled in (0, 1)), "created_at" text not null, "seen_at" text) strict;
CREATE TABLE "sessions" ("id" text not null primary key, "token_hash" text not null unique, "account_id" text not null references "accounts" ("id") on delete cascade, "created_at" text not null, "seen_at" text not null) strict;
CREATE TABLE "links" ("token_hash" text not null primary key, "purpose" text not null check (purpose in ('invitation', 'new-password')), "email" text not null, "name" text not null, "role" text not null, "expires_at" text not null) strict;
CREATE TABLE "members" ("id" text not null primary key, "cohort_id" text not null references "cohorts" ("id") on delete cascade, "name" text not null, "name_key" text not null, "known_by" text not null, "joined_at" text not null, constraint "members_by_name" unique ("cohort_id", "name_key"), constraint "members_by_key" unique ("cohort_id", "known_by")) strict;
CREATE TABLE "proposals" ("id" text not null primary key, "cohort_id" text not null references "cohorts" ("id") on delete cascade, "match_set_id" text not null references "match_sets" ("id") on delete cascade, "why" text not null, "proposed_by" text not null references "members" ("id") on delete cascade, "proposed_at" text not null, "revealed_by" text references "members" ("id"), "revealed_at" text, "outcome" text check (outcome in ('adopted', 'withdrawn')), "outcome_why" text, "decided_by" text references "members" ("id"), "decided_at" text) strict;
CREATE TABLE "proposal_answers" ("proposal_id" text not null references "proposals" ("id") on delete cascade, "member_id" text not null references "members" ("id") on delete cascade, "stand" text not null check (stand in ('consent', 'objection')), "reason" text not null, "participant" text, "mentor" text, "answered_at" text not null, constraint "proposal_answers_key" primary key ("proposal_id", "member_id")) strict;
CREATE TABLE "publications" ("cohort_id" text not null references "cohorts" ("id") on delete cascade, "version" integer not null check (version >= 1), "match_set_id" text not null references "match_sets" ("id") on delete cascade, "why" text not null, "published_by" text not null references "members" ("id") on delete cascade, "published_at" text not null, "proposal_id" text references "proposals" ("id"), constraint "publications_key" primary key ("cohort_id", "version")) strict;
CREATE TABLE "lab_runs" ("id" text not null primary key, "created_at" text not null, "status" text not null check (status in ('waiting', 'running', 'done', 'stopped')), "run_json" text not null) strict;
CREATE TABLE "announcements" ("cohort_id" text not null primary key references "cohorts" ("id") on delete cascade, "version" integer not null check (version >= 1), "schedule_json" text, "templates_json" text not null, "saved_at" text not null) strict;
CREATE TABLE "comments" ("id" text not null primary key, "cohort_id" text not null references "cohorts" ("id") on delete cascade, "participant" text, "mentor" text, "body" text not null, "author" text not null, "account_id" text, "written_at" text not null, constraint "comment_is_about_somebody" check (coalesce(participant, mentor) is not null)) strict;
insert into migrations (name, checksum, applied_at) values ('0001-first-tables', 'ebd2c112b62297402d24a085fa7fb2b88601f410f9d26af84e73586de07a0bad', '2026-11-28T04:57:38.756Z');
insert into migrations (name, checksum, applied_at) values ('0002-agreements', '1d719351340899b85b24767f30f5f5f4798d6bc2660d327ce6c313aa377a9fee', '2026-11-28T04:57:38.758Z');
insert into migrations (name, checksum, applied_at) values ('0003-accounts', 'd6101e2153915cfa0c88c91f1034bedd3344df606ab8cc596b417686db8dc428', '2026-11-28T04:57:38.760Z');
insert into migrations (name, checksum, applied_at) values ('0004-committee', 'fec88cf8cd808097bfe6856050bd9052d50b3a7f31fb34acc977a8e90fa2780c', '2026-11-28T04:57:38.769Z');
insert into migrations (name, checksum, applied_at) values ('0005-lab-runs', 'b91e37e491e53117236c9fdb4ff2c9cc7ccf023ff4d845156a14732719797834', '2026-11-28T04:57:38.776Z');
insert into migrations (name, checksum, applied_at) values ('0006-announcements', '82ed3fddafb9a13c4a0c1aa7d6c96572d3c08142af3660840a51c5ac42aa6df6', '2026-11-28T04:57:38.780Z');
insert into migrations (name, checksum, applied_at) values ('0007-comments', '1447e5d94b8167ac044cc7ca0069d74525de9d7985082381ed2035d7c28d60bc', '2026-11-28T04:57:38.784Z');
insert into cohorts (id, name, programme, version, created_at) values ('cohort-1', 'Class of 2026', 'minnesota', 1, '2026-11-28T04:57:38.785Z');
insert into applications (cohort_id, side, id, name, values_json) values ('cohort-1', 'mentor', 'm1', 'Mentor One', '{"years":7}');
insert into applications (cohort_id, side, id, name, values_json) values ('cohort-1', 'participant', 'p1', 'Ana', '{"name":"Ana"}');
insert into policies (cohort_id, version, policy_json, created_at) values ('cohort-1', 1, '{"a":1}', '2026-11-28T04:57:38.796Z');
insert into match_sets (id, cohort_id, name, created_at, status, matched, mean_fit, cohort_version, input_hash, record_hash, policy_json, problem_json, outcome_json, matching_json, names_json, versions_json, kind) values ('matchset-1', 'cohort-1', 'First', '2026-01-01T00:00:00.000Z', 'optimal', 1, 81.25, 1, 'input', 'record', '{}', '{}', '{}', '{}', '{}', '{}', 'best');
CREATE INDEX "match_sets_of_cohort" on "match_sets" ("cohort_id", "created_at");
CREATE TRIGGER match_sets_are_immutable before update on match_sets
      begin select raise(abort, 'a match set is immutable'); end;
CREATE INDEX "sessions_of_account" on "sessions" ("account_id");
CREATE INDEX "proposals_of_cohort" on "proposals" ("cohort_id", "proposed_at");
CREATE TRIGGER publications_are_immutable before update on publications
      begin select raise(abort, 'a published version is immutable'); end;
CREATE TRIGGER answers_come_before_the_reveal before insert on proposal_answers
      when (select revealed_at from proposals where id = new.proposal_id) is not null
      begin select raise(abort, 'the proposal is revealed'); end;
CREATE TRIGGER answers_are_closed_by_the_reveal before update on proposal_answers
      when (select revealed_at from proposals where id = old.proposal_id) is not null
      begin select raise(abort, 'an answer stands once the proposal is revealed'); end;
CREATE INDEX "comments_of_cohort" on "comments" ("cohort_id", "written_at");
