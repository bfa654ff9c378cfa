"""Take what is written over HTTP: who may write, what the body is, and how it is answered."""
