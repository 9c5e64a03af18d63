import type { MatchSetSummary } from '#solver/contract/api/cohorts.ts';
import type { Publication } from '#solver/contract/api/committee.ts';
import type { RecordHead } from '#solver/contract/api/record.ts';

/** What stands in the record about the match that is printed. */
export interface Deeds {
  readonly publications: readonly Publication[];
  /** Undefined for those who are not told the record. */
  readonly head: RecordHead | undefined;
}

/** Lines below the head of every page. */
export interface DeedWords {
  /** What was decided about this very match, when and by whom. */
  readonly decided: string;
  /** What the record stands at, in the form that Record can hold against itself; '' where it is not told. */
  readonly record: string;
}

const dayOf = (moment: string) =>
  new Date(moment).toLocaleDateString('en', { day: 'numeric', month: 'long', year: 'numeric' });

/** `inputHash` names people and policy: a set of the same is this match, unless people made it by hand. */
export function deedWords(
  deeds: Deeds | undefined,
  sets: readonly MatchSetSummary[],
  inputHash: string | undefined,
): DeedWords {
  const same = sets.filter((set) => set.kind === 'best' && set.inputHash === inputHash);
  const published = deeds?.publications.find(({ matchSet }) => same.some(({ id }) => id === matchSet));
  const { head } = deeds ?? {};
  return {
    decided: published ? publishedWords(published) : savedWords(same.at(-1)),
    record: head ? `record ${head.number}:${head.hash}` : '',
  };
}

function publishedWords({ version, matchSetName, publishedAt, publishedBy, why }: Publication): string {
  return `Published as version ${version} (“${matchSetName}”) on ${dayOf(publishedAt)} by ${publishedBy}: ${why}`;
}

function savedWords(set: MatchSetSummary | undefined): string {
  if (!set) return 'Not saved, nothing decided';
  return `Saved as “${set.name}” on ${dayOf(set.createdAt)}, not published`;
}
