import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addressOf, parseRoute } from '../../../web/src/app/route.ts';

const id = fc.stringMatching(/^[A-Za-z0-9_-]{8,64}$/);

test('every address of a screen leads back to that screen', () => {
  const routes = fc.oneof(
    fc.constant({ screen: 'home' } as const),
    fc.record({ screen: fc.constant('lab' as const), runId: fc.option(id, { nil: undefined }) }),
    fc.record({
      screen: fc.constantFrom('applications', 'bench', 'trade-offs', 'decide', 'year', 'record'),
      cohortId: id,
    }),
    fc.record({
      screen: fc.constant('year' as const),
      cohortId: id,
      pair: fc.record({ participant: id, mentor: id }),
    }),
    fc.record({
      screen: fc.constant('compare' as const),
      cohortId: id,
      setIds: fc.uniqueArray(id, { maxLength: 4 }),
    }),
  );
  fc.assert(
    fc.property(routes, (route) => {
      expect(parseRoute(addressOf(route))).toEqual(route);
    }),
  );
});

test('no address, or an empty one, is home', () => {
  expect(parseRoute('')).toEqual({ screen: 'home' });
  expect(parseRoute('#/')).toEqual({ screen: 'home' });
});

test('a set that is named twice is compared once', () => {
  expect(parseRoute('#/cohorts/abcdefgh/compare?sets=first,second,first,')).toEqual({
    screen: 'compare',
    cohortId: 'abcdefgh',
    setIds: ['first', 'second'],
  });
});

test.each(['#/cohorts', '#/cohorts/abcdefgh', '#/cohorts/abcdefgh/nowhere', '#/cohorts/abcdefgh/bench/more'])(
  '%s names no screen',
  (hash) => {
    expect(parseRoute(hash)).toEqual({ screen: 'unknown', address: hash.slice(1) });
  },
);
