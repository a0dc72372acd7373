rollcall.moment("2026-03-30T08:00:00Z", "30 Mar 2026, 10:00");
