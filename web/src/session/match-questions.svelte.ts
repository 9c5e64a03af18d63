import type { ExploreQuestion } from '#solver/contract/api/explore.ts';
import type { ConflictAnswer } from '#solver/contract/explore/conflict.ts';
import type { Shortage } from '#solver/contract/explore/shortage.ts';
import type { Matching } from '#solver/contract/matching.ts';
import type { Policy } from '#solver/contract/policy/policy.ts';
import type { Api, ExploreBody, ExploreReply } from '../api/client.ts';
import { DRAWS, nearbyFrom, type Nearby } from './nearby.ts';
import { Question } from './question.svelte.ts';
import { tiesFrom, type TiesShown } from './ties.ts';
import { TrackReader } from './track-reader.svelte.ts';

/** After a settled change, before anything is asked about its match. */
export const QUIET_MS = 400;
/** With 200 a side the tracks of ten criteria take a third of a second and travel as a megabyte. */
const ALL_TRACKS_UP_TO = 40_000;
/** What nothing waits for comes after everything else. */
const BACKGROUND_MS = 900;

/** A proven best match, where being best means something. */
export function isOneOfTheBest({ status, allWeightsZero }: Matching): boolean {
  return status === 'optimal' && !allWeightsZero;
}

interface Options {
  service: Pick<Api, 'explore'>;
  cohortId: string;
  cohortVersion: number;
  /** Participants times mentors. */
  possiblePairs: number;
}

/** Quotas, and levels that compare fits in other ways than by their sum, need a whole solve for every tenth of a weight. */
function isOfSums({ quotas, levels }: Policy): boolean {
  return quotas.every(({ on }) => !on) && levels.every((level) => level === 'matched' || level === 'score');
}

/** What is asked of every match that stands: its ties, its steady weights, whom it leaves out and what cannot hold. */
export class MatchQuestions {
  readonly #options: Options;
  readonly ties = new Question<TiesShown>(QUIET_MS);
  readonly tracks: TrackReader;
  readonly shortage = new Question<Shortage>(QUIET_MS);
  /** How steady each pair is; null where nothing could be tried in the time. */
  readonly nearby = new Question<Nearby | null>(BACKGROUND_MS);
  readonly conflict = new Question<ConflictAnswer>(QUIET_MS);

  constructor(options: Options) {
    this.#options = options;
    this.tracks = new TrackReader({
      ask: async (policy, criterion, signal) =>
        (await this.put('breakpoints', policy, { criterion }, signal)).answer,
      oneAtATime: (policy) => options.possiblePairs > ALL_TRACKS_UP_TO || !isOfSums(policy),
    });
  }

  /** Any question to the best match under a policy. */
  put<Name extends ExploreQuestion>(
    name: Name,
    policy: Policy,
    parameters: Omit<ExploreBody<Name>, 'cohortVersion' | 'policy'>,
    signal?: AbortSignal,
  ): Promise<ExploreReply<Name>> {
    const { service, cohortId, cohortVersion } = this.#options;
    const body = { ...parameters, cohortVersion, policy } as ExploreBody<Name>;
    return service.explore(cohortId, name, body, signal);
  }

  /** How many matches are as good, or how steady this one is, was not found. */
  get missed(): boolean {
    return this.ties.trouble !== undefined || this.nearby.trouble !== undefined;
  }

  /** Asks what goes with the answer to a settled policy. Each subject is one, so that the last answer stays until the next. */
  about(policy: Policy, answer: Matching): void {
    if (isOneOfTheBest(answer)) this.#askBest(policy);
    else {
      this.ties.forget();
      this.tracks.forget();
      this.nearby.forget();
    }
    if ('pairs' in answer && answer.unmatchedParticipants.length > 0)
      this.shortage.ask('', async (signal) => (await this.put('shortage', policy, {}, signal)).answer);
    else this.shortage.forget();
    // What removing gives is that of one clash.
    this.conflict.forget();
    if (answer.status === 'infeasible')
      this.conflict.ask('', async (signal) => (await this.put('conflict', policy, {}, signal)).answer);
  }

  close(): void {
    for (const question of [this.ties, this.tracks, this.shortage, this.nearby, this.conflict])
      question.forget();
  }

  #askBest(policy: Policy): void {
    // These are told of one match: nothing old may stand beside a new one.
    this.ties.forget();
    this.nearby.forget();
    this.nearby.ask(
      '',
      async (signal) => nearbyFrom(await this.put('robustness', policy, { draws: DRAWS }, signal)) ?? null,
    );
    this.ties.ask('', async (signal) => tiesFrom(await this.put('ties', policy, {}, signal)));
    this.tracks.about(policy);
  }
}
