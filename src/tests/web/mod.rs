mod assets;
mod middleware;
mod routes;
