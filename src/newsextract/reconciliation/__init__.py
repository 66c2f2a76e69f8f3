"""What several articles say of one event, put side by side; pure functions of a set of records."""
