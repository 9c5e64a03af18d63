/** What the bench on screen lends the top bar. */
export interface BenchTools {
  /** What would be taken back, in words; undefined where there is nothing. */
  readonly undoable: string | undefined;
  readonly redoable: string | undefined;
  undo: () => void;
  redo: () => void;
  share: () => void;
  help: () => void;
  /** Brings the rules into sight. */
  rules: () => void;
}

class BenchBar {
  /** Undefined while no bench is on screen. */
  tools = $state.raw<BenchTools | undefined>();

  /** Lends the tools until the returned function is called. */
  lend(tools: BenchTools): () => void {
    this.tools = tools;
    return () => {
      if (this.tools === tools) this.tools = undefined;
    };
  }
}

export const benchBar = new BenchBar();
