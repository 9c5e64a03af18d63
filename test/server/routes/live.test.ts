import { connect } from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CohortDetail } from '#solver/contract/api/cohorts.ts';
import { cohortChangeSchema, liveNowSchema, viewersSchema } from '#solver/contract/api/live.ts';
import type { Viewer } from '#solver/contract/api/live.ts';
import { eventsOf } from '../../../web/src/api/event-stream.ts';
import { errorOf, startInProcess } from '../../support/in-process-service.ts';
import type { InProcessService } from '../../support/in-process-service.ts';

let service: InProcessService;
let origin: string;
let cohort: CohortDetail;
beforeAll(async () => {
  service = await startInProcess();
  origin = await service.listen();
  cohort = await service.sampleCohort();
});
afterAll(() => service.close());

const ANA: Viewer = { window: 'window-of-ana', name: 'Ana Łoś' };
const BEN: Viewer = { window: 'window-of-ben', name: 'Ben' };

/** A browser's line, over a socket of its own: what it heard, one event after the other. */
class Ear {
  readonly #leaving = new AbortController();
  #events!: ReturnType<typeof eventsOf>;

  static async open(viewer: Viewer, { at = origin, cohortId = cohort.id } = {}): Promise<Ear> {
    const ear = new Ear();
    const reply = await fetch(`${at}/api/cohorts/${cohortId}/live?${new URLSearchParams({ ...viewer })}`, {
      signal: ear.#leaving.signal,
    });
    expect(reply.status).toBe(200);
    ear.#events = eventsOf(reply.body as ReadableStream<Uint8Array>);
    return ear;
  }

  /** The next event of this name; others before it are passed over. Undefined at the end. */
  async hear(name: string): Promise<unknown> {
    for (;;) {
      const { done, value } = await this.#events.next();
      if (done) return undefined;
      if (value.name === name) return JSON.parse(value.data) as unknown;
    }
  }

  /** Hears on until this is said of those who are there. */
  async hearOf(isSo: (viewers: Viewer[]) => boolean): Promise<void> {
    while (!isSo(viewersSchema.parse(await this.hear('viewers'))));
  }

  async hearViewers(...names: string[]): Promise<void> {
    const wanted = JSON.stringify(names.sort());
    await this.hearOf((viewers) => JSON.stringify(viewers.map(({ name }) => name).sort()) === wanted);
  }

  /** Reads everything, until it leaves or is left. */
  async listen(): Promise<void> {
    await this.hear('nothing').catch(() => undefined);
  }

  leave(): void {
    this.#leaving.abort();
  }
}

const named = (viewer: Viewer) => ({
  'x-mile-window': viewer.window,
  'x-mile-name': encodeURIComponent(viewer.name),
});

describe('two windows on one cohort', () => {
  test('hear of what stands, of each other, and of each other leaving', async () => {
    const ana = await Ear.open(ANA);
    const now = liveNowSchema.parse(await ana.hear('now'));
    expect(now).toEqual({ cohortVersion: 1, policyVersion: 1, matchSets: 0 });
    const ben = await Ear.open(BEN);
    await ana.hearViewers(ANA.name, BEN.name);
    await ben.hearViewers(ANA.name, BEN.name);
    ben.leave();
    await ana.hearViewers(ANA.name);
    ana.leave();
  });

  test('hear of policies, match sets and people, with who it was', async () => {
    const ana = await Ear.open(ANA);
    const changes = async () => cohortChangeSchema.parse(await ana.hear('change'));
    const { policy, policyVersion, version } = cohort;
    const saved = await service.send(
      'PUT',
      `/api/cohorts/${cohort.id}/policy`,
      { policy, basedOn: policyVersion },
      named(BEN),
    );
    expect(saved.status).toBe(200);
    expect(await changes()).toEqual({ kind: 'policy', by: BEN });

    const set = { name: 'Draft', cohortVersion: version, policy };
    expect((await service.send('POST', `/api/cohorts/${cohort.id}/match-sets`, set, named(ANA))).status).toBe(
      201,
    );
    expect(await changes()).toEqual({ kind: 'match-sets', by: ANA });
    ana.leave();
  });

  test('hear nothing of what was refused, nor of other cohorts', async () => {
    const other = await service.sampleCohort();
    const ana = await Ear.open(ANA);
    const put = (id: string, basedOn: number) =>
      service.send('PUT', `/api/cohorts/${id}/policy`, { policy: cohort.policy, basedOn }, named(BEN));
    expect((await put(cohort.id, 1)).status).toBe(409);
    expect((await put(other.id, 1)).status).toBe(200);
    expect((await put(cohort.id, 2)).status).toBe(200);
    const now = liveNowSchema.parse(await ana.hear('now'));
    expect(now.policyVersion).toBe(2);
    await ana.hear('change');
    const again = await Ear.open(BEN);
    expect(liveNowSchema.parse(await again.hear('now')).policyVersion).toBe(3);
    ana.leave();
    again.leave();
  });

  test('a change without a name, or with one that cannot be read, is told as nobody’s', async () => {
    const ana = await Ear.open(ANA);
    const policy = (basedOn: number, headers?: Record<string, string>) =>
      service.send('PUT', `/api/cohorts/${cohort.id}/policy`, { policy: cohort.policy, basedOn }, headers);
    expect((await policy(3)).status).toBe(200);
    expect(await ana.hear('change')).toEqual({ kind: 'policy', by: null });
    expect((await policy(4, { 'x-mile-window': BEN.window, 'x-mile-name': '%E0%A4%A' })).status).toBe(200);
    expect(await ana.hear('change')).toEqual({ kind: 'policy', by: null });
    ana.leave();
  });
});

