import type { Generated } from 'kysely';
import type { LinkPurpose, Role } from '#solver/contract/api/accounts.ts';
import type { LetterKind, LetterState } from '#solver/contract/api/mail.ts';
import type { SetKind } from '#solver/contract/api/made.ts';
import type { PersonChange } from '#solver/contract/api/people.ts';
import type { EventKind } from '#solver/contract/api/year.ts';
import type { PersonState } from '#solver/contract/cohort.ts';
import type { Side } from '#solver/contract/identifier.ts';
import type { JobKind, JobStatus } from './job-kinds.ts';
import type { ProblemFileKind } from './problem-files.ts';
import type { Couple } from '../year/facts.ts';

export interface CohortsTable {
  id: string;
  name: string;
  programme: string;
  programme_version: Generated<number>;
  /** Counts up with every change of the people. */
  version: number;
  created_at: string;
  /** Is everybody shown this cohort without names? */
  blind: Generated<0 | 1>;
}

export interface ApplicationsTable {
  cohort_id: string;
  side: Side;
  id: string;
  /** Display name on the day the answers were stored. */
  name: string;
  /** Canonical JSON: field id -> answer. */
  values_json: string;
  state: PersonState;
  /** Counts up with every change of the application. */
  revision: number;
  /** Stands for the person in a blind review. */
  number: number;
}

export interface PersonChangesTable {
  cohort_id: string;
  side: Side;
  person_id: string;
  /** Of the application after the change. */
  revision: number;
  cause: PersonChange['cause'];
  why: string;
  author: string;
  changed_at: string;
  state: PersonState;
  /** Canonical JSON of the answers before and after. */
  changes_json: string;
}

/** Who asked to be shown a cohort without names. */
export interface BlindReviewersTable {
  cohort_id: string;
  account_id: string;
}

export interface ImportMappingsTable {
  programme: string;
  side: Side;
  /** Canonical JSON of an ImportMapping. */
  mapping_json: string;
  saved_at: string;
}

export interface PoliciesTable {
  cohort_id: string;
  version: number;
  /** Canonical JSON of a policy. */
  policy_json: string;
  created_at: string;
}

/** Everything with `_json` is canonical JSON. A trigger refuses every UPDATE. */
export interface MatchSetsTable {
  id: string;
  cohort_id: string;
  name: string;
  created_at: string;
  status: 'optimal' | 'feasible';
  matched: number;
  mean_fit: number;
  cohort_version: number;
  input_hash: string;
  record_hash: string;
  policy_json: string;
  problem_json: string;
  outcome_json: string;
  matching_json: string;
  versions_json: string;
  /** How it was made. */
  kind: SetKind;
}

/** Names of the day by id of the application, for people to read. */
export interface MatchSetNamesTable {
  match_set_id: string;
  /** Canonical JSON. */
  names_json: string;
  /** Enters the hash; null once a name was erased, and for sets that were saved before there were salts. */
  names_salt: string | null;
  /** Of salt and names as they were saved; null for sets that were saved before there were salts. */
  names_hash: string | null;
}

export interface MembersTable {
  id: string;
  cohort_id: string;
  name: string;
  /** What makes two names the same. */
  name_key: string;
  /** The member's account, or the hash of the token in their browser. */
  known_by: string;
  joined_at: string;
}

export interface ProposalsTable {
  id: string;
  cohort_id: string;
  match_set_id: string;
  why: string;
  proposed_by: string;
  proposed_at: string;
  revealed_by: string | null;
  revealed_at: string | null;
  outcome: 'adopted' | 'withdrawn' | null;
  outcome_why: string | null;
  decided_by: string | null;
  decided_at: string | null;
}

/** A trigger refuses every UPDATE after the reveal. */
export interface ProposalAnswersTable {
  proposal_id: string;
  member_id: string;
  stand: 'consent' | 'objection';
  reason: string;
  participant: string | null;
  mentor: string | null;
  answered_at: string;
}

/** A trigger refuses every UPDATE. */
export interface PublicationsTable {
  cohort_id: string;
  version: number;
  match_set_id: string;
  why: string;
  published_by: string;
  published_at: string;
  proposal_id: string | null;
}

