mod assets;
mod listen;
mod middleware;
mod routes;
