// Keeps the values of the page's components, and gives them back after a reload.
(() => {
  const KEY = "real3d";

  // Files of the server go after a while; then the input is empty again.
  const isThere = async (url) => {
    try {
      return (await fetch(url, { method: "HEAD" })).ok;
    } catch {
      return false;
    }
  };
  const file = (value) => value?.url ?? value?.video?.url;
  const checked = async (value) => (!file(value) || (await isThere(file(value))) ? value : null);

  // Components say that they have changed while they are drawn; what was kept is read before.
  const ready = () => { window.visitIsRestored = true; };
  const isReady = () => window.visitIsRestored === true;

  return {
    keep(values) {
      if (!isReady()) return;
      try {
        sessionStorage.setItem(KEY, JSON.stringify(values));
      } catch { /* a browser that keeps nothing: a reload begins anew */ }
    },

    // Values for: tabs, mode, strip, inputs, and what the newest result is shown in.
    async restore(count) {
      let values;
      try {
        values = JSON.parse(sessionStorage.getItem(KEY));
      } catch { /* as above */ }
      const nothing = { __type__: "update" };
      if (values?.length !== count) {
        ready();
        return Array(count + 4).fill(nothing);
      }
      const [mode, strip, ...inputs] = values;
      // The face was chosen in this photo.
      document.querySelector(".framed").dataset.photo = inputs[0]?.path ?? "";
      const results = [];
      for (const one of strip.results) if (await isThere(one.video.url)) results.push(one);
      const newest = results[0];
      const shown = newest
        // It waits to be played.
        ? [newest.video, newest.status.replace(" data-done", ""), newest.recipe]
        : [nothing, nothing, nothing];
      const there = await Promise.all(inputs.map(checked));
      ready();
      return [
        { __type__: "update", selected: mode }, mode, { results, chosen: 0 }, ...there, ...shown,
      ];
    },
  };
})()
