import { z } from 'zod';
import { identifierSchema, sideSchema } from '../identifier.ts';
import { letterStateSchema } from './mail.ts';

/*
 * The letters of a published version, sent by mail: who would get one, what was sent to whom already, and what became of it.
 */

/** One letter that somebody asked for, and what became of it. */
export const sentLetterSchema = z.strictObject({
  /** Published version that it told of. */
  version: z.int().min(1),
  /** Where it went; not always where the next one would go. */
  address: z.string(),
  state: letterStateSchema,
  /** Why it is not sent, or perhaps sent, or waits; null where all went well. */
  reason: z.string().nullable(),
  /** When it came into this state. */
  at: z.iso.datetime(),
});
export type SentLetter = z.infer<typeof sentLetterSchema>;

export const addresseeSchema = z.strictObject({
  side: sideSchema,
  person: identifierSchema,
  name: z.string(),
  /** Where a letter would go; null where there is no address that mail can have. */
  address: z.string().nullable(),
  /** Names of the calendar files that would come along. */
  calendars: z.array(z.string()),
  /** Oldest first. */
  sent: z.array(sentLetterSchema),
  /** The newest earlier version in which they had the same partners and were sent a letter; null where there is none. */
  sameSince: z.int().min(1).nullable(),
});
export type Addressee = z.infer<typeof addresseeSchema>;

export const mailingSchema = z.strictObject({
  /** Who writes; null where this service sends no mail. */
  sender: z.string().nullable(),
  /** Why nothing goes out at the moment; null where nothing is in the way. */
  trouble: z.string().nullable(),
  /** Newest published version; null where nothing is published. */
  version: z.int().min(1).nullable(),
  /** To begin with; whoever sends may write another. */
  subject: z.string(),
  /** Stands for everything that would go out: what comes back with it was seen. */
  fingerprint: z.string(),
  /** Everybody who gets a letter, in the order of the letters. */
  people: z.array(addresseeSchema),
});
export type Mailing = z.infer<typeof mailingSchema>;

export const SUBJECT_LENGTH = 150;
export const mailingSendSchema = z.strictObject({
  fingerprint: z.string().max(100),
  subject: z
    .string()
    .trim()
    .min(1)
    .max(SUBJECT_LENGTH)
    .regex(/^[^\r\n]*$/, 'a subject is one line'),
  to: z
    .array(
      z.strictObject({
        side: sideSchema,
        person: identifierSchema,
        /** Letters of this version that the sender knows of; another one meanwhile, and nothing is sent. */
        known: z.int().min(0),
      }),
    )
    .min(1)
    .max(5_000),
});
export type MailingSend = z.infer<typeof mailingSendSchema>;
