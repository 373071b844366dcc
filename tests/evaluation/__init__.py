"""Reading against the annotated corpora: `python -m tests.evaluation` (see `--help`)."""
