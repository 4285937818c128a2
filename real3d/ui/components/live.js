// The portable avatar, alive on the page: it looks after the pointer, speaks with the visitor's
// microphone, mirrors their face, and is recorded. The player and the avatar are files that the page
// serves; nothing leaves the browser.
() => {
  const place = () => document.querySelector(".live");
  const face = () => document.querySelector(".live real3d-avatar");
  let recording = null;
  let film = null;

  // What is seen of the place follows the style sheet: `data-said` is the code of what has happened.
  function says(code, message = "") {
    const known = code === "" || place().querySelector(`.said.${code}`);
    place().querySelector(".other p").textContent = known ? "" : message;
    place().dataset.said = known ? code : "other";
  }

  async function runs(part, begin) {
    place().dataset[part] = "on";
    try {
      await begin();
      says("");
    } catch ({ code, message }) {
      says(code === "not-found" ? `${part}-no-tracker` : `${part}-${code}`, message);
    } finally {
      place().dataset[part] = "";
    }
  }

  const begins = {
    talk: () => runs("talk", () => (says("hearing"), face().listen())),
    mirror: () => runs("mirror", () => (says("loading"), face().mirror())),
    async record() {
      place().dataset.record = "on";
      try {
        recording = await face().record();
      } catch ({ code, message }) {
        place().dataset.record = "";
        says(`record-${code}`, message);
      }
    },
  };
  const ends = {
    talk: () => face().stop("voice"),
    mirror: () => face().stop("mirror"),
    async record() {
      film = await recording?.finish();
      place().dataset.record = "";
      place().dataset.film = film?.size ? "yes" : "";
    },
  };

  window.liveAvatar = {
    async show(file) {
      if (!file) return "";
      const served = file.url.slice(0, file.url.indexOf("file=") + "file=".length);
      const frame = place().querySelector(".face");
      await import(served + frame.dataset.player);
      face()?.stop();
      const shown = document.createElement("real3d-avatar");
      shown.setAttribute("src", file.url);
      shown.addEventListener("face-found", () => says("following"));
      shown.addEventListener("face-lost", () => says("no-face"));
      frame.replaceChildren(shown);
      const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
      shown.scrollIntoView({ behavior: calm ? "auto" : "smooth", block: "nearest" });
      place().setAttribute("aria-live", "polite");
      says("");
      const name = decodeURIComponent(file.url.split("/").pop());
      return (
        '<script type="module" src="real3d-player.js"></' + "script>\n" +
        `<real3d-avatar src="${name}" style="width: 400px"></real3d-avatar>`
      );
    },
    begin: (part) => void begins[part](),
    end: (part) => void ends[part](),
    leave() {
      if (place().dataset.record) void ends.record();
      face()?.stop();
    },
    save() {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(film);
      link.download = `portrait.${film.type.includes("mp4") ? "mp4" : "webm"}`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    },
  };

  addEventListener("pointermove", ({ clientX, clientY }) => {
    const box = face()?.getBoundingClientRect();
    if (!box?.width) return;
    const reach = (at, start, length) => Math.max(-1, Math.min(1, (at - start - length / 2) / length));
    face().lookAt(reach(clientX, box.left, box.width), reach(clientY, box.top, box.height));
  });
}
