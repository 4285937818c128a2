// The last results of this visit: a click brings one back to the stage, another puts it beside the
// one that is there.
const result = element.closest(".result");
const pair = () => result.querySelector(".beside");
const present = () => result.querySelector(".film video");

const word = (of) => result.querySelector(`.strip-word.${of}`).textContent.trim();

function draw() {
  const { results } = props.value;
  result.dataset.results = results.length;
  const button = (what, index, label, content) => {
    const one = document.createElement("button");
    Object.assign(one, { type: "button", className: what, title: label, innerHTML: content });
    one.setAttribute("aria-label", label);
    one.addEventListener("click", () => (what === "show" ? show(index) : compare(index)));
    return one;
  };
  element.querySelector("ul").replaceChildren(...results.map(({ name, video }, index) => {
    const item = document.createElement("li");
    const label = (text) => text.replace("{name}", name);
    item.append(
      button("show", index, label(word("show")),
        `<video src="${video.url}#t=0.1" muted playsinline preload="metadata" tabindex="-1"></video>`),
      button("compare", index, label(word("compare")), "⇆"),
    );
    return item;
  }));
}

const lookAtStage = () => result.querySelector(".stage").scrollIntoView({ block: "nearest" });

function show(index) {
  close();
  lookAtStage();
  props.value = { ...props.value, chosen: index };
  trigger("click");
}

function compare(index) {
  const film = present();
  if (!film) return;
  prepare();
  film.pause();
  const other = props.value.results[index];
  const now = props.value.results.find(({ video }) => film.currentSrc.endsWith(video.url)) ?? other;
  [now, other].forEach(({ name, video }, side) => {
    const figure = pair().querySelectorAll("figure")[side];
    figure.querySelector("video").src = video.url;
    figure.querySelector("figcaption").textContent = name;
  });
  pair().hidden = false;
  lookAtStage();
  pair().querySelector("video").play().catch(() => {});
}

function close() {
  pair().hidden = true;
  pair().querySelectorAll("video").forEach((video) => { video.removeAttribute("src"); video.load(); });
}

// The right one follows the left one.
function prepare() {
  if (pair().dataset.ready) return;
  pair().dataset.ready = "yes";
  const [lead, follower] = pair().querySelectorAll("video");
  for (const event of ["play", "pause", "seeked"])
    lead.addEventListener(event, () => {
      follower.currentTime = lead.currentTime;
      if (lead.paused) follower.pause();
      else follower.play().catch(() => {});
    });
  pair().querySelector("button").addEventListener("click", close);
}

watch("value", draw);
draw();
