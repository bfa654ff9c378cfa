# QueryError
PREFIX : <urn:x:>
INSERT DATA { :n :p 1 } ; CREATE GRAPH :one
