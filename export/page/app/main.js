// Opens the networks of `models.json`, each with what its signature calls for.

import { RESULTS, bench } from "./bench.js";
import { button, titled } from "./dom.js";
import { gallery, viewOf } from "./gallery.js";
import { Network } from "./network.js";
import { ofThePlane, plane } from "./plane.js";
import { supplied } from "./sources.js";

const GIVEN = new Set(["picture", "label_map"]);
const pictured = (model) => supplied(model) && model.inputs.some(({ role }) => GIVEN.has(role));
const KINDS = [
  [ofThePlane, plane],
  [(model) => pictured(model) && model.outputs.some(({ role }) => role in RESULTS), bench],
  [(model) => !pictured(model) && supplied(model) && viewOf(model), gallery],
];
const kindOf = (model) => KINDS.find(([fits]) => fits(model))?.[1];

const status = document.getElementById("status");
const work = document.getElementById("work");
const choices = document.getElementById("networks");

function report(text) {
  status.textContent = text;
}

function fail(error) {
  status.setAttribute("role", "alert");
  report(`This model cannot be run here: ${error.message ?? error}`);
}

const networks = new Map();
let wanted = null;

async function open(model, chosen) {
  wanted = model;
  for (const other of choices.children) other.setAttribute("aria-current", String(other === chosen));
  report(`Loading ${model.name}, ${(model.bytes / 1e6).toFixed(1)} MB…`);
  work.replaceChildren();
  if (!networks.has(model)) networks.set(model, await Network.load(model));
  if (wanted !== model) return;
  const { ready, elements } = kindOf(model)(model, networks.get(model), report);
  work.replaceChildren(...elements);
  await ready;
  document.documentElement.dataset.ready = model.name;
}

async function start() {
  const answer = await fetch("models.json", { cache: "no-cache" });
  const { about, models } = await answer.json();
  describe(about);
  const playable = models.filter(kindOf);
  if (!playable.length) throw new Error("it has no input that a page could ask for; its files are in models/");
  const buttons = playable.map((model) => {
    const chosen = button(titled(model.name.replaceAll("_", " ")), () => open(model, chosen).catch(fail));
    return chosen;
  });
  if (buttons.length > 1) choices.replaceChildren(...buttons);
  await open(playable[0], buttons[0]);
}

function describe(about) {
  const title = [about.title ?? "Generator", about.data].filter(Boolean).join(" on ");
  document.title = title;
  document.getElementById("title").textContent = title;
  document.getElementById("purpose").textContent = titled(about.purpose ?? "");
  const data = about.data ? `Data: ${about.data}${about.licence ? `, ${about.licence}` : ""}.` : "";
  document.getElementById("data").textContent = data;
}

if (!("unable" in document.documentElement.dataset)) start().catch(fail);
