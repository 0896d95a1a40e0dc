/** Elements in a line. */

function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child !== undefined && child !== ''));
  return element;
}

export function html(tag, attributes = {}, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

export function svg(tag, attributes = {}, ...children) {
  return filled(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);
}

/** Sets what an element says, if it is something else: what is read aloud is read once. */
export function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

export function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
}

/** A button that opens a file, with a label in the page's language: {input, label, element}. */
export function filePicker(id, accept, opened) {
  const input = html('input', { type: 'file', class: 'sr', accept, id, onchange: () => {
    const [file] = input.files;
    if (file) opened(file).finally(() => { input.value = ''; });
  } });
  const label = html('label', { for: id });
  return { input, label, element: html('span', { class: 'file' }, input, label) };
}

export function download(name, content, type) {
  const link = html('a', { href: URL.createObjectURL(new Blob([content], { type })), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
