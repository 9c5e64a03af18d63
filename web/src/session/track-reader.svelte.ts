import type { Breakpoints } from '#solver/contract/explore/breakpoints.ts';
import type { FoundMatching } from '#solver/contract/matching.ts';
import type { Policy } from '#solver/contract/policy/policy.ts';
import { Question } from './question.svelte.ts';
import type { Track } from './track.ts';
import { Tracks } from './tracks.ts';

/** A slider has rested before tracks are asked for. */
const QUIET_MS = 120;

interface Options {
  /** The breakpoints of one criterion, or of all. */
  ask: (policy: Policy, criterion: string | undefined, signal: AbortSignal) => Promise<Breakpoints>;
  /** All tracks at once cost too much: only that of the slider that is attended to is asked for. */
  oneAtATime: (policy: Policy) => boolean;
}

/** A track as a slider shows it. */
export interface ShownTrack {
  track: Track;
  tracks: Tracks;
  /** Another weight has changed since: what is drawn is from before. */
  isStale: boolean;
}

/** Keeps the tracks of the criteria up with the policy, and tells what they foresee. */
export class TrackReader {
  readonly #options: Options;
  readonly #question = new Question<Tracks>(QUIET_MS);
  /** The policy whose match is the best, with tracks to be had; undefined where there are none. */
  #policy: Policy | undefined;
  #attended: string | undefined;

  constructor(options: Options) {
    this.#options = options;
  }

  /** Asks for the tracks of a settled policy. */
  about(policy: Policy): void {
    this.#policy = policy;
    const isOne = this.#options.oneAtATime(policy);
    const criterion = isOne ? this.#attended : undefined;
    if (isOne && criterion === undefined) {
      this.#question.forget();
      return;
    }
    this.#question.ask(
      criterion ?? '',
      async (signal) => new Tracks(await this.#options.ask(policy, criterion, signal), policy),
    );
  }

  /** Somebody turns to a slider: its track is asked for where it is not known, and again where it was not found in time. */
  attend(criterion: string): void {
    const isAnother = this.#attended !== criterion;
    this.#attended = criterion;
    if (!this.#policy) return;
    if (this.trouble !== undefined || (isAnother && this.#options.oneAtATime(this.#policy)))
      this.about(this.#policy);
  }

  /** Why there is no track for anybody to see, as a sentence. */
  get trouble(): string | undefined {
    return this.#question.trouble;
  }

  of(criterion: string, policy: Policy): ShownTrack | undefined {
    const tracks = this.#question.answer;
    const track = tracks?.of(criterion);
    return tracks && track && { track, tracks, isStale: !tracks.holdFor(policy, criterion) };
  }

  /** The tracks that were asked for last. */
  get known(): Tracks | undefined {
    return this.#question.answer;
  }

  foresee(policy: Policy, settled: FoundMatching): FoundMatching | undefined {
    return this.#question.answer?.foresee(policy, settled);
  }

  forget(): void {
    this.#policy = undefined;
    this.#question.forget();
  }
}
