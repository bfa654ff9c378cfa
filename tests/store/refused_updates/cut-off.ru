# QueryError
PREFIX : <urn:x:>
INSERT DATA { :a :p 1
