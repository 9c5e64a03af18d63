import { expect, test } from 'vitest';
import { shippedProgramme } from '#solver/contract/programme/shipped.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import { rosterOf } from '../../../../../web/src/screens/bench/print/roster.ts';
import { rowsOf } from '../../../../../web/src/session/differences.ts';
import { matchOf } from '../../../../support/web/matching.ts';
import { personOf } from '../../../../support/web/people.ts';

const programme = shippedProgramme('minnesota') as Programme;
const nobody = { name: 'Draft A', pairs: [], criteria: [], names: {} };
const rows = rowsOf(
  matchOf(
    [
      ['ana', 'olga'],
      ['kai', 'olga'],
    ],
    ['lea'],
  ),
  nobody,
);
const [type] = programme.lists['libraryTypes']?.options ?? [];

test('people stand by name, with employer, region and type where they are known', () => {
  const people = [
    personOf('lea', { county: 'atlantis' }, 'Lea Zorn'),
    personOf('ana', { county: 'cook', libraryType: type?.id ?? '', employer: 'City Library' }, 'Ana Ruiz'),
  ];
  expect(rosterOf(programme, 'participant', people, rows)).toEqual([
    {
      id: 'ana',
      name: 'Ana Ruiz',
      employer: 'City Library',
      groups: `Arrowhead Library System, ${type?.label}`,
      partners: ['olga'],
    },
    { id: 'lea', name: 'Lea Zorn', employer: '', groups: '', partners: [] },
  ]);
});

test('a mentor has everybody whom the match gives', () => {
  expect(rosterOf(programme, 'mentor', [personOf('olga', {})], rows)[0]?.partners).toEqual(['ana', 'kai']);
});

test('an employer that was told in confidence is not printed; namesakes stand by id', () => {
  const fields = programme.participant.fields.map((field) =>
    field.id === 'employer' ? { ...field, confidential: true } : field,
  );
  const discreet = { ...programme, participant: { ...programme.participant, fields } };
  const people = ['b', 'a'].map((id) => personOf(id, { employer: 'City Library' }, 'Ana Ruiz'));
  const roster = rosterOf(discreet, 'participant', people, rows);
  expect(roster.map(({ id, employer }) => [id, employer])).toEqual([
    ['a', ''],
    ['b', ''],
  ]);
});
