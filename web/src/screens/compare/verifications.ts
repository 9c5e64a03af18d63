import type { Api } from '../../api/client.ts';

/** What the independent checker said of saved sets, by id. */
export type Verifications = Readonly<Record<string, Awaited<ReturnType<Api['verifyMatchSet']>>>>;
