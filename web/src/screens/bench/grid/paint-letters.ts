import { ruleLetter } from './cell-words.ts';
import type { Colours } from './colours.ts';
import { shadeOf } from './overview.ts';
import type { GridPlan } from './plan.ts';
import type { Context, InSight, Scene } from './scene.ts';
import type { Place } from './view-window.ts';

/** The number of others who move, the letter of a rule, or a glyph. */
export function paintLetters(context: Context, scene: Scene, { rows, columns, x, y }: InSight): void {
  const { plan, frame, colours } = scene;
  const half = frame.size / 2;
  context.font = `${Math.min(13, Math.round(frame.size * 0.56))}px ${colours.font}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  for (let row = rows.from; row < rows.to; row += 1) {
    for (let column = columns.from; column < columns.to; column += 1) {
      const text = letterOf(plan, { row, column });
      if (text === '') continue;
      context.fillStyle = inkFor(plan, { row, column }, colours);
      context.fillText(text, x(column) + half, y(row) + half + 1);
    }
  }
}

function letterOf(plan: GridPlan, place: Place): string {
  const cell = plan.cellAt(place);
  if (plan.isMatched(place)) return '';
  switch (cell.kind) {
    case 'cost':
      return cell.cost.matched > 0 ? '▽' : String(cell.cost.moved);
    case 'rule':
      return ruleLetter(cell.rule);
    case 'forbidden':
      return '×';
    case 'impossible':
      return '–';
    case 'open':
      return '?';
  }
}

function inkFor(plan: GridPlan, place: Place, colours: Colours): string {
  const cell = plan.cellAt(place);
  if (cell.kind !== 'cost') return colours.soft;
  if (cell.cost.matched > 0) return colours.ink;
  return colours.inkOn[shadeOf(cell.cost.score, plan.cells.highScore)] as string;
}
