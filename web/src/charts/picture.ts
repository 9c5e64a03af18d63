/** What a picture shows, as a table: the reader may have it instead, and a screen reader always does. */
export interface PictureTable {
  /** Heads of the columns; the first column names the row. */
  readonly columns: readonly string[];
  readonly rows: readonly PictureRow[];
}

export interface PictureRow {
  readonly key: string;
  readonly cells: readonly (string | number)[];
}

/** The words that every picture has. */
export interface PictureWords {
  readonly title: string;
  /** What is to be seen, in one sentence. */
  readonly summary: string;
  /** Small print under the title, which goes with the picture wherever it is taken: "good, not proven best". */
  readonly note?: string | undefined;
}

/** Where the axes stand, in pixels. */
export interface PlotArea {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** How an axis counts. A logarithmic one takes positive numbers alone. */
export type ScaleKind = 'linear' | 'log';

export interface AxisWords {
  readonly label: string;
  readonly scale?: ScaleKind;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}
