import type { Addressee, Mailing, SentLetter } from '#solver/contract/api/mailing.ts';
import { counted } from '../../parts/counted.ts';
import { sentNow } from '../../session/mailing-session.svelte.ts';

const MOMENT = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });

/** What became of a letter. */
export function fateWords({ state, reason, at }: SentLetter): string {
  const when = MOMENT.format(new Date(at));
  switch (state) {
    case 'queued':
      return reason === null ? 'Waits for its turn' : `Waits. ${reason}`;
    case 'sending':
      return 'Is being sent';
    case 'sent':
      return `Sent ${when}`;
    case 'failed':
      return `Not sent, ${when}. ${reason ?? ''}`.trim();
    case 'perhaps':
      return `Perhaps sent, ${when}. ${reason ?? ''} Ask whether it arrived before you send it again.`;
  }
}

/** How somebody stands: their newest letter of this version, or why there is none. */
export function standingWords(mailing: Mailing, one: Addressee): string {
  const letters = sentNow(mailing, one);
  const newest = letters.at(-1);
  if (newest)
    return letters.length > 1
      ? `${fateWords(newest)} (${ordinal(letters.length)} letter)`
      : fateWords(newest);
  if (one.address === null) return 'No e-mail address that mail can have';
  if (one.sameSince !== null) return `Same match as in version ${one.sameSince}, whose letter they have`;
  return 'Not sent yet';
}

function ordinal(count: number): string {
  return count === 2 ? 'second' : count === 3 ? 'third' : `${count}th`;
}

/** How far this version's letters are: "40 sent, 2 on their way, 1 not sent". */
export function progressWords(mailing: Mailing): string {
  const newest = mailing.people.flatMap((one) => sentNow(mailing, one).at(-1) ?? []);
  const count = (...states: SentLetter['state'][]) =>
    newest.filter(({ state }) => states.includes(state)).length;
  const parts = [
    [count('sent'), 'sent'],
    [count('queued', 'sending'), 'on their way'],
    [count('perhaps'), 'perhaps sent'],
    [count('failed'), 'not sent'],
  ] as const;
  const told = parts.filter(([letters]) => letters > 0).map(([letters, words]) => `${letters} ${words}`);
  return told.length > 0 ? `${told.join(', ')}.` : 'No letter of this version was sent by mail yet.';
}

/** What is to be known before sending: who gets a letter once more, and who none. */
export function warnings(mailing: Mailing, chosen: readonly Addressee[]): string[] {
  const again = chosen.filter((one) => sentNow(mailing, one).some(({ state }) => state !== 'failed'));
  const without = mailing.people.filter(({ address }) => address === null);
  const names = (people: readonly Addressee[]) => people.map(({ name }) => name).join(', ');
  return [
    ...(again.length > 0
      ? [
          `${counted(again.length, 'person', 'people')} had a letter of this version already: ${names(again)}.`,
        ]
      : []),
    ...(without.length > 0
      ? [`Without an e-mail address, and so without a letter: ${names(without)}. Mend it under Applications.`]
      : []),
  ];
}
