import { hash, verify } from '@node-rs/argon2';
import pLimit from 'p-limit';
import { MileError } from '#solver/contract/errors.ts';
import { newToken } from './tokens.ts';

/** argon2id, as OWASP's password storage sheet asks at least: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
/** Each takes 19 MiB and tens of milliseconds of a core. */
const AT_ONCE = 2;

export const PASSWORD_LENGTH = { min: 15, max: 128 } as const;
/** zxcvbn's scale from 0 to 4; 3 is "safely unguessable" (10^8 guesses and more). */
const LEAST_SCORE = 3;
/** So many letters and digits must stand in a password beside the words of name and address. */
const LEAST_BESIDES = 8;

const limit = pLimit(AT_ONCE);

/** The hash of a password that nobody has: who signs in with an unknown address waits as long as everybody else. */
let nobodys: Promise<string> | undefined;

export function hashPassword(password: string): Promise<string> {
  return limit(() => hash(password.normalize('NFKC'), COST));
}

/** Does the password belong to the hash? Without a hash the answer is no, after the same work. */
export async function isPassword(password: string, passwordHash: string | undefined): Promise<boolean> {
  nobodys ??= hashPassword(newToken());
  const against = passwordHash ?? (await nobodys);
  const same = await limit(() => verify(against, password.normalize('NFKC')));
  return same && passwordHash !== undefined;
}

/** Throws WEAK_PASSWORD where it is too short, too long, or easy to guess for who knows `personal` (name, address). */
export async function refuseWeakPassword(password: string, personal: readonly string[]): Promise<void> {
  const { min, max } = PASSWORD_LENGTH;
  const length = [...password].length;
  if (length < min || length > max)
    throw new MileError(
      'WEAK_PASSWORD',
      `The password has ${length} characters. Use ${min} to ${max}; four or five unrelated words make a good one.`,
      { length, min, max },
    );
  const strength = await estimator();
  const isCommon = strength.check(password, [...personal]).score < LEAST_SCORE;
  if (isCommon || besides(password, personal.flatMap(wordsOf)).length < LEAST_BESIDES)
    throw new MileError(
      'WEAK_PASSWORD',
      'The password is easy to guess: it is common, repeats itself, or holds your name. Use four or five unrelated words.',
    );
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? [];
}

/** The letters and digits of a password that belong to none of the words. */
function besides(password: string, words: readonly string[]): string {
  const left = words.reduce((text, word) => text.replaceAll(word, ' '), password.toLowerCase());
  return left.replaceAll(/[^\p{L}\p{N}]/gu, '');
}

let loaded: ReturnType<typeof loadEstimator> | undefined;

/** Its dictionaries are loaded when the first password is chosen. */
function estimator(): ReturnType<typeof loadEstimator> {
  loaded ??= loadEstimator();
  return loaded;
}

async function loadEstimator() {
  const [{ ZxcvbnFactory }, { dictionary, adjacencyGraphs }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ]);
  return new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
}
