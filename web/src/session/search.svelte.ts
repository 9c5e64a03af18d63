import type { MatchingReply } from '#solver/contract/api/cohorts.ts';
import type { FoundMatching, MatchingProgress } from '#solver/contract/matching.ts';
import type { Policy } from '#solver/contract/policy/policy.ts';
import type { Api } from '../api/client.ts';
import { isNearer, withProgress, type Trail } from './search-trail.ts';

/** An answer that takes longer is told of while it is looked for. */
export const SLOW_MS = 1_000;

export type SearchService = Pick<Api, 'match' | 'stopRun'>;

/** One question under way: how far it is, and the ways to end it. */
export class Search {
  readonly policy: Policy;
  readonly revision: number;
  readonly #service: SearchService;
  readonly #leaving = new AbortController();
  #runId: string | undefined;
  /** The best match so far. */
  best = $state.raw<MatchingProgress | undefined>();
  /** What was known when, of what is being raised now. */
  trail = $state.raw<Trail | undefined>();
  isSlow = $state(false);
  /** The match without proof from which somebody looks on; a lesser one never takes its place. */
  readonly known: FoundMatching | undefined;
  /** Somebody wants what there is; it is on its way. */
  isStopping = $state(false);

  constructor(service: SearchService, policy: Policy, revision: number, known?: FoundMatching) {
    this.#service = service;
    this.policy = policy;
    this.revision = revision;
    this.known = known;
    this.isSlow = known !== undefined;
  }

  get left(): boolean {
    return this.#leaving.signal.aborted;
  }

  /** `timeLimit` in seconds; without it as long as any request may take. */
  async ask(cohortId: string, cohortVersion: number, timeLimit?: number): Promise<MatchingReply> {
    const slow = setTimeout(() => (this.isSlow = true), SLOW_MS);
    const begun = performance.now();
    const { policy, revision } = this;
    try {
      return await this.#service.match(
        cohortId,
        { cohortVersion, policy, revision, timeLimit, ...(this.known && { lookOn: true }) },
        {
          signal: this.#leaving.signal,
          onstarted: ({ id }) => (this.#runId = id),
          onprogress: (best) => {
            if (!this.known || isNearer(best, this.known)) this.best = best;
            this.trail = withProgress(this.trail, best, (performance.now() - begun) / 1000);
          },
        },
      );
    } finally {
      clearTimeout(slow);
    }
  }

  /** Asks for the best match so far to be the answer. */
  async stop(): Promise<void> {
    if (this.#runId === undefined || this.isStopping) return;
    this.isStopping = true;
    try {
      await this.#service.stopRun(this.#runId);
    } catch {
      // It has ended meanwhile, and its answer is on its way; or the service is away, and the question will tell.
      this.isStopping = false;
    }
  }

  /** Nobody wants the answer any more. */
  leave(): void {
    this.#leaving.abort();
  }
}
