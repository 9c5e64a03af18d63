import { expect, test } from 'vitest';
import { shippedProgramme } from '#solver/contract/programme/shipped.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import { formerJourneysOf, journeysOf } from '../../../../../web/src/screens/bench/map/journeys.ts';
import { rowsOf } from '../../../../../web/src/session/differences.ts';
import { matchOf, pairOf } from '../../../../support/web/matching.ts';
import { personOf } from '../../../../support/web/people.ts';

const programme = shippedProgramme('minnesota') as Programme;
const people = {
  participants: [personOf('ana', { county: 'hennepin' }), personOf('kai', { county: 'cook' })],
  mentors: [personOf('olga', { county: 'cook' }), personOf('ben', { county: 'hennepin' })],
};
const baseline = {
  name: 'Draft A',
  pairs: [pairOf('ana', 'olga'), pairOf('kai', 'gone')],
  criteria: [],
  names: {},
};

test('former pairs are those that the match has not, of the unmatched and of people who left too', () => {
  const rows = rowsOf(matchOf([['ana', 'ben']], ['kai']), baseline);
  expect(journeysOf(programme, people, rows)).toMatchObject([{ participant: 'ana', mentor: 'ben', km: 0 }]);
  const [far, unknown] = formerJourneysOf(programme, people, rows);
  expect(far).toMatchObject({ participant: 'ana', mentor: 'olga' });
  expect(far?.km).toBeGreaterThan(300);
  expect(unknown).toMatchObject({ participant: 'kai', mentor: 'gone', km: undefined, to: undefined });
  expect(unknown?.regions).toEqual(['Arrowhead Library System', 'Not known']);
});

test('a pair that stays has no former one', () => {
  const rows = rowsOf(
    matchOf([
      ['ana', 'olga'],
      ['kai', 'gone'],
    ]),
    baseline,
  );
  expect(formerJourneysOf(programme, people, rows)).toEqual([]);
});
