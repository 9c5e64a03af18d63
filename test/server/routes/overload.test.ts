import { expect, test } from 'vitest';
import { LastingLag } from '#server/routes/overload.ts';

test('one bad second sheds nobody, a second one does, and a pause begins anew', () => {
  const lag = new LastingLag();
  const met = [0, 300, 900, 1_000, 1_900, 3_800, 5_900, 6_000, 6_900].map((nowMs) => lag.lasts(nowMs));
  expect(met).toEqual([false, false, false, true, true, true, false, false, true]);
});
