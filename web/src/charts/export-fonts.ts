import interfaceRegular from '@fontsource/atkinson-hyperlegible/files/atkinson-hyperlegible-latin-400-normal.woff2?inline';
import interfaceBold from '@fontsource/atkinson-hyperlegible/files/atkinson-hyperlegible-latin-700-normal.woff2?inline';
import heading from '@fontsource/source-serif-4/files/source-serif-4-latin-600-normal.woff2?inline';

function face(family: string, weight: number, data: string): string {
  return `@font-face{font-family:'${family}';font-weight:${weight};src:url(${data}) format('woff2')}`;
}

/** The page's faces as style rules that carry the fonts themselves: a picture that left the page can ask nobody for them. */
export const FONT_FACES = [
  face('Atkinson Hyperlegible', 400, interfaceRegular),
  face('Atkinson Hyperlegible', 700, interfaceBold),
  face('Source Serif 4', 600, heading),
].join('');
