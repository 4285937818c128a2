"""Video in the place of a teacher: frames of a talking clip, each seen from its own camera.

This is self-supervision, not distillation: a clip shows each face from few sides, never from two at
once, and with another expression each time, so the student learns less depth, and some of the
expression into the canonical plane. Stage 1 can be begun so when there is no teacher.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from real3d.triplane.driving.head_path import cameras
from training.triplane.clips import Clips
from training.triplane.discriminator import raw_of
from training.triplane.examples import head_picture
from training.triplane.teachers.teacher import Reach, TeacherView, chosen


class ClipTeacher:
    """Shows the frame of a clip whose camera is nearest to the one that is asked for."""

    latent_size = 1

    def __init__(self, clips: Clips, size: int) -> None:
        self.reach = Reach()
        self._clips, self._size = clips, size

    def render(self, latent: Tensor, camera: Tensor) -> TeacherView:
        pictures, places = [], []
        for number, wanted in zip(chosen(latent, len(self._clips)), camera, strict=True):
            clip = self._clips[number]
            own = torch.from_numpy(cameras(clip.faces.pose).astype(np.float32))
            frame = int((own[:, :12] - wanted[:12]).square().sum(1).argmin())
            pictures.append(head_picture(clip.images[frame], clip.labels[frame], self._size))
            places.append(own[frame])
        image = torch.cat(pictures)
        return TeacherView(image, raw_of(image), torch.stack(places))
