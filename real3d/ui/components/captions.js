// The captions of the film on the stage that are a track of its file. Browsers show no track that is
// inside an MP4, so they are read from what is said of the result.
() => {
  document.querySelector(".stage").addEventListener("loadedmetadata", ({ target }) => {
    if (!target.closest(".film")) return;
    const track = target.textTracks[0] ?? target.addTextTrack("captions");
    track.mode = "hidden";
    [...track.cues].forEach((cue) => track.removeCue(cue));
    document.querySelectorAll(".status .caption").forEach(({ dataset, textContent }) => {
      track.addCue(new VTTCue(Number(dataset.start), Number(dataset.end), textContent));
      track.mode = "showing";
    });
  }, true);
}