export interface CommentsTable {
  id: string;
  cohort_id: string;
  /** Ids of applications; one of the two at least. */
  participant: string | null;
  mentor: string | null;
  body: string;
  author: string;
  /** Of who was signed in. */
  account_id: string | null;
  written_at: string;
}

export interface AgreementsTable {
  match_set_id: string;
  /** The engine that solved the stored problem once more. */
  engine: string;
  version: string | null;
  verdict: 'agrees' | 'differs' | 'unsettled';
  matched: number | null;
  score: number | null;
  taken_at: string;
}

export interface AccountsTable {
  id: string;
  /** Lower case, NFKC. */
  email: string;
  name: string;
  role: Role;
  password_hash: string;
  disabled: 0 | 1;
  created_at: string;
  /** When they were last here. */
  seen_at: string | null;
}

export interface SessionsTable {
  id: string;
  token_hash: string;
  account_id: string;
  created_at: string;
  seen_at: string;
}

/** Links that were given out and not used yet. */
export interface LinksTable {
  token_hash: string;
  purpose: LinkPurpose;
  email: string;
  name: string;
  role: Role;
  expires_at: string;
}

export interface LabRunsTable {
  id: string;
  created_at: string;
  status: 'waiting' | 'running' | 'done' | 'stopped';
  /** JSON of a LabRun. */
  run_json: string;
}

/** A problem file that somebody brought; the job that solves it has the same id. */
export interface ProblemsTable {
  id: string;
  created_at: string;
  /** JSON of a NewProblem. */
  ask_json: string;
  /** JSON of a ProblemProgress, while it is solved. */
  progress_json: string | null;
}

/** A part of a problem's file, or of its result's; see `problems.ts`. */
export interface ProblemPartsTable {
  problem_id: string;
  file: ProblemFileKind;
  part: number;
  /** Of the part as it was. */
  bytes: number;
  /** Base64 of the part, deflated. */
  content: string;
}

/** A long calculation that somebody asked for, in pieces; see `jobs.ts`. */
export interface JobsTable {
  id: string;
  kind: JobKind;
  /** By which it was asked and cut; see `JOB_VERSIONS`. */
  version: number;
  created_at: string;
  status: JobStatus;
  cohort_id: string | null;
  /** JSON of what was asked; never changes. */
  ask_json: string;
  /** What it is about, where that is long: text that only the pieces read; never changes. */
  input: string | null;
  pieces: number;
  /** JSON of what came of it; of a job that failed, of the error. */
  result_json: string | null;
  ended_at: string | null;
}

export interface JobPiecesTable {
  job_id: string;
  piece: number;
  /** Counts up with every worker that takes the piece: only the newest may write. */
  attempt: number;
  /** Workers that took it and were not heard of again. */
  tries: number;
  /** Who has it, or did it. */
  worker: string | null;
  done_at: string | null;
  result_json: string | null;
}

/** What is written to the people of a published match; `_json` is canonical JSON. */
export interface AnnouncementsTable {
  cohort_id: string;
  version: number;
  schedule_json: string | null;
  templates_json: string;
  saved_at: string;
}

export interface IntakesTable {
  cohort_id: string;
  version: number;
  opens_at: string;
  closes_at: string;
  participant: number;
  mentor: number;
}

/** What came by the public forms. */
export interface SubmissionsTable {
  id: string;
  cohort_id: string;
  side: Side;
  person_id: string;
  token_hash: string;
  state: 'taken' | 'repeated' | 'put-aside' | 'replaced' | 'withdrawn';
  /** Canonical JSON: field id -> answer. */
  values_json: string | null;
  revision: number;
  submitted_at: string;
}

/** Letters on their way by mail, and what became of them. */
export interface OutboxTable {
  id: string;
  kind: LetterKind;
  occasion: string;
  cohort_id: string | null;
  side: Side | null;
  person_id: string | null;
  name: string;
  address: string;
  /** What addresses of one mailbox have in common. */
  mailbox: string;
  /** Canonical JSON of a LetterContent; null once the letter was sent, or will not be. */
  content_json: string | null;
  state: LetterState;
  reason: string | null;
  attempts: number;
  /** When somebody asked for it; a letter is tried for a day. */
  queued_at: string;
  due_at: string;
  changed_at: string;
}

