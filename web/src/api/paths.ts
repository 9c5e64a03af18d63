/* Addresses of what the service keeps, below /api. */

export const cohort = (id: string) => `/cohorts/${encodeURIComponent(id)}`;
export const programme = (id: string) => `/programmes/${encodeURIComponent(id)}`;
export const matchSet = (id: string) => `/match-sets/${encodeURIComponent(id)}`;

/** What is asked for, after its question mark; what is undefined is left out. */
export function queryOf(wanted: Readonly<Record<string, string | number | undefined>>): string {
  const given = new URLSearchParams();
  for (const [key, value] of Object.entries(wanted)) if (value !== undefined) given.set(key, String(value));
  return given.size === 0 ? '' : `?${given}`;
}
