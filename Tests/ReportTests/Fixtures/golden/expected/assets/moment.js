rollcall.moment("2026-03-30T08:00:00Z", "30 Mar 2026, 10:00", "2026-03-30", "Data from 1 Nov 2025 to 30 Mar 2026", {week: 1, month: 1, year: 0, all: 0});
