import { notices } from '../../parts/notices.svelte.ts';
import type { BenchState } from './bench-state.svelte.ts';
import { NOTHING_MATTERS, spokenVerdict } from './words.ts';

/** Says what a screen reader has to hear of the Bench. Called while a component is made: it ends with it. */
export function announce(bench: BenchState): void {
  const { session } = bench;

  // Once for every search that takes long; its end is told as every other.
  $effect(() => {
    if (session.searching) notices.say('Still looking. The best match so far can be kept: Stop and keep.');
  });

  // Once for every settled change; a clash speaks for itself.
  $effect(() => {
    const { shown, answer, isConfirmed, lastDone } = session;
    if (!isConfirmed || !shown || !answer || !bench.baseline) return;
    const done = lastDone === '' ? '' : `${lastDone}. `;
    if (answer.allWeightsZero) notices.say(done + NOTHING_MATTERS);
    else if ('pairs' in answer)
      notices.say(done + spokenVerdict(bench.rows, shown.match, shown.policy, bench.baseline));
  });
}
