import type { Logger } from 'pino';
import type { PublicPage } from '#solver/contract/api/intake.ts';
import type { Application } from '#solver/contract/cohort.ts';
import type { MentorProfiles } from '#solver/contract/explore/mentor-profiles.ts';
import type { Shortage } from '#solver/contract/explore/shortage.ts';
import type { Policy } from '#solver/contract/policy/policy.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import type { ExploreAsk } from '../../jobs/solver-tasks.ts';
import type { Pools } from '../../jobs/pools.ts';
import { fromStored } from '../../jobs/stored-person.ts';
import { errorFields } from '../../log.ts';
import { canonicalJson } from '../../store/canonical-json.ts';
import type { Store } from '../../store/store.ts';
import type { CohortSnapshots } from '../cohort-snapshots.ts';

type Needed = PublicPage['needed'];

/** Fewer participants than this behind a figure, a region or a type could be recognised. */
const LEAST_BEHIND = 5;
/** Strangers cannot make the solver work more often. */
const FRESH_MS = 60_000;
const MOST_NAMED = 3;

/** Tells strangers what mentors a cohort lacks: figures, regions and types alone, and these only where enough people stand behind them. */
export class MentorsNeeded {
  readonly #store: Store;
  readonly #pools: Pools;
  readonly #snapshots: CohortSnapshots;
  readonly #logger: Logger;
  readonly #known = new Map<string, { until: number; needed: Promise<Needed> }>();

  constructor(
    { store, pools, logger }: { store: Store; pools: Pools; logger: Logger },
    snapshots: CohortSnapshots,
  ) {
    this.#store = store;
    this.#pools = pools;
    this.#logger = logger;
    this.#snapshots = snapshots;
  }

  /** Of a cohort under its policy in force, at most a minute old. Null where none is needed or it cannot be told. */
  of(cohortId: string, now = performance.now()): Promise<Needed> {
    const known = this.#known.get(cohortId);
    if (known && now < known.until) return known.needed;
    const needed = this.#ask(cohortId).catch((error: unknown) => {
      this.#logger.warn(errorFields(error), 'mentors needed could not be told');
      return null;
    });
    this.#known.set(cohortId, { until: now + FRESH_MS, needed });
    return needed;
  }

  async #ask(cohortId: string): Promise<Needed> {
    const head = await this.#store.cohorts.head(cohortId);
    const stored = await this.#store.policies.current(cohortId);
    if (!head || !stored) return null;
    const { key, programmeVersion, json } = await this.#snapshots.at(cohortId, head.version);
    const { programme } = programmeVersion;
    // Pins and forbids are decisions about persons, and may name people who have withdrawn.
    const policy: Policy = { ...(JSON.parse(stored.policyJson) as Policy), pins: [], forbids: [] };
    const task = { cohort: { key, programme: programmeVersion.json, json }, policy: canonicalJson(policy) };
    const ask = async <Answer>(question: ExploreAsk): Promise<Answer> => {
      const reply = await this.#pools.solver.explore({ ...task, ask: question }, {});
      return (JSON.parse(reply) as { answer: Answer }).answer;
    };
    const shortage = await ask<Shortage>({ question: 'shortage', parameters: {} });
    if (shortage.unmatched === 0) return null;
    const profiles = await ask<MentorProfiles>({ question: 'mentor-profiles', parameters: { most: 20 } });
    const active = (await this.#store.people.of(cohortId)).filter(
      ({ side, state }) => side === 'participant' && state === 'active',
    );
    return guarded(programme, shortage, profiles, active.map(fromStored));
  }
}

/** Only what nobody can be recognised by. */
function guarded(
  programme: Programme,
  { unmatched }: Shortage,
  { profiles, system }: MentorProfiles,
  participants: readonly Application[],
): Needed {
  const helping = profiles.filter(({ gain }) => gain.matched > 0);
  const named = (
    things: readonly ({ id: string; label: string } | null)[],
    isCommon: (id: string) => boolean,
  ) => {
    const labels = things.flatMap((thing) => (thing && isCommon(thing.id) ? [thing.label] : []));
    return [...new Set(labels)].slice(0, MOST_NAMED);
  };
  const behind = (test: (answers: Application['values']) => boolean) =>
    participants.filter(({ values }) => test(values)).length >= LEAST_BEHIND;
  const placeFields = programme.participant.fields.filter(({ kind }) => kind === 'place');
  const inRegion = (region: string, answers: Application['values']) =>
    placeFields.some(({ id }) => {
      const place = programme.geography.places.find((one) => one.id === answers[id]);
      return system !== null && place?.regions[system] === region;
    });
  return {
    count: unmatched >= LEAST_BEHIND ? unmatched : null,
    regions: named(
      helping.map(({ region }) => region),
      (region) => behind((answers) => inRegion(region, answers)),
    ),
    types: named(
      helping.map(({ type }) => type),
      (type) => behind((answers) => Object.values(answers).flat().includes(type)),
    ),
  };
}
