# An unnamed graph is the user's default graph.
PREFIX : <urn:x:>
INSERT DATA { :n :p :m }
