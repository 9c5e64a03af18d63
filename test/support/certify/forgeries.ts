import type { Proof, Split } from '#solver/contract/certificate.ts';
import type { ConflictMember } from '#solver/contract/outcome.ts';
import { demandsOf } from './honest-conflict.ts';
import { onConflict, onLeaf, onMatch, onProof, onReadLeaf, onReadProof, pick } from './tamper.ts';
import type { Dice, Matched, Tamper } from './tamper.ts';

/** Changes after which some claim is false or a certificate malformed: all are refused, whatever else holds. */
export const FORGERIES: Record<string, Tamper> = {
  'score one up': onMatch((outcome) => ((outcome.score += 1), true)),
  'score one down': onMatch((outcome) => outcome.score > 0 && ((outcome.score -= 1), true)),
  'one more matched': onMatch((outcome) => ((outcome.matched += 1), true)),
  'one less matched': onMatch((outcome) => outcome.matched > 0 && ((outcome.matched -= 1), true)),
  'a pair dropped': onMatch(
    ({ pairs }, _, dice) => pairs.splice(dice(Math.max(1, pairs.length)), 1).length > 0,
  ),
  'a pair listed twice': onMatch(({ pairs }, _, dice) => {
    const place = dice(Math.max(1, pairs.length));
    const pair = pairs[place];
    if (pair) pairs.splice(place, 0, [...pair]);
    return pair !== undefined;
  }),
  'pairs in another order': onMatch(({ pairs }) => pairs.length > 1 && pairs.reverse().length > 1),
  'a mentor who does not exist': onMatch(({ pairs }, { problem }, dice) => {
    const pair = pick(pairs, dice);
    if (pair) pair[1] += problem.mentors.length;
    return pair !== undefined;
  }),
  'a participant who does not exist': onMatch(({ pairs }, { problem }) => {
    const pair = pairs.at(-1);
    if (pair) pair[0] += problem.participants.length;
    return pair !== undefined;
  }),
  'the pair is no longer allowed': ({ problem, outcome }, dice) => {
    const pair = 'pairs' in outcome ? pick(outcome.pairs, dice) : undefined;
    const { participant, mentor } = problem.pairs;
    const index = Array.from(participant).findIndex((p, at) => p === pair?.[0] && mentor[at] === pair[1]);
    if (index < 0 || problem.quotas.length + problem.pinned.length > 0) return false;
    for (const column of [participant, mentor, problem.pairs.score]) (column as number[]).splice(index, 1);
    return true;
  },
  'status upgraded': onMatch((outcome) => {
    const isFeasible = outcome.status === 'feasible';
    outcome.status = 'optimal';
    return isFeasible;
  }),
  'status downgraded': onMatch((outcome) => {
    const isOptimal = outcome.status === 'optimal';
    outcome.status = 'feasible';
    return isOptimal;
  }),
  'a bound of the result one down': onMatch(({ bound }, _, dice) => shiftBound(bound, dice, -1)),
  'a bound of the result one up': onMatch(({ bound }, _, dice) => shiftBound(bound, dice, 1)),
  'a bound left out': onMatch(({ bound }, { problem }, dice) => {
    const level = pick(problem.levels, dice);
    if (level === undefined || level === 'leximin') return false;
    bound[level] = undefined;
    return true;
  }),
  'a bound that was not asked for': onMatch(({ bound }, { problem }) => {
    const level = (['matched', 'weakest', 'score'] as const).find((each) => !problem.levels.includes(each));
    if (level) bound[level] = 1_000_000;
    return level !== undefined;
  }),
  'bounds below the value, in step and result': onMatch((outcome, _, dice) => {
    const step = pick(outcome.certificate.steps, dice);
    if (!step || step.level === 'weakest') return false;
    step.bound = step.value - 1;
    if (step.level !== 'leximin') outcome.bound[step.level] = step.bound;
    return true;
  }),
  'a lower bound than the proof gives, in step and result': onMatch((outcome) => {
    const open = outcome.certificate.steps.find(
      ({ level, value, bound }) => level !== 'weakest' && bound > value,
    );
    if (!open) return false;
    open.bound -= 1;
    if (open.level !== 'leximin') outcome.bound[open.level] = open.bound;
    outcome.relativeGap = (open.bound - open.value) / Math.max(1, open.value);
    return true;
  }),
  'a gap': onMatch((outcome) => ((outcome.relativeGap += 0.5), true)),
  'a gap hidden': onMatch((outcome) => {
    const had = outcome.relativeGap > 0;
    outcome.relativeGap = 0;
    return had;
  }),
  'a step dropped': onMatch(
    ({ certificate: { steps } }, _, dice) => steps.splice(dice(Math.max(1, steps.length)), 1).length > 0,
  ),
  'a step twice': onMatch(({ certificate: { steps } }, _, dice) => {
    const place = dice(Math.max(1, steps.length));
    const step = steps[place];
    if (step) steps.splice(place, 0, structuredClone(step));
    return step !== undefined;
  }),
  'steps exchanged': onMatch(({ certificate: { steps } }) => steps.length > 1 && steps.reverse().length > 1),
  'a step of another level': onMatch(({ certificate: { steps } }, _, dice) => {
    const step = pick(steps, dice);
    if (step) step.level = step.level === 'weakest' ? 'score' : 'weakest';
    return step !== undefined;
  }),
  'a step one more valuable': onMatch(({ certificate: { steps } }, _, dice) => {
    const step = pick(steps, dice);
    if (step) step.value += 1;
    return step !== undefined;
  }),
  'a step one less valuable': onMatch(({ certificate: { steps } }, _, dice) => {
    const step = pick(steps, dice);
    if (step) step.value -= 1;
    return step !== undefined;
  }),
  'another threshold': onMatch(({ certificate: { steps } }, _, dice) => {
    const step = pick(steps, dice);
    if (step) step.threshold = (step.threshold ?? 0) + 1;
    return step !== undefined;
  }),
  'a price missing': onReadLeaf((leaf) =>
    leaf.participants.length > 0 ? { ...leaf, participants: leaf.participants.slice(1) } : undefined,
  ),
  'a price too many': onReadLeaf((leaf) => ({ ...leaf, mentors: [...leaf.mentors, 0] })),
  'a multiplier too many': onReadLeaf((leaf) => ({ ...leaf, rows: [...leaf.rows, 0] })),
  'a branch on a pair that does not exist': onProof((proof) => ({
    kind: 'branch',
    pair: 1_000_000,
    zero: proof,
    one: proof,
  })),
  'a branch on a row that does not exist': onReadProof((proof) => ({
    kind: 'row',
    row: 1_000_000,
    at: 0,
    below: proof,
    above: proof,
  })),
  'a split of somebody who does not exist': onReadProof((proof, { problem: { mentors } }) =>
    splitting(proof, 'mentor', mentors.length, []),
  ),
  'a split by a pair of somebody else': onReadProof((proof, { problem: { participants, pairs } }) => {
    const single = participants.findIndex(({ max }) => max === 1);
    const foreign = Array.from(pairs.participant).findIndex((end) => end !== single);
    return single < 0 || foreign < 0 ? undefined : splitting(proof, 'participant', single, [foreign]);
  }),
  'a split by a pair that does not exist': onReadProof((proof, { problem: { participants } }) => {
    const single = participants.findIndex(({ max }) => max === 1);
    return single < 0 ? undefined : splitting(proof, 'participant', single, [1_000_000]);
  }),
  'a split by one pair twice': onReadProof((proof, { problem: { participants, pairs } }) => {
    const pair = Array.from(pairs.participant).findIndex((end) => participants[end]?.max === 1);
    const person = pairs.participant[pair];
    return person === undefined ? undefined : splitting(proof, 'participant', person, [pair, pair]);
  }),
  'a split of somebody who may have two': onReadProof((proof, { problem: { mentors, pairs } }) => {
    const pair = Array.from(pairs.mentor).findIndex((end) => (mentors[end]?.max ?? 0) > 1);
    const person = pairs.mentor[pair];
    return person === undefined ? undefined : splitting(proof, 'mentor', person, [pair]);
  }),
  'a multiplier of the wrong sign': (to, dice) => {
    const at = to.problem.quotas.findIndex(({ sense }) => sense !== '=');
    const sense = to.problem.quotas[at]?.sense;
    // In a conflict, a quota that it does not name is given up, so its multiplier is idle.
    if (at < 0 || to.outcome.status === 'infeasible') return false;
    return onReadLeaf((leaf) => ({ ...leaf, rows: leaf.rows.with(at, sense === '<=' ? -1 : 1) }))(to, dice);
  },
  'a contradiction out of nothing': onLeaf((leaf) =>
    leaf.kind === 'bound'
      ? {
          kind: 'contradiction',
          participants: leaf.participants.map(() => 0),
          mentors: leaf.mentors.map(() => 0),
          rows: leaf.rows.map(() => 0),
        }
      : undefined,
  ),
  'a member of the conflict dropped': onConflict(
    ({ conflict }, _, dice) => conflict.splice(dice(Math.max(1, conflict.length)), 1).length > 0,
  ),
  'a member of the conflict twice': onConflict(
    ({ conflict }) => conflict.push(...structuredClone(conflict.slice(0, 1))) > 1,
  ),
  'a demand too many in the conflict': onConflict(({ conflict }, { problem }) => {
    const idle = demandsOf(problem).find(
      ({ kind, id }) =>
        kind !== 'pin' && !conflict.some((member) => member.kind === kind && member.id === id),
    );
    if (idle) conflict.push(idle);
    return idle !== undefined;
  }),
  'a stranger in the conflict': onConflict(({ conflict }, _, dice) => {
    const member = pick(conflict, dice);
    if (member) member.id += '?';
    return member !== undefined;
  }),
  'a demand of another kind': onConflict(({ conflict }, _, dice) => {
    const member = pick(conflict, dice);
    const others: Record<ConflictMember['kind'], ConflictMember['kind']> = {
      quota: 'pin',
      pin: 'quota',
      participant: 'mentor',
      mentor: 'participant',
    };
    if (member) member.kind = others[member.kind];
    return member !== undefined;
  }),
};

function splitting(proof: Proof, side: Split['side'], person: number, pairs: number[]): Split {
  return { kind: 'split', side, person, pairs, outside: proof, inside: proof };
}

function shiftBound(bound: Matched['bound'], dice: Dice, by: number): boolean {
  const level = pick(
    (['matched', 'weakest', 'score'] as const).filter((each) => bound[each] !== undefined),
    dice,
  );
  if (level) bound[level] = (bound[level] ?? 0) + by;
  return level !== undefined;
}
