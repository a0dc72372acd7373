rollcall.ranks("2026-03-30T08:00:00Z", "#t9");
