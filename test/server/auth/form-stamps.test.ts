import { expect, test } from 'vitest';
import { FormStamps } from '#server/auth/form-stamps.ts';
import { onEachStore } from '../../support/stores.ts';

onEachStore('stamps of forms', (newPlace) => {
  test('are those of whatever process over the same store, and of no other store', async () => {
    const place = await newPlace();
    const given = await place.open();
    const checked = await place.open();
    const foreign = await (await newPlace()).open();
    const now = Date.now();
    const stamp = await new FormStamps(given.secrets).give(now);
    const later = now + 60_000;
    await new FormStamps(checked.secrets).check(stamp, later);
    await expect(new FormStamps(foreign.secrets).check(stamp, later)).rejects.toMatchObject({
      code: 'FORM_EXPIRED',
    });
  });
});
