import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely, PostgresDialect } from 'kysely';
import { accounts } from './accounts.ts';
import type { Accounts } from './accounts.ts';
import { agreements } from './agreements.ts';
import type { Agreements } from './agreements.ts';
import { alone } from './alone.ts';
import { announcements } from './announcements.ts';
import type { Announcements } from './announcements.ts';
import { blindReviews } from './blind-reviews.ts';
import type { BlindReviews } from './blind-reviews.ts';
import { checkInLinks } from './check-in-links.ts';
import type { CheckInLinks } from './check-in-links.ts';
import { checkIns } from './check-ins.ts';
import type { CheckIns } from './check-ins.ts';
import { closingSurveys } from './closing-surveys.ts';
import type { ClosingSurveys } from './closing-surveys.ts';
import { cohorts } from './cohorts.ts';
import type { Cohorts } from './cohorts.ts';
import { links } from './links.ts';
import type { Links } from './links.ts';
import { comments } from './comments.ts';
import type { Comments } from './comments.ts';
import { backUpBeforeMigration } from './backup/before-migration.ts';
import { committees } from './committees.ts';
import type { Committees } from './committees.ts';
import { intakes } from './intakes.ts';
import type { Intakes } from './intakes.ts';
import { erasure } from './erasure.ts';
import type { Erasure } from './erasure.ts';
import { jobs } from './jobs.ts';
import type { Jobs } from './jobs.ts';
import { keptFigures } from './kept-figures.ts';
import type { KeptFigures } from './kept-figures.ts';
import { labRuns } from './lab-runs.ts';
import { limits } from './limits.ts';
import type { Limits } from './limits.ts';
import type { LabRuns } from './lab-runs.ts';
import { matchSets } from './match-sets.ts';
import type { MatchSets } from './match-sets.ts';
import { importMappings } from './import-mappings.ts';
import type { ImportMappings } from './import-mappings.ts';
import { migrate } from './migrate.ts';
import { people } from './people.ts';
import type { People } from './people.ts';
import { personChanges } from './person-changes.ts';
import type { PersonChanges } from './person-changes.ts';
import { outbox } from './outbox.ts';
import type { Outbox } from './outbox.ts';
import { policies } from './policies.ts';
import type { Policies } from './policies.ts';
import { recordLog } from './record.ts';
import type { RecordLog } from './record.ts';
import { retention } from './retention.ts';
import type { Retention } from './retention.ts';
import { secrets } from './secrets.ts';
import type { Secrets } from './secrets.ts';
import { sessions } from './sessions.ts';
import type { Sessions } from './sessions.ts';
import { Recent } from '../jobs/recent.ts';
import { addShipped, programmes } from './programmes.ts';
import type { ProgrammeVersion, Programmes } from './programmes.ts';
import { problems } from './problems.ts';
import type { Problems } from './problems.ts';
import { proposals } from './proposals.ts';
import type { Proposals } from './proposals.ts';
import { publications } from './publications.ts';
import type { Publications } from './publications.ts';
import { reminders } from './reminders.ts';
import type { Reminders } from './reminders.ts';
import { openPostgres } from './postgres-database.ts';
import { submissions } from './submissions.ts';
import type { Submissions } from './submissions.ts';
import { openSqlite } from './sqlite-database.ts';
import { NodeSqliteDialect } from './sqlite-dialect.ts';
import type { Tables } from './tables.ts';
import { yearEvents } from './year-events.ts';
import type { YearEvents } from './year-events.ts';
import { WritersLine } from './writers-line.ts';

/** One repository a noun. */
export interface Repositories {
  cohorts: Cohorts;
  people: People;
  personChanges: PersonChanges;
  blindReviews: BlindReviews;
  importMappings: ImportMappings;
  policies: Policies;
  programmes: Programmes;
  intakes: Intakes;
  submissions: Submissions;
  matchSets: MatchSets;
  agreements: Agreements;
  labRuns: LabRuns;
  jobs: Jobs;
  problems: Problems;
  accounts: Accounts;
  announcements: Announcements;
  sessions: Sessions;
  links: Links;
  comments: Comments;
  committees: Committees;
  proposals: Proposals;
  publications: Publications;
  outbox: Outbox;
  yearEvents: YearEvents;
  checkInLinks: CheckInLinks;
  checkIns: CheckIns;
  closingSurveys: ClosingSurveys;
  reminders: Reminders;
  keptFigures: KeptFigures;
  record: RecordLog;
  erasure: Erasure;
  retention: Retention;
  secrets: Secrets;
}

