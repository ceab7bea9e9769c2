"""What was sent to whom, and what became of it: events, the desk that writes them, deadlines and registrations."""
