import { expect, onTestFinished, test } from 'vitest';
import { exploreReplySchema } from '#solver/contract/api/explore.ts';
import { askSomethingHard } from '../../support/hard-question.ts';
import { startInProcess } from '../../support/in-process-service.ts';

/** A service that waits so long for an answer, with a cohort whose best match is not proven within minutes. */
async function startHard(solverDeadlineMs: number) {
  const service = await startInProcess({ solverDeadlineMs });
  onTestFinished(() => service.close());
  const origin = await service.listen();
  const { cohort, policy } = await askSomethingHard(origin);
  const ask = (question: string) =>
    fetch(`${origin}/api/cohorts/${cohort.id}/explore/${question}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ cohortVersion: cohort.version, policy }),
    });
  return { service, ask };
}

test('what the time does not reach is told as partial', async () => {
  let { service, ask } = await startHard(4_000);
  let blocking = await ask('blocking');
  // A slow machine may take longer to find the first match, and there is nothing to tell before.
  if (blocking.status !== 200) {
    ({ service, ask } = await startHard(60_000));
    blocking = await ask('blocking');
  }
  expect(blocking.status).toBe(200);
  const found = exploreReplySchema('blocking').parse(await blocking.json());
  expect(found).toMatchObject({ partial: true, note: null });
  const forcing = exploreReplySchema('forcing').parse(await (await ask('forcing')).json());
  expect(forcing.partial).toBe(true);
  expect(forcing.answer.open.length).toBeGreaterThan(0);
  expect(service.faults).toEqual([]);
});
