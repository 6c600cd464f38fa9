"""The door to the ear: one cog per feature; it parses, asks a room and shows the answer."""
