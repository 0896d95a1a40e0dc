/** A picture to show elsewhere: the finding, the plane and what it comes from, as PNG. */
import { svg } from './dom.js';

const WIDE = 1200;
const HIGH = 675;

function lines(text, letters) {
  const found = [''];
  for (const word of text.split(' ')) {
    if (`${found.at(-1)} ${word}`.length > letters) found.push(word);
    else found[found.length - 1] = `${found.at(-1)} ${word}`.trim();
  }
  return found;
}

/** A copy of a picture that stands alone: what style sheets say is written on each element. */
function alone(picture) {
  const copy = picture.cloneNode(true);
  const from = picture.querySelectorAll('*');
  copy.querySelectorAll('*').forEach((element, k) => {
    const style = getComputedStyle(from[k]);
    for (const name of ['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'opacity', 'font-size', 'font-family', 'font-weight', 'visibility', 'display', 'stroke-linecap', 'paint-order'])
      element.style.setProperty(name, style.getPropertyValue(name));
  });
  return copy;
}

/** @returns {Promise<Blob>} */
export async function poster(app) {
  const { headline, plane } = app;
  const text = (x, y, size, words, weight = 400, fill = '#1b1f24') =>
    svg('text', { x, y, 'font-size': size, 'font-weight': weight, fill, 'font-family': 'Georgia, serif' }, words);
  const copy = alone(plane.picture);
  for (const [name, value] of Object.entries({ x: 40, y: 40, width: 560, height: 560 })) copy.setAttribute(name, value);
  const title = lines(headline.title.textContent, 34);
  const notes = lines(headline.luck.textContent, 58);
  const picture = svg('svg', { xmlns: 'http://www.w3.org/2000/svg', width: WIDE, height: HIGH, viewBox: `0 0 ${WIDE} ${HIGH}` },
    svg('rect', { width: WIDE, height: HIGH, fill: '#fff' }), copy,
    ...title.map((line, k) => text(640, 120 + 42 * k, 34, line, 700)),
    ...notes.map((line, k) => text(640, 150 + 42 * title.length + 24 * k, 18, line, 400, '#59626b')),
    ...app.provenance().map((line, k) => text(40, 630 + 18 * k, 13, line, 400, '#59626b')));
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(picture))}`;
  await image.decode();
  const canvas = Object.assign(document.createElement('canvas'), { width: 2 * WIDE, height: 2 * HIGH });
  canvas.getContext('2d').drawImage(image, 0, 0, 2 * WIDE, 2 * HIGH);
  return new Promise((resolve) => { canvas.toBlob(resolve, 'image/png'); });
}
