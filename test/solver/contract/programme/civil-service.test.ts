import { describe, expect, it } from 'vitest';
import type { Programme } from '#solver/contract/programme/programme.ts';
import { shippedProgramme } from '#solver/contract/programme/shipped.ts';
import { compileCohort } from '#solver/score/compile.ts';
import { scoreCohort } from '#solver/score/score.ts';
import { civilServiceSample } from '../../../support/civil-service-sample.ts';

/** The grades of the sample as its authors rank them, from low to high. */
const LADDER = ['AA', 'AO', 'EO', 'HEO', 'SEO', 'Grade 7', 'Grade 6', 'SCS1', 'SCS2', 'SCS3', 'SCS4'];
/** Our score of a pair for one point of the published scoring: 1000 x the weight of the grade gap / 12 points. */
const UNITS = 500;

const programme = shippedProgramme('civil-service') as Programme;
const cohort = civilServiceSample(programme);

/** The published scoring, written down again from its description, over the labels; null where a pair is not allowed. */
function publishedPoints(mentee: string, mentor: string): number | null {
  const answers = (people: typeof cohort.mentors, id: string) =>
    people.find((person) => person.id === id)?.values ?? {};
  const label = (list: string, id: unknown) =>
    programme.lists[list]?.options.find((option) => option.id === id)?.label;
  const from = answers(cohort.participants, mentee);
  const to = answers(cohort.mentors, mentor);
  const rank = (grade: unknown) => LADDER.indexOf(label('grades', grade) ?? '');
  const gap = rank(to.grade) - rank(from.grade);
  if (from.organisation === to.organisation || gap <= 0 || gap > 2) return null;
  const wished = from.identityWish === true && from.identity !== undefined;
  const has = Array.isArray(to.characteristics) && to.characteristics.includes(String(from.identity));
  return (gap === 2 ? 12 : 9) + (from.profession === to.profession ? 10 : 0) + (wished && has ? 6 : 0);
}

describe('the public civil-service sample under its programme file', () => {
  const { problem, allowedPairs, possiblePairs } = scoreCohort(
    compileCohort(cohort, programme),
    programme.policy,
  );

  it('ranks the grades as the sample does', () => {
    expect(programme.lists.grades?.ordered).toBe(true);
    expect(programme.lists.grades?.options.map(({ label }) => label)).toEqual(LADDER);
  });

  it('allows 392 of the 2,500 pairs', () => {
    expect(possiblePairs).toBe(2500);
    expect(allowedPairs).toBe(392);
  });

  it('scores every pair as published, in units of its own', () => {
    const { participant, mentor, score } = problem.pairs;
    const ours = new Map<string, number>();
    for (let pair = 0; pair < score.length; pair += 1) {
      const ids = [
        problem.participants[participant[pair] as number],
        problem.mentors[mentor[pair] as number],
      ];
      ours.set(ids.map((node) => node?.id).join(' '), (score[pair] as number) / UNITS);
    }
    const published = new Map<string, number>();
    for (const from of cohort.participants)
      for (const to of cohort.mentors) {
        const points = publishedPoints(from.id, to.id);
        if (points !== null) published.set(`${from.id} ${to.id}`, points);
      }
    expect(ours).toEqual(published);
  });
});
