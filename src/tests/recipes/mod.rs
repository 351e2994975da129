//! Recipes: who may read and write them, their forms, their documents, and their programs.

mod documents;
mod forms;
mod pages;
mod programs;
mod support;
