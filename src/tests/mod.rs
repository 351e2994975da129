//! The integration tests, a folder a room.
#![cfg(test)]

mod analytics;
mod architecture;
mod audit;
mod catalog;
mod cli;
mod console;
mod credentials;
mod demo;
mod environments;
mod gateway;
mod identity;
mod licences;
mod openapi;
mod policies;
mod products;
mod recipes;
mod rest;
mod secrets;
mod site;
mod support;
mod web;
