import { expect, test } from 'vitest';
import type { CriterionOf } from '#solver/contract/policy/criteria.ts';
import { shippedProgramme } from '#solver/contract/programme/shipped.ts';
import { reachesOf } from '../../../../../web/src/screens/bench/weights/reach.ts';

const programme = shippedProgramme('minnesota');
if (!programme) throw new Error('the programme "minnesota" is not shipped');
const { criteria } = programme.policy;
/** A criterion of a kind that numbers answer. */
function ofKind<Kind extends 'gap' | 'waiting' | 'distance'>(kind: Kind): CriterionOf<Kind> {
  const criterion = criteria.find((one): one is CriterionOf<Kind> => one.kind === kind);
  if (!criterion) throw new Error(`no criterion "${kind}"`);
  return criterion;
}

test('the ends of a scale say who is ahead by how much, and how long somebody waited', () => {
  const gap = ofKind('gap');
  const reaches = reachesOf(criteria, {
    programme,
    participants: [2, 9].map((years) => ({
      values: { [gap.participantField]: years, [ofKind('waiting').participantField]: programme.cycle - 1 },
    })),
    mentors: [5, 30].map((years) => ({ values: { [gap.mentorField]: years } })),
  });
  expect(reaches.get(gap.id)).toEqual({
    least: 'from the participant 4 ahead',
    most: 'to the mentor 28 ahead',
  });
  expect(reaches.get(ofKind('waiting').id)).toEqual({ least: 'from no wait', most: 'to 1 cycle waited' });
  // Nobody has named a place.
  expect(reaches.has(ofKind('distance').id)).toBe(false);
});
