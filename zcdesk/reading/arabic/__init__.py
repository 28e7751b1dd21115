"""Lines in the Arabic script, as Uyghur and Kazakh write it: read, sorted, searched for words."""
