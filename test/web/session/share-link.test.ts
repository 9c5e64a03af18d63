import { expect, test } from 'vitest';
import { withPin, withWeight } from '../../../web/src/session/policy-edits.ts';
import { packState, unpackState } from '../../../web/src/session/share-link.ts';
import { shippedPolicy } from '../../support/web/policy.ts';

const policy = withPin(withWeight(shippedPolicy(), 'topics', 6.125), {
  participant: 'Åsa',
  mentor: 'José 木',
});

test('a state comes back from its text as it was, and the text needs no escape in an address', async () => {
  const text = await packState({ cohortVersion: 3, policy });
  expect(await unpackState(text)).toEqual({ cohortVersion: 3, policy });
  expect(text).toMatch(/^[\w-]+$/);
  // Mail programs break links beyond some thousands of characters.
  expect(text.length).toBeLessThan(4000);
});

test('what is cut off, altered or no state is refused in words', async () => {
  const text = await packState({ cohortVersion: 3, policy });
  const other = await packState({ policy } as never);
  for (const wrong of ['', 'x', text.slice(0, -9), `${text.slice(0, 40)}!!${text.slice(42)}`, other])
    await expect(unpackState(wrong)).rejects.toThrow(/damaged/);
});

test('a link that would unpack to more than any bench holds is refused', async () => {
  const bomb = await packState({ cohortVersion: 3, policy: 'x'.repeat(30_000_000) as never });
  expect(bomb.length).toBeLessThan(200_000);
  await expect(unpackState(bomb)).rejects.toThrow(/damaged/);
});
