import { recall, remember } from '../../../parts/browser-memory.ts';

/** How the match can be looked at. */
export const VIEWS = { list: 'List', grid: 'Grid', map: 'Map' } as const;
export type View = keyof typeof VIEWS;

const KEY = 'mile-view';

/** How the reader looks at the match; remembered in this browser. */
export class ChosenView {
  #name = $state<View>(storedView());

  get name(): View {
    return this.#name;
  }
  set name(name: View) {
    this.#name = name;
    remember(KEY, name);
  }
}

function storedView(): View {
  const stored = recall(KEY);
  return Object.keys(VIEWS).find((one): one is View => one === stored) ?? 'list';
}