export interface Store extends Repositories {
  /** All of `work` or nothing of it; what it throws passes on after the rollback. */
  transaction<T>(work: (repositories: Repositories) => Promise<T>): Promise<T>;
  /** All that `work` reads is of one moment. It writes nothing. Over PostgreSQL it waits for nobody who writes; over SQLite a process has one connection, and whoever reads on it waits for their turn. */
  moment<T>(work: (repositories: Repositories) => Promise<T>): Promise<T>;
  /** What is counted together by all processes that the database allows. */
  limits: Limits;
  close(): Promise<void>;
}

/** A programme with a map takes some 200 KB. */
const KEPT_PROGRAMMES = 20;

/** The file inside the data folder. */
export const STORE_FILE = 'mile.db';

/** Opens the embedded store, making folder and file where there are none. Throws STORE_TOO_NEW. */
export async function openStore(dataDir: string): Promise<Store> {
  return storeOver(sqliteIn(dataDir));
}

/** Opens a store that PostgreSQL keeps, at an address like postgres://user@host/database. Throws STORE_AWAY, STORE_TOO_NEW. */
export function openPostgresStore(url: string): Promise<Store> {
  return storeOver(postgresAt(url));
}

/** Where a store is kept: the database, where there is one, else the folder. */
export interface StorePlace {
  dataDir: string;
  databaseUrl?: string;
}

/** The store of a service that was told both places. */
export async function openConfigured(place: StorePlace): Promise<Store> {
  return storeOver(databaseAt(place));
}

/** The database of a place as it is; of a folder, made where there is none, and backed up before steps that it does not know. */
export function databaseAt({ dataDir, databaseUrl }: StorePlace): Kysely<Tables> {
  return databaseUrl === undefined ? sqliteIn(dataDir) : postgresAt(databaseUrl);
}

function postgresAt(url: string): Kysely<Tables> {
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool: openPostgres(url) }) });
}

function sqliteIn(dataDir: string): Kysely<Tables> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = join(dataDir, STORE_FILE);
  backUpBeforeMigration(file);
  return new Kysely<Tables>({ dialect: new NodeSqliteDialect(openSqlite(file)) });
}

/** A store over any database that Kysely speaks to. */
export async function storeOver(database: Kysely<Tables>): Promise<Store> {
  const parsed = new Recent<ProgrammeVersion>(KEPT_PROGRAMMES);
  try {
    await migrate(database);
    await alone(database, (inside) => addShipped(programmes(inside, parsed)));
  } catch (error) {
    await database.destroy();
    throw error;
  }
  const writers = new WritersLine();
  return {
    ...repositories(database, parsed),
    limits: limits(database),
    transaction: (work) =>
      writers.enter(() => alone(database, (inside) => work(repositories(inside, parsed)))),
    moment: (work) =>
      database
        .transaction()
        .setAccessMode('read only')
        .setIsolationLevel('repeatable read')
        .execute((inside) => work(repositories(inside, parsed))),
    close: () => database.destroy(),
  };
}

function repositories(database: Kysely<Tables>, parsed: Recent<ProgrammeVersion>): Repositories {
  return {
    cohorts: cohorts(database),
    people: people(database),
    personChanges: personChanges(database),
    blindReviews: blindReviews(database),
    importMappings: importMappings(database),
    policies: policies(database),
    programmes: programmes(database, parsed),
    intakes: intakes(database),
    submissions: submissions(database),
    matchSets: matchSets(database),
    agreements: agreements(database),
    labRuns: labRuns(database),
    jobs: jobs(database),
    problems: problems(database),
    accounts: accounts(database),
    announcements: announcements(database),
    sessions: sessions(database),
    links: links(database),
    comments: comments(database),
    committees: committees(database),
    proposals: proposals(database),
    publications: publications(database),
    outbox: outbox(database),
    yearEvents: yearEvents(database),
    checkInLinks: checkInLinks(database),
    checkIns: checkIns(database),
    closingSurveys: closingSurveys(database),
    reminders: reminders(database),
    keptFigures: keptFigures(database),
    record: recordLog(database),
    erasure: erasure(database),
    retention: retention(database),
    secrets: secrets(database),
  };
}
