# QueryError
PREFIX : <urn:x:>
INSERT DATA { GRAPH ?g { :a :p 1 } }
