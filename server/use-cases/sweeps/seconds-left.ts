import type { DonePiece } from '../../store/jobs.ts';

/** Pieces whose times tell the pace: workers come and go. */
const LATEST = 20;
const SECOND_MS = 1_000;

/** At the pace of the pieces done last, by the clocks of those who did them; null until two are done. */
export function secondsLeft(done: readonly Pick<DonePiece, 'doneAt'>[], pieces: number): number | null {
  const times = done
    .map(({ doneAt }) => Date.parse(doneAt))
    .sort((a, b) => a - b)
    .slice(-LATEST);
  const [first] = times;
  const last = times.at(-1);
  if (first === undefined || last === undefined || times.length < 2) return null;
  const paceMs = Math.max(0, last - first) / (times.length - 1);
  return ((pieces - done.length) * paceMs) / SECOND_MS;
}
