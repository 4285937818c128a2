"""How the articulation network is made: `python -m training.speech`.

Debian's free synthesisers speak random words and say when each phone begins and ends
(`voices`, `corpus`); a table and a model of coarticulation turn the phones into what a mouth would
have done (`phones`, `labels`); a small convolutional network learns to estimate that through
noise, music and rooms (`augment`, `network`, `train`); its weights and their model card go into
`real3d/speech` (`export`, `card`). Nothing that people recorded for other purposes takes part.
"""
