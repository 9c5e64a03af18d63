import type { Role } from '#solver/contract/api/accounts.ts';

/** What a role may do, as half a sentence. */
export const ROLE_WORDS: Readonly<Record<Role, string>> = {
  owner: 'does what a member does, and keeps the accounts',
  member: 'imports, tunes, saves and downloads',
  observer: 'looks, without contacts and free text',
};
