/**
 * Names of people and employers as they are compared: compatibility forms unified (NFKC), lower case, no diacritics, no
 * punctuation, single blanks, without a leading "the" and a trailing "inc" or "llc". "The Ölive Library, Inc." -> "olive library".
 */
export function normaliseName(text: string): string {
  const words = text
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replaceAll('&', ' and ')
    .replace(/['’.]+/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return words.replace(/^the (?=.)/u, '').replace(/(?<=.)(?: inc| llc)+$/u, '');
}

/** A normalised name whose words are sorted, so that "Berg, Marta" and "Marta Berg" agree. */
export function nameKey(text: string): string {
  return normaliseName(text).split(' ').sort().join(' ');
}

/** An e-mail address as it is compared. */
export function emailKey(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase();
}
