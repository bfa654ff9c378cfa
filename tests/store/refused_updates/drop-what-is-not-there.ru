# QueryError
PREFIX : <urn:x:>
INSERT DATA { :n :p 1 } ; DROP GRAPH :none
