// The portable avatar, alive on the page: it looks after the pointer and speaks with the visitor's
// microphone. The player and the avatar are files that the page serves; nothing leaves the browser.
() => {
  const place = () => document.querySelector(".live");
  const face = () => document.querySelector(".live real3d-avatar");

  // What is seen of the place follows the style sheet: `data-said` is the code of what has happened.
  function says(code) {
    place().dataset.said = code;
  }

  window.liveAvatar = {
    async show(file) {
      if (!file) return;
      const served = file.url.slice(0, file.url.indexOf("file=") + "file=".length);
      const frame = place().querySelector(".face");
      await import(served + frame.dataset.player);
      face()?.stop();
      const shown = document.createElement("real3d-avatar");
      shown.setAttribute("src", file.url);
      frame.replaceChildren(shown);
      place().setAttribute("aria-live", "polite");
      says("");
    },
    async talk() {
      says("hearing");
      await face().listen().then(() => says(""), ({ code }) => says(code));
    },
    stop: () => face()?.stop(),
  };

  addEventListener("pointermove", ({ clientX, clientY }) => {
    const box = face()?.getBoundingClientRect();
    if (!box?.width) return;
    const reach = (at, start, length) => Math.max(-1, Math.min(1, (at - start - length / 2) / length));
    face().lookAt(reach(clientX, box.left, box.width), reach(clientY, box.top, box.height));
  });
}
