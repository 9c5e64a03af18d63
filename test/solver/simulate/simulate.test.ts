import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cohortSchema } from '#solver/contract/cohort.ts';
import type { Cohort } from '#solver/contract/cohort.ts';
import { programmeSchema } from '#solver/contract/programme/programme.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import { SHIPPED_PROGRAMMES, shippedProgramme } from '#solver/contract/programme/shipped.ts';
import { PRESETS } from '#solver/contract/presets.ts';
import { simulateCohort } from '#solver/simulate/simulate.ts';
import { answerFits } from '../../support/answer-fits.ts';

const SIDES = ['participant', 'mentor'] as const;

/** A programme with one field of every kind, and nothing else that a profile could know. */
const workshop: Programme = programmeSchema.parse({
  format: 'mile-programme/1',
  id: 'workshop',
  name: 'Workshop',
  cycle: 2030,
  participant: formWithEveryKind('Apprentice'),
  mentor: formWithEveryKind('Master'),
  lists: {
    tools: {
      label: 'Tools',
      options: ['saw', 'plane', 'lathe'].map((id) => ({ id, label: id, synonyms: [] })),
    },
  },
  geography: {
    systems: [],
    places: [
      { id: 'north', label: 'North', latitude: 1, longitude: 1, population: 0, regions: {} },
      { id: 'south', label: 'South', latitude: 2, longitude: 2, population: 9, regions: {} },
    ],
    postcodes: {
      '01234': { latitude: 1, longitude: 1, place: 'north' },
      '05678': { latitude: 2, longitude: 2, place: 'south' },
    },
  },
  policy: { format: 'mile-policy/1', programme: 'workshop', criteria: [], rules: [] },
});

function formWithEveryKind(label: string): object {
  const field = (id: string, kind: string, more = {}) => ({ id, kind, label: id, ...more });
  return {
    label,
    plural: `${label}s`,
    nameFields: ['given', 'family'],
    keyField: 'number',
    employerField: 'shop',
    min: { field: 'least', default: 0 },
    max: { field: 'most', default: 1 },
    fields: [
      field('essay', 'longText'),
      field('code', 'postcode'),
      field('given', 'name'),
      field('family', 'name'),
      field('number', 'text', { required: true }),
      field('mail', 'email'),
      field('shop', 'text'),
      field('age', 'number', { min: 16, max: 20 }),
      field('least', 'number', { min: 0, max: 3 }),
      field('most', 'number', { min: 1, max: 2 }),
      field('agrees', 'yesNo'),
      field('best', 'choice', { list: 'tools' }),
      field('has', 'choices', { list: 'tools' }),
      field('wants', 'ranking', { list: 'tools' }),
      field('town', 'place'),
      field('not', 'people'),
    ],
  };
}

function peopleOf(cohort: Cohort, side: (typeof SIDES)[number]): Cohort['participants'] {
  return side === 'participant' ? cohort.participants : cohort.mentors;
}

describe.each([...SHIPPED_PROGRAMMES, workshop].map((programme) => [programme.id, programme] as const))(
  'a simulated cohort of %s',
  (_, programme) => {
    const cohort = simulateCohort({ programme, participants: 300, mentors: 200, seed: 5 });

    it('is a cohort of that programme, of the size asked for', () => {
      expect(cohortSchema.parse(cohort)).toEqual(cohort);
      expect(cohort.programme).toBe(programme.id);
      expect([cohort.participants.length, cohort.mentors.length]).toEqual([300, 200]);
    });

    it.each(SIDES)('answers every question of the %s form in its kind, and required ones always', (side) => {
      const people = peopleOf(cohort, side);
      const { fields } = programme[side];
      let answers = 0;
      for (const { values } of people) {
        expect(fields.map(({ id }) => id)).toEqual(expect.arrayContaining(Object.keys(values)));
        for (const field of fields) {
          const answer = values[field.id];
          if (field.required) expect(answer, field.id).toBeDefined();
          if (answer === undefined) continue;
          answers += 1;
          expect(answerFits(programme, field, answer), `${field.id}: ${String(answer)}`).toBe(true);
        }
      }
      expect(answers).toBeGreaterThan(people.length * 5);
    });

    it.each(SIDES)('knows every %s by an id and a key of their own', (side) => {
      const people = peopleOf(cohort, side);
      const keys = people.map(({ values }) => values[programme[side].keyField]);
      expect(new Set(keys).size).toBe(people.length);
      expect(new Set(people.map(({ id }) => id)).size).toBe(people.length);
      for (const { id } of people)
        expect(id).toMatch(side === 'participant' ? /^p_[0-9a-f]{16}$/ : /^m_[0-9a-f]{16}$/);
    });

    it.each(SIDES)('has %ss who leave something out', (side) => {
      const optional = programme[side].fields.filter(({ required }) => !required);
      const people = peopleOf(cohort, side);
      const left = people.filter(({ values }) => optional.some(({ id }) => !(id in values)));
      expect(left.length).toBeGreaterThan(people.length / 10);
    });

    it('never asks a mentor for more people than the mentor would take', () => {
      const { min, max } = programme.mentor;
      for (const { values } of cohort.mentors) {
        const least = (min.field && (values[min.field] as number | undefined)) || min.default;
        const most = (max.field && (values[max.field] as number | undefined)) || max.default;
        expect(least).toBeLessThanOrEqual(most);
      }
    });
  },
);

describe('seeds', () => {
  const programme = shippedProgramme('minnesota') as Programme;

  it('make the same cohort each time, and another one each', () => {
    let cases = 0;
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 32 - 2 }), (seed) => {
        cases += 1;
        const cohort = simulateCohort({ programme, participants: 6, mentors: 5, seed });
        expect(simulateCohort({ programme, participants: 6, mentors: 5, seed })).toEqual(cohort);
        expect(simulateCohort({ programme, participants: 6, mentors: 5, seed: seed + 1 })).not.toEqual(
          cohort,
        );
      }),
      { numRuns: 50 },
    );
    expect(cases).toBe(50);
  });

  it('keep what a person says about themselves when more people come', () => {
    const few = simulateCohort({ programme, participants: 10, mentors: 10, seed: 3 });
    const many = simulateCohort({ programme, participants: 40, mentors: 50, seed: 3 });
    for (const [index, person] of few.participants.entries()) {
      const later = many.participants[index];
      expect(later?.id).toBe(person.id);
      for (const field of ['name', 'employer', 'county', 'goals', 'motivation', 'years'])
        expect(later?.values[field]).toEqual(person.values[field]);
    }
  });
});

it.each(Object.entries(PRESETS))('the preset %s has people enough on both sides', (_, size) => {
  const programme = shippedProgramme('minnesota') as Programme;
  const cohort = simulateCohort({ programme, ...size, seed: 1 });
  expect(cohort.participants).toHaveLength(size.participants);
  expect(cohort.mentors).toHaveLength(size.mentors);
  const addresses = [...cohort.participants, ...cohort.mentors].map(({ values }) => values.email);
  expect(new Set(addresses).size).toBe(size.participants + size.mentors);
});

it('an empty side is an empty side', () => {
  const cohort = simulateCohort({ programme: workshop, participants: 0, mentors: 3, seed: 1 });
  expect(cohort.participants).toEqual([]);
  for (const { values } of cohort.mentors) expect(values).not.toHaveProperty('not');
});
