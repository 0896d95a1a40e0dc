/** What the program found, from the document of `maatwerk run --json` or `compare --json`: means over years, with intervals. */

const YEAR = 12;

/** The month in which a window of a year ends, as this page shows it; undefined for other windows. */
function endOf(window, months) {
  if (window === 'first_year') return YEAR;
  if (window === 'last_year') return months;
  const [, from, to] = /^(\d+):(\d+)$/.exec(window) ?? [];
  return Number(to) - Number(from) + 1 === YEAR ? Number(to) : undefined;
}

/**
 * @returns {{title: string, months: number, seed: string, replicates: number, names: string[],
 *   points: function(string, string): {month: number, mean: number, low: number, high: number}[]}}
 * @throws {Error} with what is missing
 */
export function readResult(tables, text) {
  const file = JSON.parse(text);
  if (file.schema_version !== 1 || !Array.isArray(file.summary)) throw new Error('summary? maatwerk run --json');
  if (file.model !== tables.model) throw new Error(`model = ${file.model}: ${tables.model}`);
  const rows = file.summary.map((row) => ({ ...row, month: endOf(row.window, file.months) })).filter(({ month }) => month);
  return {
    title: file.title,
    months: file.months,
    seed: file.master_seed,
    replicates: Math.max(...rows.map(({ n }) => n), 0),
    names: file.scenarios.map(({ name }) => name),
    points: (scenario, metric) => rows.filter((row) => row.scenario === scenario && row.metric === metric && Number.isFinite(row.mean))
      .map(({ month, mean, ci_low: low, ci_high: high }) => ({ month, mean, low, high })),
  };
}
