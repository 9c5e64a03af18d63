const FOCUSABLE = 'input:not([disabled]), select:not([disabled]), button:not([disabled]), summary, a[href]';

/**
 * Keeps the keyboard where it was when the focused control goes away (a problem that was mended, a row that was
 * skipped): the control that took its place in the container gets the focus.
 */
export function keepFocus(container: HTMLElement): () => void {
  let place = -1;
  let last: Element | undefined;
  const controls = () => [...container.querySelectorAll<HTMLElement>(FOCUSABLE)];
  const remember = (event: FocusEvent) => {
    if (!(event.target instanceof HTMLElement)) return;
    last = event.target;
    place = controls().indexOf(event.target);
  };
  const observer = new MutationObserver(() => {
    if (!last || last.isConnected || document.activeElement !== document.body) return;
    const left = controls();
    left[Math.min(place, left.length - 1)]?.focus({ preventScroll: true });
  });
  container.addEventListener('focusin', remember);
  observer.observe(container, { childList: true, subtree: true });
  return () => {
    container.removeEventListener('focusin', remember);
    observer.disconnect();
  };
}
