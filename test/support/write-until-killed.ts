import { openStore } from '#server/store/store.ts';

/*
 * Saves versions of a cohort without end: version k holds 20 people who all answer k. Each version that the store has
 * acknowledged is told on standard output. Meant to be killed.
 */
const [folder = ''] = process.argv.slice(2);
const store = await openStore(folder);
let version = (await store.cohorts.head('cohort-1'))?.version ?? 0;
for (;;) {
  await store.transaction(async ({ cohorts, people }) => {
    if (version === 0)
      await cohorts.add({ id: 'cohort-1', name: 'Cohort', programme: 'minnesota', programmeVersion: 1 });
    else await cohorts.advance('cohort-1', version);
    const next = version + 1;
    await people.put(
      'cohort-1',
      Array.from({ length: 20 }, (_, index) => ({
        side: 'mentor' as const,
        id: `m${index}`,
        name: 'Somebody',
        valuesJson: String(next),
      })),
    );
  });
  version += 1;
  process.stdout.write(`${version}\n`);
}
