// Rank
