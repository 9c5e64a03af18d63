import type { AttemptEnd } from '../store/outbox.ts';
import type { Handover } from './handover.ts';

const FIRST_WAIT_MS = 60_000;
const LONGEST_WAIT_MS = 3_600_000;

/** What is stored of an attempt, the `attempt`-th of its letter, that ended at `now`. What the server does not take now waits longer each time. */
export function attemptEnd(handover: Handover, attempt: number, now: number): AttemptEnd {
  switch (handover.outcome) {
    case 'sent':
      return { state: 'sent' };
    case 'refused':
      return { state: 'failed', reason: handover.reason };
    case 'perhaps':
      return { state: 'perhaps', reason: handover.reason };
    case 'later': {
      const waitMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (attempt - 1));
      return { state: 'queued', reason: handover.reason, dueAt: new Date(now + waitMs).toISOString() };
    }
    // The outbox as a whole waits.
    case 'away':
      return { state: 'queued', reason: handover.reason, dueAt: new Date(now).toISOString() };
  }
}
