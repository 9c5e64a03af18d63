import { expect, it } from 'vitest';
import { criterionSchema } from '#solver/contract/policy/criteria.ts';
import { fieldsRead } from '#solver/contract/policy/fields-read.ts';
import { ruleSchema } from '#solver/contract/policy/rules.ts';
import { SHIPPED_PROGRAMMES } from '#solver/contract/programme/shipped.ts';
import { fieldOf } from '#solver/contract/programme/programme.ts';

const named = { id: 'x', label: 'X' };
const criterion = (parts: object) => fieldsRead(criterionSchema.parse({ ...named, weight: 1, ...parts }));
const rule = (parts: object) => fieldsRead(ruleSchema.parse({ ...named, on: true, ...parts }));
const p = (field: string) => ({ side: 'participant', field });
const m = (field: string) => ({ side: 'mentor', field });

it('a pair of fields, postcodes, limits and the way around', () => {
  const read = rule({
    kind: 'max-distance',
    participantField: 'home',
    mentorField: 'place',
    participantPostcodeField: 'code',
    threshold: 10,
    participantLimitField: 'reach',
    mentorLimitField: 'range',
    unlessBothAccept: { participantField: 'ways', mentorField: 'modes', option: 'video' },
  });
  expect(read).toHaveLength(7);
  expect(read).toEqual(
    expect.arrayContaining([p('home'), m('place'), p('code'), p('reach'), m('range'), p('ways'), m('modes')]),
  );
});

it('wishes are the participant’s', () => {
  const pair = { participantField: 'a', mentorField: 'b' };
  const wish = rule({ kind: 'wish', ...pair, wishField: 'w', same: 's', different: 'd' });
  expect(wish).toEqual(expect.arrayContaining([p('a'), m('b'), p('w')]));
  expect(wish).toHaveLength(3);
  expect(rule({ kind: 'same-region', ...pair, system: 'r', onlyIfField: 'o' })).toContainEqual(p('o'));
  expect(criterion({ kind: 'opt-in', ...pair, wishField: 'w' })).toContainEqual(p('w'));
});

it('lists of fields, fields with shares, parts and sides', () => {
  expect(criterion({ kind: 'text', participantFields: ['a', 'b'], mentorFields: ['c'] })).toEqual([
    p('a'),
    p('b'),
    m('c'),
  ]);
  const similar = criterion({
    kind: 'similarity',
    mentorField: 'm',
    participantFields: [{ field: 'a', share: 1 }],
    table: [{ a: 'one', b: 'two', points: 3 }],
  });
  expect(similar).toHaveLength(2);
  expect(similar).toEqual(expect.arrayContaining([m('m'), p('a')]));
  const parts = [{ participantField: 'a', mentorField: 'b', share: 1 }];
  expect(criterion({ kind: 'shared-options', parts })).toEqual([p('a'), m('b')]);
  expect(rule({ kind: 'minimum', side: 'mentor', field: 'years', threshold: 5 })).toEqual([m('years')]);
  const fields = [
    { side: 'participant', field: 'c' },
    { side: 'mentor', field: 'd' },
  ];
  expect(rule({ kind: 'agreed', fields })).toEqual([p('c'), m('d')]);
});

it.each(SHIPPED_PROGRAMMES.map((programme) => [programme.id, programme] as const))(
  'everything in %s reads fields of its forms',
  (_, programme) => {
    for (const reader of [...programme.policy.criteria, ...programme.policy.rules]) {
      const read = fieldsRead(reader);
      expect(read.length, reader.id).toBeGreaterThan(0);
      for (const { side, field } of read) expect(fieldOf(programme, side, field), field).toBeDefined();
    }
  },
);
