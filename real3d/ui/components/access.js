// What Gradio leaves out for those who do not see the page or use no mouse, once for the whole page.
() => {
  document.documentElement.lang = navigator.language; // it says English, whatever it shows

  // Examples have no text; their files say what they show.
  const named = ({ src }) =>
    decodeURIComponent(src.split("/").pop()).split(".")[0].replaceAll("_", " ");
  const name = () => document.querySelectorAll(".gallery-item:not([aria-label])").forEach((item) => {
    const media = item.querySelector("img, video");
    if (!media?.src) return;
    item.setAttribute("aria-label", named(media));
    if (media.matches("img")) media.alt = named(media);
  });

  // Tabs are one stop for the Tab key; arrows go from one to the next.
  const tabs = () => [...document.querySelectorAll(".modes [role=tab]")];
  const isChosen = (tab) => tab.getAttribute("aria-selected") === "true";
  const stop = () => tabs().forEach((tab) => { tab.tabIndex = isChosen(tab) ? 0 : -1; });
  document.addEventListener("keydown", (event) => {
    const all = tabs();
    const at = all.indexOf(event.target);
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (at < 0 || !step) return;
    const next = all[(at + step + all.length) % all.length];
    next.click();
    next.focus();
  });

  new MutationObserver(() => { name(); stop(); }).observe(document.body, {
    childList: true, subtree: true, attributes: true, attributeFilter: ["aria-selected"],
  });
  name();
  stop();
}
