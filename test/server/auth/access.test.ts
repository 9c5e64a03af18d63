import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROLES } from '#solver/contract/api/accounts.ts';
import type { CohortDetail, CohortSummary } from '#solver/contract/api/cohorts.ts';
import { shippedProgramme } from '#solver/contract/programme/shipped.ts';
import { registerGuard } from '#server/auth/guard.ts';
import { ROUTE_ACCESS, reaches, seesField } from '#server/auth/access.ts';
import { errorOf, startInProcess } from '../../support/in-process-service.ts';
import type { InProcessService } from '../../support/in-process-service.ts';
import { invitePerson, setUpOwner } from '../../support/people-with-accounts.ts';
import type { SignedInPerson } from '../../support/people-with-accounts.ts';

type Method = Parameters<InProcessService['send']>[0];

let service: InProcessService;
let people: Record<(typeof ROLES)[number], SignedInPerson>;
let cohort: CohortDetail;

beforeAll(async () => {
  service = await startInProcess();
  const owner = await setUpOwner(service);
  people = {
    owner,
    member: await invitePerson(service, owner, 'member'),
    observer: await invitePerson(service, owner, 'observer'),
  };
  const made = (await owner.send('POST', '/api/cohorts/sample', {})).body as CohortSummary;
  cohort = (await owner.send('GET', `/api/cohorts/${made.id}`)).body as CohortDetail;
});
afterAll(() => service.close());

/** Routes with ids that nothing has: who is let in learns that, who is not learns nothing. */
const routes = Object.entries(ROUTE_ACCESS)
  .filter(([key]) => key !== 'GET /*')
  .map(([key, access]) => {
    const [method, url] = key.split(' ') as [Method, string];
    return { key, access, method, url: url.replaceAll(/:\w+/gu, 'nothing-here') };
  });

describe('every route, for everybody', () => {
  test('the table holds the routes that there are, and no others', () => {
    const described = Object.keys(ROUTE_ACCESS).filter((key) => key !== 'GET /*');
    for (const key of described) {
      const [method, url] = key.split(' ') as ['GET', string];
      expect(service.app.hasRoute({ method, url }), key).toBe(true);
    }
    expect(described.length).toBeGreaterThan(40);
  });

  test('a route that is not in the table stops the service from starting', async () => {
    const { default: Fastify } = await import('fastify');
    const app = Fastify();
    registerGuard(app, undefined as never);
    expect(() => app.get('/api/unheard-of', () => 'secret')).toThrow('access.ts');
  });

  test.each(routes.filter(({ access }) => access !== 'anyone'))(
    '$key: a stranger is refused',
    async (route) => {
      const reply = await service.send(route.method, route.url, route.method === 'GET' ? undefined : {});
      expect({ status: reply.status, code: errorOf(reply).code }).toEqual({
        status: 401,
        code: 'SIGN_IN_NEEDED',
      });
    },
  );

  describe.each(ROLES)('as %s', (role) => {
    test.each(routes.filter(({ access }) => access !== 'anyone' && !reaches(role, access)))(
      '$key is refused before its body is looked at',
      async (route) => {
        const reply = await people[role].send(
          route.method,
          route.url,
          route.method === 'GET' ? undefined : {},
        );
        expect({ status: reply.status, code: errorOf(reply).code }).toEqual({
          status: 403,
          code: 'NOT_PERMITTED',
        });
      },
    );

    // Signing out everywhere would end the session that the other routes are tried with.
    const used = routes.filter(
      ({ access, method, key }) => reaches(role, access) && !(method === 'DELETE' && !key.includes(':id')),
    );
    test.each(used)('$key is let through', async (route) => {
      const reply = await people[role].send(route.method, route.url, route.method === 'GET' ? undefined : {});
      expect([401, 403]).not.toContain(reply.status);
      expect(reply.status).toBeLessThan(500);
    });
  });
});

describe('every field, for every role', () => {
  const programme = shippedProgramme('minnesota') as NonNullable<ReturnType<typeof shippedProgramme>>;
  const sides = [
    ['participant', 'participantPeople'],
    ['mentor', 'mentorPeople'],
  ] as const;

  test.each(ROLES)('%s gets exactly the answers that the table grants', async (role) => {
    const seen = (await people[role].send('GET', `/api/cohorts/${cohort.id}`)).body as CohortDetail;
    let answers = 0;
    for (const [side, list] of sides) {
      const granted = new Set(
        programme[side].fields.filter((field) => seesField(role, field)).map(({ id }) => id),
      );
      for (const [index, person] of cohort[list].entries()) {
        const expected = Object.entries(person.values).filter(([id]) => granted.has(id));
        expect(seen[list][index]?.values).toEqual(Object.fromEntries(expected));
        answers += expected.length;
      }
    }
    expect(answers).toBeGreaterThan(500);
  });

  test('an observer learns no address, phone, free text or list of people; a member nothing confidential', async () => {
    const textFor = async (role: (typeof ROLES)[number]) =>
      (await people[role].send('GET', `/api/cohorts/${cohort.id}`)).text;
    const [observer, member] = [await textFor('observer'), await textFor('member')];
    const valuesOf = (wanted: (field: (typeof programme.mentor.fields)[number]) => boolean) =>
      sides.flatMap(([side, list]) =>
        programme[side].fields
          .filter(wanted)
          .flatMap((field) => cohort[list].map((person) => person.values[field.id]))
          .filter((value) => value !== undefined && value !== '' && typeof value !== 'boolean')
          .filter((value) => !Array.isArray(value) || value.length > 0)
          .map((value) => JSON.stringify(value)),
      );
    const hiddenFromObservers = valuesOf(
      (field) => field.kind === 'email' || field.kind === 'longText' || field.id === 'phone',
    );
    expect(hiddenFromObservers.length).toBeGreaterThan(50);
    expect(hiddenFromObservers.filter((value) => observer.includes(value))).toEqual([]);
    for (const { id } of programme.mentor.fields.filter((field) => field.confidential))
      for (const text of [observer, member]) expect(text).not.toContain(`"${id}":`);
  });
});
