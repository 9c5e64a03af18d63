import { expect, test } from 'vitest';
import type { MatchSetSummary } from '#solver/contract/api/cohorts.ts';
import { ApiError } from '../../../web/src/api/client.ts';
import { Outbox } from '../../../web/src/session/outbox/outbox.svelte.ts';
import type { WaitingRoom, WaitingSet } from '../../../web/src/session/outbox/waiting.ts';
import { shippedPolicy } from '../../support/web/policy.ts';

/** A device that keeps what waits for as long as the test. */
function roomWithin(): WaitingRoom<WaitingSet> {
  const kept = new Map<string, WaitingSet>();
  return {
    of: (cohortId) => Promise.resolve([...kept.values()].filter((set) => set.cohortId === cohortId)),
    put: (set) => Promise.resolve(void kept.set(set.id, set)),
    remove: (id) => Promise.resolve(void kept.delete(id)),
  };
}

const refusing = (code: string) => ({
  saveMatchSet: () => Promise.reject(new ApiError(code, `The service says ${code}.`)),
});

/** The names that are stored, and what waits afterwards, once a set was left waiting, sent to a service that answers `code`, and sent by its reader. */
async function sentAfter(code: string) {
  const room = roomWithin();
  const stored: string[] = [];
  const window = (service: ConstructorParameters<typeof Outbox>[0]['service']) =>
    new Outbox({ service, room, cohortId: 'cohort', onsaved: ({ name }) => stored.push(name) });
  const away = window(refusing('OFFLINE'));
  await away.save({ name: 'Of Ana', cohortVersion: 1, policy: shippedPolicy() });
  await window(refusing(code)).flush();
  const back = window({ saveMatchSet: (_, { name }) => Promise.resolve({ name } as MatchSetSummary) });
  await back.flush();
  return { stored, waiting: back.waiting.map(({ name, refusal }) => ({ name, refusal })) };
}

test.each(['SOMEBODY_ELSE', 'SIGN_IN_NEEDED', 'OFFLINE'])(
  'a set that was answered %s waits, and is stored once its reader is back',
  async (code) => {
    expect(await sentAfter(code)).toEqual({ stored: ['Of Ana'], waiting: [] });
  },
);

test('a set that the service refuses waits for its reader’s word, with the reason', async () => {
  expect(await sentAfter('NAME_TAKEN')).toEqual({
    stored: [],
    waiting: [{ name: 'Of Ana', refusal: 'The service says NAME_TAKEN.' }],
  });
});
