import type { MatchingReply } from '#solver/contract/api/cohorts.ts';
import type { FoundMatching, Matching, MatchingProgress } from '#solver/contract/matching.ts';
import type { Policy } from '#solver/contract/policy/policy.ts';
import { History } from './history.svelte.ts';
import { differOnlyInWeights } from './policy-edits.ts';
import { Search } from './search.svelte.ts';
import type { SearchService } from './search.svelte.ts';

/** Between two what-ifs while a slider moves. */
export const PAUSE_MS = 60;
/** What a settled change may take, in seconds; the best match so far is there to be kept meanwhile. */
export const PATIENCE_S = 120;

interface Options {
  service: SearchService;
  cohortId: string;
  cohortVersion: number;
  policy: Policy;
  /** Called with every policy that somebody settled on. */
  onpolicy: (policy: Policy) => void;
}

/** A match and the policy that it answers. */
export interface Shown {
  policy: Policy;
  match: FoundMatching | MatchingProgress;
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
  #asking = $state.raw<Search | undefined>();
  #shown = $state.raw<Shown | undefined>();
  #settled = $state.raw<Shown | undefined>();
  #answer = $state.raw<Matching | undefined>();
  #trouble = $state.raw<unknown>();

  readonly policy: Policy = $derived.by(() => this.#draft?.policy ?? this.#history.present);
  /** The question under way, once it takes long. */
  readonly searching: Search | undefined = $derived.by(() =>
    this.#asking?.isSlow === true && this.#trouble === undefined ? this.#asking : undefined,
  );
  /** The best match of a long search so far. */
  readonly #sofar: Shown | undefined = $derived.by(() => {
    const { policy, best } = this.searching ?? {};
    return policy && best && { policy, match: best };
  });
  /** An answer is awaited. */
  readonly busy: boolean = $derived.by(() => this.#answered < this.#revision && this.#trouble === undefined);

  constructor(options: Options) {
    this.#options = options;
    this.#history = new History(options.policy);
  }

  /** The newest match there is, also while it is being checked again or is the best so far. */
  get shown(): Shown | undefined {
    return this.#sofar ?? this.#shown;
  }
  /** The match as of the last settled change: holds the order of the list while a slider moves. */
  get settled(): Shown | undefined {
    return (this.moving ? undefined : this.#sofar) ?? this.#settled;
  }
  /** The newest answer, whether or not it holds a match; while a search takes long, its best so far. */
  get answer(): Matching | MatchingProgress | undefined {
    return this.#sofar?.match ?? this.#answer;
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
    this.#leave();
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
    this.#leave();
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

  /** While a thumb moves one question is under way at a time, so that slow answers still arrive; one that takes long gives way. */
  #tick(): void {
    this.#timer = undefined;
    if (this.#asking?.isSlow) this.#leave();
    if (!this.#asking) void this.#send();
  }

  #leave(): void {
    this.#asking?.leave();
    this.#asking = undefined;
  }

  async #send(): Promise<void> {
    const { service, cohortId, cohortVersion } = this.#options;
    const { policy } = this;
    const revision = this.#revision;
    const asking = new Search(service, policy, revision);
    this.#asking = asking;
    try {
      const reply = await asking.ask(cohortId, cohortVersion, this.moving ? undefined : PATIENCE_S);
      if (!asking.left) this.accept(reply, policy);
    } catch (error) {
      if (!asking.left && revision >= this.#oldestWanted) this.#trouble = error;
    }
    if (this.#asking !== asking) return;
    this.#asking = undefined;
    if (revision < this.#revision && !this.#timer) void this.#send();
  }
}
