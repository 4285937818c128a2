"""The paper's engine: a network that turns one portrait and one driving state into one frame.

Sources: Real3D-Portrait (Ye et al., ICLR 2024) for the whole; EG3D (Chan et al., CVPR 2022) for the
tri-plane and its rendering.
"""
