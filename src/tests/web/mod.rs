mod assets;
mod middleware;
