BASE <http://127.0.0.1/a/b/c>
PREFIX : <urn:x:>
INSERT DATA { GRAPH <../../graphs/default> { :n :p 1 } }
