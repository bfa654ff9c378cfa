PREFIX a: <urn:x:>
INSERT DATA { GRAPH a:one { a:n a:p 1 } } ;
PREFIX b: <urn:x:>
BASE <urn:x:>
INSERT DATA { GRAPH <urn:x:two> { b:n a:p 2 } } ;
