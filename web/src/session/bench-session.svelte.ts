import type { MatchingReply } from '#solver/contract/api/cohorts.ts';
import type { FoundMatching, Matching, MatchingProgress } from '#solver/contract/matching.ts';
import type { Policy } from '#solver/contract/policy/policy.ts';
import { History } from './history.svelte.ts';
import { differOnlyInWeights } from './policy-edits.ts';
import { Search } from './search.svelte.ts';
import type { SearchService } from './search.svelte.ts';

/** Between two what-ifs while a slider moves. */
export const PAUSE_MS = 60;
/** After the last key on a slider, before its change counts. */
export const SETTLE_MS = 120;
/** What a settled change may take, in seconds; the best match so far is there to be kept meanwhile. */
export const PATIENCE_S = 120;

interface Options {
  service: SearchService;
  cohortId: string;
  cohortVersion: number;
  /** The stored policy. */
  policy: Policy;
  /** The steps that led to it, where they are known. */
  history?: History<Policy>;
  /** Another one that takes its place on the screen, as one step that can be undone; nothing is stored by it. */
  opened?: { policy: Policy; action: string };
  /** The best match under a policy where it is known without asking; `settled` is the last answer. */
  foresee?: (policy: Policy, settled: FoundMatching) => FoundMatching | undefined;
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
  #resting: ReturnType<typeof setTimeout> | undefined;
  /** What is shown is known from before; the service has not confirmed it yet. */
  #isForeseen = $state(false);
  /** What was done last, in words; empty before anything was. */
  #lastDone = $state('');
  #inputHash = $state<string | undefined>();
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
  /** A thumb moves. What hangs on it alone does not hang on every policy that it passes. */
  readonly moving: boolean = $derived.by(() => this.#draft !== undefined);
  /** The match as of the last settled change: holds the order of the list while a slider moves. */
  readonly settled: Shown | undefined = $derived.by(
    () => (this.moving ? undefined : this.#sofar) ?? this.#settled,
  );
  /** The answer is the service's, to the policy as it stands. */
  readonly isConfirmed: boolean = $derived.by(() => !this.busy && !this.#isForeseen && !this.moving);

  constructor(options: Options) {
    this.#options = options;
    const { policy, opened } = options;
    this.#history = options.history ?? new History(policy);
    if (opened) this.#history.push(opened.policy, opened.action);
  }

  /** The newest match there is, also while it is being checked again or is the best so far. */
  get shown(): Shown | undefined {
    return this.#sofar ?? this.#shown;
  }
  /** The newest answer, whether or not it holds a match; while a search takes long, its best so far. */
  get answer(): Matching | MatchingProgress | undefined {
    return this.#sofar?.match ?? this.#answer;
  }
  /** Names the people and the policy that the confirmed answer is about: the same everywhere for the same. */
  get inputHash(): string | undefined {
    return this.isConfirmed ? this.#inputHash : undefined;
  }
  /** Why the newest policy has no answer. */
  get trouble(): unknown {
    return this.#trouble;
  }
  /** The policy of the last settled change: the one that is saved. */
  get standing(): Policy {
    return this.#history.present;
  }
  /** What led to the policy as it stands, in words: a change, or its undoing; empty before anything was done. */
  get lastDone(): string {
    return this.#lastDone;
  }
  /** The steps to go back and forth, to be handed to the next session of the same policy. */
  get history(): History<Policy> {
    return this.#history;
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

  /** Looks on where a search ended without proof, for as long again; the match stays until a better one is found. */
  lookOn(): void {
    const answer = this.#answer;
    if (answer?.status !== 'feasible' || !this.isConfirmed || this.#asking) return;
    void this.#send(answer);
  }

  /** A change in passing, as under a moving thumb; `settle` makes it count. */
  move(policy: Policy, action: string): void {
    if (policy === this.policy) return;
    clearTimeout(this.#resting);
    this.#draft = { policy, action };
    this.#revision += 1;
    this.#trouble = undefined;
    if (!this.#foresee()) this.#timer ??= setTimeout(() => this.#tick(), PAUSE_MS);
  }

  /** The key was let go: settles unless another one follows at once. */
  rest(): void {
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => this.settle(), SETTLE_MS);
  }

  /** The thumb was let go: one step of history, and the list may be put in order. */
  settle(): void {
    clearTimeout(this.#resting);
    const draft = this.#draft;
    if (!draft) return;
    this.#draft = undefined;
    const back = JSON.stringify(draft.policy) === JSON.stringify(this.#history.present);
    if (!back) this.#history.push(draft.policy, draft.action);
    this.#lastDone = back ? `${draft.action}, and back` : draft.action;
    this.#stand();
  }

  /** A change that counts at once. */
  change(policy: Policy, action: string): void {
    if (policy === this.policy) return;
    this.move(policy, action);
    this.settle();
  }

  /** Somebody else's policy, which is stored already: a step like any other, so that undo leads back to one's own. */
  adopt(policy: Policy, action: string): void {
    this.settle();
    this.#history.push(policy, action);
    this.#lastDone = action;
    this.#revision += 1;
    this.#foresee();
    this.#seek();
  }

  undo(): void {
    this.settle();
    const { undoable } = this;
    if (this.#history.undo()) this.#turn(`undone: ${undoable}`);
  }

  redo(): void {
    this.settle();
    const { redoable } = this;
    if (this.#history.redo()) this.#turn(`done again: ${redoable}`);
  }

  /** Takes an answer, unless a newer one is there or wanted. */
  accept(reply: MatchingReply, policy: Policy): void {
    if (reply.revision < this.#oldestWanted) return;
    this.#oldestWanted = reply.revision;
    this.#answered = reply.revision;
    this.#trouble = undefined;
    this.#isForeseen = false;
    this.#inputHash = reply.inputHash;
    this.#answer = reply.matching;
    if ('pairs' in reply.matching && !this.#standsWithoutWeights(reply.matching, policy))
      this.#shown = { policy, match: reply.matching };
    if (!this.moving && reply.revision === this.#revision) this.#settled = this.#shown;
  }

  /** Nothing is asked or accepted any more. */
  close(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#resting);
    this.#leave();
    this.#oldestWanted = Number.POSITIVE_INFINITY;
  }

  /** With all weights 0 any allowed match is as good as the one on screen: that one stays. */
  #standsWithoutWeights(match: FoundMatching, policy: Policy): boolean {
    return (
      match.allWeightsZero && this.#shown !== undefined && differOnlyInWeights(this.#shown.policy, policy)
    );
  }

  #turn(done: string): void {
    this.#lastDone = done;
    this.#revision += 1;
    this.#foresee();
    this.#stand();
  }

  /** Shows the match of the policy where it is known; false where it has to be asked for. */
  #foresee(): boolean {
    const { policy } = this;
    const settled = this.#answer;
    const match = settled && 'pairs' in settled ? this.#options.foresee?.(policy, settled) : undefined;
    if (!match) return false;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#leave();
    this.#oldestWanted = this.#revision;
    this.#answered = this.#revision;
    this.#isForeseen = true;
    this.#answer = match;
    this.#shown = { policy, match };
    return true;
  }

  #stand(): void {
    this.#options.onpolicy(this.#history.present);
    this.#seek();
  }

  /** Sees to it that the match of the policy as it stands is on screen, or on its way. */
  #seek(): void {
    this.#oldestWanted = this.#revision;
    if (this.#answered === this.#revision) this.#settled = this.#shown;
    if (this.#answered < this.#revision || this.#isForeseen) this.ask();
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

  /** `known`: what was found before under the same policy, from which the search goes on. */
  async #send(known?: FoundMatching): Promise<void> {
    const { service, cohortId, cohortVersion } = this.#options;
    const { policy } = this;
    const revision = this.#revision;
    const asking = new Search(service, policy, revision, known);
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
