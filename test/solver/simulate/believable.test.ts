import { describe, expect, it } from 'vitest';
import type { Application } from '#solver/contract/cohort.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import { shippedProgramme } from '#solver/contract/programme/shipped.ts';
import { simulateCohort } from '#solver/simulate/simulate.ts';

/*
 * What the Minnesota profile claims, on 3,000 people a side. A share of n people has a standard deviation of at most
 * 0.5 / sqrt(n): the margins below are several times that, and far from what independence would give.
 */
const programme = shippedProgramme('minnesota') as Programme;
const { participants, mentors } = simulateCohort({ programme, participants: 3000, mentors: 3000, seed: 20 });
const places = new Map(programme.geography.places.map((place) => [place.id, place]));

function includes(field: string, value: string): (person: Application) => boolean {
  return ({ values }) => {
    const answer = values[field];
    return Array.isArray(answer) ? answer.includes(value) : answer === value;
  };
}

function share(people: readonly Application[], holds: (person: Application) => boolean): number {
  return people.filter(holds).length / people.length;
}

function mean(people: readonly Application[], field: string): number {
  const numbers = people.flatMap(({ values }) => (typeof values[field] === 'number' ? [values[field]] : []));
  return numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
}

/** How much more often `then` holds where `given` holds than where it does not. */
function lift(
  people: readonly Application[],
  given: (person: Application) => boolean,
  then: (person: Application) => boolean,
): number {
  const inside = people.filter(given);
  const outside = people.filter((person) => !given(person));
  expect(Math.min(inside.length, outside.length)).toBeGreaterThan(50);
  return share(inside, then) / Math.max(share(outside, then), 1 / outside.length);
}

describe('people of a simulated MILE year', () => {
  it('live where Minnesotans live, and in the corners too', () => {
    const metro = share(
      participants,
      ({ values }) => places.get(String(values.county))?.regions.regional === 'MELSA',
    );
    // The seven counties hold 55 % of the people; workplaces bound to certain places shift the share a little.
    expect(metro).toBeGreaterThan(0.45);
    expect(metro).toBeLessThan(0.68);
    expect(new Set(mentors.map(({ values }) => values.county)).size).toBeGreaterThan(70);
  });

  it('work for an employer of their county and of their library type', () => {
    const schools = [...participants, ...mentors].filter(({ values }) =>
      /Schools|High School/.test(String(values.employer)),
    );
    expect(schools.length).toBeGreaterThan(300);
    for (const { values } of schools) {
      expect(values.libraryType).toBe('school');
      expect(values.employer).toContain(places.get(String(values.county))?.label);
    }
    const offices = mentors.filter(({ values }) => String(values.employer).endsWith('Office'));
    const systems = programme.geography.systems.find(({ id }) => id === 'multitype');
    for (const { values } of offices) {
      const region = places.get(String(values.county))?.regions.multitype;
      const label = systems?.regions.find(({ id }) => id === region)?.label;
      expect(values.employer).toBe(`${label} Office`);
    }
    expect(offices.length).toBeGreaterThan(30);
  });

  it('give a ZIP code of their county', () => {
    const coded = mentors.filter(({ values }) => 'zip' in values);
    expect(share(mentors, ({ values }) => 'zip' in values)).toBeCloseTo(0.6, 1);
    for (const { values } of coded)
      expect(programme.geography.postcodes[String(values.zip)]?.place).toBe(values.county);
  });

  it('have goals and expertise of their library type and position', () => {
    const school = includes('libraryType', 'school');
    expect(lift(participants, school, includes('goals', 'school-libraries'))).toBeGreaterThan(4);
    expect(
      lift(mentors, includes('libraryType', 'academic'), includes('expertise', 'reference')),
    ).toBeGreaterThan(2);
    expect(
      lift(mentors, includes('positionAreas', 'director'), includes('expertise', 'budgeting')),
    ).toBeGreaterThan(1.5);
    expect(
      lift(participants, includes('positionAreas', 'systems'), includes('goals', 'technology')),
    ).toBeGreaterThan(2);
    expect(lift(mentors, school, includes('positionAreas', 'school'))).toBeGreaterThan(10);
  });

  it('know more of leading the longer they have worked', () => {
    const seasoned = ({ values }: Application) => Number(values.years ?? 0) >= 15;
    expect(lift(mentors, seasoned, includes('expertise', 'leadership'))).toBeGreaterThan(1.1);
    expect(lift(mentors, seasoned, includes('expertise', 'strategic-planning'))).toBeGreaterThan(1.1);
    for (const { values } of mentors)
      if (values.leadershipYears !== undefined)
        expect(Number(values.leadershipYears)).toBeLessThanOrEqual(Number(values.years));
  });

  it('write about what they chose', () => {
    const data = ({ values }: Application) => String(values.motivation).includes('door counts');
    expect(lift(participants, includes('goals', 'data'), data)).toBeGreaterThan(20);
  });

  it('are mentors with about a decade more behind them, a few of them too new', () => {
    const gap = mean(mentors, 'years') - mean(participants, 'years');
    expect(gap).toBeGreaterThan(6);
    expect(gap).toBeLessThan(14);
    const tooNew = share(mentors, ({ values }) => Number(values.years) < 5);
    expect(tooNew).toBeGreaterThan(0.005);
    expect(tooNew).toBeLessThan(0.1);
  });

  it('leave out about as much as the profile says', () => {
    const silent = (people: readonly Application[], field: string) =>
      share(people, ({ values }) => !(field in values));
    expect(silent(participants, 'motivation')).toBeCloseTo(0.06, 1);
    expect(silent(participants, 'phone')).toBeCloseTo(0.35, 1);
    expect(silent(mentors, 'welcomedTypes')).toBeCloseTo(0.45, 1);
  });

  it('take one to three participants, mostly one', () => {
    const capacities = mentors.map(({ values }) => values.capacity ?? 1);
    expect(new Set(capacities)).toEqual(new Set([1, 2, 3]));
    const single = capacities.filter((most) => most === 1).length / capacities.length;
    expect(single).toBeGreaterThan(0.6);
    expect(single).toBeLessThan(0.9);
  });
});
