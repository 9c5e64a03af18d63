import { recordEntrySchema } from '#solver/contract/api/record.ts';
import type { RecordCheck, RecordEntry, RecordHead } from '#solver/contract/api/record.ts';
import { canonicalJson, sha256 } from '../../store/canonical-json.ts';
import { NO_ENTRY } from '../../store/record.ts';
import type { StoredEntry } from '../../store/record.ts';
import type { Repositories } from '../../store/store.ts';
import { aboutOf } from './record-deed.ts';

/** Entries read at once: the thread answers others in between. */
const PAGE = 500;
const BREAKS_TOLD = 20;

/**
 * Reckons the whole chain anew: every entry is as it was hashed, follows the one before, and the last is the head. `printed` is a head that was
 * told earlier: it must stand in the chain, else the chain was written anew since.
 */
export async function checkRecord(
  { record }: Pick<Repositories, 'record'>,
  printed?: RecordHead,
): Promise<RecordCheck> {
  const head = await record.head();
  const breaks: RecordCheck['breaks'] = [];
  let last: RecordHead = { number: 0, hash: NO_ENTRY };
  let printedHolds = printed === undefined ? null : printed.number === 0 && printed.hash === NO_ENTRY;
  let entries = 0;
  for (;;) {
    const page = await record.after(last.number, PAGE);
    for (const stored of page) {
      const what = brokenness(stored, last);
      if (what !== null) breaks.push({ number: stored.number, what });
      if (printed?.number === stored.number) printedHolds = printed.hash === stored.hash;
      last = { number: stored.number, hash: stored.hash };
    }
    entries += page.length;
    if (page.length < PAGE) break;
  }
  if (last.number !== head.number || last.hash !== head.hash)
    breaks.push({ number: head.number, what: 'the newest entry is not the one that was written last' });
  return { intact: breaks.length === 0, entries, head, breaks: breaks.slice(0, BREAKS_TOLD), printedHolds };
}

/** What is wrong with an entry that should follow `last`; null where nothing is. */
function brokenness(stored: StoredEntry, last: RecordHead): string | null {
  if (sha256(stored.entry_json) !== stored.hash) return 'the entry is not as it was written';
  const entry = readEntry(stored.entry_json);
  if (entry === null) return 'the entry cannot be read';
  if (entry.number !== last.number + 1) return 'entries before it are missing';
  if (entry.previous !== last.hash) return 'it does not follow the entry before it';
  if (!isFiledRight(stored, entry)) return 'it is filed under another number, cohort or kind than its own';
  return textsHold(stored, entry) ? null : 'name or reason are not as they were written';
}

function readEntry(json: string): RecordEntry | null {
  try {
    const entry = recordEntrySchema.parse(JSON.parse(json));
    return canonicalJson(entry) === json ? entry : null;
  } catch {
    return null;
  }
}

function isFiledRight(stored: StoredEntry, entry: RecordEntry): boolean {
  return (
    stored.number === entry.number &&
    stored.cohort_id === entry.cohort &&
    stored.about === aboutOf(entry.kind)
  );
}

/** Texts may be erased; they may not be changed, or added. */
function textsHold({ texts_json: texts }: StoredEntry, entry: RecordEntry): boolean {
  return texts === null || (entry.texts !== null && sha256(texts) === entry.texts);
}
