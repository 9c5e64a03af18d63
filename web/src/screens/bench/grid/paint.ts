import { paintCells, paintHatching } from './paint-cells.ts';
import { paintLetters } from './paint-letters.ts';
import { paintBands, paintMarks, paintMatch, paintRules } from './paint-lines.ts';
import { paintColumnNames, paintRowNames } from './paint-names.ts';
import { inSight, type Context, type Scene } from './scene.ts';
import { HATCHED_FROM, HEADER, LETTERED_FROM, NAMED_FROM } from './view-window.ts';

/** Paints what is in sight: time in proportion to the cells in sight, and to nothing else. */
export function paint(context: Context, scene: Scene): void {
  const { frame, colours, plan } = scene;
  const sight = inSight(scene);
  context.fillStyle = colours.ground;
  context.fillRect(0, 0, frame.width, frame.height);
  context.save();
  context.beginPath();
  context.rect(HEADER.width, HEADER.height, frame.width - HEADER.width, frame.height - HEADER.height);
  context.clip();
  paintCells(context, scene, sight);
  if (frame.size >= HATCHED_FROM) paintHatching(context, scene, sight);
  if (frame.size >= NAMED_FROM) paintRules(context, scene, sight);
  if (frame.size >= LETTERED_FROM) paintLetters(context, scene, sight);
  paintBands(context, scene, sight);
  paintMatch(context, scene, sight);
  paintMarks(context, scene, sight);
  context.restore();
  paintRowNames(context, scene, sight, plan.rows);
  paintColumnNames(context, scene, sight, plan.columns);
}
