import { MileError } from '#solver/contract/errors.ts';
import type { Side } from '#solver/contract/identifier.ts';
import type { Decision, Policy } from '#solver/contract/policy/policy.ts';
import type { Problem } from '#solver/contract/problem.ts';
import type { Engines } from '#solver/engines/load.ts';
import type { IndexPairs } from '#solver/explore/forcing/moved.ts';
import type { CompiledCohort } from '#solver/score/compile.ts';
import { explainPair } from '#solver/score/explain.ts';
import { scoreCohort } from '#solver/score/score.ts';
import { bestMatch, whyNotBest } from './given-match.ts';
import type { SearchTime } from './search-time.ts';

/** A cohort under a policy while a question about it is answered. Askers name people by id, the questions by index. */
export class AskedCohort {
  readonly compiled: CompiledCohort;
  readonly policy: Policy;
  readonly problem: Problem;
  readonly engines: Engines;
  readonly time: SearchTime;
  #note: string | null = null;

  /** Throws what `scoreCohort` throws. */
  constructor(compiled: CompiledCohort, policy: Policy, engines: Engines, time: SearchTime) {
    this.compiled = compiled;
    this.policy = policy;
    this.engines = engines;
    this.time = time;
    this.problem = scoreCohort(compiled, policy).problem;
  }

  /** Where a match that the asker brought is not a best one. */
  get note(): string | null {
    return this.#note;
  }

  /** Throws UNKNOWN_PERSON. */
  indexOf(side: Side, id: string): number {
    const people = side === 'participant' ? this.problem.participants : this.problem.mentors;
    const index = people.findIndex((person) => person.id === id);
    if (index >= 0) return index;
    throw new MileError(
      'UNKNOWN_PERSON',
      `There is no ${side} "${id}" in this cohort. Load the cohort again.`,
      {
        side,
        id,
      },
    );
  }

  /** Throws UNKNOWN_PERSON, and PAIR_NOT_ALLOWED with the rules that forbid the pair. */
  allowed({ participant, mentor }: Decision): { participant: number; mentor: number } {
    const indices = {
      participant: this.indexOf('participant', participant),
      mentor: this.indexOf('mentor', mentor),
    };
    const { allowed, blockedBy } = explainPair(this.compiled, this.policy, participant, mentor);
    if (allowed) return indices;
    const rules = blockedBy.map(({ label, sentence }) => `${label}: ${sentence}`);
    const why = rules.length > 0 ? rules.join(' ') : 'A decision forbids it.';
    throw new MileError(
      'PAIR_NOT_ALLOWED',
      `"${participant}" and "${mentor}" are not an allowed pair. ${why}`,
      {
        participant,
        mentor,
        blockedBy,
      },
    );
  }

  /**
   * The match that the asker brought, with a note where it is not a best one; the best match where they brought none. Throws UNKNOWN_PERSON,
   * PAIR_NOT_ALLOWED, and INVALID_RESULT where there is no best match to ask about.
   */
  match(given: readonly Decision[] | undefined): IndexPairs {
    if (!given) return bestMatch(this.problem, this.time);
    const pairs = this.pairsOf(given);
    this.#note = whyNotBest(this.problem, pairs, this.time);
    return pairs;
  }

  /** The best match, or the best found in the time; undefined where there is none. */
  bestIfAny(): IndexPairs | undefined {
    const outcome = this.time.resolve(this.problem);
    return 'pairs' in outcome ? outcome.pairs : undefined;
  }

  /** What is left of a match of another policy, or of another year. */
  stillAllowed(given: readonly Decision[]): { pairs: IndexPairs; dropped: Decision[] } {
    const pairOf = this.#lookup();
    const known = given.map((decision) => ({ decision, pair: pairOf(decision) }));
    return {
      pairs: known.flatMap(({ pair }) => (pair ? [pair] : [])),
      dropped: known.filter(({ pair }) => !pair).map(({ decision }) => decision),
    };
  }

  /** Throws UNKNOWN_PERSON and PAIR_NOT_ALLOWED. */
  pairsOf(given: readonly Decision[]): IndexPairs {
    const pairOf = this.#lookup();
    return given.map((decision): [number, number] => {
      const pair = pairOf(decision);
      if (pair) return pair;
      // Says who is unknown, or which rule is in the way.
      const found = this.allowed(decision);
      return [found.participant, found.mentor];
    });
  }

  /** Allowed pairs by ids. */
  #lookup(): (decision: Decision) => [number, number] | undefined {
    const indices = { participant: this.#indices('participant'), mentor: this.#indices('mentor') };
    const { participant, mentor } = this.problem.pairs;
    const allowed = new Set(Array.from(participant, (one, pair) => `${one} ${mentor[pair]}`));
    return (decision) => {
      const one = indices.participant.get(decision.participant);
      const other = indices.mentor.get(decision.mentor);
      if (one === undefined || other === undefined) return undefined;
      return allowed.has(`${one} ${other}`) ? [one, other] : undefined;
    };
  }

  #indices(side: Side): Map<string, number> {
    const people = side === 'participant' ? this.problem.participants : this.problem.mentors;
    return new Map(people.map(({ id }, index) => [id, index]));
  }
}
