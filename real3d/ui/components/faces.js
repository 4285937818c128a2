// The photo shows what is used of it; a face in it is chosen by a click or with the keyboard.
const chosen = (event) => event.target.closest?.("[data-face]")?.dataset.face;

element.addEventListener("click", (event) => {
  if (chosen(event)) trigger("click", { face: chosen(event) });
});
element.addEventListener("keydown", (event) => {
  if (!chosen(event) || (event.key !== "Enter" && event.key !== " ")) return;
  event.preventDefault();
  trigger("click", { face: chosen(event) });
});

// The faces are drawn anew after a choice; who was on one of them stays on the chosen one.
let inside = false;
element.addEventListener("focusin", () => { inside = true; });
document.addEventListener("focusin", (event) => { inside = element.contains(event.target); });
watch("value", () => {
  if (inside) element.querySelector('[aria-pressed="true"]')?.focus();
});
