"""Rendering chunks of one size by replaying a recorded CUDA graph.

A frame is some five hundred small kernels; at a hundred frames per second their launches take as
long as their work. A graph launches them all at once. The plain form is `Renderer.render`.
"""

from __future__ import annotations

import torch
from torch import Tensor

from real3d.triplane.modeling.renderer import DrivingStates, EncodedPortrait, Frames, Renderer
from real3d.triplane.modeling.super_resolution import EncodedBackground

# Kernels choose their algorithms and memory is reserved before the recording.
WARM_UP_RUNS = 3


class GraphedRenderer:
    """Renders one portrait over one background, always the same number of frames at a time."""

    @torch.inference_mode()
    def __init__(
        self,
        renderer: Renderer,
        portrait: EncodedPortrait,
        background: EncodedBackground,
        reference: Tensor,
        states: DrivingStates,
    ) -> None:
        """
        Args:
            renderer: on a CUDA device, as are the rest.
            portrait: of `Renderer.encode_portrait`.
            background: of `Renderer.encode_background`.
            reference: of `Renderer.encode_reference`.
            states: any states; their number is the size of all chunks.
        """
        self._states = DrivingStates(
            states.mesh.clone(), states.camera.clone(), states.keypoints.clone()
        )
        # The recording reads these at their addresses, so they must live as long as it.
        self._constants = (renderer, portrait, background, reference)

        with torch.cuda.device(states.mesh.device):
            self._graph, self._frames = self._record()

    @torch.inference_mode()
    def render(self, states: DrivingStates) -> Frames:
        """A chunk of frames; they are overwritten by the next call."""
        self._states.mesh.copy_(states.mesh)
        self._states.camera.copy_(states.camera)
        self._states.keypoints.copy_(states.keypoints)
        self._graph.replay()
        return self._frames

    def _record(self) -> tuple[torch.cuda.CUDAGraph, Frames]:
        """Recordings are made beside the stream that everything else runs on."""
        renderer, *encoded = self._constants
        stream = torch.cuda.Stream()
        stream.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(stream):
            for _ in range(WARM_UP_RUNS):
                renderer.render(*encoded, self._states)
        torch.cuda.current_stream().wait_stream(stream)

        graph = torch.cuda.CUDAGraph()
        with torch.cuda.graph(graph):
            frames = renderer.render(*encoded, self._states)
        return graph, frames
