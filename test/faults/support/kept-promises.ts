import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect } from 'vitest';
import type { CohortDetail, CohortSummary, MatchSetSummary } from '#solver/contract/api/cohorts.ts';
import type { Committee } from '#solver/contract/api/committee.ts';
import type { ImportRequest } from '#solver/contract/api/import.ts';
import { STORE_FILE } from '#server/store/store.ts';

const PEOPLE = 20;

export type Deed = 'import' | 'policy' | 'match set' | 'publication';
export const DEEDS: readonly Deed[] = ['import', 'policy', 'match set', 'publication'];

interface Told {
  /** The newest that was acknowledged. */
  acknowledged: number;
  /** Was one under way, without an answer, when the service was lost? */
  isOpen: boolean;
}

/** The service refused what it should have told. */
export class Refused extends Error {}

/**
 * Four people at work in one service, each with a cohort: one imports, one saves policies, one saves match sets, one publishes. The k-th of each says k, so
 * that what is in the store tells which of them arrived.
 */
export class Promises {
  readonly told: Record<Deed, Told>;
  #origin = '';
  readonly #cohorts = new Map<Deed, CohortDetail>();
  #sets: string[] = [];
  /** Of the browser that belongs to the committee. */
  #cookie = '';

  constructor() {
    const none = () => ({ acknowledged: 0, isOpen: false });
    this.told = { import: none(), policy: none(), 'match set': none(), publication: none() };
  }

  at(origin: string): this {
    this.#origin = origin;
    return this;
  }

