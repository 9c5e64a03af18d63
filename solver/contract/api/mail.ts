import { z } from 'zod';

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
