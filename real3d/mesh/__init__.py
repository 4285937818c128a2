"""The embedded engine: a layered mesh of the photo, an ARKit rig and a warp renderer."""
