import { expect, test } from 'vitest';
import { WritersLine } from '#server/store/writers-line.ts';

test('who has waited too long is told to come back, and is not let in afterwards', async () => {
  const line = new WritersLine(20);
  const end = Promise.withResolvers<undefined>();
  const within = [1, 2].map(() => line.enter(() => end.promise));
  let begun = false;
  const waiting = line.enter(() => Promise.resolve((begun = true)));
  await expect(waiting).rejects.toMatchObject({ code: 'BUSY' });
  end.resolve(undefined);
  await Promise.all(within);
  expect(await line.enter(() => Promise.resolve('next'))).toBe('next');
  expect(begun).toBe(false);
});

test('whoever fails keeps nobody else from writing', async () => {
  const line = new WritersLine();
  const failing = Array.from({ length: 5 }, (_, turn) =>
    line.enter(() => Promise.reject(new Error(String(turn)))),
  );
  const ends = await Promise.allSettled(failing);
  expect(ends.map((end) => (end as PromiseRejectedResult).reason.message)).toEqual(['0', '1', '2', '3', '4']);
  expect(await line.enter(() => Promise.resolve(1))).toBe(1);
});
