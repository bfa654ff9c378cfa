PREFIX a: <urn:x:>
BASE <http://127.0.0.1/a/>
INSERT DATA { <b> a:p 1 } ;
PREFIX a: <urn:y:>
BASE <c/>
DELETE { ?s <urn:x:p> ?o } INSERT { ?s a:p ?o . GRAPH <d> { ?s <e> 2 } } WHERE { ?s <urn:x:p> ?o FILTER(?s != a:b && ?o < 5) }
