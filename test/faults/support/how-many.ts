/** All of them in `npm run test:faults`, a few in `npm test`. */
export function howMany(all: number, few: number): number {
  return process.env.FAULTS === 'all' ? all : few;
}
