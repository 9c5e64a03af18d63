import { MileError } from '#solver/contract/errors.ts';
import type { FoundMatching } from '#solver/contract/matching.ts';
import { Recent } from '../jobs/recent.ts';
import type { Watch } from '../jobs/job-pool.ts';
import type { MatchAnswer } from '../jobs/solver-tasks.ts';

/** Characters of JSON kept: about 250 answers for a cohort of 500 + 500, 2,500 for one of 60 + 60. */
const KEPT_CHARACTERS = 32_000_000;

/** Somebody who asks, and what they may do while they wait. */
export interface Asker extends Watch {
  /** Milliseconds that the answer may take. */
  deadlineMs: number;
  /** They have left: nobody is there to be answered. */
  gone?: AbortSignal;
  /** They may stop nobody's search but their own, so they share none. What they stop is not remembered either: others would be shown it as the best. */
  isAlone?: boolean;
  /** A best match without proof, however long it was looked for, is not enough for them. */
  looksOn?: true;
}

type Search = (watch: Watch) => Promise<MatchAnswer>;
/** `from`: JSON of the Outcome, without proof, from which the search goes on. */
type Solve = (watch: Watch, from?: string) => Promise<MatchAnswer>;

/** What is being solved, and for whom. */
interface Work {
  answer: Promise<MatchAnswer>;
  askers: Set<Asker>;
  stop: AbortController;
}

/**
 * Answers by the hash of what was solved. The same question asked while it is being answered (a double click, two windows)
 * is solved once; when one of them stops it, all have the best so far; when all have left, it is stopped and forgotten. A best match
 * without proof is kept too, for what was shown is what a match set will save; whoever allows more time, or looks on, has the search go on
 * from it, and is told the better of the two.
 */
export class MatchMemory {
  readonly #recent = new Recent<{ answer: MatchAnswer; deadlineMs: number }>(
    KEPT_CHARACTERS,
    ({ answer }) => answer.matching.length + answer.outcome.length,
  );
  readonly #underWay = new Map<string, Work>();

  /** The answer to this question, by `solve` where nobody has asked it lately. */
  async answer(hash: string, asker: Asker, solve: Solve): Promise<MatchAnswer> {
    const known = this.#recent.get(hash);
    if (known && isEnough(known, asker)) return known.answer;
    const search: Search = (watch) => lookOn(known?.answer, solve, watch);
    if (asker.isAlone) return this.#alone(asker, search);
    const key = `${hash} ${asker.deadlineMs} ${asker.onProgress ? 'told' : 'untold'}`;
    let work = this.#underWay.get(key);
    if (!work) {
      work = begin(search, asker);
      this.#underWay.set(key, work);
      void this.#keep(hash, key, work, asker.deadlineMs);
    }
    const leave = this.#join(work, key, asker);
    try {
      return await work.answer;
    } finally {
      leave();
    }
  }

  async #alone(asker: Asker, search: Search): Promise<MatchAnswer> {
    const work = begin(search, asker);
    const leave = this.#join(work, undefined, asker);
    try {
      return await work.answer;
    } finally {
      leave();
    }
  }

  /** Keeps the answer of a work, once it is there and somebody is left to see it. */
  async #keep(hash: string, key: string, work: Work, deadlineMs: number): Promise<void> {
    const answer = await work.answer.catch(() => undefined);
    if (this.#underWay.get(key) === work) this.#underWay.delete(key);
    if (answer && answer.status !== 'unknown' && work.askers.size > 0)
      this.#recent.set(hash, { answer, deadlineMs });
  }

  /** Gives the way to leave. */
  #join(work: Work, key: string | undefined, asker: Asker): () => void {
    const { askers, stop } = work;
    askers.add(asker);
    const onStop = () => stop.abort();
    const onGone = () => {
      askers.delete(asker);
      if (askers.size > 0) return;
      if (key !== undefined && this.#underWay.get(key) === work) this.#underWay.delete(key);
      stop.abort();
    };
    asker.stop?.addEventListener('abort', onStop);
    asker.gone?.addEventListener('abort', onGone);
    if (asker.stop?.aborted) onStop();
    if (asker.gone?.aborted) onGone();
    return () => {
      asker.stop?.removeEventListener('abort', onStop);
      asker.gone?.removeEventListener('abort', onGone);
    };
  }
}

function begin(search: Search, { onProgress }: Asker): Work {
  const stop = new AbortController();
  const askers = new Set<Asker>();
  const tellAll = (progress: string) => {
    for (const asker of askers) asker.onProgress?.(progress);
  };
  return { answer: search({ stop: stop.signal, onProgress: onProgress && tellAll }), askers, stop };
}

/** The answer to a search that begins where another one ended: whatever stops it, what was known stays. */
async function lookOn(known: MatchAnswer | undefined, solve: Solve, watch: Watch): Promise<MatchAnswer> {
  try {
    return better(known, await solve(watch, known?.outcome));
  } catch (error) {
    if (known && error instanceof MileError && error.code === 'STOPPED') return known;
    throw error;
  }
}

/** Of two matches without proof the one that is nearer to the best for certain; a proof is better than none. */
function better(known: MatchAnswer | undefined, found: MatchAnswer): MatchAnswer {
  if (!known || (found.status !== 'feasible' && found.status !== 'unknown')) return found;
  return found.status === 'unknown' || gapOf(known) <= gapOf(found) ? known : found;
}

function gapOf({ matching }: MatchAnswer): number {
  const { relativeGap } = JSON.parse(matching) as Partial<FoundMatching>;
  return relativeGap ?? Number.POSITIVE_INFINITY;
}

/** Proven, or looked for as long as this asker allows. */
function isEnough(
  { answer, deadlineMs }: { answer: MatchAnswer; deadlineMs: number },
  asker: Asker,
): boolean {
  return answer.status !== 'feasible' || (!asker.looksOn && deadlineMs >= asker.deadlineMs);
}
