/** Of the skin 468, then ten of the irises: MediaPipe's Face Mesh. */
export const LANDMARKS = 478;