test('a window that comes back takes the place of its former line', async () => {
  const first = await Ear.open(ANA);
  const second = await Ear.open(ANA);
  await first.hear('bye');
  expect(await first.hear('any')).toBeUndefined();
  await second.hearViewers(ANA.name);
  second.leave();
});

test('names never reach the log', () => {
  expect(service.log()).not.toContain('Ana');
  expect(service.log()).not.toContain('Ben');
});

test('a listener who does not read is dropped, and the others hear of it', async () => {
  const ana = await Ear.open(ANA);
  const deaf = connect(Number(new URL(origin).port), '127.0.0.1');
  await once(deaf, 'connect');
  deaf.pause();
  deaf.write(
    `GET /api/cohorts/${cohort.id}/live?window=window-deaf&name=Deaf HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`,
  );
  await ana.hearViewers(ANA.name, 'Deaf');
  // Names that are long as JSON, told again and again until the system's buffers and ours are full for the deaf one.
  const name = '\u0001'.repeat(60);
  const guests: Ear[] = [];
  for (let window = 0; window < 20; window += 1) {
    const guest = await Ear.open({ window: `window-guest-${window}`, name });
    guests.push(guest);
    void guest.listen();
  }
  let isDropped = false;
  const told = ana.hearOf((viewers) => !viewers.some((viewer) => viewer.name === 'Deaf'));
  void told.then(() => (isDropped = true));
  for (let turn = 0; !isDropped && turn < 5_000; turn += 1)
    (await Ear.open({ window: 'window-shouter', name })).leave();
  await told;
  deaf.destroy();
  for (const ear of [ana, ...guests]) ear.leave();
});

test('too many listeners are refused with a plain answer, and one who is there already may come back', async () => {
  const { id: cohortId } = await service.sampleCohort();
  const ears: Ear[] = [];
  for (let window = 0; window < 100; window += 1)
    ears.push(await Ear.open({ window: `window-${window}`, name: '' }, { cohortId }));
  const refused = await fetch(`${origin}/api/cohorts/${cohortId}/live?window=window-late`);
  expect(refused.status).toBe(429);
  expect(await refused.json()).toMatchObject({ error: { code: 'BUSY' } });
  ears.push(await Ear.open({ window: 'window-99', name: 'Back' }, { cohortId }));
  for (const ear of ears) ear.leave();
});

test('who asks for nothing sensible is told so', async () => {
  const nowhere = await service.send('GET', '/api/cohorts/nothing-here/live?window=window-ana');
  expect(errorOf(nowhere).code).toBe('NOT_FOUND');
  for (const query of ['', '?window=short', `?window=window-ana&name=${'n'.repeat(61)}`])
    expect(errorOf(await service.send('GET', `/api/cohorts/${cohort.id}/live${query}`)).code).toBe(
      'INVALID_INPUT',
    );
});

test('a service that ends says goodbye and does not wait for its listeners', async () => {
  const ending = await startInProcess();
  const at = await ending.listen();
  const { id } = await ending.sampleCohort();
  const ears = await Promise.all([ANA, BEN].map((viewer) => Ear.open(viewer, { at, cohortId: id })));
  await ending.close();
  for (const ear of ears) {
    expect(await ear.hear('bye')).toEqual({});
    expect(await ear.hear('any')).toBeUndefined();
  }
});
