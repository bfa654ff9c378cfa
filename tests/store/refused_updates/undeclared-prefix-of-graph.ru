# QueryError
DROP GRAPH x:y
