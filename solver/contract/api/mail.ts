import { z } from 'zod';
import { identifierSchema, sideSchema } from '../identifier.ts';
import { roleSchema } from './accounts.ts';

/*
 * What the service sends by mail, where it was told a mail server: letters wait in an outbox, and each is sent once.
 */

/** What a letter is for. A new kind is a line here. */
export const LETTER_KINDS = ['match', 'confirmation', 'invitation', 'new-password', 'reminder'] as const;
export type LetterKind = (typeof LETTER_KINDS)[number];

/**
 * `queued`: it waits for its turn, or for the mail server. `sending`: it is being handed over. `sent`: the mail server has taken it. `failed`: it was
 * not sent, and is not tried again by itself. `perhaps`: nobody knows whether the mail server took it, so it is sent again only when somebody asks.
 */
export const letterStateSchema = z.enum(['queued', 'sending', 'sent', 'failed', 'perhaps']);
export type LetterState = z.infer<typeof letterStateSchema>;

/** A letter that was not sent, or of which nobody knows whether it was. */
export const undeliveredSchema = z.strictObject({
  id: z.string(),
  kind: z.enum(LETTER_KINDS),
  /** '' where only the address is known. */
  name: z.string(),
  address: z.string(),
  /** Whose application it is about; null for letters to accounts. */
  person: z.strictObject({ side: sideSchema, id: identifierSchema }).nullable(),
  state: z.enum(['failed', 'perhaps']),
  /** A sentence. */
  reason: z.string().nullable(),
  /** ISO 8601. */
  at: z.string(),
  /** As what somebody is invited, as long as the link holds: it can be given out anew. */
  role: roleSchema.nullable(),
});
export type Undelivered = z.infer<typeof undeliveredSchema>;
