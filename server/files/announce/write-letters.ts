import { Document, Packer, Paragraph, TextRun } from 'docx';
import type { Letter } from '#solver/contract/api/announcement.ts';

/** Characters that XML cannot hold. */
const UNWRITABLE = /[^\t\n\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** A Word document, one letter a page. */
export async function writeLetters(letters: readonly Letter[]): Promise<Uint8Array> {
  const document = new Document({
    styles: { default: { document: { run: { font: 'Georgia', size: 23 } } } },
    sections: letters.map(({ text }) => ({ children: paragraphsOf(text) })),
  });
  return new Uint8Array(await Packer.toArrayBuffer(document));
}

/** Empty lines part paragraphs; a single end of line stays one. */
function paragraphsOf(text: string): Paragraph[] {
  return text
    .replaceAll(UNWRITABLE, '')
    .split(/\n{2,}/u)
    .map((block) => new Paragraph({ children: block.split('\n').map(lineOf), spacing: { after: 200 } }));
}

function lineOf(text: string, index: number): TextRun {
  return new TextRun({ text, ...(index > 0 && { break: 1 }) });
}
