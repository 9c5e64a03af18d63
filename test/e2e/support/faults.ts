import { expect } from 'vitest';
import type { Visit } from './visit.ts';

/** The faults until now are these, in this order, and are forgotten: a refusal that was asked for is written down by the browser when it likes. */
export async function expectFaults({ faults }: Visit, ...parts: readonly string[]): Promise<void> {
  await expect.poll(() => faults).toEqual(parts.map((part) => expect.stringContaining(part) as string));
  faults.length = 0;
}
