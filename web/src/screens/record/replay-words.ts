import type { Replay } from '#solver/contract/api/replay.ts';

const PARTS: Record<Replay['differences'][number], string> = {
  scores: 'the scores of pairs',
  engine: 'the way of searching',
  status: 'whether it is proven best',
  pairs: 'who is paired with whom',
  worth: 'how many are matched and how well',
  proof: 'the proof',
};

const list = new Intl.ListFormat('en', { type: 'conjunction' });

/** What came of making a saved set once more. */
export function replayWords(replay: Replay): string {
  return [verdictWords(replay), sourceWords(replay), versionWords(replay)]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

function verdictWords({ verdict, differences }: Replay): string {
  const others = list.format(differences.map((part) => PARTS[part]));
  switch (verdict) {
    case 'identical':
      return 'Made once more: the same pairs and the same proof.';
    case 'differs':
      return `Made once more: not the same. Different: ${others}.`;
    case 'unsettled':
      return `Made once more: a search ended before it was proven best, so the two may differ. Different: ${others}.`;
    case 'not-searched':
      return 'This set was not found by a search, so there is none to do again. Check it instead.';
  }
}

function sourceWords({ verdict, fromPeople }: Replay): string {
  if (verdict === 'not-searched') return '';
  return fromPeople
    ? 'It began with the applications and the weights.'
    : 'The applications or the programme have changed since, so it began with the scores that were saved.';
}

function versionWords({ otherVersions }: Replay): string {
  if (otherVersions.length === 0) return '';
  const told = otherVersions.map(({ of, saved, now }) =>
    of.startsWith('programme ') ? of : `${of} ${saved ?? 'none'}, now ${now ?? 'none'}`,
  );
  return `It was made with other versions (${told.join('; ')}).`;
}
