/** Play: an office with four, ten cases at a desk, exercises for a class. */
import { html } from '../dom.js';
import { Desk } from './desk.js';
import { Exercises } from './exercises.js';
import { Office } from './office.js';

export class Play {
  constructor(app) {
    this.desk = new Desk(app);
    this.office = new Office(app);
    this.exercises = new Exercises(app);
    this.element = html('div', {}, this.office.element, this.desk.element, this.exercises.element);
  }

  speak() {
    this.desk.speak();
    this.office.speak();
    this.exercises.speak();
  }

  draw() { this.office.draw(); }
}
