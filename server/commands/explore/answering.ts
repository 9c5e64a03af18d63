import { loadEngines } from '#solver/engines/load.ts';
import type { Engines } from '#solver/engines/load.ts';
import { SearchTime } from '../../jobs/worker/explore/search-time.ts';
import { monotonicMs } from '../../jobs/monotonic.ts';
import type { Command } from '../command.ts';
import { readSeconds } from '../numbers.ts';
import { tell, writeResult } from '../output.ts';

/** What every question takes besides its own. */
export const COMMON_OPTIONS = {
  'time-limit': { type: 'string', default: '60' },
  out: { type: 'string' },
} as const;
export const COMMON_SYNOPSIS = '[--time-limit SECONDS] [--out FILE]';

interface Common {
  'time-limit': string;
  out?: string | undefined;
}

/** Milliseconds that a question may take. */
export function limitOf(command: Command, values: Common): number {
  return readSeconds(command, 'time-limit', values['time-limit']) * 1000;
}

/** Answers a question within its time and writes the answer as JSON. */
export async function answerWithin(
  limitMs: number,
  out: string | undefined,
  answer: (time: SearchTime, engines: Engines) => object,
): Promise<void> {
  const engines = await loadEngines();
  const time = new SearchTime(engines, monotonicMs() + limitMs, () => false);
  const told = answer(time, engines);
  await writeResult(out, `${JSON.stringify(told)}\n`);
  if (time.isCutShort)
    tell(
      'The time ended before everything was settled: parts are left open. Give it more with --time-limit.',
    );
}
