import { Recent } from '../jobs/recent.ts';
import type { MatchAnswer } from '../jobs/solver-tasks.ts';

/** Characters of JSON kept: about 500 answers for a cohort of 500 + 500. */
const KEPT_CHARACTERS = 64_000_000;

/**
 * Answers by the hash of what was solved. The same question asked while it is being answered (a double click, two windows)
 * is solved once. A best match without proof is kept too: what was shown is what a match set will save.
 */
export class MatchMemory {
  readonly #recent = new Recent<MatchAnswer>(
    KEPT_CHARACTERS,
    (answer) => answer.matching.length + answer.outcome.length,
  );
  readonly #underWay = new Map<string, Promise<MatchAnswer>>();

  /** The answer to this question, by `solve` where nobody has asked it lately. */
  async answer(hash: string, solve: () => Promise<MatchAnswer>): Promise<MatchAnswer> {
    const known = this.#recent.get(hash) ?? this.#underWay.get(hash);
    if (known) return known;
    const work = solve();
    this.#underWay.set(hash, work);
    try {
      const answer = await work;
      if (answer.status !== 'unknown') this.#recent.set(hash, answer);
      return answer;
    } finally {
      this.#underWay.delete(hash);
    }
  }
}
