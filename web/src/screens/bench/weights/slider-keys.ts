import { steppedWeight, toWeight, WEIGHT_MAX } from '../../../session/policy-edits.ts';
import { beyondNextTick, type Track } from '../../../session/track.ts';

/** Steps in tenths. */
const STEPS: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -10,
  PageUp: 10,
};
const ENDS: Readonly<Record<string, number>> = { Home: 0, End: WEIGHT_MAX };
const TO_CHANGES: Readonly<Record<string, 1 | -1>> = { '[': -1, ']': 1 };

/** True for the keys that move a slider. */
export function isSliderKey({ key }: KeyboardEvent): boolean {
  return key in STEPS || key in ENDS || key in TO_CHANGES;
}

/**
 * The weight to which a key moves a slider; undefined for other keys, and where there is no change to go to. Browsers disagree about the size
 * of a page step and add up binary fractions: the keys are ours.
 */
export function weightByKey(
  event: KeyboardEvent,
  weight: number,
  track: Track | undefined,
): number | undefined {
  const direction = TO_CHANGES[event.key];
  // Some keyboards write brackets with Ctrl and Alt.
  if (direction !== undefined) return track && beyondNextTick(track, weight, direction);
  if (event.altKey || event.ctrlKey || event.metaKey) return undefined;
  const end = ENDS[event.key];
  if (end !== undefined) return toWeight(end);
  const step = STEPS[event.key];
  return step === undefined ? undefined : steppedWeight(weight, step);
}
