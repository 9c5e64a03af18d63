import { describe, expect, test } from 'vitest';
import type { StoredPerson } from '#server/store/people.ts';
import { anyMatchSet } from '../../support/match-set.ts';
import { onEachStore } from '../../support/stores.ts';

const COHORT = { id: 'cohort-1', name: 'Class of 2026', programme: 'minnesota', programmeVersion: 1 };
const person = (id: string, side: StoredPerson['side'] = 'mentor', valuesJson = '{}'): StoredPerson => ({
  id,
  side,
  name: `Name of ${id}`,
  valuesJson,
});

onEachStore('a store', (newPlace) => {
  test('what is read at one moment waits for nobody who writes, and sees nothing that is not finished', async () => {
    const place = await newPlace();
    const [writer, reader] = [await place.open(), await place.open()];
    const known = async () => (await reader.moment(({ cohorts }) => cohorts.list())).map(({ id }) => id);
    const cohort = { id: 'cohort-9', name: 'Nine', programme: 'minnesota', programmeVersion: 1 };
    await writer.transaction(async ({ cohorts }) => {
      await cohorts.add(cohort);
      expect(await known()).toEqual([]);
    });
    expect(await known()).toEqual(['cohort-9']);
    await reader.moment(async ({ cohorts }) => {
      expect(await cohorts.list()).toHaveLength(1);
      await writer.cohorts.add({ ...cohort, id: 'cohort-10', name: 'Ten' });
      expect(await cohorts.list()).toHaveLength(1);
    });
    expect(await known()).toHaveLength(2);
  });

  describe('what is saved', () => {
    test('is there after a restart', async () => {
      const place = await newPlace();
      const first = await place.open();
      await first.cohorts.add(COHORT);
      await first.people.put(COHORT.id, [person('m1'), person('p1', 'participant', '{"name":"Ana"}')]);
      await first.policies.add(COHORT.id, { version: 1, policyJson: '{"a":1}' });
      await first.matchSets.add(anyMatchSet());
      await first.close();

      const store = await place.open();
      expect(await store.cohorts.list()).toEqual([
        {
          ...COHORT,
          version: 1,
          participants: 1,
          mentors: 1,
          matchSets: 1,
          matchedPairs: anyMatchSet().matched,
          openProposals: 0,
          adoptedUnpublished: 0,
          publishedVersion: null,
          createdAt: expect.stringMatching(/^\d{4}-.*Z$/),
        },
      ]);
      expect(await store.people.of(COHORT.id)).toMatchObject([
        person('m1'),
        person('p1', 'participant', '{"name":"Ana"}'),
      ]);
      expect(await store.policies.current(COHORT.id)).toEqual({ version: 1, policyJson: '{"a":1}' });
      expect(await store.matchSets.get('matchset-1')).toEqual(anyMatchSet());
    });

    test('of a transaction that fails is nothing', async () => {
      const store = await (await newPlace()).open();
      const work = store.transaction(async ({ cohorts, people }) => {
        await cohorts.add(COHORT);
        await people.put(COHORT.id, [person('m1')]);
        throw new Error('half way');
      });
      await expect(work).rejects.toThrow('half way');
      expect(await store.cohorts.list()).toEqual([]);
    });

    test('of a person again replaces the answers', async () => {
      const store = await (await newPlace()).open();
      await store.cohorts.add(COHORT);
      await store.people.put(COHORT.id, [person('m1')]);
      await store.people.put(COHORT.id, [person('m1', 'mentor', '{"years":7}')]);
      expect(await store.people.of(COHORT.id)).toMatchObject([person('m1', 'mentor', '{"years":7}')]);
    });
  });

  test('people come in the order of their ids by code units', async () => {
    const store = await (await newPlace()).open();
    await store.cohorts.add(COHORT);
    const ids = ['b', 'a', 'B', '\u{1F600}', '\uFB33'];
    await store.people.put(
      COHORT.id,
      ids.map((id) => person(id)),
    );
    expect((await store.people.of(COHORT.id)).map(({ id }) => id)).toEqual([...ids].sort());
  });

  test('a version advances once: the second editor is told', async () => {
    const store = await (await newPlace()).open();
    await store.cohorts.add(COHORT);
    expect(await store.cohorts.advance(COHORT.id, 1)).toBe(true);
    expect(await store.cohorts.advance(COHORT.id, 1)).toBe(false);
    expect((await store.cohorts.head(COHORT.id))?.version).toBe(2);
  });

  test('figures come back to the last digit, whole ones beyond 32 bits too', async () => {
    const store = await (await newPlace()).open();
    await store.cohorts.add(COHORT);
    const set = anyMatchSet({ mean_fit: 83.123_456_789_012_3 });
    await store.matchSets.add(set);
    expect(await store.matchSets.get(set.id)).toEqual(set);
    const agreement = {
      engine: 'highs',
      version: '1',
      verdict: 'agrees',
      matched: 1,
      score: 4_999_999_999_999,
    } as const;
    await store.agreements.add(set.id, { ...agreement, takenAt: '2026-01-01T00:00:00.000Z' });
    expect(await store.agreements.of(set.id)).toMatchObject(agreement);
  });

  test('what a transaction has read stays true until it writes', async () => {
    const store = await (await newPlace()).open();
    await store.cohorts.add(COHORT);
    const addVersion = () =>
      store.transaction(async ({ policies }) => {
        const version = ((await policies.current(COHORT.id))?.version ?? 0) + 1;
        await policies.add(COHORT.id, { version, policyJson: `${version}` });
      });
    await Promise.all(Array.from({ length: 40 }, addVersion));
    expect(await store.policies.current(COHORT.id)).toEqual({ version: 40, policyJson: '40' });
  });

  test('people of a cohort that does not exist are refused', async () => {
    const store = await (await newPlace()).open();
    await expect(store.people.put('nowhere', [person('m1')])).rejects.toThrow(/foreign key/i);
  });

  test('answers to a revealed proposal, and published versions, cannot be changed by anybody', async () => {
    const store = await (await newPlace()).open();
    await store.cohorts.add(COHORT);
    await store.matchSets.add(anyMatchSet());
    const member = { id: 'member-1', name: 'Olga', cohortId: COHORT.id, nameKey: 'olga', key: 'k' };
    expect(await store.committees.add(member)).toBe(true);
    expect(await store.committees.add({ ...member, id: 'member-2', key: 'k2' })).toBe(false);
    const proposal = {
      id: 'proposal-1',
      cohortId: COHORT.id,
      matchSet: 'matchset-1',
      why: 'best',
      memberId: member.id,
    };
    await store.proposals.add(proposal);
    await store.proposals.answer(proposal.id, member.id, { stand: 'consent', reason: '', pair: null });
    await store.proposals.reveal(proposal.id, member.id);
    await expect(
      store.proposals.answer(proposal.id, member.id, { stand: 'objection', reason: 'late', pair: null }),
    ).rejects.toThrow(/revealed/);
    expect(await store.proposals.answers(proposal.id)).toMatchObject([{ stand: 'consent' }]);
  });
});
