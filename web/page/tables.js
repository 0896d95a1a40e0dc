/** The model's tables (`maatwerk document --json`), with rows found by name. */

export class Tables {
  constructor(document) {
    Object.assign(this, document);
    this.parameterRow = new Map(this.parameters.map((row, k) => [row.name, k]));
    this.metricRow = new Map(this.metrics.map((row, k) => [row.name, k]));
    this.free = this.parameters.filter((row) => row.free).map((row) => row.name);
    this.runRow = new Map(this.run.map((row) => [row.name, row]));
  }

  parameter(name) { return this.parameters[this.parameterRow.get(name)]; }
  metric(name) { return this.metrics[this.metricRow.get(name)]; }
  dynamic(name) { return this.dynamics.find((row) => row.name === name); }
  variant(name) { return this.variants.find((row) => row.name === name); }
  levers() { return this.parameters.filter((row) => row.lever); }

  /** As a file has it: true, 12, "manager". */
  shown(parameter, value) {
    if (parameter.kind === 'boolean') return String(Boolean(value));
    return parameter.kind === 'choice' ? parameter.choices[value] : String(value);
  }

  /** What a file has as the number of a row; undefined if it is of another type. */
  number(parameter, value) {
    const whole = typeof value === 'bigint' ? Number(value) : value;
    if (parameter.kind === 'boolean') return typeof whole === 'boolean' ? Number(whole) : undefined;
    if (parameter.kind === 'choice') {
      const place = parameter.choices.indexOf(whole);
      return place < 0 ? undefined : place;
    }
    return typeof whole === 'number' ? whole : undefined;
  }
}
