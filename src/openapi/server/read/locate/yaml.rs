//! Finding values in YAML.

use serde_saphyr::granit_parser::{Event, Parser};

use super::Wanted;

/// Notes the places of what is wanted in `text`. What an alias stands for is where the alias is.
pub(super) fn scan(text: &str, wanted: Vec<Wanted>) -> Vec<Wanted> {
    let mut scan = Scan { around: Vec::new(), wanted };
    for (event, span) in Parser::new_from_str(text).map_while(Result::ok) {
        let offset = span.start.byte_offset();
        match event {
            Event::Scalar(text, ..) => {
                scan.arrive(offset, Some(&text));
            }
            Event::Alias(..) => {
                scan.arrive(offset, None);
            }
            Event::SequenceStart(..) => {
                let node = scan.arrive(offset, None);
                scan.around.push(Collection { node, next: Next::Item(0) });
            }
            Event::MappingStart(..) => {
                let node = scan.arrive(offset, None);
                scan.around.push(Collection { node, next: Next::Key });
            }
            Event::SequenceEnd | Event::MappingEnd => {
                scan.around.pop();
            }
            Event::DocumentEnd => break,
            _ => {}
        }
    }
    scan.wanted
}

struct Scan {
    /// The collections that are open.
    around: Vec<Collection>,
    wanted: Vec<Wanted>,
}

struct Collection {
    /// Which of the wanted it is.
    node: Option<usize>,
    next: Next,
}

/// What comes next in a collection.
#[derive(Clone, Copy)]
enum Next {
    Item(usize),
    Key,
    /// The value that is this one of the wanted.
    Value(Option<usize>),
}

impl Scan {
    /// Something begins at `offset`; `text` is what a scalar says. Returns which of the wanted it is.
    fn arrive(&mut self, offset: Option<usize>, text: Option<&str>) -> Option<usize> {
        let found = match self.around.last_mut() {
            None => Some(0),
            Some(collection) => {
                let children = collection.node.and_then(|node| self.wanted.get(node)).map(|wanted| &wanted.children);
                let child = |name: &str| children.and_then(|children| children.get(name)).copied();
                let (found, next) = match collection.next {
                    Next::Item(index) => (children.and_then(|_| child(&index.to_string())), Next::Item(index + 1)),
                    Next::Key => (None, Next::Value(text.and_then(child))),
                    Next::Value(found) => (found, Next::Key),
                };
                collection.next = next;
                found
            }
        };
        if let Some(wanted) = found.and_then(|node| self.wanted.get_mut(node)) {
            wanted.offset = offset;
        }
        found
    }
}
