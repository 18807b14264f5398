// Read from a disk, a page may start no worker. Then the worker's script runs in a frame of the page, with the same messages.
"use strict";
if (location.protocol === "file:") {
  window.Worker = class extends EventTarget {
    #frame = document.createElement("iframe");
    #ready;

    constructor(address) {
      super();
      this.#frame.hidden = true;
      document.body.append(this.#frame);
      const { contentWindow: inside, contentDocument: page } = this.#frame;
      inside.postMessage = (data) => this.dispatchEvent(new MessageEvent("message", { data }));
      this.#ready = new Promise((resolve) => {
        const script = page.createElement("script");
        script.src = new URL(address, location.href);
        script.addEventListener("load", () => resolve(inside));
        page.head.append(script);
      });
    }

    async postMessage(data) {
      const inside = await this.#ready;
      inside.dispatchEvent(new inside.MessageEvent("message", { data }));
    }

    terminate() { this.#frame.remove(); }
  };
}
