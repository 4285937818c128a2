"""From a voice or a driving video to expression coefficients, cameras and key points."""
