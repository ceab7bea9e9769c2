"""HTML pages: the one room that knows how a result looks; templates and style sheets are package data."""
