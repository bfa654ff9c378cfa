PREFIX : <urn:x:>
INSERT DATA { GRAPH :new { :n :p 1 } } ; DROP ALL
