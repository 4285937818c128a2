CHANNELS = ("jaw", "seal", "rounding", "spreading", "tuck", "opening")
VISEMES = ("sil", "PP", "FF", "TH", "DD", "kk", "CH", "SS", "nn", "RR", "aa", "E", "I", "O", "U")