  /** A cohort for each deed, and two sets to publish in turn. */
  async begin(): Promise<void> {
    for (const deed of DEEDS) {
      const made =
        deed === 'import'
          ? await this.#must<CohortSummary>('POST', '/api/cohorts', { name: deed, programme: 'minnesota' })
          : await this.#must<CohortSummary>('POST', '/api/cohorts/sample', {});
      this.#cohorts.set(deed, await this.#must('GET', `/api/cohorts/${made.id}`));
    }
    const publishing = this.#cohort('publication');
    const joined = await this.#send('POST', `/api/cohorts/${publishing.id}/members`, { name: 'Ana' });
    this.#cookie = /mile-member=[^;]+/.exec(joined.cookie)?.[0] ?? '';
    for (const name of ['A', 'B']) {
      const set = await this.#must<MatchSetSummary>('POST', `/api/cohorts/${publishing.id}/match-sets`, {
        cohortVersion: publishing.version,
        policy: publishing.policy,
        name,
      });
      this.#sets.push(set.id);
    }
  }

  /**
   * Does the next deed of a kind. Undefined where the service was lost meanwhile, else the status of the answer. After a 503 (the store is away) it is not
   * certain whether the deed was done: `settle` before the next.
   */
  async next(deed: Deed): Promise<number | undefined> {
    const told = this.told[deed];
    const number = told.acknowledged + 1;
    told.isOpen = true;
    const reply = await this.#send(...this.#request(deed, number)).catch(() => undefined);
    // An answer whose body did not arrive any more acknowledges nothing.
    if (reply === undefined) return undefined;
    told.isOpen = reply.status === 503;
    if (reply.status < 300) told.acknowledged = number;
    return reply.status;
  }

  /** What was acknowledged is there, what was not is there as a whole or not at all; what is there counts from now on. Gives of each kind what `settle` gives. */
  async check(): Promise<(boolean | undefined)[]> {
    const outcomes = [];
    for (const deed of DEEDS) outcomes.push(await this.settle(deed));
    return outcomes;
  }

  /** The same for one kind of deed: was the one that was under way done? Undefined where none was. Throws Refused where it cannot be told. */
  async settle(deed: Deed): Promise<boolean | undefined> {
    const told = this.told[deed];
    const { isOpen, acknowledged } = told;
    const there = await this.#there(deed);
    expect({ deed, there }).toEqual({
      deed,
      there: isOpen ? expect.toBeOneOf([acknowledged, acknowledged + 1]) : acknowledged,
    });
    told.acknowledged = there;
    told.isOpen = false;
    return isOpen ? there > acknowledged : undefined;
  }

  #cohort(deed: Deed): CohortDetail {
    return this.#cohorts.get(deed) as CohortDetail;
  }

  #request(deed: Deed, number: number): [method: string, path: string, body: unknown] {
    const cohort = this.#cohort(deed);
    const base = `/api/cohorts/${cohort.id}`;
    switch (deed) {
      case 'import':
        return ['POST', `${base}/imports`, importOf(number)];
      case 'policy':
        return [
          'PUT',
          `${base}/policy`,
          { policy: weighted(cohort, number), basedOn: cohort.policyVersion + number - 1 },
        ];
      case 'match set': {
        const question = { cohortVersion: cohort.version, policy: cohort.policy };
        return ['POST', `${base}/match-sets`, { ...question, name: `Set ${number}` }];
      }
      case 'publication': {
        const matchSet = this.#sets[number % 2] as string;
        return ['POST', `${base}/publications`, { matchSet, why: `Version ${number}`, basedOn: number - 1 }];
      }
    }
  }

  /** How many deeds of a kind the store holds, each of them whole. */
  async #there(deed: Deed): Promise<number> {
    const { id, policyVersion } = this.#cohort(deed);
    const base = `/api/cohorts/${id}`;
    if (deed === 'import') return this.#importsThere(base);
    if (deed === 'policy') {
      const cohort = await this.#must<CohortDetail>('GET', base);
      const number = cohort.policyVersion - policyVersion;
      if (number > 0) expect(cohort.policy.criteria).toEqual(weighted(this.#cohort(deed), number).criteria);
      return number;
    }
    if (deed === 'match set') {
      const sets = await this.#must<MatchSetSummary[]>('GET', `${base}/match-sets`);
      const numbers = sets.map(({ name }) => Number(name.slice(4))).sort((a, b) => a - b);
      expect(numbers).toEqual(numbers.map((_, index) => index + 1));
      const newest = sets.find(({ name }) => name === `Set ${numbers.length}`);
      if (newest) {
        const verified = await this.#must('GET', `/api/match-sets/${newest.id}/verification`);
        expect(verified).toMatchObject({ recordIntact: true, reason: null });
      }
      return numbers.length;
    }
    const { publications } = await this.#must<Committee>('GET', `${base}/committee`);
    expect(publications.map(({ version, why }) => ({ version, why }))).toEqual(
      publications.map((_, index) => {
        const version = publications.length - index;
        return { version, why: `Version ${version}` };
      }),
    );
    return publications.length;
  }

  async #importsThere(base: string): Promise<number> {
    const { version, mentorPeople } = await this.#must<CohortDetail>('GET', base);
    const first = this.#cohort('import').version;
    const number = version - first;
    expect(mentorPeople.map(({ name }) => name).sort()).toEqual(
      number === 0 ? [] : Array.from({ length: PEOPLE }, (_, index) => nameOf(index, number)).sort(),
    );
    return number;
  }

  async #must<T>(method: string, path: string, body?: unknown): Promise<T> {
    const { status, text } = await this.#send(method, path, body);
    if (status >= 300) throw new Refused(`${method} ${path}: ${status} ${text}`);
    return JSON.parse(text) as T;
  }

  async #send(method: string, path: string, body?: unknown) {
    const reply = await fetch(`${this.#origin}${path}`, {
      method,
      headers: { cookie: this.#cookie, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return {
      status: reply.status,
      text: await reply.text(),
      cookie: reply.headers.get('set-cookie') ?? '',
    };
  }
}

function nameOf(index: number, number: number): string {
  return `Mentor ${index} of import ${number}`;
}

function importOf(number: number): ImportRequest {
  const rows = Array.from({ length: PEOPLE }, (_, index) => [nameOf(index, number), `m${index}@x.example`]);
  return {
    side: 'mentor',
    table: { headers: ['Name', 'E-mail'], rows, rowNumbers: rows.map((_, index) => index + 2) },
    choices: { columns: [], values: [], skippedRows: [] },
  };
}

/** The policy of a cohort with weights that say a number. */
function weighted({ policy }: CohortDetail, number: number): CohortDetail['policy'] {
  const criteria = policy.criteria.map((criterion, index) => ({
    ...criterion,
    weight: index === 0 ? (number % 10_000) / 1_000 : criterion.weight,
  }));
  return { ...policy, criteria };
}

/** Looks at the file itself, past the service. */
export function expectSoundFile(folder: string): void {
  const database = new DatabaseSync(join(folder, STORE_FILE), { readOnly: true });
  try {
    expect(database.prepare('pragma integrity_check').all()).toMatchObject([{ integrity_check: 'ok' }]);
    expect(database.prepare('pragma foreign_key_check').all()).toEqual([]);
  } finally {
    database.close();
  }
}
