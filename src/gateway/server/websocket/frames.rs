//! Where the frames of a WebSocket end (RFC 6455 section 5.2), so that we say something of our own between two only.

/// Nobody plans to come back: RFC 6455 section 7.4.1, "going away".
const GOING_AWAY: [u8; 2] = 1001_u16.to_be_bytes();
/// The last piece of a message, and that it is a farewell.
const CLOSE: u8 = 0x88;
/// The bit of a head's second byte that says that a mask follows.
const MASKED: u8 = 0x80;

/// What went one way.
#[derive(Debug, Default)]
pub(super) struct Frames {
    /// The head of the frame that has begun, as far as it came.
    head: Vec<u8>,
    /// How much is still to come of its content.
    content: u64,
    /// Whether a farewell was said.
    is_closed: bool,
}

impl Frames {
    /// Notes bytes that went.
    pub(super) fn pass(&mut self, mut bytes: &[u8]) {
        loop {
            let skipped = usize::try_from(self.content).unwrap_or(usize::MAX).min(bytes.len());
            self.content -= skipped as u64;
            let Some((byte, rest)) = bytes.get(skipped..).and_then(<[u8]>::split_first) else { return };
            self.head.push(*byte);
            bytes = rest;
            if let Some(length) = content_of(&self.head) {
                self.content = length;
                self.is_closed |= self.head.first().is_some_and(|first| first & 0x0f == CLOSE & 0x0f);
                self.head.clear();
            }
        }
    }

    /// A farewell, where one can be said; that of a client is masked.
    pub(super) fn farewell(&self, is_client: bool) -> Vec<u8> {
        if self.is_closed || self.content > 0 || !self.head.is_empty() {
            return Vec::new();
        }
        let [high, low] = GOING_AWAY;
        match is_client {
            // The mask keeps clients from choosing what goes over the wire. Nobody chose this, so it may be one of zeros.
            true => vec![CLOSE, MASKED | 2, 0, 0, 0, 0, high, low],
            false => vec![CLOSE, 2, high, low],
        }
    }
}

/// How long the content is behind `head`; `None` while more of the head is to come.
fn content_of(head: &[u8]) -> Option<u64> {
    let second = *head.get(1)?;
    let (short, mask) = (second & !MASKED, if second & MASKED == 0 { 0 } else { 4 });
    let digits = match short {
        126 => 2,
        127 => 8,
        _ => 0,
    };
    let digits = head.get(2..2 + digits).filter(|_| head.len() == 2 + digits + mask)?;
    match digits {
        [] => Some(short.into()),
        digits => Some(digits.iter().fold(0, |length, digit| (length << 8) | u64::from(*digit))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(pieces: &[&[u8]]) -> usize {
        let mut frames = Frames::default();
        for piece in pieces {
            frames.pass(piece);
        }
        frames.farewell(false).len()
    }

    #[test]
    fn a_farewell_is_said_between_frames_only() {
        let long = [&[0x82, 126, 1, 0][..], &[0; 256]].concat();
        let longer = [&[0x82, 127, 0, 0, 0, 0, 0, 1, 0, 0][..], &[0; 65_536]].concat();
        for whole in [&[0x81, 2, b'h', b'i'][..], &[0x81, 0x82, 1, 2, 3, 4, 5, 6], &[0x89, 0], &long, &longer] {
            assert_eq!(after(&[whole]), 4);
            let bytes: Vec<&[u8]> = whole.chunks(1).collect();
            assert_eq!(after(&bytes), 4);
            assert_eq!(after(&[whole, whole]), 4);
            for cut in 1..whole.len().min(20) {
                assert_eq!(after(&[&whole[..cut]]), 0, "{cut} of {whole:?}");
            }
            assert_eq!(after(&[&whole[..whole.len() - 1]]), 0);
        }
        assert_eq!(after(&[]), 4);
        assert_eq!(after(&[&[CLOSE, 2, 3, 232]]), 0, "it was said before");
        assert_eq!(Frames::default().farewell(true), [0x88, 0x82, 0, 0, 0, 0, 3, 233]);
        // More than there can be.
        assert_eq!(after(&[&[0x82, 127], &[255; 8], &[0; 9]]), 0);
    }
}
