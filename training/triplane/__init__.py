"""Trains the tri-plane engine's networks: `python -m training.triplane --help`.

The paper's stages, each from the former's weights: image to plane (distilled from a teacher that
knows faces in 3D), motion adapter, torso and background; and apart from them the sync network and
audio to motion. The networks are the runtime's around unfolded leaves (`unfolded`), so that what is
trained is exported by the released names (`export`) and rendered as it was trained.
"""
