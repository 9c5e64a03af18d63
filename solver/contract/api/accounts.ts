import { z } from 'zod';
import { recordIdSchema } from './cohorts.ts';

/** What somebody may do, from most to least: an owner also keeps the accounts, an observer only looks. */
export const ROLES = ['owner', 'member', 'observer'] as const;
export const roleSchema = z.enum(ROLES);
export type Role = z.infer<typeof roleSchema>;

const timeSchema = z.iso.datetime();
const displayNameSchema = z.string().trim().min(1).max(120);
/** Case and form of an address do not tell two people apart. */
export const emailSchema = z
  .string()
  .trim()
  .max(254)
  .pipe(z.email())
  .transform((email) => email.normalize('NFKC').toLowerCase());
/** How strong it must be is the server's to say; this only keeps hashing cheap. */
const passwordSchema = z.string().min(1).max(1_000);
/** 256 random bits, as base64url. */
export const tokenSchema = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

export const accountSchema = z.strictObject({
  id: recordIdSchema,
  email: z.string(),
  name: z.string(),
  role: roleSchema,
  disabled: z.boolean(),
  createdAt: timeSchema,
  /** When they were last here; null before the first time. */
  seenAt: timeSchema.nullable(),
});
export type Account = z.infer<typeof accountSchema>;

/**
 * Who asks. `open`: nobody has to sign in, because there is no account yet or the service was started so; everything is allowed on this
 * machine. `closed`: sign in first. `signed-in`: as this account.
 */
export const whoAmISchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('open'), accounts: z.boolean() }),
  z.strictObject({ state: z.literal('closed'), accounts: z.boolean() }),
  z.strictObject({ state: z.literal('signed-in'), account: accountSchema }),
]);
export type WhoAmI = z.infer<typeof whoAmISchema>;

export const signInSchema = z.strictObject({ email: emailSchema, password: passwordSchema });

/** The first account; the token is in the link that the service printed. */
export const setUpSchema = z.strictObject({
  token: tokenSchema,
  email: emailSchema,
  name: displayNameSchema,
  password: passwordSchema,
});

export const invitationCreateSchema = z.strictObject({
  email: emailSchema,
  name: displayNameSchema,
  role: roleSchema,
});
/** The token is shown once: only its hash is kept. `mailed`: the link is on its way by mail as well. */
export const linkSchema = z.strictObject({ token: tokenSchema, expiresAt: timeSchema, mailed: z.boolean() });
export type Link = z.infer<typeof linkSchema>;

export const linkPurposeSchema = z.enum(['invitation', 'new-password']);
export type LinkPurpose = z.infer<typeof linkPurposeSchema>;
/** What a link is for, told to whoever holds it. */
export const linkFactsSchema = z.strictObject({
  purpose: linkPurposeSchema,
  email: z.string(),
  name: z.string(),
  role: roleSchema,
  expiresAt: timeSchema,
});
export type LinkFacts = z.infer<typeof linkFactsSchema>;
export const linkAskSchema = z.strictObject({ token: tokenSchema });
export const linkUseSchema = z.strictObject({
  token: tokenSchema,
  name: displayNameSchema.optional(),
  password: passwordSchema,
});

export const accountChangeSchema = z
  .strictObject({ role: roleSchema.optional(), disabled: z.boolean().optional() })
  .refine((change) => Object.keys(change).length > 0, 'name what to change: role or disabled');
export const passwordChangeSchema = z.strictObject({ current: passwordSchema, password: passwordSchema });

/** One browser in which an account is signed in. The id is not the cookie. */
export const sessionSchema = z.strictObject({
  id: recordIdSchema,
  createdAt: timeSchema,
  seenAt: timeSchema,
  current: z.boolean(),
});
export type Session = z.infer<typeof sessionSchema>;
