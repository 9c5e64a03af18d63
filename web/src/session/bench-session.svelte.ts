import type { MatchingReply } from '#solver/contract/api/cohorts.ts';
import type { FoundMatching, Matching } from '#solver/contract/matching.ts';
import type { Policy } from '#solver/contract/policy/policy.ts';
import type { Api } from '../api/client.ts';
import { History } from './history.svelte.ts';
import { differOnlyInWeights } from './policy-edits.ts';

/** Between two what-ifs while a slider moves. */
export const PAUSE_MS = 60;

interface Options {
  service: Pick<Api, 'match'>;
  cohortId: string;
  cohortVersion: number;
  policy: Policy;
  /** Called with every policy that somebody settled on. */
  onpolicy: (policy: Policy) => void;
}

/** A match and the policy that it answers. */
export interface Shown {
  policy: Policy;
  match: FoundMatching;
}

/**
 * The committee's policy, and the newest match for it. Changes count up a revision; an answer to an older revision than
 * the last settled or shown one is dropped, so what is on screen never goes back. A match stays until a newer one comes.
 */
export class BenchSession {
  readonly #options: Options;
  readonly #history: History<Policy>;
  /** The policy under a moving thumb; it becomes history when it settles. */
  #draft = $state.raw<{ policy: Policy; action: string } | undefined>();
  #revision = $state(0);
  #answered = $state(-1);
  /** Answers to revisions before this one come too late. */
  #oldestWanted = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asking: AbortController | undefined;
  #shown = $state.raw<Shown | undefined>();
  #settled = $state.raw<Shown | undefined>();
  #answer = $state.raw<Matching | undefined>();
  #trouble = $state.raw<unknown>();

  readonly policy: Policy = $derived.by(() => this.#draft?.policy ?? this.#history.present);
  /** An answer is awaited. */
  readonly busy: boolean = $derived.by(() => this.#answered < this.#revision && this.#trouble === undefined);

  constructor(options: Options) {
    this.#options = options;
    this.#history = new History(options.policy);
  }

  /** The newest match there is, also while it is being checked again. */
  get shown(): Shown | undefined {
    return this.#shown;
  }
  /** The match as of the last settled change: holds the order of the list while a slider moves. */
  get settled(): Shown | undefined {
    return this.#settled;
  }
  /** The newest answer, whether or not it holds a match. */
  get answer(): Matching | undefined {
    return this.#answer;
  }
  /** Why the newest policy has no answer. */
  get trouble(): unknown {
    return this.#trouble;
  }
  /** The policy of the last settled change: the one that is saved. */
  get standing(): Policy {
    return this.#history.present;
  }
  get moving(): boolean {
    return this.#draft !== undefined;
  }
  get undoable(): string | undefined {
    return this.#history.undoable;
  }
  get redoable(): string | undefined {
    return this.#history.redoable;
  }

  /** Asks for the match of the policy as it stands. */
  ask(): void {
    this.#asking?.abort();
    this.#asking = undefined;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#trouble = undefined;
    void this.#send();
  }

  /** A change in passing, as under a moving thumb; `settle` makes it count. */
  move(policy: Policy, action: string): void {
    if (policy === this.policy) return;
    this.#draft = { policy, action };
    this.#revision += 1;
    this.#trouble = undefined;
    this.#timer ??= setTimeout(() => this.#tick(), PAUSE_MS);
  }

  /** The thumb was let go: one step of history, and the list may be put in order. */
  settle(): void {
    const draft = this.#draft;
    if (!draft) return;
    this.#draft = undefined;
    const back = JSON.stringify(draft.policy) === JSON.stringify(this.#history.present);
    if (!back) this.#history.push(draft.policy, draft.action);
    this.#stand();
  }

  /** A change that counts at once. */
  change(policy: Policy, action: string): void {
    if (policy === this.policy) return;
    this.move(policy, action);
    this.settle();
  }

  undo(): void {
    this.settle();
    if (this.#history.undo()) this.#turn();
  }

  redo(): void {
    this.settle();
    if (this.#history.redo()) this.#turn();
  }

  /** Takes an answer, unless a newer one is there or wanted. */
  accept(reply: MatchingReply, policy: Policy): void {
    if (reply.revision < this.#oldestWanted) return;
    this.#oldestWanted = reply.revision;
    this.#answered = reply.revision;
    this.#trouble = undefined;
    this.#answer = reply.matching;
    if ('pairs' in reply.matching && !this.#standsWithoutWeights(reply.matching, policy))
      this.#shown = { policy, match: reply.matching };
    if (!this.moving && reply.revision === this.#revision) this.#settled = this.#shown;
  }

  /** Nothing is asked or accepted any more. */
  close(): void {
    clearTimeout(this.#timer);
    this.#asking?.abort();
    this.#oldestWanted = Number.POSITIVE_INFINITY;
  }

  /** With all weights 0 any allowed match is as good as the one on screen: that one stays. */
  #standsWithoutWeights(match: FoundMatching, policy: Policy): boolean {
    return (
      match.allWeightsZero && this.#shown !== undefined && differOnlyInWeights(this.#shown.policy, policy)
    );
  }

  #turn(): void {
    this.#revision += 1;
    this.#stand();
  }

  #stand(): void {
    this.#oldestWanted = this.#revision;
    this.#options.onpolicy(this.#history.present);
    if (this.#answered === this.#revision) this.#settled = this.#shown;
    else this.ask();
  }

  /** While a thumb moves one question is under way at a time, so that slow answers still arrive. */
  #tick(): void {
    this.#timer = undefined;
    if (!this.#asking) void this.#send();
  }

  async #send(): Promise<void> {
    const { service, cohortId, cohortVersion } = this.#options;
    const asking = new AbortController();
    this.#asking = asking;
    const revision = this.#revision;
    const policy = this.policy;
    try {
      const reply = await service.match(cohortId, { cohortVersion, policy, revision }, asking.signal);
      if (!asking.signal.aborted) this.accept(reply, policy);
    } catch (error) {
      if (!asking.signal.aborted && revision >= this.#oldestWanted) this.#trouble = error;
    }
    if (this.#asking !== asking) return;
    this.#asking = undefined;
    if (revision < this.#revision && !this.#timer) void this.#send();
  }
}
