// A picture as an input: dropped, pasted, chosen from the device, or drawn.

import { button, field, h, titled } from "./dom.js";

const SIDE = 320; // drawn this large, or as large as a multiple of the network's pixels allows

export function pad(spec, changed) {
  const [, height, width, channels] = spec.shape;
  const zoom = Math.max(1, Math.round(SIDE / Math.max(height, width)));
  const canvas = h("canvas", { width: width * zoom, height: height * zoom, className: "pad", tabIndex: 0 });
  canvas.setAttribute("aria-label", `${spec.name}: draw here, or drop or paste a picture`);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  const pen = h("input", { type: "color", value: "#ffffff" });
  const paper = h("input", { type: "color", value: "#000000" });
  const size = h("input", { type: "range", min: 0.5, max: 6, step: 0.5, value: 1 });

  function clear() {
    context.fillStyle = paper.value;
    context.fillRect(0, 0, canvas.width, canvas.height);
    changed();
  }

  async function take(file) {
    if (!file?.type.startsWith("image/")) return;
    const picture = await createImageBitmap(file, { colorSpaceConversion: "none" });
    const scale = Math.max(canvas.width / picture.width, canvas.height / picture.height);
    const [w, h_] = [picture.width * scale, picture.height * scale];
    context.imageSmoothingEnabled = scale < zoom;
    context.imageSmoothingQuality = "high";
    context.drawImage(picture, (canvas.width - w) / 2, (canvas.height - h_) / 2, w, h_);
    changed();
  }

  let last = null;
  const place = (event) => {
    const box = canvas.getBoundingClientRect();
    return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
  };
  const stroke = (event) => {
    const here = place(event);
    const scaled = ([x, y]) => [x * canvas.width, y * canvas.height];
    Object.assign(context, { strokeStyle: pen.value, lineWidth: size.value * zoom, lineCap: "round" });
    context.beginPath();
    context.moveTo(...scaled(last ?? here));
    context.lineTo(...scaled(here));
    context.stroke();
    last = here;
    changed();
  };
  canvas.onpointerdown = (event) => {
    canvas.setPointerCapture(event.pointerId);
    stroke(event);
  };
  canvas.onpointermove = (event) => last && stroke(event);
  canvas.onpointerup = canvas.onpointercancel = () => (last = null);
  canvas.ondragover = (event) => event.preventDefault();
  canvas.ondrop = (event) => {
    event.preventDefault();
    take(event.dataTransfer.files[0]);
  };
  canvas.onpaste = (event) => take(event.clipboardData.files[0]);
  paper.oninput = clear;

  const file = h("input", { type: "file", accept: "image/*", onchange: () => take(file.files[0]) });
  const open = h("label", { className: "button" }, "Open", file);
  queueMicrotask(clear);

  return {
    canvas,
    controls: [],
    reset: () => {},
    deal: () => {},
    element: h(
      "figure",
      {},
      h("figcaption", {}, h("strong", {}, titled(spec.name)), ": draw, drop, paste or open"),
      canvas,
      h("div", { className: "bar" }, open, button("Clear", clear)),
      h("div", { className: "bar" }, field("Pen", pen), field("Paper", paper), field("Width", size)),
    ),
    /** The mean of each block of drawn pixels, from -1 to 1. */
    values() {
      const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
      const [black, white] = spec.span;
      const sums = new Float64Array(height * width * 3);
      for (let pixel = 0; pixel < canvas.width * canvas.height; pixel++) {
        const row = Math.floor(pixel / canvas.width / zoom);
        const column = Math.floor((pixel % canvas.width) / zoom);
        for (let c = 0; c < 3; c++) sums[3 * (row * width + column) + c] += data[4 * pixel + c];
      }
      const level = (sum) => black + ((white - black) * sum) / (255 * zoom * zoom);
      const grey = (i) => 0.299 * sums[3 * i] + 0.587 * sums[3 * i + 1] + 0.114 * sums[3 * i + 2];
      if (channels === 3) return Float32Array.from(sums, level);
      const opaque = (i) => (i % 4 === 3 ? white : level(sums[3 * Math.floor(i / 4) + (i % 4)]));
      if (channels === 4) return Float32Array.from({ length: height * width * 4 }, (_, i) => opaque(i));
      return Float32Array.from({ length: height * width * channels }, (_, i) => level(grey(Math.floor(i / channels))));
    },
  };
}
