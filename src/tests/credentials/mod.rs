//! Backend credentials: who may give them, by which form and which request, and what is told of them.

mod copies;
mod forms;
mod programs;
