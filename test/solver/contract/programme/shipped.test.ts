import { describe, expect, it } from 'vitest';
import { MOST_THOUSANDTHS, POINTS } from '#solver/contract/policy/criteria.ts';
import { EXACT_SCORE_LIMIT } from '#solver/contract/problem.ts';
import { fieldOf, listOf } from '#solver/contract/programme/programme.ts';
import type { Field } from '#solver/contract/programme/fields.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import { SHIPPED_PROGRAMMES, shippedProgramme } from '#solver/contract/programme/shipped.ts';

/** As an import compares headers and values: letters and digits alone. */
function bare(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}+]/gu, '');
}

/** Words that lead to two different things. */
function ambiguous(things: readonly { id: string; label: string; synonyms: readonly string[] }[]): string[] {
  const meaning = new Map<string, string>();
  return things.flatMap(({ id, label, synonyms }) =>
    [label, ...synonyms].filter((words) => {
      const before = meaning.get(bare(words)) ?? id;
      meaning.set(bare(words), id);
      return before !== id;
    }),
  );
}

/** Every field that a policy names, with the side on which it must exist. */
function namedFields(value: unknown, side?: 'participant' | 'mentor'): { side: string; field: string }[] {
  if (Array.isArray(value)) return value.flatMap((item) => namedFields(item, side));
  if (typeof value === 'string') return side === undefined ? [] : [{ side, field: value }];
  if (typeof value !== 'object' || value === null) return [];
  const own = 'side' in value ? (value.side as 'participant' | 'mentor') : side;
  return Object.entries(value).flatMap(([key, item]) => {
    if (key.startsWith('participant') || key === 'wishField' || key === 'onlyIfField')
      return namedFields(item, 'participant');
    if (key.startsWith('mentor')) return namedFields(item, 'mentor');
    if (key === 'field') return namedFields(item, own);
    return typeof item === 'object' ? namedFields(item) : [];
  });
}

function listField(programme: Programme, field: string): Field | undefined {
  return fieldOf(programme, 'participant', field) ?? fieldOf(programme, 'mentor', field);
}

it('ships the Minnesota programme first, as the default', () => {
  expect(SHIPPED_PROGRAMMES.map(({ id }) => id)).toEqual(['minnesota', 'civil-service']);
  expect(shippedProgramme('civil-service')?.participant.label).toBe('Mentee');
  expect(shippedProgramme('atlantis')).toBeUndefined();
});

describe.each(SHIPPED_PROGRAMMES.map((programme) => [programme.id, programme] as const))(
  'the programme file %s',
  (_, programme) => {
    it.each(['participant', 'mentor'] as const)('gives every header of the %s form one field', (side) => {
      expect(ambiguous(programme[side].fields)).toEqual([]);
    });

    it('gives every written value one option, and every written place one place', () => {
      for (const list of Object.values(programme.lists)) expect(ambiguous(list.options)).toEqual([]);
      expect(ambiguous(programme.geography.places)).toEqual([]);
    });

    it('names only fields that its forms have', () => {
      const named = namedFields({ criteria: programme.policy.criteria, rules: programme.policy.rules });
      const inQuotas = namedFields({ quotas: programme.policy.quotas });
      expect(named.length).toBeGreaterThan(7);
      for (const { side, field } of [...named, ...inQuotas])
        expect(fieldOf(programme, side as 'participant', field), `${side} ${field}`).toBeDefined();
    });

    it('names only options and regions that exist', () => {
      let checked = 0;
      const offers = (field: string, option: string) => {
        checked += 1;
        const found = listField(programme, field);
        const list = found && listOf(programme, found);
        expect(
          list?.options.map(({ id }) => id),
          `${field} ${option}`,
        ).toContain(option);
      };
      for (const criterion of programme.policy.criteria) {
        if (criterion.kind !== 'similarity') continue;
        for (const { a, b } of criterion.table) {
          offers(criterion.mentorField, a);
          offers(criterion.mentorField, b);
        }
      }
      for (const rule of programme.policy.rules) {
        if (rule.kind === 'wish')
          for (const option of [rule.same, rule.different]) offers(rule.wishField, option);
        if (rule.kind === 'max-distance' && rule.unlessBothAccept)
          offers(rule.unlessBothAccept.mentorField, rule.unlessBothAccept.option);
      }
      const systems = new Map(programme.geography.systems.map(({ id, regions }) => [id, regions]));
      for (const quota of programme.policy.quotas)
        for (const condition of quota.where)
          if (condition.kind === 'in-region')
            for (const region of condition.regions)
              expect(systems.get(condition.system)?.map(({ id }) => id)).toContain(region);
      expect(checked > 0).toBe(programme.id === 'minnesota');
    });

    it('keeps scores whole and exact however the weights are moved', () => {
      const most = programme.policy.criteria.length * MOST_THOUSANDTHS * POINTS;
      expect(most).toBeLessThanOrEqual(EXACT_SCORE_LIMIT);
    });

    it('recognises people by a field that everybody must answer', () => {
      for (const side of ['participant', 'mentor'] as const)
        expect(fieldOf(programme, side, programme[side].keyField)?.required).toBe(true);
    });
  },
);
