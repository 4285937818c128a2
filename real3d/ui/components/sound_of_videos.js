// A voice may come from a video: a phone records both at once. Gradio's sound input takes files that
// call themselves sound; here a video calls itself that before Gradio sees it. Its content stays as
// it is, and its sound is found by the server.
() => {
  const isVideo = (file) => file.type.startsWith("video/") || file.type === "";
  const asSound = (files) => {
    const renamed = new DataTransfer();
    for (const file of files) {
      const type = isVideo(file) ? "audio/mp4" : file.type;
      renamed.items.add(new File([file], file.name, { type }));
    }
    return renamed.files;
  };
  const inputOf = (place) => place?.closest?.(".voice")?.querySelector("input[type=file]");

  document.addEventListener("change", (event) => {
    const input = event.target;
    if (inputOf(input) === input && [...input.files].some(isVideo)) {
      input.files = asSound(input.files);
    }
  }, true);

  document.addEventListener("drop", (event) => {
    const input = inputOf(event.target);
    const files = [...(event.dataTransfer?.files ?? [])];
    if (!input || !files.some(isVideo)) return;
    event.preventDefault();
    event.stopPropagation();
    event.target.dispatchEvent(new DragEvent("dragleave", { bubbles: true }));
    input.files = asSound(files.slice(0, 1));
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }, true);

  // What the browser's own dialogue offers.
  const offer = () => document.querySelectorAll(".voice input[type=file]").forEach((input) => {
    if (!input.accept.includes("video/*")) input.accept = "audio/*,video/*";
  });
  new MutationObserver(offer).observe(document.body, { childList: true, subtree: true });
  offer();
}
