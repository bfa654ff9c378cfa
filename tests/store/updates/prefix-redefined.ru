PREFIX a: <urn:x:wrong>
PREFIX a: <urn:x:>
INSERT DATA { GRAPH a:one { a:n a:p 1 } }
