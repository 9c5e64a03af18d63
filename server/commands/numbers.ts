import type { Command } from './command.ts';
import { badUsage } from './usage.ts';

/** Seeds have 32 bits. */
export const LARGEST_SEED = 2 ** 32 - 1;

/** A whole number in [0, most] that was given as a flag. */
export function wholeNumber(command: Command, flag: string, text: string, most: number): number {
  const value = /^\d{1,16}$/u.test(text) ? Number(text) : NaN;
  if (value <= most) return value;
  throw badUsage(command, `--${flag} is "${text}". Give a whole number from 0 to ${most}.`);
}

/** Engines count milliseconds in 32 bits. */
const MOST_SECONDS = 1_000_000;

/** Seconds above 0, whole or not, that were given as a flag. */
export function readSeconds(command: Command, flag: string, text: string): number {
  const value = /^\d{1,7}(?:\.\d+)?$/u.test(text) ? Number(text) : 0;
  if (value > 0 && value <= MOST_SECONDS) return value;
  throw badUsage(command, `--${flag} is "${text}". Give seconds above 0, at most ${MOST_SECONDS}.`);
}
