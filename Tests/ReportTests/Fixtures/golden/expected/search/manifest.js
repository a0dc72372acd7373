rollcall.index({"blocks": ["e1782d0ae838", "9681fcfa0f5c", "7cf7f66f309e", "3ce81baf3d20", "8a42f8f892c7"],
"domains": ["acme.example"],
"folds": ["´", "ßss", "æae", "ðd", "øo", "þth", "đd", "ħh", "ıi", "łl", "ŋn", "œoe", "́", "ςσ", "‐-", "‑-", "‒-", "–-", "—-", "―-", "‘", "’", "“\"", "”\"", "‮", "−-"]});
