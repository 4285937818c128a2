"""Files in and out: pictures, sound, video. Knows nothing of faces."""
