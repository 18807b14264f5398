"""Arguments in, printing and exit status out. Only here are streams and the environment known."""
