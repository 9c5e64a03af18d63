import type { Decision, Policy } from '#solver/contract/policy/policy.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import { counted } from '../../parts/counted.ts';
import type { BenchSession } from '../../session/bench-session.svelte.ts';
import {
  isAmong,
  withForbid,
  withOnlyPin,
  withoutForbid,
  withoutPin,
  withPin,
} from '../../session/policy-edits.ts';
import { pairWords, type NameOf } from './words.ts';

interface Options {
  session: BenchSession;
  programme: Programme;
  nameOf: NameOf;
}

/** What the reader decides about single pairs: each is a change of the policy that one step back undoes. */
export class PairDecisions {
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  togglePin = (pair: Decision): void => {
    const { policy } = this.#options.session;
    if (isAmong(policy.pins, pair))
      this.#change(withoutPin(policy, pair), `pin of ${this.#words(pair)} removed`);
    else this.#change(this.#pinned(pair), `${this.#words(pair)} pinned`);
  };

  toggleForbid = (pair: Decision): void => {
    const { policy } = this.#options.session;
    if (isAmong(policy.forbids, pair))
      this.#change(withoutForbid(policy, pair), `${this.#words(pair)} allowed again`);
    else this.#change(withForbid(policy, pair), `${this.#words(pair)} forbidden`);
  };

  /** "Why not this mentor?": the pair is pinned, so that its price shows. */
  tryPair = (pair: Decision): void => this.#change(this.#pinned(pair), `tried ${this.#words(pair)}`);

  /** Makes another match the one that is shown, by pins. */
  keepPairs = (pairs: readonly Decision[]): void => {
    const { policy } = this.#options.session;
    const pinned = pairs.reduce((before, pair) => this.#pinned(pair, before), policy);
    this.#change(pinned, `${counted(pairs.length, 'pair')} of an equally good match pinned`);
  };

  /** A participant with room for one mentor can have one pin. */
  #pinned(pair: Decision, policy = this.#options.session.policy): Policy {
    const { max } = this.#options.programme.participant;
    const one = max.field === undefined && max.default === 1;
    return (one ? withOnlyPin : withPin)(policy, pair);
  }

  #change(policy: Policy, action: string): void {
    this.#options.session.change(policy, action);
  }

  #words(pair: Decision): string {
    return pairWords(pair, this.#options.nameOf);
  }
}