/** What the committee wrote down about pairs of a published match. */
export interface YearEventsTable extends Couple {
  cohort_id: string;
  /** Counts the events of a pair from 1. */
  number: number;
  kind: EventKind;
  why: string;
  meeting: number | null;
  held_on: string | null;
  at: string;
}

/** Links to the check-in page that stand. */
export interface CheckInLinksTable {
  token_hash: string;
  cohort_id: string;
  side: Side;
  person_id: string;
  made_at: string;
}

/** Who of a cohort writes, and about which partner. */
interface WrittenAboutPartner {
  cohort_id: string;
  side: Side;
  person_id: string;
  partner_id: string;
}

export interface CheckInsTable extends WrittenAboutPartner {
  meeting: number;
  held_on: string | null;
  rating: number | null;
  needs_help: 0 | 1;
  /** Canonical JSON. */
  goals_json: string;
  note: string;
  note_for: 'committee' | 'me';
  written_at: string;
  revision: number;
}

export interface ClosingSurveysTable extends WrittenAboutPartner {
  /** Canonical JSON: question id -> answer. */
  answers_json: string;
  written_at: string;
  revision: number;
}

export interface RemindersTable extends WrittenAboutPartner {
  what: 'meeting' | 'survey';
  due_on: string;
  way: 'mail' | 'file';
  sent_at: string;
}

/** Every version stays as it was saved. */
export interface ProgrammesTable {
  id: string;
  version: number;
  /** SHA-256 of the text. */
  hash: string;
  /** Canonical JSON of a programme. */
  programme_json: string;
  added_at: string;
}

export interface KeptFiguresTable {
  cohort_id: string;
  /** Canonical JSON of YearFigures. */
  figures_json: string;
}

export interface RecordEntriesTable {
  number: number;
  /** SHA-256 of `entry_json`. */
  hash: string;
  cohort_id: string | null;
  /** The part of the kind before its dot. */
  about: string;
  /** Canonical JSON of a RecordEntry. */
  entry_json: string;
  /** Canonical JSON of salt, name and reason; null where there are none, or where they were erased. */
  texts_json: string | null;
}

/** One row: the newest entry. */
export interface RecordHeadTable {
  id: number;
  number: number;
  hash: string;
}

/** What was done how often; see `limits.ts`. The columns are those that the library knows. */
export interface LimitsTable {
  key: string;
  points: number;
  /** Milliseconds since 1970. */
  expire: number | null;
}

export interface SecretsTable {
  name: string;
  value: string;
}

export interface MigrationsTable {
  name: string;
  checksum: string;
  applied_at: string;
}

/** The schema, the same on every database. */
export interface Tables {
  cohorts: CohortsTable;
  applications: ApplicationsTable;
  policies: PoliciesTable;
  person_changes: PersonChangesTable;
  blind_reviewers: BlindReviewersTable;
  import_mappings: ImportMappingsTable;
  match_sets: MatchSetsTable;
  agreements: AgreementsTable;
  comments: CommentsTable;
  accounts: AccountsTable;
  sessions: SessionsTable;
  links: LinksTable;
  match_set_names: MatchSetNamesTable;
  members: MembersTable;
  proposals: ProposalsTable;
  proposal_answers: ProposalAnswersTable;
  publications: PublicationsTable;
  lab_runs: LabRunsTable;
  jobs: JobsTable;
  job_pieces: JobPiecesTable;
  problems: ProblemsTable;
  problem_parts: ProblemPartsTable;
  announcements: AnnouncementsTable;
  programmes: ProgrammesTable;
  record_entries: RecordEntriesTable;
  record_head: RecordHeadTable;
  intakes: IntakesTable;
  submissions: SubmissionsTable;
  outbox: OutboxTable;
  year_events: YearEventsTable;
  check_in_links: CheckInLinksTable;
  check_ins: CheckInsTable;
  closing_surveys: ClosingSurveysTable;
  reminders: RemindersTable;
  kept_figures: KeptFiguresTable;
  limits: LimitsTable;
  secrets: SecretsTable;
  migrations: MigrationsTable;
}
