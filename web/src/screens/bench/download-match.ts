import type { CohortDetail } from '#solver/contract/api/cohorts.ts';
import type { Policy } from '#solver/contract/policy/policy.ts';
import { api } from '../../api/client.ts';
import { fileName } from '../../parts/file-name.ts';
import { handOver } from '../../parts/hand-over.ts';

/** Hands over the match under a policy as a file. Throws what the service refuses. */
export async function downloadMatch(
  { id, version, name }: CohortDetail,
  policy: Policy,
  format: 'csv' | 'xlsx',
): Promise<void> {
  const file = await api.exportMatch(id, { cohortVersion: version, policy, format });
  handOver(file, fileName([name, 'match'], new Date(), format));
}
