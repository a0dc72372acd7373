// Configure
