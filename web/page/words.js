/** Texts in one language, and numbers as people read them. Texts are files in web/texts and those of the report. */

export class Words {
  /** @param {object} texts of this language @param {string} language "nl" or "en" */
  constructor(texts, language) {
    this.texts = texts;
    this.language = language;
    this.decimal = new Map();
  }

  /** The text at a dotted key, its {fields} filled in; "{n|is|are}" is the first word where n is 1, or begins with it. */
  say(key, fields = {}) {
    const text = key.split('.').reduce((found, part) => found?.[part], this.texts);
    if (typeof text !== 'string') return key;
    return text.replace(/\{(\w+)(?:\|([^|}]*)\|([^|}]*))?\}/g, (whole, name, one, many) => {
      if (!(name in fields)) return whole;
      return one === undefined ? fields[name] : isOne(fields[name]) ? one : many;
    });
  }

  has(key) { return typeof key.split('.').reduce((found, part) => found?.[part], this.texts) === 'string'; }

  /** What a table says in this language. */
  of(texts) { return texts[this.language] ?? texts.en; }

  digits(value, decimals = 0) {
    if (!this.decimal.has(decimals))
      this.decimal.set(decimals, new Intl.NumberFormat(this.language,
        { minimumFractionDigits: decimals, maximumFractionDigits: decimals }));
    // No negative zero.
    return Number.isFinite(value) ? this.decimal.get(decimals).format(Number(value.toFixed(decimals)) + 0) : '–';
  }

  /** "39 of 100", "9 days", "7 euro". */
  amount(value, unit) {
    const number = this.digits(value * unit.factor, unit.decimals);
    return this.say(`natural.${unit.key}.${number === '1' ? 'one' : 'many'}`, { n: number });
  }

  /** A month as people count: "year 3, month 4". */
  month(month) { return this.say('month.name', { year: Math.ceil(month / 12), month: ((month - 1) % 12) + 1 }); }

  /** "about a third" of a whole. */
  fraction(share) {
    const { fractions, fraction_words: names } = this.texts.natural;
    const apart = (value) => Math.abs(Math.log(Math.max(share, 1e-9) / value));
    return names[fractions.reduce((best, value, k) => (apart(value) < apart(fractions[best]) ? k : best), 0)];
  }

  years(months) {
    const whole = months / 12;
    if (!Number.isInteger(whole)) return this.say('month.months', { n: months });
    return this.say(whole === 1 ? 'natural.year' : 'natural.years', { n: this.texts.natural.numbers[whole] ?? whole });
  }
}

/** Whether a number, or the first number of some words, is 1: as in analysis/language.py. */
const isOne = (value) => /\d+(?:[.,]\d+)*/.exec(String(value))?.[0] === '1';

const DAYS = 365.25 / 12;

/** In which unit numbers of a metric, up to the largest, are whole ones: as in analysis/natural.py. */
export function unitOf(metric, largest, times = 1) {
  if (metric.unit === 'month') return { factor: DAYS * times, key: 'days', decimals: 0 };
  if (metric.unit === 'hour') return { factor: 60 * times, key: 'minutes', decimals: 0 };
  if (metric.currency) return { factor: times, key: 'money', decimals: 0 };
  if (metric.scale === 'count' || metric.unit !== '1')
    return { factor: times, key: 'count', decimals: Math.abs(largest) * times < 10 ? 1 : 0 };
  const share = !metric.scale;
  let factor = 100;
  while (factor < 10000 && Math.abs(largest) > 0 && Math.abs(largest) * factor < (share ? 1 : 10)) factor *= 10;
  return { factor: factor * times, key: `${share ? 'of' : 'points'}_${factor}`, decimals: 0 };
}
