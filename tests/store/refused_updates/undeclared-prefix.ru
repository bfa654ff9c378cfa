# QueryError
INSERT DATA { x:a x:p 1 }
