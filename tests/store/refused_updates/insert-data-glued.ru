# QueryError
INSERTDATA { <urn:x:a> <urn:x:p> 1 }
