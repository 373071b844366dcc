"""One article in, what it says of encounters out. `read.read` is the whole way on one screen."""
