/** The mark that says what a picture is, drawn into pictures that leave the page. */

export const BADGE = "AI";
export const BADGE_TITLE = "Synthetic media: a photograph animated by a program.";

/** Shares of the picture's side. */
const MARGIN = 0.026;
const FONT = 0.034;
const LEAST_FONT = 11;

/** In the upper right corner, as the element shows it. */
export function drawBadge(view: CanvasRenderingContext2D): void {
  const side = view.canvas.width;
  const size = Math.max(LEAST_FONT, FONT * side);
  view.font = `700 ${size}px sans-serif`;
  const width = view.measureText(BADGE).width + 0.8 * size;
  const height = 1.45 * size;
  const [left, top] = [side - MARGIN * side - width, MARGIN * side];
  view.beginPath();
  view.roundRect(left, top, width, height, 0.35 * size);
  view.fillStyle = "#10121696";
  view.fill();
  view.strokeStyle = "#fffc";
  view.lineWidth = 0.003 * side;
  view.stroke();
  view.fillStyle = "#fff";
  view.textAlign = "center";
  view.textBaseline = "middle";
  view.fillText(BADGE, left + width / 2, top + height / 2);
}
