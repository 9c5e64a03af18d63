import { largestMagnitude } from './columns.ts';
import { withObjective } from './program.ts';
import type { Limits, Program } from './program.ts';

/** Sums of so much stay exact in the search: its numbers reach about 2 L times the largest worth. */
const EXACT = 2 ** 52;

/**
 * The same best choices without the minima of mentors who must be full, where the search wants no minima on that side: each of their pairs is worth so
 * much more that no exchange could make up for an empty place. Where as many partners are asked for as there are places, they are full in
 * any case. The program stays as it is where other minima are in the way, or where numbers would grow too large. All its pairs must be free.
 */
export function withoutFullMinima(program: Program): Program {
  const { participants, mentors, mentor, objective } = program;
  if (!isOneToOne(participants) && !isOneToOne(mentors)) return program;
  const isFull = (node: number) => (mentors.min[node] as number) > 0;
  if (mentors.min.some((least, node) => least > 0 && least !== mentors.max[node])) return program;
  const eased = { ...program, mentors: { ...mentors, min: mentors.min.map((least) => Math.min(0, least)) } };
  const [asked, places] = [placesOf(participants), placesOf(mentors)];
  if (participants.min.every((least, node) => least === participants.max[node]) && asked === places)
    return eased;
  const steps = Math.min(asked, mentors.max.length) + 2;
  const bonus = steps * (largestMagnitude(objective) + 1);
  if (2 * steps * bonus > EXACT) return program;
  return withObjective(
    eased,
    objective.map((worth, pair) => (isFull(mentor[pair] as number) ? worth + bonus : worth)),
  );
}

function isOneToOne({ max }: Limits): boolean {
  return max.every((most) => most <= 1);
}

function placesOf({ max }: Limits): number {
  return max.reduce((sum, most) => sum + Math.max(0, most), 0);
}
