//! The administrators' area: what stands around its pages and the way between them. The pages themselves are the rooms'
//! own. Owns no tables.

pub mod view;
