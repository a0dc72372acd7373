// Write
