import type { Api } from '../../api/client.ts';
import { agreementWords } from '../../session/agreement-words.ts';

type Verification = Awaited<ReturnType<Api['verifyMatchSet']>>;

/** What the independent checker said of saved sets, by id. */
export type Verifications = Readonly<Record<string, Verification>>;

/** In words; of a published set also whether a second search agrees with it. */
export function verdictWords(verification: Verification, publishedVersion: number | null): string {
  if (!verification.recordIntact) return 'The saved record was altered after it was saved.';
  if (verification.reason !== null) return verification.reason;
  const checked = verification.proven
    ? 'Checked again: intact, and proven best.'
    : 'Checked again: intact and allowed.';
  if (publishedVersion === null) return checked;
  const { agreement } = verification;
  if (agreement?.verdict === 'agrees')
    return `${checked} A second, independent search came to the same result.`;
  return `${checked} ${agreementWords(agreement)}.`;
}
