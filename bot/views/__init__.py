"""The door to the eye: a room's value becomes a message; nothing is decided here."""
