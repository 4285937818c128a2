"""The 3D morphable face model: its fitting to landmarks, and its SECC pictures."""
