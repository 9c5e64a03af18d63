import { expect, test } from 'vitest';
import { shippedProgramme } from '#solver/contract/programme/shipped.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import { balanceByRegion } from '../../../../../web/src/screens/bench/map/region-balance.ts';
import { personOf } from '../../../../support/web/people.ts';

const programme = shippedProgramme('minnesota') as Programme;

test('regions from north to south, the unknown last; mentors count by the places that they offer', () => {
  const people = {
    participants: [
      personOf('ana', { county: 'hennepin' }),
      personOf('kai', { county: 'anoka' }),
      personOf('lea', { county: 'atlantis' }),
    ],
    mentors: [personOf('olga', { county: 'hennepin', capacity: 3 }), personOf('ben', { county: 'kittson' })],
  };
  expect(balanceByRegion(programme, people, new Set(['kai']))).toEqual([
    { key: 'NWRL', label: 'Northwest Regional Library', demand: 0, supply: 1, unmatched: [] },
    {
      key: 'MELSA',
      label: 'Metropolitan Library Service Agency (MELSA)',
      demand: 2,
      supply: 3,
      unmatched: ['kai'],
    },
    { key: '', label: 'Not known', demand: 1, supply: 0, unmatched: [] },
  ]);
});

test('of nobody there is no region', () => {
  expect(balanceByRegion(programme, { participants: [], mentors: [] }, new Set())).toEqual([]);
});
