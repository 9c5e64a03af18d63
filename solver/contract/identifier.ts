import { z } from 'zod';

/** Longest identifier accepted anywhere: long enough for an e-mail address, short enough for an index. */
export const IDENTIFIER_LENGTH = 254;

/** Names of fields, options, criteria, rules: written by programme authors, so kept to a plain alphabet. */
export const slugSchema = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'use 1 to 64 letters, digits, dots, hyphens or underscores');

/** Identifiers of people and of problem nodes: any text without control characters. */
export const identifierSchema = z
  .string()
  .min(1)
  .max(IDENTIFIER_LENGTH)
  .refine((text) => !/\p{Cc}/u.test(text), 'control characters are not allowed');

/** The names that JavaScript objects treat specially never serve as record keys. */
export const recordKeySchema = slugSchema.refine(
  (key) => !['__proto__', 'constructor', 'prototype'].includes(key),
  'this name is reserved',
);

export const SIDES = ['participant', 'mentor'] as const;
export const sideSchema = z.enum(SIDES);
export type Side = z.infer<typeof sideSchema>;

/** Order by code units: the same on every machine and in every locale. */
export function compareIdentifiers(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
