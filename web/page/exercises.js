/**
 * Exercises whose answers follow from a student's number, which is the seed of the luck: the page checks them offline,
 * and the program computes them from the scenario that the page saves (docs/teaching).
 */
import { copySession, setValue } from './scenario.js';
import { mean } from './statistics.js';

const YEAR = 12;
/** Policy `at` on the plane (a corner's name), what else is set, and what is asked: a metric in a year, times, decimals. */
export const EXERCISES = [
  { key: 'keeps', at: 'standard-maatwerk', metric: 'tailored', year: 10, times: 100 },
  { key: 'shelter', at: 'standard-maatwerk', set: { 'loops.seek_shelter': 0 }, metric: 'tailored', year: 10, times: 100 },
  { key: 'rule', at: 'standardisation', metric: 'underserved', year: 10, times: 100 },
  { key: 'cover', at: 'standard-maatwerk', set: { 'levers.cover': 1 }, metric: 'tailored', year: 10, times: 100 },
  { key: 'waiting', at: 'hardship-clauses', metric: 'waiting', year: 1, times: 365.25 / 12 },
];

/** The session of an exercise: in the world that the page begins with, with the luck of a student's number. */
export function sessionOf(tables, begin, exercise, number) {
  const session = copySession(begin);
  session.run.seed = String(number);
  for (const [name, value] of Object.entries({ ...tables.variant(exercise.at).set, ...exercise.set }))
    setValue(tables, session, name, value);
  return session;
}

/** The answer, from the metric over the asked year in each replicate. */
export function answerOf(exercise, values) { return Math.round(exercise.times * mean(values)); }

export const monthOf = (exercise) => YEAR * exercise.year;

/** Within one of the answer, or a twentieth of it: reading a picture is allowed. */
export function isRight(exercise, values, given) {
  const answer = answerOf(exercise, values);
  return Math.abs(given - answer) <= Math.max(1, answer / 20);
}
