rollcall.index({"blocks": ["db273741ac0d", "9681fcfa0f5c", "e89a6551e124", "3ce81baf3d20", "aed5934b7fd4"],
"domains": ["acme.example"],
"titles": [],
"noun": "(workspace)",
"folds": ["´", "ßss", "æae", "ðd", "øo", "þth", "đd", "ħh", "ıi", "łl", "ŋn", "œoe", "́", "ςσ", "‐-", "‑-", "‒-", "–-", "—-", "―-", "‘", "’", "“\"", "”\"", "‮", "−-"]});
