"""The commands, one a file; the program loads each when it is called."""
