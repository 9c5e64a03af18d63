import { beforeAll, describe, expect, it } from 'vitest';
import type { Cohort } from '#solver/contract/cohort.ts';
import { fairnessSchema } from '#solver/contract/explore/fairness.ts';
import { shippedProgramme } from '#solver/contract/programme/shipped.ts';
import { loadEngines } from '#solver/engines/load.ts';
import type { Engines } from '#solver/engines/load.ts';
import { fairnessOf } from '#solver/explore/fairness/fairness.ts';
import { groupingByField, groupingByRegion } from '#solver/explore/fairness/field-grouping.ts';
import { compileCohort } from '#solver/score/compile.ts';
import type { CompiledCohort } from '#solver/score/compile.ts';
import { scoreCohort } from '#solver/score/score.ts';
import { fitOf } from '#solver/score/weights.ts';
import { simulateCohort } from '#solver/simulate/simulate.ts';
import { solve } from '#solver/solve.ts';

const programme = shippedProgramme('minnesota');
if (!programme) throw new Error('The Minnesota programme comes with the software.');
let engines: Engines;
let cohort: Cohort;
let compiled: CompiledCohort;
beforeAll(async () => {
  engines = await loadEngines();
  cohort = simulateCohort({ programme, participants: 60, mentors: 40, seed: 3 });
  compiled = compileCohort(cohort, programme);
});

/** Each participant's answer and labels, by id. */
function labelled(field: string): { answer: unknown; labels: readonly string[] }[] {
  const { labels } = groupingByField(compiled, 'participant', field);
  const byId = cohort.participants.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  expect(labels.length).toBe(byId.length);
  return byId.map(({ values }, person) => ({ answer: values[field], labels: labels[person] ?? [] }));
}

describe('groups by the answers of a form', () => {
  it('are the options of a list, by their labels', () => {
    const options = new Map(programme.lists.libraryTypes?.options.map(({ id, label }) => [id, label]));
    const people = labelled('libraryType');
    for (const { answer, labels } of people)
      expect(labels).toEqual(answer === undefined ? [] : [options.get(answer as string)]);
    expect(people.filter(({ labels }) => labels.length === 1).length).toBeGreaterThan(40);
    const several = labelled('positionAreas').filter(({ labels }) => labels.length > 1);
    for (const { answer, labels } of several) expect(labels.length).toBe((answer as string[]).length);
    expect(several.length).toBeGreaterThan(5);
    for (const { labels } of labelled('goals')) expect(labels.length).toBeLessThanOrEqual(1);
    for (const { answer, labels } of labelled('identityWish'))
      expect(labels).toEqual(answer === undefined ? [] : [answer === true ? 'Yes' : 'No']);
  });

  it('are thirds of numbers that never divide equal ones', () => {
    const people = labelled('years').filter(({ answer }) => answer !== undefined);
    const bySize = Map.groupBy(people, ({ labels }) => labels[0]);
    expect(bySize.size).toBe(3);
    for (const [label, group] of bySize) {
      const [low = '', high = low] = (label ?? '').split(' to ');
      for (const { answer, labels } of group) {
        expect(labels.length).toBe(1);
        expect(Number(low) <= (answer as number) && (answer as number) <= Number(high)).toBe(true);
      }
      expect(group.length).toBeGreaterThan(people.length / 6);
    }
  });

  it('are regions of places', () => {
    const regions = programme.geography.systems.find(({ id }) => id === 'regional')?.regions;
    const { id, labels } = groupingByRegion(compiled, 'participant', 'county', 'regional');
    expect(id).toBe('regional');
    const used = new Set(labels.flat());
    for (const label of used) expect(regions?.map((region) => region.label)).toContain(label);
    expect(used.size).toBeGreaterThan(3);
  });

  it('are refused where a field has none, and for an unknown field', () => {
    expect(() => groupingByField(compiled, 'participant', 'motivation')).toThrow('makes no groups');
    expect(() => groupingByField(compiled, 'participant', 'shoeSize')).toThrow('no field "shoeSize"');
    expect(() => groupingByRegion(compiled, 'participant', 'years', 'regional')).toThrow('makes no groups');
  });

  it('go with the problem of the cohort into one answer, every test of it corrected', () => {
    const scored = scoreCohort(compiled, programme.policy);
    const outcome = solve(scored.problem, { engines, engine: 'auto' });
    if (!('pairs' in outcome)) throw new Error('The cohort has a match.');
    const groupings = [
      ...['libraryType', 'years', 'employer', 'identityWish'].map((id) =>
        groupingByField(compiled, 'participant', id),
      ),
      groupingByRegion(compiled, 'participant', 'county', 'regional'),
      groupingByField(compiled, 'mentor', 'libraryType'),
    ];
    const question = { groupings, fitOf: (score: number) => fitOf(score, scored.weights), seed: 1 };
    const answer = fairnessSchema.parse(fairnessOf(scored.problem, outcome.pairs, question));
    expect(answer.groupings.map(({ id }) => id)).toEqual(groupings.map(({ id }) => id));
    const gaps = answer.groupings.flatMap(({ groups }) =>
      groups.flatMap(({ matchedGap, fitGap }) => [matchedGap, fitGap].filter((gap) => gap !== null)),
    );
    expect(gaps.length).toBeGreaterThan(50);
    expect(answer.tests).toBeLessThanOrEqual(gaps.length);
    for (const { p, adjusted } of gaps) expect(adjusted).toBeGreaterThanOrEqual(p);
    for (const { groups } of answer.groupings)
      for (const { weakest, median, mean } of groups)
        if (weakest !== null) expect(Math.max(weakest, median ?? 101, mean ?? 101)).toBeLessThanOrEqual(100);
  });
});
