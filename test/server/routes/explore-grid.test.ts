import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CohortDetail } from '#solver/contract/api/cohorts.ts';
import { exploreReplySchema } from '#solver/contract/api/explore.ts';
import { CELL } from '#solver/contract/explore/grid-cell.ts';
import { explanationSchema } from '#solver/contract/matching.ts';
import type { Policy } from '#solver/contract/policy/policy.ts';
import { startInProcess } from '../../support/in-process-service.ts';
import type { InProcessService } from '../../support/in-process-service.ts';

let service: InProcessService;
let cohort: CohortDetail;
beforeAll(async () => {
  service = await startInProcess();
  cohort = await service.sampleCohort();
});
afterAll(() => service.close());

async function ask<Question extends 'grid' | 'forcing'>(question: Question, policy: Policy) {
  const reply = await service.send('POST', `/api/cohorts/${cohort.id}/explore/${question}`, {
    cohortVersion: 1,
    policy,
  });
  expect(reply.status, reply.text.slice(0, 300)).toBe(200);
  return exploreReplySchema(question).parse(reply.body);
}

const numbersIn = (text: string) => {
  const bytes = Buffer.from(text, 'base64');
  return Array.from({ length: bytes.length / 4 }, (_, at) => bytes.readInt32LE(at * 4));
};

test('the compact grid tells every pair what the plain answer tells, in the same order', async () => {
  const { policy } = cohort;
  const [grid, plain] = [await ask('grid', policy), await ask('forcing', policy)];
  const { force, moved } = plain.answer as { force: { matched: number[]; score: number[] }; moved: number[] };
  const answer = grid.answer as Record<'state' | 'matched' | 'score' | 'moved', string>;
  const isAnswered = force.matched.map((loss) => loss !== null);
  const answered = (numbers: (number | null)[]) => numbers.filter((_, pair) => isAnswered[pair]);
  expect(numbersIn(answer.matched)).toEqual(answered(force.matched));
  expect(numbersIn(answer.score)).toEqual(answered(force.score));
  expect(numbersIn(answer.moved)).toEqual(answered(moved));
  const state = [...Buffer.from(answer.state, 'base64')];
  const cells = plain.pairs?.participant.map(
    (one, pair) => one * plain.mentors.length + (plain.pairs?.mentor[pair] as number),
  );
  expect(cells?.filter((_, pair) => isAnswered[pair])).toEqual(
    state.flatMap((cell, at) => (cell === CELL.answered ? [at] : [])),
  );
});

test('check 26: every cell that is not allowed names the first of the rules that an explanation names, or a decision', async () => {
  const before = await ask('grid', cohort.policy);
  const stateOf = ({ answer }: typeof before) => Buffer.from((answer as { state: string }).state, 'base64');
  const { participants, mentors } = before;
  const pairAt = (cell: number) => ({
    participant: participants[Math.floor(cell / mentors.length)] as string,
    mentor: mentors[cell % mentors.length] as string,
  });
  const decided = stateOf(before).indexOf(CELL.answered);
  const policy = { ...cohort.policy, forbids: [pairAt(decided)] };
  const state = stateOf(await ask('grid', policy));
  expect(state[decided]).toBe(CELL.forbidden);
  const told = { allowed: 0, rules: 0 };
  for (let cell = 0; cell < state.length; cell += 7) {
    const reply = await service.send('POST', `/api/cohorts/${cohort.id}/explanations`, {
      cohortVersion: 1,
      policy,
      ...pairAt(cell),
    });
    const { allowed, blockedBy } = explanationSchema.parse(reply.body);
    const mark = state[cell] as number;
    if (mark >= CELL.rule) {
      expect(policy.rules[mark - CELL.rule]?.id).toBe(blockedBy[0]?.rule);
      told.rules += 1;
    } else if (mark === CELL.forbidden) {
      expect(allowed).toBe(false);
      expect(blockedBy).toEqual([]);
    } else {
      expect(allowed).toBe(true);
      told.allowed += 1;
    }
  }
  expect(told.rules).toBeGreaterThan(20);
  expect(told.allowed).toBeGreaterThan(20);
});
