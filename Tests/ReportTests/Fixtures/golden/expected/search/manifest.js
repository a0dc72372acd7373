rollcall.index({"blocks": ["f514e24a4ba0", "9681fcfa0f5c", "7cf7f66f309e", "3ce81baf3d20", "ace6099666a0"],
"domains": ["acme.example"],
"noun": "(workspace)",
"folds": ["´", "ßss", "æae", "ðd", "øo", "þth", "đd", "ħh", "ıi", "łl", "ŋn", "œoe", "́", "ςσ", "‐-", "‑-", "‒-", "–-", "—-", "―-", "‘", "’", "“\"", "”\"", "‮", "−-"]});
