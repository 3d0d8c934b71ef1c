"""From a file to the text that an edition is made of: one sort of file at a time, by the ending of its name.

A plain text is its own stream. What a plug-in extracts from another file is the stream that everything after works on,
and that `restore` gives back; the header says which file it was extracted from, and by what.
"""
