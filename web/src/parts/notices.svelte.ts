/** A short message at the foot of the page, with at most one thing to do about it. */
export interface Toast {
  id: number;
  text: string;
  tone: 'done' | 'trouble';
  action?: { label: string; run: () => void };
}

/** How long a message stands; one that offers something to do leaves time to read and to reach it. */
const STAY_MS = { telling: 6_000, offering: 20_000 };

/** Messages of the page: toasts to see, and one line that a screen reader reads out. */
class Notices {
  toasts = $state.raw<readonly Toast[]>([]);
  /** The line in the live region. */
  spoken = $state('');
  #last = 0;

  /** Shows a message in place of the last one; trouble stays until it is closed. */
  show(text: string, options: { tone?: Toast['tone']; action?: Toast['action'] } = {}): void {
    const toast: Toast = { id: ++this.#last, text, tone: options.tone ?? 'done', action: options.action };
    const standing = this.toasts.filter((other) => other.tone === 'trouble' && other.text !== text);
    this.toasts = [...standing, toast];
    if (toast.tone === 'trouble') return;
    setTimeout(() => this.close(toast.id), toast.action ? STAY_MS.offering : STAY_MS.telling);
  }

  close(id: number): void {
    this.toasts = this.toasts.filter((toast) => toast.id !== id);
  }

  /** Takes back what has ceased to be true. */
  withdraw(text: string): void {
    this.toasts = this.toasts.filter((toast) => toast.text !== text);
  }

  /** What was done on one screen does not follow the reader to the next. */
  closeDone(): void {
    this.toasts = this.toasts.filter((toast) => toast.tone === 'trouble');
  }

  /** Reads a sentence out once; the same sentence again is not repeated. */
  say(sentence: string): void {
    this.spoken = sentence;
  }
}

export const notices = new Notices();
