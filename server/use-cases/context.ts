import type { Logger } from 'pino';
import { CheckInLimit } from '../auth/check-in-limit.ts';
import { FormLimit } from '../auth/form-limit.ts';
import { FormStamps } from '../auth/form-stamps.ts';
import { SignInAttempts } from '../auth/attempts.ts';
import { SessionCookie } from '../auth/session-cookie.ts';
import type { Pools } from '../jobs/pools.ts';
import { InProcessQueue } from '../jobs/queue/in-process-queue.ts';
import type { WorkQueue } from '../jobs/queue/work-queue.ts';
import { Mail } from '../mail/mail.ts';
import type { MailOptions } from '../mail/mail.ts';
import type { Store } from '../store/store.ts';
import { CohortSnapshots } from './cohort-snapshots.ts';
import { MentorsNeeded } from './intake/mentors-needed.ts';
import { Lab } from './lab/lab.ts';
import { Live } from './live.ts';
import { JobNews } from './long-jobs/job-news.ts';
import { kindsOfJobs } from './long-jobs/kinds.ts';
import { LongJobs } from './long-jobs/long-jobs.ts';
import { MatchMemory } from './match-memory.ts';
import { Runs } from './runs.ts';
import { SecondOpinions } from './second-opinions.ts';

/** What the use cases work with: where things are kept, who calculates, and what is remembered meanwhile. */
export interface Context {
  store: Store;
  pools: Pools;
  snapshots: CohortSnapshots;
  matches: MatchMemory;
  runs: Runs;
  live: Live;
  lab: Lab;
  jobNews: JobNews;
  longJobs: LongJobs;
  opinions: SecondOpinions;
  mail: Mail;
  /** The address under which people reach the service, where it was told one. */
  origin: string | undefined;
  logger: Logger;
  doors: Doors;
  cookie: SessionCookie;
  attempts: SignInAttempts;
  setUpToken: string;
  stamps: FormStamps;
  formLimit: FormLimit;
  checkInLimit: CheckInLimit;
  mentorsNeeded: MentorsNeeded;
}

/**
 * Must people sign in? `open-until-first-account`: on this machine alone a service without accounts lets everybody in.
 * `always-open`: so does this one, whatever accounts there are. `closed`: always.
 */
export type Doors = 'open-until-first-account' | 'always-open' | 'closed';

export interface Surroundings {
  store: Store;
  pools: Pools;
  logger: Logger;
  doors: Doors;
  /** In the link that makes the first account; the same in all processes over the store. */
  setUpToken: string;
  /** Is the service reached by https? */
  secure: boolean;
  mail: MailOptions;
  /** Shared with other processes over the same store; without one the service is alone with it. */
  queue?: WorkQueue;
}

export function createContext(surroundings: Surroundings): Context {
  const {
    store,
    pools,
    logger,
    doors,
    secure,
    setUpToken,
    mail,
    queue = new InProcessQueue(),
  } = surroundings;
  const snapshots = new CohortSnapshots(store);
  const jobNews = new JobNews();
  const kinds = kindsOfJobs({ store, snapshots, pools, logger, whenIdle: () => pools.solver.idle() });
  const longJobs = new LongJobs({ store, queue, news: jobNews, logger }, kinds);
  return {
    store,
    pools,
    logger,
    doors,
    cookie: new SessionCookie(secure),
    attempts: new SignInAttempts(store.limits),
    setUpToken,
    stamps: new FormStamps(store.secrets),
    formLimit: new FormLimit(store.limits),
    checkInLimit: new CheckInLimit(store.limits),
    mentorsNeeded: new MentorsNeeded({ store, pools, logger }, snapshots),
    snapshots,
    matches: new MatchMemory(),
    live: new Live(),
    jobNews,
    longJobs,
    lab: new Lab(store, pools.lab, longJobs),
    runs: new Runs(pools.solver.deadlineMs, pools.longPlaces),
    opinions: new SecondOpinions(store, longJobs, logger),
    mail: new Mail(store, logger, mail),
    origin: mail.origin,
  };
}
