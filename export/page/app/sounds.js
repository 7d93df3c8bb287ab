// Sounds, each with a player.

import { h } from "./dom.js";
import { wav } from "./wav.js";

export class Sounds {
  count = 8;
  noun = "sounds";
  actions = [];

  constructor(model) {
    const { name, rate } = model.outputs.find(({ role }) => role === "sound");
    this.output = name;
    this.rate = rate;
    this.players = Array.from({ length: this.count }, (_, i) =>
      h("audio", { controls: true, "aria-label": `Sound ${i + 1}` }),
    );
    this.element = h("ol", { className: "sounds" }, ...this.players.map((player) => h("li", {}, player)));
  }

  show(i, answer) {
    const player = this.players[i];
    URL.revokeObjectURL(player.src);
    player.src = URL.createObjectURL(wav(answer[this.output], this.rate));
    player.answer = answer;
  }
}
