"""From bytes to the agenda: filing articles, having them read, learning people, merging.

ingestor   what is done with a batch, in order; the one thing that others call
archive    articles in the store: known again, filed, dated, changed, deleted
retention  full texts that go after a while
kinship    fingerprints, by which reprints and rewrites are found
whoswho    people in the store
shelf      agenda entries in the store, as merging needs them
reader     bytes → articles and article → reading, blocking, with the model and the who's who
pool       the same in processes of their own, away from the event loop
"""
