import type { ImportPreview } from '#solver/contract/api/import.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import type { Repair, Step } from '../../../session/import-repairs.ts';

/** What every chapter of the wizard is given: the service's last word, the repairs so far, and a way to make one more. */
export interface ChapterProps {
  preview: ImportPreview;
  repair: Repair;
  /** Names of columns and values that were in question once. */
  asked: readonly string[];
  programme: Programme;
  onstep: (step: Step) => void;
}
