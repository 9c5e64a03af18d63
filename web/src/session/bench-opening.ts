import type { CohortDetail } from '#solver/contract/api/cohorts.ts';
import type { Decision, Policy } from '#solver/contract/policy/policy.ts';

/** What another screen wants to see on the bench. */
export interface BenchOpening {
  /** In words, after "opened": "“Draft A”". */
  name: string;
  policy: Policy;
  /** Pairs to hold, where the match is not the best one of its policy. */
  pairs?: readonly Decision[];
  /** A pair that somebody objects to: the match without it is what is asked for. */
  without?: Decision;
  /** The saved set to compare with. */
  baselineId?: string;
}

const waiting = new Map<string, BenchOpening>();

/** The bench of this cohort begins with it the next time it is opened. */
export function openOnBench(cohortId: string, opening: BenchOpening): void {
  waiting.set(cohortId, opening);
}

/** What the bench is to begin with; once. */
export function takeOpening(cohortId: string): BenchOpening | undefined {
  const opening = waiting.get(cohortId);
  waiting.delete(cohortId);
  return opening;
}

/** One change of the policy, and what it is called in the history. */
export interface OpeningStep {
  policy: Policy;
  action: string;
}

/** The changes that lead to the opening, each to be undone by itself. Who has left the cohort is in no pin and no forbid. */
export function openingSteps(
  { name, policy, pairs = [], without }: BenchOpening,
  cohort: Pick<CohortDetail, 'participantPeople' | 'mentorPeople'>,
): OpeningStep[] {
  const people = new Set([...cohort.participantPeople, ...cohort.mentorPeople].map(({ id }) => id));
  const here = (pair: Decision) => people.has(pair.participant) && people.has(pair.mentor);
  const held = distinct([...policy.pins, ...pairs]).filter(here);
  const opened: Policy = { ...policy, pins: held, forbids: policy.forbids.filter(here) };
  const steps = [{ policy: opened, action: `opened ${name}` }];
  if (without && here(without)) {
    const pins = held.filter((pin) => !isSame(pin, without));
    const forbids = [...opened.forbids.filter((forbid) => !isSame(forbid, without)), without];
    steps.push({ policy: { ...opened, pins, forbids }, action: 'tried the objection' });
  }
  return steps;
}

function distinct(pairs: readonly Decision[]): Decision[] {
  return pairs
    .map(({ participant, mentor }) => ({ participant, mentor }))
    .filter((pair, at, all) => all.findIndex((other) => isSame(other, pair)) === at);
}

function isSame(a: Decision, b: Decision): boolean {
  return a.participant === b.participant && a.mentor === b.mentor;
}
