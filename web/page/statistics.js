/** What luck does: numbers of replicates, month by month. */

/** Student's t at 97.5 % for 1 to 30 degrees of freedom; beyond that the normal's is near enough. */
const T = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131,
  2.12, 2.11, 2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045, 2.042];

export function mean(numbers) {
  const finite = numbers.filter(Number.isFinite);
  return finite.length ? finite.reduce((sum, value) => sum + value, 0) / finite.length : NaN;
}

/** A quantile by linear interpolation between the sorted numbers. */
export function quantile(numbers, share) {
  const sorted = numbers.filter(Number.isFinite).sort((one, other) => one - other);
  if (!sorted.length) return NaN;
  const place = share * (sorted.length - 1);
  const low = Math.floor(place);
  const high = Math.min(low + 1, sorted.length - 1);
  return sorted[low] + (place - low) * (sorted[high] - sorted[low]);
}

/** The mean of paired differences with its 95 % interval: what luck leaves open. */
export function interval(numbers) {
  const finite = numbers.filter(Number.isFinite);
  const n = finite.length;
  const middle = mean(finite);
  if (n < 2) return { mean: middle, low: NaN, high: NaN, n };
  const variance = finite.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (n - 1);
  const half = (T[n - 2] ?? 1.96) * Math.sqrt(variance / n);
  return { mean: middle, low: middle - half, high: middle + half, n };
}

/** +1 or -1 if luck alone does not explain a difference, else 0. */
export function direction({ low, high }) {
  if (low > 0) return 1;
  return high < 0 ? -1 : 0;
}
