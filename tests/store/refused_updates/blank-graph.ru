# QueryError
PREFIX : <urn:x:>
INSERT DATA { GRAPH _:g { :a :p 1 } }
