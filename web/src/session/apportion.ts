/**
 * Tenths that add up as the numbers themselves do: each is the difference of two rounded running sums, so that what is printed sums to the
 * printed sum. Each is within a tenth of its number.
 */
export function tenthsThatSum(numbers: readonly number[]): number[] {
  let exact = 0;
  let given = 0;
  return numbers.map((number) => {
    exact += number;
    const part = Math.round(exact * 10) - given;
    given += part;
    return part / 10;
  });
}
