import type { SessionLimits } from '../store/sessions.ts';

const MINUTE = 60_000;
const IDLE_MS = 30 * MINUTE;
export const ABSOLUTE_MS = 12 * 60 * MINUTE;
/** A session's last use is written down at most this often. */
export const TOUCH_MS = MINUTE;

/** Clocks of one machine are set right by this much without anybody noticing. */
const CLOCK_STEP_MS = 5 * MINUTE;

/**
 * Sessions end 12 hours after they began, and 30 minutes after they were last used. One that begins in the future was made under a clock that has been set
 * back since, and would live longer than that: it is over as well.
 */
export function sessionLimits(now: number): SessionLimits {
  return {
    createdAfter: new Date(now - ABSOLUTE_MS).toISOString(),
    seenAfter: new Date(now - IDLE_MS).toISOString(),
    createdBefore: new Date(now + CLOCK_STEP_MS).toISOString(),
  };
}
