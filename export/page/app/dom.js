// Elements and the few controls that the page is made of.

/** An element with properties (or attributes, where there is no such property) and children. */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in element) element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

export function button(text, pressed, properties = {}) {
  return h("button", { type: "button", onclick: pressed, ...properties }, text);
}

let controls = 0;

/** A label over something that takes input. */
export function field(label, input, ...more) {
  input.id = `control-${controls++}`;
  return h("div", { className: "field" }, h("label", { htmlFor: input.id }, label), input, ...more);
}

/** A slider with its value beside it; `element`, `value`, and `reset()` to where it began. */
export function slider(label, { min, max, step = 0.05, value = 0 }, changed) {
  const input = h("input", { type: "range", min, max, step });
  const shown = h("output");
  const show = () => (shown.value = input.valueAsNumber.toFixed(2));
  input.value = value;
  input.oninput = () => {
    show();
    changed();
  };
  show();
  const element = field(label, input, shown);
  element.classList.add("slider");
  return {
    element,
    input,
    get value() {
      return input.valueAsNumber;
    },
    reset() {
      input.value = value;
      show();
    },
  };
}

/** A choice among names; `index` is null while it stands on `otherwise`. */
export function choice(label, names, otherwise, changed) {
  const options = [otherwise, ...names].map((name, i) => h("option", { value: i - 1 }, name));
  const input = h("select", { onchange: changed }, ...options);
  return {
    element: field(label, input),
    get index() {
      return input.selectedIndex > 0 ? input.selectedIndex - 1 : null;
    },
    reset() {
      input.selectedIndex = 0;
    },
  };
}

/** With a capital. */
export const titled = (text) => text.charAt(0).toUpperCase() + text.slice(1);

const PATIENCE = 60000; // milliseconds until a download must have begun

/** Offers a canvas as a PNG file, small pictures enlarged pixel by pixel. */
export async function download(canvas, name) {
  const factor = Math.max(1, Math.floor(512 / Math.max(canvas.width, canvas.height)));
  const copy = h("canvas", { width: canvas.width * factor, height: canvas.height * factor });
  const context = copy.getContext("2d");
  context.imageSmoothingEnabled = false;
  context.drawImage(canvas, 0, 0, copy.width, copy.height);
  const blob = await new Promise((done) => copy.toBlob(done, "image/png"));
  const link = h("a", { href: URL.createObjectURL(blob), download: `${name}.png` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), PATIENCE);
}

/** Runs `work` until it has run once after the last call; it is told by `stale()` when to give up early. */
export function latest(work) {
  let wanted = false;
  let busy = null;
  const loop = async () => {
    while (wanted) {
      wanted = false;
      await work(() => wanted);
    }
    busy = null;
  };
  return () => {
    wanted = true;
    return (busy ??= loop());
  };
}
