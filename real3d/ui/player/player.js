// Plays a video while it is still being made, and lets the finished file take its place.
//
// Runs once for the status of every result (the `js_on_load` of its gr.HTML). Each status that a
// running job sends carries what is new: the frame just made, and now and then a piece of the video
// as fragmented MP4, which goes into a Media Source. Where a browser has none, the frames remain.
// `data-state` of the result says what is seen: nothing (the finished file, if there is one),
// "working" (the last film or, without one, the frames) or "playing" (pieces, or frames for want of
// them). The last film stays until the next one is to be seen.

const LEAST_AHEAD = 0.8; // seconds to have before playing begins
const OVERLAP = 0.35; // seconds in which the finished file gets ready to go on
const LEAST_LOAD = 150; // milliseconds until the file that is asked for is the one that is loaded
const PATIENCE = 15000; // milliseconds to wait for the finished file to load

const Source = window.ManagedMediaSource || window.MediaSource;
const result = () => element.closest(".result");
const screen = () => result().querySelector(".screen");
const film = () => result().querySelector(".film video");
const live = () => screen().querySelector("video");
const show = (state) => { result().dataset.state = state; };
const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
const pause = (milliseconds) => new Promise((then) => setTimeout(then, milliseconds));

let job = null;

function begin(name) {
  end();
  const last = film()?.currentSrc;
  job = { name, last, tracks: [], started: false, since: performance.now(), address: null };
  show("working");
}

// Nothing is left of the job; what is seen is up to the caller.
function end() {
  if (!job) return;
  const video = live();
  video.pause();
  video.removeAttribute("src");
  video.load();
  screen().querySelector("img").removeAttribute("src");
  if (job.address) URL.revokeObjectURL(job.address);
  job = null;
}

function open(now, types) {
  const mine = job;
  const source = new Source();
  mine.source = source;
  mine.tracks = types.map(() => ({ queue: [], buffer: null }));
  mine.address = URL.createObjectURL(source);
  const video = live();
  video.disableRemotePlayback = true; // a managed source asks for it
  video.src = mine.address;
  source.addEventListener("sourceopen", () => {
    if (job !== mine || mine.tracks.some((track) => track.buffer)) return;
    types.forEach((type, index) => {
      const track = mine.tracks[index];
      track.buffer = source.addSourceBuffer(type);
      track.buffer.addEventListener("updateend", () => {
        feed(mine, track);
        startIfThereIsEnough(mine);
      });
      feed(mine, track);
    });
  });
}

function feed(mine, track) {
  if (mine !== job || !track.buffer || track.buffer.updating) return;
  if (track.queue.length) track.buffer.appendBuffer(track.queue.shift());
  else if (mine.complete && mine.source.readyState === "open" &&
      mine.tracks.every((one) => one.buffer && !one.buffer.updating && !one.queue.length))
    mine.source.endOfStream();
}

// Playing begins when it will not have to wait for the pieces that are still to come.
function startIfThereIsEnough(mine) {
  if (mine !== job || mine.started) return;
  const ahead = live().buffered;
  if (!ahead.length) return;
  const seconds = ahead.end(ahead.length - 1);
  const pace = seconds / ((performance.now() - mine.since) / 1000);
  if (seconds < Math.max(LEAST_AHEAD, mine.duration * (1 - pace))) return;
  mine.started = true;
  live().addEventListener("playing", () => { if (mine === job) reveal(); }, { once: true });
  play(live());
}

// The job is seen from now on, and what was seen before falls silent.
function reveal() {
  film()?.pause();
  show("playing");
}

// With sound, unless the browser wants a click for that.
function play(video) {
  return video.play().catch(() => { video.muted = true; return video.play().catch(() => {}); });
}

function step(news) {
  if (!job || job.name !== news.job) begin(news.job);
  if (news.frame) screen().querySelector("img").src = news.frame;
  if (news.stage === "rendering" && !job.rendering) {
    job.rendering = true;
    job.since = performance.now();
  }
  if (news.frame && !Source) reveal();
  if (!news.pictures || !Source) return;
  if (!job.source) {
    const types = [`video/mp4; codecs="${news.codec}"`];
    if (news.sound) types.push('audio/mp4; codecs="mp4a.40.2"');
    if (!types.every((type) => Source.isTypeSupported(type))) return;
    job.duration = Number(news.duration);
    open(job, types);
  }
  [news.pictures, news.sound].forEach((text, index) => {
    const track = job.tracks[index];
    if (text && track) { track.queue.push(bytes(text)); feed(job, track); }
  });
}

// The finished file, once it is ready to be played.
async function finished(mine) {
  const until = performance.now() + PATIENCE;
  while (performance.now() < until && mine === job) {
    const video = film();
    if (video && video.currentSrc !== mine.last && video.readyState >= 2) return video;
    await pause(40);
  }
  return null;
}

async function done() {
  if (!job) { // a result that was there already, of which there were no steps
    begin("kept");
    const kept = job;
    kept.last = "";
    await pause(LEAST_LOAD);
    if (kept !== job) return; // something else is to be seen by now
  }
  const mine = job;
  mine.complete = true;
  mine.tracks.forEach((track) => feed(mine, track));
  const video = await finished(mine);
  if (mine !== job) return;
  const before = live();
  if (video && mine.started && before.currentTime > 0) await takeOver(video, before, mine);
  else if (video) { show(""); play(video); }
  if (mine !== job) return;
  show("");
  end();
}

// The finished file goes on where the pieces are: at the same frame, with the same sound.
async function takeOver(video, before, mine) {
  const goesOn = !before.paused;
  const waits = before.readyState < 3; // all pieces are played
  const at = Math.min(before.currentTime + (goesOn && !waits ? OVERLAP : 0), video.duration - 0.05);
  video.muted = before.muted;
  video.volume = before.volume;
  const ready = new Promise((then) => video.addEventListener("seeked", then, { once: true }));
  video.currentTime = at;
  await Promise.race([ready, pause(2000)]);
  const until = performance.now() + 1000;
  while (goesOn && mine === job && before.currentTime < at - 0.02 && performance.now() < until)
    await pause(10);
  if (mine !== job || !goesOn) return;
  const playing = new Promise((then) => video.addEventListener("playing", then, { once: true }));
  play(video);
  await Promise.race([playing, pause(1000)]);
}

// For those who cannot see it: every stage once, and how it ended.
let told = "";
function announce() {
  const news = element.querySelector("[data-job]");
  const stage = element.querySelector("progress")?.getAttribute("aria-label");
  const sentence = stage ?? element.querySelector("p")?.textContent ?? "";
  if (sentence === told || (news && !stage)) return;
  told = sentence;
  screen().querySelector(".announced").textContent = sentence;
}

watch("value", () => {
  announce();
  const news = element.querySelector("[data-job]");
  if (news) step(news.dataset);
  else if (element.querySelector("[data-done]")) done();
  else if (job) { end(); show(""); }
});
