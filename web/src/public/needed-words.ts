import type { PublicPage } from '#solver/contract/api/intake.ts';

const OR = new Intl.ListFormat('en', { type: 'disjunction' });

/** "Mentors still needed: 7. Most helpful: Public library or School library; North or West." */
export function neededSentence({ count, regions, types }: NonNullable<PublicPage['needed']>): string {
  const head = count === null ? 'Mentors still needed.' : `Mentors still needed: ${count} at least.`;
  const parts = [types, regions].filter((part) => part.length > 0).map((part) => OR.format(part));
  return parts.length === 0 ? `${head} Apply today.` : `${head} Most helpful: ${parts.join('; ')}.`;
}
