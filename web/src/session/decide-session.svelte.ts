import type { CohortDetail, MatchSetSummary } from '#solver/contract/api/cohorts.ts';
import type { Committee, Proposal, Publication } from '#solver/contract/api/committee.ts';
import type { Decision, Policy } from '#solver/contract/policy/policy.ts';
import { sentenceOf, type Api } from '../api/client.ts';

type Service = Pick<
  Api,
  | 'cohort'
  | 'matchSets'
  | 'matchSet'
  | 'saveMatchSet'
  | 'committee'
  | 'join'
  | 'propose'
  | 'answerProposal'
  | 'revealAnswers'
  | 'decideProposal'
  | 'publish'
>;
type AnswerBody = Parameters<Api['answerProposal']>[2];
type DecisionBody = Parameters<Api['decideProposal']>[2];

/** What is to be published: a saved set, or the match on the bench, which is saved first under a name. */
export type ToPublish = { set: string } | { newName: string };

/** A published version without somebody who can no longer take part. */
export interface Repaired {
  /** The version that it starts from; refused where another was published since. */
  from: Publication;
  /** Of the people who were looked at. */
  cohortVersion: number;
  policy: Policy;
  pairs: Decision[];
}

/** What a committee has before it, and what the reader does about it. Every step reads the whole anew: nothing is guessed here. */
export class DecideSession {
  committee = $state.raw<Committee | undefined>();
  /** Newest first. */
  sets = $state.raw<readonly MatchSetSummary[] | undefined>();
  cohort = $state.raw<CohortDetail | undefined>();
  trouble = $state<string | undefined>();
  readonly #api: Service;
  readonly #cohortId: string;

  constructor(api: Service, cohortId: string) {
    this.#api = api;
    this.#cohortId = cohortId;
  }

  async load(): Promise<void> {
    await this.#attempt(async () => {
      this.cohort ??= await this.#api.cohort(this.#cohortId);
      await this.#read();
    });
  }

  /** Others did something meanwhile; a look that fails is nothing that the reader did. */
  async look(): Promise<void> {
    await this.#read().catch(() => undefined);
  }

  /** Each gives true where it was done; a refusal is told in `trouble`. */
  join = (name: string) => this.#act(() => this.#api.join(this.#cohortId, { name }));
  propose = (matchSet: string, why: string) =>
    this.#act(() => this.#api.propose(this.#cohortId, { matchSet, why }));
  answer = ({ id }: Proposal, body: AnswerBody) =>
    this.#act(() => this.#api.answerProposal(this.#cohortId, id, body));
  reveal = ({ id }: Proposal) => this.#act(() => this.#api.revealAnswers(this.#cohortId, id));
  decide = ({ id }: Proposal, body: DecisionBody) =>
    this.#act(() => this.#api.decideProposal(this.#cohortId, id, body));

  /** Joins where a name is given, saves where it is not saved yet, and publishes. */
  publish = (what: ToPublish, why: string, name: string | undefined) =>
    this.#act(async () => {
      if (name !== undefined) await this.#api.join(this.#cohortId, { name });
      const matchSet = 'set' in what ? what.set : await this.#saved(what.newName);
      const basedOn = this.committee?.publications[0]?.version ?? 0;
      return this.#api.publish(this.#cohortId, { matchSet, why, basedOn });
    });

  /** Joins where a name is given, saves the repaired match under a name of its own, and publishes it. */
  publishRepaired = (repaired: Repaired, setName: string, why: string, name: string | undefined) =>
    this.#act(async () => {
      if (name !== undefined) await this.#api.join(this.#cohortId, { name });
      const { from, pairs, ...asked } = repaired;
      const made = { kind: 'hand' as const, pairs };
      const { id: matchSet } = await this.#api.saveMatchSet(this.#cohortId, {
        name: setName,
        ...asked,
        made,
      });
      return this.#api.publish(this.#cohortId, { matchSet, why, basedOn: from.version });
    });

  async #saved(name: string): Promise<string> {
    const { version: cohortVersion, policy } = await this.#api.cohort(this.#cohortId);
    return (await this.#api.saveMatchSet(this.#cohortId, { name, cohortVersion, policy })).id;
  }

  async #read(): Promise<void> {
    const [committee, sets] = await Promise.all([
      this.#api.committee(this.#cohortId),
      this.#api.matchSets(this.#cohortId),
    ]);
    this.sets = sets.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
    if (JSON.stringify(committee) !== JSON.stringify(this.committee)) this.committee = committee;
  }

  async #act(work: () => Promise<unknown>): Promise<boolean> {
    return this.#attempt(async () => {
      try {
        await work();
      } finally {
        await this.#read();
      }
    });
  }

  async #attempt(work: () => Promise<void>): Promise<boolean> {
    this.trouble = undefined;
    try {
      await work();
      return true;
    } catch (error) {
      this.trouble = sentenceOf(error);
      return false;
    }
  }
}
