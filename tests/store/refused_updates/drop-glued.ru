# QueryError
DROPALL
