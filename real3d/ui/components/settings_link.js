// A link that opens the page with the settings of a result, and the values that such a link sets.
// `table` says by the names of settings what they may be; whatever else an address says is ignored.
(table) => {
  const NOTHING = { __type__: "update" };
  const written = (value) => typeof value === "object"
    ? Object.entries(value).map(([name, amount]) => `${name}=${amount}`).join(", ")
    : String(value);

  // What a setting becomes by what an address says; undefined if it cannot be that.
  function parsed({ choices, pattern, low, high }, text) {
    if (choices) return choices.find((choice) => String(choice) === text);
    if (pattern) return new RegExp(`^(?:${pattern})$`).test(text) ? text : undefined;
    const number = text.trim() === "" ? NaN : Number(text);
    return number >= low && number <= high ? number : undefined;
  }

  return {
    make(recipe, tab) {
      if (!recipe?.settings) return { ...NOTHING, visible: false };
      const { settings: { motion, ...settings }, speech, background } = recipe;
      const given = { ...motion, ...settings, voice: speech?.voice, speed: speech?.speed };
      if (tab === "background") {
        given.kind = background.startsWith("#") ? "colour" : background;
        given.colour = background;
      }
      const query = new URLSearchParams({ tab });
      for (const [name, setting] of Object.entries(table)) {
        const text = written(given[name] ?? "");
        if (text !== String(setting.usual) && parsed(setting, text) !== undefined)
          query.set(name, text);
      }
      const { origin, pathname } = location;
      return { ...NOTHING, value: `${origin}${pathname}?${query}`, visible: true };
    },

    // Values for: tabs, mode, and the settings of the table.
    open(modes) {
      const query = new URLSearchParams(location.search);
      const values = Object.entries(table).map(([name, setting]) =>
        (query.has(name) ? parsed(setting, query.get(name)) : undefined) ?? NOTHING);
      const tab = modes.find((mode) => mode === query.get("tab"));
      const known = ["tab", ...Object.keys(table)].filter((name) => query.has(name));
      if (known.length) { // a reload keeps what is changed from now on
        known.forEach((name) => query.delete(name));
        const rest = query.size ? `?${query}` : "";
        history.replaceState(history.state, "", location.pathname + rest + location.hash);
      }
      return [tab ? { ...NOTHING, selected: tab } : NOTHING, tab ?? NOTHING, ...values];
    },
  };
}
