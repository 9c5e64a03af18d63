import { writeFileSync } from 'node:fs';

const STEP_CLOCK = new URL('step-clock.ts', import.meta.url).href;
const MIDDLE = 10_000;

/** A clock for processes of a test: `settings` go into their environment, `set` puts it so many seconds ahead of the real one. */
export function clockOf(file: string): { settings: Record<string, string>; set: (aheadS: number) => void } {
  const set = (aheadS: number) => writeFileSync(file, Buffer.alloc(MIDDLE + aheadS));
  set(0);
  return { settings: { NODE_OPTIONS: `--import ${STEP_CLOCK}`, STEPPED_CLOCK: file }, set };
}
